/**
 * Every code of the ledger's table of problems is provoked here, by the verb that a person uses, and the table has
 * no other codes. Those of batch vouchers are provoked in inside.db.spec.ts.
 */
import type { Period } from '../../src/kernel/calendar.js';
import { MAX_FEN } from '../../src/kernel/fen.js';
import { Refusal, type Violation } from '../../src/kernel/violation.js';
import { insideProblems } from '../../src/ledger/inside-problems.js';
import { ledgerProblems } from '../../src/ledger/problems.js';
import type { DraftContent, ProposalContent } from '../../src/ledger/rules/proposal.js';
import { NONE_RECORDED, parseNumber, type VoucherDraft } from '../../src/ledger/rules/voucher.js';
import type { CorrectionPlan } from '../../src/ledger/rules/corrections.js';
import { VouchersController } from '../../src/ledger/vouchers.controller.js';
import { PostVouchers } from '../../src/ledger/post-vouchers.js';
import { ProposeVoucher } from '../../src/ledger/propose-voucher.js';
import {
  claimOf,
  content,
  day,
  ledgerWorld,
  line,
  PEOPLE,
  RESOLUTION,
  type DraftExtras,
  type EstateWorld,
} from '../support/ledger-world.js';

type Refused = object;

let estate: EstateWorld;
let selfManaged: EstateWorld;

const receipt = (on = '2025-01-05'): DraftContent =>
  content(on, [line('100201/PR', '+1.00'), line('400208/PR', '-1.00')]);

function posted(text: string, extras: DraftExtras = {}, on = '2025-01-05'): Promise<Refused> {
  const words = text.split(' ');
  const lines = words.flatMap((word, index) => (index % 2 === 0 ? [line(word, words[index + 1] ?? '')] : []));
  return estate.post(content(on, lines, extras));
}

function proposed(proposal: ProposalContent, preparer?: string): Promise<Refused> {
  return estate.propose(proposal, undefined, preparer);
}

async function corrected(number: string, plan: CorrectionPlan): Promise<Refused> {
  return estate.correct(number, plan);
}

function imported(changes: Partial<VoucherDraft>): Promise<Refused> {
  const draft = estate.draft(receipt('2025-02-05'), { preparer: PEOPLE.operator, approver: NONE_RECORDED, ...changes });
  return estate.world.transaction(async (client) => {
    const [outcome] = await estate.world.writer.postWithin(
      client,
      [{ estateId: estate.estateId, vouchers: [{ draft }] }],
      'bulk',
    );
    return outcome ?? {};
  });
}

const plan = (how: CorrectionPlan['how'], on: string, text?: string): CorrectionPlan => {
  const words = text?.split(' ') ?? [];
  const lines = words.flatMap((word, index) => (index % 2 === 0 ? [line(word, words[index + 1] ?? '')] : []));
  return text === undefined
    ? { how, eventOn: day(on) }
    : { how, eventOn: day(on), replacement: { summary: '改', lines, refs: [], docs: [] } };
};

async function decidedProposal(): Promise<string> {
  const outcome = await estate.propose({ kind: 'voucher', draft: receipt() });
  const id = 'accepted' in outcome ? outcome.accepted.proposalId : '';
  await estate.giveBack(id);
  return id;
}

const PROVOKED: Readonly<Record<string, () => Promise<Refused>>> = {
  SUMMARY_EMPTY: () => posted('100201/PR +1.00 400208/PR -1.00', { summary: '' }),
  TEXT_TOO_LONG: () => posted('100201/PR +1.00 400208/PR -1.00', { summary: '长'.repeat(201) }),
  VOUCHER_LINES_TOO_FEW: () => posted('100201/PR +1.00'),
  LINE_AMOUNT_ZERO: () => posted('100201/PR +0.00 400208/PR -0.00'),
  LINE_AMOUNT_NEGATIVE: () => posted('100201/PR +red1.00 400208/PR -red1.00'),
  LINE_AMOUNT_TOO_LARGE: () =>
    estate.post(
      content(
        '2025-01-05',
        ['100201/PR', '400208/PR'].map((place, nth) => ({
          ...line(place, nth === 0 ? '+1.00' : '-1.00'),
          fen: MAX_FEN + 1n,
        })),
      ),
    ),
  ACCOUNT_UNKNOWN: () => posted('9999/PR +1.00 400208/PR -1.00'),
  FUND_UNKNOWN: () => posted('100201/XX +1.00 400208/XX -1.00'),
  ACCOUNT_REFUSES_FUND: () => posted('100201/PR +1.00 400101/PR -1.00'),
  FUND_PURPOSE: () => posted('5004/CF +1.00 100201/CF -1.00'),
  ACCOUNT_NOT_POSTABLE: () =>
    selfManaged.post(content('2025-01-05', [line('5002/PS', '+1.00'), line('2202/PS', '-1.00')])),
  VOUCHER_UNBALANCED: () => posted('100201/PR +1.00 400208/PR -2.00'),
  FUND_UNBALANCED: () => posted('100201/PR +1.00 400101/PS -1.00'),
  TRANSFER_NOT_NETTED: () => posted('100201/PR +1.00 4901/PR -1.00', { refs: [RESOLUTION] }),
  BETWEEN_FUNDS_ACCOUNTS: () =>
    posted('5009/PR +1.00 100201/PR -1.00 100201/WF +1.00 4010/WF -1.00', { refs: [RESOLUTION] }),
  BETWEEN_FUNDS_RESOLUTION: () => posted('1225/PR +1.00 2245/PR -1.00'),
  CASH_FROM_TRUST_ACCOUNT: () => posted('1001/PS +1.00 100202/PS -1.00'),
  SUSPENSE_MISUSED: () => posted('5009/SUSPENSE +1.00 100201/SUSPENSE -1.00'),
  FUND_BELOW_ZERO: () => posted('5009/WF +1.00 100201/WF -1.00'),
  EVENT_IN_FUTURE: () => posted('100201/PR +1.00 400208/PR -1.00', {}, '2999-01-01'),
  EVENT_BEFORE_BOOKS: () => posted('100201/PR +1.00 400208/PR -1.00', {}, '2019-12-31'),
  PERIOD_NOT_OPEN: () => imported({ number: { period: '2025-01' as Period, no: 1 } }),
  NUMBER_NOT_NEXT: () => imported({ number: { period: '2025-02' as Period, no: 77 } }),
  PERIOD_ALREADY_CLOSED: () => proposed({ kind: 'close', period: '2020-01' as Period }),
  PERIOD_NOT_NEXT: () => proposed({ kind: 'close', period: '2020-03' as Period }),
  PERIOD_NOT_OVER: async () => {
    const month = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 7);
    const fresh = await estate.world.estate({ openedOn: `${month}-01` });
    return fresh.propose({ kind: 'close', period: month as Period });
  },
  REOPEN_OFF: () => proposed({ kind: 'reopen', period: '2020-01' as Period }),
  REOPEN_NOT_LAST: async () => {
    await selfManaged.allowReopening();
    return selfManaged.propose({ kind: 'reopen', period: '2020-05' as Period });
  },
  SECOND_PERSON_REQUIRED: () =>
    estate.world.writer.post({
      estateId: estate.estateId,
      vouchers: [{ draft: estate.draft(receipt(), { approver: PEOPLE.preparer }) }],
    }),
  ROLE_REQUIRED: () => proposed({ kind: 'voucher', draft: receipt() }, PEOPLE.auditor),
  PROPOSAL_NOT_FOUND: () => estate.approve('0197a3c0-0000-7000-8000-00000000000f'),
  PROPOSAL_DECIDED: async () => estate.approve(await decidedProposal()),
  VOUCHER_NOT_FOUND: () =>
    proposed({ kind: 'reversal', number: parseNumber('202501-9999')!, plan: plan('reverse', '2025-02-01') }),
  ALREADY_REVERSED: async () => {
    const number = await estate.must(receipt());
    await corrected(number, plan('reverse', '2025-02-01'));
    return corrected(number, plan('reverse', '2025-02-01'));
  },
  CORRECTION_OF_RED: async () => {
    const outcome = await estate.correct(await estate.must(receipt()), plan('reverse', '2025-02-01'));
    return corrected(
      'accepted' in outcome ? (outcome.accepted.vouchers[0]?.number ?? '') : '',
      plan('reverse', '2025-02-01'),
    );
  },
  CORRECTION_BEFORE_ORIGINAL: async () => corrected(await estate.must(receipt()), plan('reverse', '2025-01-04')),
  CORRECTION_REPLACEMENT_MISSING: async () => corrected(await estate.must(receipt()), plan('replace', '2025-01-06')),
  CORRECTION_OTHER_YEAR: async () => corrected(await estate.must(receipt()), plan('reverse', '2026-01-04')),
  CORRECTION_SAME_YEAR: async () =>
    corrected(await estate.must(receipt()), plan('prior-year', '2025-02-01', '3199/PR +1.00 100201/PR -1.00')),
  CORRECTION_WITHOUT_3199: async () =>
    corrected(await estate.must(receipt()), plan('prior-year', '2026-02-01', '2202/PR +1.00 100201/PR -1.00')),
  CORRECTION_INCOME_ACCOUNT: async () =>
    corrected(await estate.must(receipt()), plan('prior-year', '2026-02-01', '3199/PR +1.00 400208/PR -1.00')),
  CORRECTION_OTHER_PLACE: async () =>
    corrected(await estate.must(receipt()), plan('difference', '2025-02-01', '1001/PR +1.00 400208/PR -1.00')),
  PERSONAL_ACCOUNT_RECEIPT: async () => {
    const organised = await estate.world.estate();
    const account = { alias: '', bank: 'CCB', bank_account: 'ba-1', closed_on: '', holder: '物管委', number: '510501' };
    const leaf = { t: 'xinyi/bank-account/v1', account: '100201', holder_type: 'ORG', kind: 'BASIC', ...account };
    await organised.record({ ...leaf, opened_on: '2025-01-01' });
    return organised.post(content('2025-01-05', [line('122101/PR', '+1.00'), line('400208/PR', '-1.00')]));
  },
  IDEMPOTENCY_KEY_REUSED: async () => {
    await estate.post(receipt(), claimOf('used'));
    return estate.post(receipt(), claimOf('used', 'another input'));
  },
  CURSOR_INVALID: async () => {
    const { world } = estate;
    const controller = new VouchersController(
      world.vouchers,
      new PostVouchers(world.writer),
      new ProposeVoucher(world.reads, world.clock, world.randomness),
    );
    const actor = { estateId: estate.estateId } as Parameters<VouchersController['list']>[0];
    return controller
      .list(actor, { cursor: 'x' })
      .catch((error: unknown) => (error instanceof Refusal ? { refused: error.violations } : {}));
  },
};

const rowsOf = (outcome: Refused): readonly Violation[] =>
  'refused' in outcome ? (outcome.refused as readonly Violation[]) : [];

describe('codes of the ledger', () => {
  beforeAll(async () => {
    estate = await ledgerWorld();
    selfManaged = await estate.world.estate({ serviceMode: 'SELF_MANAGED' });
    await estate.close('2020-01');
  });
  afterAll(() => estate.world.close());

  it('are all provoked below, and no others exist', () => {
    const others = Object.keys(ledgerProblems).filter((code) => !(code in insideProblems));
    expect(Object.keys(PROVOKED).sort()).toEqual(others.sort());
  });

  it.each(Object.keys(PROVOKED))('%s', async (code) => {
    const refused = rowsOf((await PROVOKED[code]?.()) ?? {});
    expect(refused.map((violation) => violation.code)).toContain(code);
    const facts = refused.find((violation) => violation.code === code)?.facts ?? {};
    expect(factsAsked(code).filter((name) => facts[name] === undefined)).toEqual([]);
  });
});

/** Facts that the texts of a code ask for, in both languages. */
function factsAsked(code: string): string[] {
  const text = ledgerProblems[code];
  const all = text === undefined ? '' : text.zh + text.en + text.remedyZh + text.remedyEn;
  return [...all.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
}
