import { Injectable } from '@nestjs/common';
import { readUnits } from '../estates/index.js';
import {
  bookedSources,
  openProposalsByRef,
  ProposeVoucher,
  readUnitItems,
  turnoverThrough,
  type DecidedOnce,
  type Decision,
  type DraftContent,
  type IdempotencyClaim,
} from '../ledger/index.js';
import { logSize } from '../log/index.js';
import type { CalendarDate } from '../kernel/calendar.js';
import type { Violation } from '../kernel/violation.js';
import type { Query } from '../platform/database/estate-reads.js';
import { readAccountFacts, type AccountFacts } from './account-facts.js';
import { accountMatching } from './make-matches.js';
import { accountNamed, accountUnknown } from './match-account.js';
import {
  ADVANCE_ACCOUNT,
  BANK_LINE_REF,
  draftFromLine,
  FEE_ACCOUNT,
  INTEREST_ACCOUNT,
  type DraftKind,
  type KeyedLine,
  type LineDraft,
  type OwedItem,
} from './rules/index.js';

export interface LineToDraft {
  readonly estateId: string;
  readonly by: string;
  /** An account's number or alias. */
  readonly account: string;
  /** The line's place in the log. */
  readonly lineId: string;
  readonly kind: DraftKind;
  /** Without it: the fund that such vouchers of the estate were booked to before. */
  readonly fund?: string;
  /** The household whose fee it is. */
  readonly unit?: string;
  readonly claim: IdempotencyClaim;
}

type Drafted = { readonly draft: LineDraft } | { readonly refused: readonly Violation[] };

/** One step from a bank line without a voucher to a proposal that another person approves. */
@Injectable()
export class DraftFromLine {
  constructor(private readonly propose: ProposeVoucher) {}

  /**
   * Whether the line may have a draft is decided under the same lock as the proposal is kept, so that two at once make
   * one draft.
   */
  async execute(asked: LineToDraft): Promise<DecidedOnce<{ proposalId: string }>> {
    const { estateId, by: preparer, claim } = asked;
    const prepare = async (query: Query): Promise<Decision<readonly DraftContent[]>> => {
      const facts = await readFacts(query, asked);
      const refused = facts === undefined ? [accountUnknown(asked.account)] : await checkLine(query, facts, asked);
      if (facts === undefined || refused.length > 0) return { refused };
      const drafted = await draftOf(query, facts, asked);
      return 'refused' in drafted ? drafted : { accepted: [drafted.draft] };
    };
    const outcome = await this.propose.executeAll({ estateId, preparer, prepare, claim });
    if ('refused' in outcome) return outcome;
    const [proposalId = ''] = outcome.accepted.proposalIds;
    return { accepted: { proposalId }, replayed: outcome.replayed };
  }
}

async function readFacts(query: Query, { estateId, account: name }: LineToDraft): Promise<AccountFacts | undefined> {
  const account = await accountNamed(query, estateId, name);
  if (account === undefined) return undefined;
  return readAccountFacts(query, estateId, account, await logSize(query, estateId));
}

/** A line that is known, that no voucher explains, and for which nothing waits yet. */
async function checkLine(query: Query, facts: AccountFacts, { estateId, lineId }: LineToDraft): Promise<Violation[]> {
  const line = facts.lines.byId.get(lineId);
  if (line === undefined) return [{ code: 'BANK_LINE_UNKNOWN', at: 'line', facts: { line: lineId } }];
  const { standing, certain, linePairs } = accountMatching(facts);
  const match = [...standing, ...certain, ...linePairs].find(({ lineKeys }) => lineKeys.includes(line.key));
  if (match !== undefined) {
    const voucher = match.voucherNos.join('、');
    return [{ code: 'LINE_HAS_VOUCHER', at: 'line', facts: { line: lineId, voucher } }];
  }
  const [waiting] = await openProposalsByRef(query, estateId, [BANK_LINE_REF, lineId]);
  return waiting === undefined ? [] : [{ code: 'LINE_DRAFT_WAITING', at: 'line', facts: { proposal: waiting } }];
}

async function draftOf(query: Query, facts: AccountFacts, asked: LineToDraft): Promise<Drafted> {
  const { lineId, kind, unit } = asked;
  const line = facts.lines.byId.get(lineId);
  if (line === undefined) return { refused: [{ code: 'BANK_LINE_UNKNOWN', at: 'line', facts: { line: lineId } }] };
  const refused = kind === 'household' ? await checkHousehold(query, asked, line) : [];
  if (refused.length > 0) return { refused };
  const fund = asked.fund ?? (await usualFund(query, asked, facts.size));
  const { account, bankAccountId } = facts.account;
  return draftFromLine({
    ...{ lineId, line, account, bankAccountId, kind },
    ...(fund === undefined ? {} : { fund }),
    ...(unit === undefined ? {} : { unit, owed: await owedBy(query, asked.estateId, unit) }),
  });
}

/** The ledger would refuse both at the approval; a preparer hears of them at once. */
async function checkHousehold(query: Query, { estateId, unit }: LineToDraft, line: KeyedLine): Promise<Violation[]> {
  const units = unit === undefined ? [] : await readUnits(query, estateId);
  const source = line.serial ?? '';
  const isBooked = source !== '' && (await bookedSources(query, estateId, [source])).has(source);
  return [
    ...(unit === undefined || units.some((known) => known.unit === unit)
      ? []
      : [{ code: 'UNIT_UNKNOWN', at: 'unit', facts: { detail: unit } }]),
    ...(isBooked ? [{ code: 'SOURCE_REPEATED', at: 'line', facts: { detail: source } }] : []),
  ];
}

const USUAL_ACCOUNT: Readonly<Partial<Record<DraftKind, string>>> = {
  interest: INTEREST_ACCOUNT,
  fee: FEE_ACCOUNT,
  household: ADVANCE_ACCOUNT,
};

/** The fund to which such money went before, where it was one fund alone; else a person says. */
async function usualFund(query: Query, { estateId, kind }: LineToDraft, size: bigint): Promise<string | undefined> {
  const account = USUAL_ACCOUNT[kind];
  if (account === undefined) return undefined;
  const through = await turnoverThrough(query, estateId, { on: LAST_DAY, size, account });
  const [only, second] = [...new Set(through.map((row) => row.fund))];
  return second === undefined ? only : undefined;
}

const LAST_DAY = '9999-12-31' as CalendarDate;

async function owedBy(query: Query, estateId: string, unit: string): Promise<OwedItem[]> {
  const items = await readUnitItems(query, estateId, { units: [unit], accounts: ['1122'], open: true });
  return items
    .filter((item) => item.balanceFen > 0n && !item.account.startsWith(PLEDGES))
    .map(({ account, fund, item, period, balanceFen }) => ({ account, fund, item, period, fen: balanceFen }));
}

/** Pledges of a campaign are paid to the campaign, not out of a fee. */
const PLEDGES = '112204';
