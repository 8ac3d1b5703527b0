/**
 * Random steps with several hands at once, judged by the independent model, and the stored rows by a fold over the
 * leaves.
 *
 * A failure names its seed; XINYI_SEED=<seed> runs that one alone, XINYI_LONG=1 runs many. What hands do at once
 * is the database's to order;
 * the order it chose is read from the log, and the model must agree with every decision in that order.
 */
import type { IdempotencyClaim } from '../../src/ledger/rules/fold-batch.js';
import type { JournalWriter } from '../../src/ledger/journal-writer.js';
import { parseNumber, type VoucherKind } from '../../src/ledger/rules/voucher.js';
import { shanghaiDate } from '../../src/kernel/calendar.js';
import { LedgerModel, type ModelUnit, type ModelVoucher } from '../support/ledger-model.js';
import { claimOf, content, day, ledgerWorld, RESOLUTION, type EstateWorld } from '../support/ledger-world.js';
import { cashDays, expectAsOf, expectSums, foldedVouchers } from './fold-leaves.js';
import { Dice, randomDay, randomVoucher } from './random-steps.js';

const OPENED = '2024-10-01';

interface Done {
  readonly codes: readonly string[];
  /** Positions of the leaves that it made. */
  readonly seqs: readonly bigint[];
  readonly numbers: readonly string[];
  readonly replayed: boolean;
}

/** One hand's act: how it is done, and how the model judges and does it. */
interface Act {
  readonly name: string;
  readonly run: () => Promise<Done>;
  readonly judge: (model: LedgerModel) => readonly string[];
  readonly apply: (model: LedgerModel) => readonly string[];
  /** Where the act is a repetition of an earlier one. */
  readonly repeats?: Done;
}

type Outcome = { readonly refused: readonly { readonly code: string }[] } | object;
const codesOf = (outcome: Outcome): string[] =>
  'refused' in outcome
    ? [...new Set((outcome.refused as readonly { code: string }[]).map(({ code }) => code))].sort()
    : [];

class Run {
  readonly model = new LedgerModel(OPENED, shanghaiDate(new Date()));
  readonly dice: Dice;
  readonly #keyed: { act: Act; done: Done }[] = [];
  readonly #open: { id: string; unit: ModelUnit }[] = [];
  #acts = 0;

  constructor(
    readonly estate: EstateWorld,
    readonly writers: readonly JournalWriter[],
    seed: number,
  ) {
    this.dice = new Dice(seed);
  }

  async round(): Promise<void> {
    await this.#propose();
    const acts = Array.from({ length: 1 + this.dice.below(7) }, () => this.#act());
    const done = await Promise.all(acts.map((act) => act.run()));
    this.#judge(acts.map((act, nth) => ({ act, done: done[nth]! })));
    acts.forEach((act, nth) => {
      if (act.name.startsWith('post ')) this.#keyed.push({ act, done: done[nth]! });
    });
  }

  #judge(results: readonly { act: Act; done: Done }[]): void {
    const moments = [this.model.still()];
    const accepted = results.filter(({ done }) => done.codes.length === 0 && !done.replayed);
    const seqOf = ({ done }: { done: Done }): bigint => done.seqs[0] ?? -1n;
    for (const { act, done } of [...accepted].sort((a, b) => (seqOf(a) < seqOf(b) ? -1 : 1))) {
      expect(`${act.name}: ${act.judge(this.model).join()}`).toBe(`${act.name}: `);
      expect([act.name, ...act.apply(this.model)]).toEqual([act.name, ...done.numbers]);
      moments.push(this.model.still());
    }
    for (const { act, done } of results) {
      if (act.repeats !== undefined) {
        expect([act.name, done]).toEqual([act.name, { ...act.repeats, replayed: true }]);
      } else if (done.codes.length > 0) {
        const possible = moments.map((model) => act.judge(model).join());
        expect([act.name, possible]).toEqual([act.name, expect.arrayContaining([done.codes.join()])]);
      }
    }
  }

  /** A proposal that waits, for several hands to decide in the same round. */
  async #propose(): Promise<void> {
    if (!this.dice.chance(40)) return;
    const voucher = randomVoucher(this.dice);
    const outcome = await this.estate.propose({ kind: 'voucher', draft: this.#content(voucher) });
    if ('accepted' in outcome) this.#open.push({ id: outcome.accepted.proposalId, unit: [voucher] });
  }

  #act(): Act {
    const roll = this.dice.below(100);
    if (roll < 12 && this.#keyed.length > 0) return this.#retry();
    if (roll < 22 && this.model.numbers().length > 0) return this.#reversal();
    if (roll < 26) return this.#closing();
    if (roll < 40 && this.#open.length > 0) return this.#approval();
    if (roll < 50) return this.#post([randomVoucher(this.dice), randomVoucher(this.dice)]);
    return this.#post([randomVoucher(this.dice)]);
  }

  #content(voucher: ModelVoucher): ReturnType<typeof content> {
    const lines = voucher.lines.map((line) => ({ ...line, summary: '', dimensions: [] }));
    const refs = voucher.hasResolution ? [RESOLUTION] : [];
    return content(voucher.on, lines, { kind: voucher.kind as VoucherKind, refs, summary: `第${++this.#acts}步` });
  }

  #post(unit: ModelUnit): Act {
    const writer = this.dice.of(this.writers);
    const vouchers = unit.map((voucher) => ({ draft: this.estate.draft(this.#content(voucher)) }));
    const claim = claimOf(`key-${this.#acts}`);
    const run = async (): Promise<Done> => this.#posted(writer, { estateId: this.estate.estateId, vouchers, claim });
    const described = unit.map(
      ({ on, lines }) =>
        `${on} ${lines.map((line) => `${line.side}${line.account}/${line.fund} ${line.fen}`).join(' ')}`,
    );
    return {
      name: `post ${described.join('; ')}`,
      run,
      judge: (model) => model.judge(unit),
      apply: (model) => model.post(unit),
    };
  }

  async #posted(
    writer: JournalWriter,
    unit: Parameters<JournalWriter['post']>[0] & { claim: IdempotencyClaim },
  ): Promise<Done> {
    const outcome = await writer.post(unit);
    const posted = 'posted' in outcome ? outcome.posted : [];
    return {
      codes: codesOf(outcome),
      seqs: posted.map(({ seq }) => seq),
      numbers: posted.map(({ number }) => number),
      replayed: outcome.replayed,
    };
  }

  #retry(): Act {
    const { act, done } = this.dice.of(this.#keyed);
    return { ...act, name: `retry of ${act.name}`, repeats: done };
  }

  #reversal(): Act {
    const number = this.dice.of(this.model.numbers());
    const on = randomDay(this.dice);
    const unit = this.model.redCopy(number, on);
    const run = async (): Promise<Done> => {
      const outcome = await this.estate.correct(number, { how: 'reverse', eventOn: day(on) });
      const posted = 'accepted' in outcome ? outcome.accepted.vouchers : [];
      return {
        codes: codesOf(outcome),
        seqs: posted.map(({ seq }) => seq),
        numbers: posted.map((one) => one.number),
        replayed: false,
      };
    };
    expect(parseNumber(number)).toBeDefined();
    return {
      name: `reverse ${number} on ${on}`,
      run,
      judge: (model) => model.judge(unit),
      apply: (model) => model.post(unit),
    };
  }

  #closing(): Act {
    const month = this.model.earliestOpen();
    const run = async (): Promise<Done> => {
      const outcome = await this.estate.close(month);
      const events = await this.estate.rows<{ seq: bigint }>(
        `select seq from ledger.period_event where estate_id = $1 and period = $2`,
        [this.estate.estateId, `${month}-01`],
      );
      const codes = codesOf(outcome);
      return { codes, seqs: codes.length === 0 ? events.map(({ seq }) => seq) : [], numbers: [], replayed: false };
    };
    return {
      name: `close ${month}`,
      run,
      judge: (model) => model.judgeClose(month),
      apply: (model) => {
        model.close(month);
        return [];
      },
    };
  }

  /** One hand approves; another may do so in the same round, or give the proposal back in the next. */
  #approval(): Act {
    const at = this.dice.below(this.#open.length);
    const [proposal] = this.#open.splice(at, 1);
    const { id, unit } = proposal!;
    const isRaced = this.dice.chance(50);
    const run = async (): Promise<Done> => {
      const outcomes = await Promise.all([this.estate.approve(id), ...(isRaced ? [this.estate.approve(id)] : [])]);
      const posted = outcomes.flatMap((outcome) => ('accepted' in outcome ? outcome.accepted.vouchers : []));
      expect(posted.length).toBeLessThanOrEqual(unit.length);
      const given = codesOf(await this.estate.giveBack(id));
      expect(given).toEqual(posted.length > 0 ? ['PROPOSAL_DECIDED'] : []);
      const codes = posted.length > 0 ? [] : codesOf(outcomes[0]);
      return {
        codes,
        seqs: posted.map(({ seq }) => seq),
        numbers: posted.map(({ number }) => number),
        replayed: false,
      };
    };
    return { name: `approve ${id}`, run, judge: (model) => model.judge(unit), apply: (model) => model.post(unit) };
  }
}

const isLong = process.env['XINYI_LONG'] === '1';
const chosen = process.env['XINYI_SEED'];
const seeds =
  chosen === undefined ? Array.from({ length: isLong ? 40 : 6 }, (_, nth) => 1_001 + nth) : [Number(chosen)];

describe('the ledger beside its model', () => {
  let home: EstateWorld;
  let writers: JournalWriter[];

  beforeAll(async () => {
    home = await ledgerWorld({ poolSize: 10 });
    writers = [home.world.writer, await home.world.otherWriter()];
  });
  afterAll(() => home.world.close());

  it.each(seeds)(
    'agrees with it on every decision (XINYI_SEED=%i)',
    async (seed) => {
      const estate = await home.world.estate({ openedOn: OPENED });
      const run = new Run(estate, writers, seed);
      for (let round = 0; round < (isLong ? 60 : 40); round += 1) await run.round();
      const vouchers = await foldedVouchers(estate);
      expect(vouchers.map(({ number }) => number)).toEqual(run.model.numbers());
      expect(new Set(vouchers.map(({ summary, reverses }) => reverses ?? summary)).size).toBe(vouchers.length);
      await expectSums(estate, vouchers);
      expectFloors(vouchers);
      const days = [
        '2024-10-31',
        '2024-11-15',
        '2024-11-30',
        '2024-12-01',
        '2025-01-31',
        '2025-02-10',
        '2025-03-15',
        '2026-01-01',
      ];
      await expectAsOf(estate, vouchers, days);
    },
    120_000,
  );
});

/** Below zero only where a red voucher took money back, and from its day on. */
function expectFloors(vouchers: Awaited<ReturnType<typeof foldedVouchers>>): void {
  for (const [pair, days] of cashDays(vouchers)) {
    const reds = vouchers.filter(
      ({ kind, lines }) => kind === 'red' && lines.some(({ account, fund }) => `${account} ${fund}` === pair),
    );
    const firstRed = reds.map(({ on }) => on).sort()[0] ?? '9999';
    expect(days.filter(({ on, end }) => end < 0n && on < firstRed).map(({ on }) => `${pair} ${on}`)).toEqual([]);
  }
  for (const red of vouchers.filter(({ reverses }) => reverses !== undefined)) {
    const original = vouchers.find(({ number }) => number === red.reverses);
    const negated = original?.lines.map((line) => ({ ...line, debit: -line.debit, credit: -line.credit }));
    expect(red.lines).toEqual(negated);
  }
}
