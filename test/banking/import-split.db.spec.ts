/** Kept in the database: any split, overlap, order and repetition of files, in pieces as a stream gives them. */
import fc from 'fast-check';
import { StatementAdding } from '../../src/banking/add-statement.js';
import { chainLines, type StatementLine } from '../../src/banking/rules/index.js';
import { readStanding } from '../../src/banking/store/account-standing.js';
import { publicLines } from '../../src/banking/store/statement-store.js';
import { fen } from '../../src/kernel/fen.js';
import { SystemRandomness } from '../../src/kernel/ids.js';
import { lockHead } from '../../src/log/index.js';
import { FolderCopy, ImportWorld, OPERATOR } from '../intake/import-world.js';
import { day } from '../support/ledger-world.js';

let world: ImportWorld;
let estateId: string;
let accounts = 0;

beforeAll(async () => {
  world = await ImportWorld.start();
  ({ estateId } = await world.import((await FolderCopy.sample()).without('bank/51050100000000000001.csv')));
});
afterAll(() => world.close());

/** Lines of a busy account, some of them identical twins, oldest first. */
function statementOf(steps: readonly (readonly [number, boolean])[], hasSerials: boolean): StatementLine[] {
  let [balance, on] = [0n, 1];
  return steps.map(([amount, isNextDay], index): StatementLine => {
    const isIn = balance < 300n || amount > 2;
    const moved = BigInt(Math.abs(amount) * 100 + 100);
    balance += isIn ? moved : -moved;
    if (isNextDay) on += 1;
    return {
      accountNumber: 'a',
      ...(hasSerials ? { serial: `S-${index}` } : {}),
      bookedOn: day(`2024-07-${String(on).padStart(2, '0')}`),
      outFen: fen(isIn ? 0n : moved),
      inFen: fen(isIn ? moved : 0n),
      balanceFen: fen(balance),
      counterpartyName: '甲',
      counterpartyNumber: '1',
      summary: '',
      remark: '',
      rawCells: [],
      lineNo: index + 1,
      fileLine: index + 2,
    };
  });
}

async function keep(files: readonly (readonly StatementLine[])[], pieceLines: number): Promise<StatementLine[]> {
  accounts += 1;
  const bankAccountId = `ba-${accounts}`;
  for (const lines of files) {
    await world.reads.write(estateId, async (query, client) => {
      await lockHead(client, estateId);
      const place = { estateId, bankAccountId, accountName: 'a', file: 'a.csv', fileHash: '0'.repeat(64) };
      const session = { client, query, randomness: new SystemRandomness() };
      const adding = new StatementAdding(session, { ...place, by: OPERATOR, recordedAt: new Date() }, pieceLines);
      await adding.add(lines);
      expect((await adding.finish()).violations).toEqual([]);
    });
  }
  const kept = await world.reads.read(estateId, (query) => publicLines(query, estateId, bankAccountId));
  return kept as unknown as StatementLine[];
}

const steps = fc.array(fc.tuple(fc.nat(4), fc.boolean()), { minLength: 2, maxLength: 24 });
const spans = fc.array(fc.tuple(fc.nat(24), fc.nat(24)), { maxLength: 3 });

describe('a statement in any pieces', () => {
  it('by serial, in any order, is kept once', async () => {
    await fc.assert(
      fc.asyncProperty(steps, spans, fc.integer({ min: 1, max: 9 }), async (moves, cuts, size) => {
        const lines = statementOf(moves, true);
        const files = [...cuts.map(([a, b]) => lines.slice(Math.min(a, b), Math.max(a, b) + 1)), lines, lines];
        const kept = await keep(files, size);
        expect(kept.map(({ serial }) => serial).sort()).toEqual(lines.map(({ serial }) => serial).sort());
      }),
      { numRuns: 20 },
    );
  });

  it('without serials, twins included, the same file again adds nothing', async () => {
    await fc.assert(
      fc.asyncProperty(steps, fc.nat(24), fc.integer({ min: 1, max: 9 }), async (moves, cut, size) => {
        const lines = statementOf(moves, false);
        // Exports end with a day; the next one begins with the day after, or overlaps whole days.
        const edge = lines[Math.min(cut, lines.length - 1)]?.bookedOn ?? '';
        const early = lines.filter(({ bookedOn }) => bookedOn <= edge);
        const late = lines.filter(({ bookedOn }) => bookedOn >= edge);
        const kept = await keep([late, early, lines, lines], size);
        expect(kept).toHaveLength(lines.length);
        expect(chainLines(kept).gaps).toEqual([]);
        expect(chainLines(kept).placed.map(({ line }) => line.balanceFen)).toHaveLength(lines.length);
      }),
      { numRuns: 60 },
    );
  });

  it('names the same gaps whether its lines are chained or only counted', async () => {
    const lines = statementOf(
      [...Array(24).keys()].map((index) => [index % 5, true] as const),
      true,
    );
    await keep([lines.slice(0, 6), lines.slice(9, 15), lines.slice(18)], 100);
    const standing = (most?: number): ReturnType<typeof readStanding> =>
      world.reads.read(estateId, (query) => readStanding(query, estateId, `ba-${accounts}`, most));
    const [chained, counted] = [await standing(), await standing(0)];
    expect(chained.gaps).toHaveLength(2);
    expect(counted).toEqual(chained);
  });
});
