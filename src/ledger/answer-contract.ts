/** Ledger values as the doors give them. */
import type { z } from 'zod';
import { yuanFromFen } from '../kernel/fen.js';
import { periodOf } from '../kernel/calendar.js';
import { Refusal, type Violation } from '../kernel/violation.js';
import type {
  balancesAnswer,
  fundsAnswer,
  postedAnswer,
  proposalAnswer,
  voucherAnswer,
  voucherRow,
} from './contract.js';
import type { HeldElsewhere } from './rules/held-by-others.js';
import { proposalContent, type ProposalBody } from './rules/proposal.js';
import { NONE_RECORDED, POSTED_BY_AGENT, type PostedVoucher } from './rules/voucher.js';
import type { BalanceRow, BalanceView, FundView } from './show-balances.js';
import type { StoredVoucher, VoucherSummary, VoucherView } from './show-vouchers.js';
import type { ProposalRow } from './show-proposals.js';

interface Refused {
  readonly refused: readonly Violation[];
  readonly replayed: boolean;
}

/** The accepted part of an outcome; a refusal leaves through the one filter. */
export function acceptedOf<T extends object>(outcome: T): Exclude<T, Refused> {
  if (!isRefused(outcome)) return outcome as Exclude<T, Refused>;
  throw new Refusal(outcome.refused as readonly [Violation, ...Violation[]], outcome.replayed);
}

function isRefused(outcome: object): outcome is Refused {
  return 'refused' in outcome;
}

export function postedView(
  vouchers: readonly PostedVoucher[],
  replayed: boolean,
  period?: string,
): z.infer<typeof postedAnswer> {
  return {
    replayed,
    vouchers: vouchers.map((voucher) => ({
      number: voucher.number,
      period: voucher.period,
      eventOn: voucher.eventOn,
      id: voucher.id,
      seq: Number(voucher.seq),
      leafHash: voucher.leafHash,
    })),
    ...(period === undefined ? {} : { period }),
  };
}

export function approvalOf(approver: string): 'two-persons' | 'imported' | 'posting-agent' {
  if (approver === NONE_RECORDED) return 'imported';
  return approver === POSTED_BY_AGENT ? 'posting-agent' : 'two-persons';
}

export function fundsView(view: BalanceView<FundView>): z.infer<typeof fundsAnswer> {
  return {
    asOf: view.asOf,
    at: Number(view.at),
    funds: view.rows.map((fund) => ({
      code: fund.code,
      name: fund.name,
      kind: fund.kind,
      ...(fund.custodian === undefined ? {} : { custodian: fund.custodian }),
      net: yuanFromFen(fund.netFen),
      cash: yuanFromFen(fund.cashFen),
      heldByOthers: yuanFromFen(fund.heldByOthersFen),
      ...(fund.held === undefined ? {} : { held: fund.held.map(heldView) }),
      ...(fund.turnover === undefined
        ? {}
        : {
            turnover: { income: yuanFromFen(fund.turnover.incomeFen), expense: yuanFromFen(fund.turnover.expenseFen) },
          }),
    })),
  };
}

function heldView({ holder, fen, isWarning, zh, en }: HeldElsewhere): {
  holder: string;
  amount: string;
  warning: boolean;
  zh: string;
  en: string;
} {
  return { holder, amount: yuanFromFen(fen), warning: isWarning, zh, en };
}

export function balancesView(view: BalanceView<BalanceRow>): z.infer<typeof balancesAnswer> {
  return {
    asOf: view.asOf,
    at: Number(view.at),
    balances: view.rows.map((row) => ({
      account: row.account,
      name: row.name,
      fund: row.fund,
      ...(row.value === undefined ? {} : { value: row.value }),
      balance: yuanFromFen(row.balanceFen),
      ...(row.turnover === undefined
        ? {}
        : { turnover: { debit: yuanFromFen(row.turnover.debitFen), credit: yuanFromFen(row.turnover.creditFen) } }),
    })),
  };
}

export function voucherRowView(row: VoucherSummary): z.infer<typeof voucherRow> {
  return {
    number: row.number,
    period: row.period,
    eventOn: row.eventOn,
    kind: row.kind,
    summary: row.summary,
    amount: yuanFromFen(row.amountFen),
    cash: yuanFromFen(row.cashFen),
    funds: [...row.funds],
    approval: approvalOf(row.approver),
    isAdjustment: periodOf(row.eventOn) !== row.period,
    ...(row.correctedBy === undefined ? {} : { correctedBy: row.correctedBy }),
    seq: Number(row.seq),
  };
}

/** A voucher's content without what stands around it, for journals. */
export function contentView(
  voucher: StoredVoucher,
  names: ReadonlyMap<string, string>,
): Omit<z.infer<typeof voucherAnswer>, 'corrections'> {
  const { content } = voucher;
  const approval = approvalOf(content.approver);
  return {
    number: content.number,
    id: content.id,
    period: content.period,
    eventOn: content.eventOn,
    kind: content.kind,
    summary: content.summary,
    recordedAt: content.recordedAt,
    preparer: content.preparer,
    ...(approval === 'two-persons' ? { approver: content.approver } : {}),
    approval,
    isAdjustment: !content.eventOn.startsWith(content.period),
    lines: content.lines.map((line) => ({
      account: line.account,
      accountName: names.get(line.account) ?? '',
      fund: line.fund,
      ...(line.side === 'D' ? { debit: yuanFromFen(line.fen) } : { credit: yuanFromFen(line.fen) }),
      summary: line.summary === '' ? content.summary : line.summary,
      dimensions: Object.fromEntries(line.dimensions),
    })),
    refs: content.refs.map(([kind, value]) => ({ kind, value })),
    documents: content.docs.map(([kind = '', sha256 = '']) => ({ kind, sha256 })),
    log: { seq: Number(voucher.seq), leafHash: voucher.leafHash.toString('hex') },
  };
}

export function voucherView(view: VoucherView): z.infer<typeof voucherAnswer> {
  return {
    ...contentView(view.voucher, view.accountNames),
    corrections: view.corrections.map((link) => ({
      kind: link.kind,
      original: link.originalNumber,
      correcting: link.correctingNumber,
    })),
  };
}

export function proposalView(row: ProposalRow): z.infer<typeof proposalAnswer> {
  const content = proposalContent(row.kind, row.body as ProposalBody);
  return {
    id: row.proposal_id,
    kind: row.kind,
    state: row.state,
    preparer: row.preparer,
    ...(row.decider === null ? {} : { decider: row.decider }),
    proposedAt: row.proposed_at.toISOString(),
    ...(row.decided_at === null ? {} : { decidedAt: row.decided_at.toISOString() }),
    ...(row.note === null ? {} : { note: row.note }),
    content: JSON.parse(JSON.stringify(content, plainValue)) as unknown,
    ...(row.seq === null ? {} : { seq: Number(row.seq) }),
  };
}

/** Amounts as yuan; of the households inside a batch only how many there are, since not every reader may see them. */
function plainValue(key: string, value: unknown): unknown {
  if (key === 'inside' && Array.isArray(value)) return { count: value.length };
  return typeof value === 'bigint' ? yuanFromFen(value) : value;
}
