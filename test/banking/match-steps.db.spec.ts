/** Random runs, confirmations and undoings over real PostgreSQL: the books stay, and undoing restores exactly. */
import fc from 'fast-check';
import { DecideMatch, ListMatches, MatchAccount, type MatchWork } from '../../src/banking/index.js';
import { AddPerson, GrantRole, AccessCache } from '../../src/people/index.js';
import { SystemRandomness } from '../../src/kernel/ids.js';
import { SystemClock } from '../../src/kernel/clock.js';
import { FolderCopy, ImportWorld, OPERATOR } from '../intake/import-world.js';

const ACCOUNT = '51050100000000000001';

let world: ImportWorld;
let estateId: string;
let person: string;
let verbs: { match: MatchAccount; decide: DecideMatch; lists: ListMatches };

beforeAll(async () => {
  world = await ImportWorld.start();
  ({ estateId } = await world.import(await FolderCopy.sample()));
  const clock = new SystemClock();
  const randomness = new SystemRandomness();
  const adding = { estateId, name: '制单', kind: 'human', by: OPERATOR } as const;
  person = await new AddPerson(world.reads, clock, randomness).execute(adding);
  const role = { estateId, person, role: 'COMMITTEE_PREPARER', by: OPERATOR } as const;
  await new GrantRole(world.reads, clock, new AccessCache(clock)).execute(role);
  verbs = {
    match: new MatchAccount(world.reads, clock),
    decide: new DecideMatch(world.reads, clock),
    lists: new ListMatches(world.reads),
  };
});
afterAll(async () => {
  const report = await world.verify(estateId);
  await world.close();
  expect(report.errors).toEqual([]);
});

/** Everything that the ledger derived, as one text. */
async function books(): Promise<string> {
  const [row] = await world.rows<{ text: string }>(
    `select md5(concat_ws('|',
       (select string_agg(p::text, ',' order by p::text) from ledger.posting p where estate_id = $1),
       (select string_agg(d::text, ',' order by d::text) from ledger.day_turnover d where estate_id = $1),
       (select string_agg(v::text, ',' order by v::text) from ledger.voucher v where estate_id = $1),
       (select string_agg(l::text, ',' order by l::text) from banking.statement_line l where estate_id = $1))) as text`,
    [estateId],
  );
  return row?.text ?? '';
}

const work = async (): Promise<MatchWork> => (await verbs.lists.work(estateId, ACCOUNT))!;
const openNow = async (): Promise<readonly string[]> => {
  const { openLines, openVouchers } = await work();
  return [...openLines.map(({ id }) => id), ...openVouchers.map(({ voucherNo }) => voucherNo)].sort();
};

it('never change the books, and an undoing opens exactly the two sides of its match', async () => {
  const before = await books();
  await take('run', 0);
  const step = fc.record({ what: fc.constantFrom('run', 'undo', 'confirm'), pick: fc.nat(200) });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 10 }), async (steps) => {
      for (const { what, pick } of steps) await take(what, pick);
      expect(await books()).toBe(before);
    }),
    { numRuns: 6 },
  );
});

async function take(what: string, pick: number): Promise<void> {
  if (what === 'run') {
    await verbs.match.execute({ estateId, by: OPERATOR });
    const again = await verbs.match.execute({ estateId, by: OPERATOR });
    expect('accepted' in again && again.accepted.accounts.every(({ made }) => made === 0)).toBe(true);
    return;
  }
  const page = { state: what === 'undo' ? 'standing' : 'undone', limit: 200 } as const;
  const { matches } = (await verbs.lists.kept(estateId, ACCOUNT, page))!;
  const match = matches[pick % Math.max(1, matches.length)];
  if (match === undefined) return;
  const open = await openNow();
  const asked = { estateId, by: person, account: ACCOUNT };
  const sides = [...match.lineIds, ...match.voucherNos];
  if (what === 'undo') {
    expect(await verbs.decide.undo({ ...asked, match: match.id, reason: '对错了' })).toHaveProperty('accepted');
    expect(await openNow()).toEqual([...open, ...sides].sort());
    return;
  }
  const { lineIds, voucherNos, cancelled } = match;
  const outcome = await verbs.decide.confirm({
    ...asked,
    sides: { lineIds, voucherNos: [...voucherNos, ...cancelled] },
  });
  if ('refused' in outcome) return;
  expect(await openNow()).toEqual(open.filter((side) => !sides.includes(side)));
}
