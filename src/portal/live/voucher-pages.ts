/** Vouchers as the pages show them. */
import { Injectable } from '@nestjs/common';
import type { CalendarDate } from '../../kernel/calendar.js';
import { rmbUppercase } from '../../kernel/rmb-uppercase.js';
import { Refusal } from '../../kernel/violation.js';
import {
  countVouchers,
  ShowBalances,
  ShowVouchers,
  type StoredVoucher,
  type VoucherSummary,
} from '../../ledger/index.js';
import { isCashLike, NONE_RECORDED, parseNumber, POSTED_BY_AGENT } from '../../ledger/rules/index.js';
import { EstateReads } from '../../platform/database/estate-reads.js';
import type {
  CorrectionStepView,
  CorrectionView,
  FundLeftView,
  Ink,
  Movement,
  SignaturesView,
  VoucherRowView,
  VouchersQuery,
  VouchersView,
  VoucherView,
} from '../view-models.js';
import { markOf, type BankSide } from './bank-side.js';
import { fundRef, type EstatePage } from './estate-page.js';

const PAGE = 50;

@Injectable()
export class VoucherPages {
  constructor(
    private readonly shelf: ShowVouchers,
    private readonly balances: ShowBalances,
    private readonly reads: EstateReads,
  ) {}

  async rows(page: EstatePage, side: BankSide, limit: number): Promise<readonly VoucherRowView[]> {
    const found = await this.shelf.list(page.estateId, { limit });
    return found.vouchers.map((voucher) => rowView(page, side, voucher));
  }

  count(page: EstatePage): Promise<number> {
    return this.reads.read(page.estateId, (query) => countVouchers(query, page.estateId, {}));
  }

  async list(page: EstatePage, side: BankSide, query: VouchersQuery): Promise<VouchersView> {
    if (query.cursor !== null && !/^\d{1,18}$/.test(query.cursor)) throw Refusal.of('CURSOR_INVALID', 'cursor');
    const filter = { fund: query.fund ?? undefined, period: query.month ?? undefined };
    const before = query.cursor === null ? {} : { before: BigInt(query.cursor) };
    const found = await this.shelf.list(page.estateId, { ...filter, ...before, limit: PAGE });
    return {
      estate: page.heading,
      query,
      funds: [...page.funds.values()],
      months: page.months,
      count: await this.reads.read(page.estateId, (read) => countVouchers(read, page.estateId, filter)),
      rows: found.vouchers.map((voucher) => rowView(page, side, voucher)),
      nextCursor: found.next === undefined ? null : found.next.toString(),
    };
  }

  /** @throws Refusal VOUCHER_NOT_FOUND */
  async one(page: EstatePage, side: BankSide, number: string): Promise<VoucherView> {
    const parsed = parseNumber(number);
    const view = parsed === undefined ? undefined : await this.shelf.show(page.estateId, parsed);
    if (view === undefined) throw Refusal.of('VOUCHER_NOT_FOUND', undefined, { number });
    const { voucher } = view;
    const { content } = voucher;
    const summary = await this.#summary(page, voucher.seq);
    const total = content.lines.reduce((sum, line) => (line.side === 'D' ? sum + line.fen : sum), 0n);
    return {
      estate: page.heading,
      number: shortNumber(content.number),
      eventOn: content.eventOn as CalendarDate,
      period: content.period,
      recordedAt: content.recordedAt,
      summary: content.summary,
      movement: movementOf(summary),
      amountFen: amountOf(summary),
      ink: inkOf(summary),
      funds: await this.#fundsAfter(page, voucher),
      signatures: signaturesOf(voucher),
      resolution: content.refs.find(([kind]) => kind === 'resolution')?.[1] ?? null,
      documents: content.docs.map(([kind = '', digestHex = '']) => ({ label: kind, digestHex, href: null })),
      references: content.refs
        .filter(([kind]) => !['resolution', 'reverses', 'corrects'].includes(kind))
        .map(([, value]) => value),
      bank: content.lines.some((line) => isCashLike(line.account))
        ? (side.marks.get(content.number) ?? { status: 'not-compared' })
        : { status: 'none' },
      lines: content.lines.map((line) => ({
        account: line.account,
        accountName: view.accountNames.get(line.account) ?? '',
        fund: fundRef(page, line.fund),
        side: line.side === 'D' ? 'debit' : 'credit',
        amountFen: line.fen,
        summary: line.summary === '' ? content.summary : line.summary,
      })),
      totalInCapitals: `人民币${rmbUppercase(total)}`,
      correction: await this.#correction(page, view.corrections),
      proof: { seq: Number(voucher.seq), leafHashHex: voucher.leafHash.toString('hex') },
    };
  }

  async #summary(page: EstatePage, seq: bigint): Promise<VoucherSummary> {
    const [summary] = (await this.shelf.list(page.estateId, { before: seq + 1n, limit: 1 })).vouchers;
    if (summary === undefined) throw new Error('a voucher that was read is in the list');
    return summary;
  }

  /** What its funds could spend once it was posted, on the day on which it happened. */
  async #fundsAfter(page: EstatePage, voucher: StoredVoucher): Promise<FundLeftView[]> {
    const touched = new Set(voucher.content.lines.map((line) => line.fund));
    const when = { asOf: voucher.content.eventOn as CalendarDate, at: voucher.seq + 1n };
    const view = await this.balances.funds(page.estateId, when);
    return view.rows
      .filter((fund) => touched.has(fund.code))
      .map((fund) => ({ fund: fundRef(page, fund.code), leftFen: fund.cashFen + fund.heldByOthersFen }));
  }

  async #correction(
    page: EstatePage,
    links: readonly { readonly kind: string; readonly originalNumber: string; readonly correctingNumber: string }[],
  ): Promise<CorrectionView | null> {
    const red = links.find((link) => link.kind === 'red');
    if (red === undefined) return null;
    const blue = links.find((link) => link.kind === 'corrected' && link.originalNumber === red.originalNumber);
    return {
      wrong: await this.#step(page, red.originalNumber),
      red: await this.#step(page, red.correctingNumber),
      blue: blue === undefined ? null : await this.#step(page, blue.correctingNumber),
      reason: null,
    };
  }

  async #step(page: EstatePage, number: string): Promise<CorrectionStepView> {
    const parsed = parseNumber(number);
    const view = parsed === undefined ? undefined : await this.shelf.show(page.estateId, parsed);
    if (view === undefined) throw new Error('a correction names vouchers that exist');
    const { content, seq } = view.voucher;
    return {
      number: shortNumber(number),
      eventOn: content.eventOn as CalendarDate,
      summary: content.summary,
      amountFen: amountOf(await this.#summary(page, seq)),
      signatures: signaturesOf(view.voucher),
    };
  }
}

/** 记-202411-0003 -> 202411-0003, as addresses carry it. */
export function shortNumber(number: string): string {
  return number.replace('记-', '');
}

function rowView(page: EstatePage, side: BankSide, voucher: VoucherSummary): VoucherRowView {
  return {
    number: shortNumber(voucher.number),
    eventOn: voucher.eventOn,
    period: voucher.period,
    summary: voucher.summary,
    movement: movementOf(voucher),
    amountFen: amountOf(voucher),
    funds: voucher.funds.map((code) => fundRef(page, code)),
    bank: markOf(side, voucher.number),
    ink: inkOf(voucher),
    replacedBy: voucher.replacedBy === undefined ? null : shortNumber(voucher.replacedBy),
  };
}

/** A red copy keeps the direction of what it takes back; its amount is negative instead. */
function movementOf(voucher: VoucherSummary): Movement {
  if (!voucher.movesCash) return 'recorded';
  const direction = voucher.kind === 'red' ? -voucher.cashFen : voucher.cashFen;
  if (direction === 0n) return 'moved';
  return direction > 0n ? 'received' : 'paid';
}

function amountOf(voucher: VoucherSummary): bigint {
  const size = voucher.cashFen === 0n ? voucher.amountFen : voucher.cashFen;
  const positive = size < 0n ? -size : size;
  return voucher.kind === 'red' ? -positive : positive;
}

function inkOf(voucher: VoucherSummary): Ink {
  if (voucher.kind === 'red') return 'red';
  if (voucher.correctedBy === 'red') return 'wrong';
  return voucher.kind === 'corrected' ? 'blue' : 'normal';
}

function signaturesOf({ content }: StoredVoucher): SignaturesView {
  if (content.approver === NONE_RECORDED) return { how: 'import', at: content.recordedAt };
  if (content.approver === POSTED_BY_AGENT)
    return { how: 'posting-agent', agent: content.preparer, at: content.recordedAt };
  const { preparer, approver, recordedAt } = content;
  return { how: 'two-persons', preparer, preparedAt: null, approver, approvedAt: recordedAt };
}
