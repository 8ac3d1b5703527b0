import { periodOf, type Period } from '../../../src/kernel/calendar.js';
import { FloorTrack } from '../../../src/ledger/rules/floor-track.js';
import {
  cashMoves,
  floorAddress,
  foldUnit,
  isRedOnly,
  type BatchFacts,
  type EstateHead,
  type PostUnit,
  type SealVoucher,
  type UnitOutcome,
} from '../../../src/ledger/rules/fold-batch.js';
import { formatNumber, type VoucherDraft } from '../../../src/ledger/rules/voucher.js';
import type { DraftContent } from '../../../src/ledger/rules/proposal.js';
import { claimOf, content, day, line } from '../../support/drafts.js';
import { draftOf, ESTATE, structureOf, TODAY } from './sample-structure.js';

const receipt = (on = '2025-05-10', yuan = '1.00'): DraftContent =>
  content(on, [line('100201/PR', `+${yuan}`), line('400208/PR', `-${yuan}`)]);
const spending = (on = '2025-05-10', yuan = '1.00'): DraftContent =>
  content(on, [line('5009/PR', `+${yuan}`), line('100201/PR', `-${yuan}`)]);

interface Fold {
  readonly head: EstateHead;
  readonly facts: BatchFacts;
  readonly kept: string[];
  post(unit: PostUnit): UnitOutcome;
}

function fold(
  options: { earliestOpen?: string; lastNo?: [string, number][]; balance?: bigint; tooLarge?: string } = {},
): Fold {
  const floors = new Map([
    [
      floorAddress('100201', 'PR'),
      new FloorTrack({ from: day('2020-01-01'), balance: options.balance ?? 0n, days: [], months: [] }),
    ],
  ]);
  const head: EstateHead = {
    structure: structureOf(),
    nextSeq: 7n,
    earliestOpen: (options.earliestOpen ?? '2025-01') as Period,
    lastNo: new Map((options.lastNo ?? []).map(([month, no]) => [month as Period, no])),
    floors,
  };
  const facts: BatchFacts = {
    today: TODAY,
    estates: new Map([[ESTATE, head]]),
    outcomes: new Map(),
    proposals: new Map([
      ['open-one', { state: 'open', preparer: 'p-preparer-1' }],
      ['decided', { state: 'returned', preparer: 'p-preparer-1' }],
    ]),
    reversed: new Set([`${ESTATE}/3`]),
  };
  const kept: string[] = [];
  const seal: SealVoucher = ({ draft }, place) => {
    if (draft.summary === options.tooLarge) return { violations: [{ code: 'LEAF_TOO_LARGE' }] };
    const posted = {
      estateId: ESTATE,
      seq: place.seq,
      id: '',
      number: formatNumber(place),
      period: place.period,
      eventOn: draft.eventOn,
      leafHash: '',
    };
    return { posted, keep: () => kept.push(`${posted.seq} ${posted.number}`) };
  };
  return { head, facts, kept, post: (unit) => foldUnit(unit, facts, seal) };
}

const unitOf = (...drafted: (DraftContent | VoucherDraft)[]): PostUnit => ({
  estateId: ESTATE,
  vouchers: drafted.map((one) => ({ draft: 'estateId' in one ? one : draftOf(one) })),
});
const codes = (outcome: UnitOutcome): string =>
  'refused' in outcome ? outcome.refused.map(({ code }) => code).join(' ') : '';

describe('a batch', () => {
  it('numbers admitted vouchers in their month, and passes over refused ones', () => {
    const run = fold({ lastNo: [['2025-05', 4]] });
    const outcomes = [
      receipt(),
      spending('2025-05-10', '9.00'),
      receipt('2025-06-01'),
      spending('2025-05-11', '0.50'),
    ].map((one) => run.post(unitOf(one)));
    expect(outcomes.map(codes)).toEqual(['', 'FUND_BELOW_ZERO', '', '']);
    expect(run.kept).toEqual(['7 记-202505-0005', '8 记-202506-0001', '9 记-202505-0006']);
    expect([run.head.nextSeq, run.head.lastNo.get('2025-05' as Period)]).toEqual([10n, 6]);
  });

  it('lets a refused unit leave no trace, wherever it was refused', () => {
    const refused: PostUnit[] = [
      unitOf(receipt(), spending('2025-05-12', '5.00')),
      unitOf(receipt(), content('2025-05-10', [line('100201/PR', '+1.00')])),
      unitOf(receipt(), { ...receipt(), summary: 'too large' }),
      unitOf(receipt(), draftOf(receipt(), { number: { period: '2025-05' as Period, no: 9 } })),
    ];
    const run = fold({ tooLarge: 'too large' });
    const state = (): string =>
      JSON.stringify([
        run.head.nextSeq.toString(),
        [...run.head.lastNo],
        run.kept,
        run.head.floors.get('100201 PR')?.lowestFrom(day('2020-01-01')).low.toString(),
      ]);
    const before = state();
    const outcomes = refused.map((unit) => run.post(unit));
    expect(outcomes.map(codes)).toEqual([
      'FUND_BELOW_ZERO',
      'VOUCHER_LINES_TOO_FEW VOUCHER_UNBALANCED',
      'LEAF_TOO_LARGE',
      'NUMBER_NOT_NEXT',
    ]);
    expect(state()).toBe(before);
    const places = outcomes.map((outcome) => ('refused' in outcome ? outcome.refused[0]?.at : ''));
    expect(places).toEqual(['lines', 'vouchers[1].lines', 'vouchers[1]', 'vouchers[1].number']);
  });

  it('judges a unit by what it does as a whole at the end of each day', () => {
    const run = fold();
    expect(codes(run.post(unitOf(spending('2025-05-10', '1.00'), receipt('2025-05-10', '1.00'))))).toBe('');
    expect(codes(run.post(unitOf(spending('2025-05-10', '1.00'), receipt('2025-05-11', '1.00'))))).toBe(
      'FUND_BELOW_ZERO',
    );
    expect(codes(run.post(unitOf(receipt('2025-05-09', '1.00'), spending('2025-05-11', '1.00'))))).toBe('');
  });

  it('lets red ones alone pass below, and nobody after them until it is covered', () => {
    const red = draftOf(
      content('2025-05-10', [line('100201/PR', '+red5.00'), line('400208/PR', '-red5.00')], { kind: 'red' }),
    );
    const run = fold({ balance: 300n });
    expect(isRedOnly(unitOf(red))).toBe(true);
    expect(isRedOnly(unitOf(red, receipt()))).toBe(false);
    expect(codes(run.post(unitOf(red)))).toBe('');
    expect(codes(run.post(unitOf(spending())))).toBe('FUND_BELOW_ZERO');
    expect(codes(run.post(unitOf(receipt('2025-05-10', '3.00'))))).toBe('');
    expect(codes(run.post(unitOf(spending())))).toBe('');
    expect(codes(run.post(unitOf(spending('2025-05-10', '0.01'))))).toBe('FUND_BELOW_ZERO');
  });

  it('tells how much can be spent', () => {
    const run = fold({ balance: 300n });
    expect(run.post(unitOf(spending('2025-05-10', '4.00')))).toMatchObject({
      refused: [
        {
          code: 'FUND_BELOW_ZERO',
          facts: { account: '100201', fund: 'PR', date: '2025-05-10', shortfall: '1.00', available: '3.00' },
        },
      ],
    });
  });

  it('gives twins of one key one outcome, and a key with other input none', () => {
    const run = fold();
    const keyed = (drafted: DraftContent, key: string, input = key): PostUnit => ({
      ...unitOf(drafted),
      claim: claimOf(key, input),
    });
    const outcomes = [
      keyed(receipt(), 'a'),
      keyed(receipt(), 'a'),
      keyed(receipt(), 'a', 'x'),
      keyed(spending('2025-05-10', '9.00'), 'b'),
      keyed(spending('2025-05-10', '9.00'), 'b'),
    ].map((unit) => run.post(unit));
    expect(outcomes.map((outcome) => `${codes(outcome)} ${outcome.replayed}`)).toEqual([
      ...[' false', ' true', 'IDEMPOTENCY_KEY_REUSED false', 'FUND_BELOW_ZERO false', 'FUND_BELOW_ZERO true'],
    ]);
    expect(run.kept).toHaveLength(1);
  });

  it('takes an original back once, amends none that is taken back, and decides a proposal once', () => {
    const run = fold();
    const red = draftOf(
      content('2025-05-10', [line('100201/PR', '+red1.00'), line('400208/PR', '-red1.00')], {
        kind: 'red',
        refs: [['reverses', '记-202505-0001']],
      }),
    );
    const reversing = (seq: bigint): PostUnit => ({ estateId: ESTATE, vouchers: [{ draft: red, reverses: seq }] });
    expect([3n, 4n, 4n].map((seq) => codes(run.post(reversing(seq))))).toEqual([
      'ALREADY_REVERSED',
      '',
      'ALREADY_REVERSED',
    ]);
    const amend: PostUnit = { estateId: ESTATE, vouchers: [{ draft: draftOf(receipt()), amends: 4n }] };
    expect(codes(run.post(amend))).toBe('ALREADY_REVERSED');
    const proposed = (proposalId: string): PostUnit => ({ ...unitOf(receipt()), proposalId });
    expect(['open-one', 'open-one', 'decided', 'unknown'].map((id) => codes(run.post(proposed(id))))).toEqual([
      ...['', 'PROPOSAL_DECIDED', 'PROPOSAL_DECIDED', 'PROPOSAL_NOT_FOUND'],
    ]);
  });

  it('moves what came too late into the earliest open month, and keeps its day', () => {
    const run = fold({ earliestOpen: '2025-06', lastNo: [['2025-06', 2]] });
    expect(run.post(unitOf(receipt('2025-05-10')))).toMatchObject({
      posted: [{ number: '记-202506-0003', eventOn: '2025-05-10' }],
    });
    const numbered = (month: string, no: number): PostUnit =>
      unitOf(draftOf(receipt('2025-05-10'), { number: { period: month as Period, no } }));
    expect(codes(run.post(numbered('2025-05', 1)))).toBe('PERIOD_NOT_OPEN');
    expect(codes(run.post(numbered('2025-06', 5)))).toBe('NUMBER_NOT_NEXT');
    expect(codes(run.post(numbered('2025-06', 4)))).toBe('');
  });

  it('keeps a correction inside the year of its original, by the month that numbers it', () => {
    const corrected = (
      kind: 'red' | 'corrected' | 'difference' | 'prior-year',
      original: string,
      on: string,
    ): PostUnit =>
      unitOf(
        draftOf(
          content(on, [line('100201/PR', '+1.00'), line('400208/PR', '-1.00')], {
            kind,
            refs: [[kind === 'red' ? 'reverses' : 'corrects', original]],
          }),
        ),
      );
    const run = fold({ earliestOpen: '2026-01' });
    expect(codes(run.post(corrected('red', '记-202512-0001', '2025-12-31')))).toBe('CORRECTION_OTHER_YEAR');
    expect(codes(run.post(corrected('difference', '记-202512-0001', '2025-12-31')))).toBe('CORRECTION_OTHER_YEAR');
    expect(codes(run.post(corrected('corrected', '记-202512-0001', '2025-12-31')))).toBe('CORRECTION_OTHER_YEAR');
    expect(codes(run.post(corrected('red', '记-202601-0001', '2026-02-01')))).toBe('');
    expect(codes(run.post(corrected('prior-year', '记-202601-0001', '2026-02-01')))).toBe('CORRECTION_SAME_YEAR');
    expect(codes(run.post(corrected('prior-year', '记-202512-0001', '2026-02-01')))).toBe('');
  });

  it('refuses an estate that it has no head for', () => {
    expect(codes(fold().post({ ...unitOf(receipt()), estateId: 'nowhere' }))).toBe('ESTATE_NOT_FOUND');
  });

  it('nets cash by account, fund and day', () => {
    const unit = unitOf(
      receipt(),
      spending(),
      receipt('2025-05-11', '2.00'),
      content('2025-05-11', [line('1001/WF', '+3.00'), line('4010/WF', '-3.00')]),
    );
    expect(cashMoves(unit).map((one) => [one.account, one.fund, one.on, one.delta])).toEqual([
      ['100201', 'PR', '2025-05-10', 0n],
      ['100201', 'PR', '2025-05-11', 200n],
      ['1001', 'WF', '2025-05-11', 300n],
    ]);
    expect(periodOf(day('2025-05-11'))).toBe('2025-05');
  });
});
