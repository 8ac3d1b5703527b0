import { Injectable } from '@nestjs/common';
import type { Period } from '../kernel/calendar.js';
import { logSize } from '../log/index.js';
import { EstateReads, type Query } from '../platform/database/estate-reads.js';
import type { VoucherNumber } from './rules/voucher.js';
import { readAccounts, type AccountRow } from './store/structure-reads.js';
import {
  correctionsAround,
  journalPage,
  listVouchers,
  readVoucher,
  readVouchersAt,
  seqOfNumber,
  type CorrectionLink,
  type StoredVoucher,
  type VoucherFilter,
  type VoucherSummary,
} from './store/voucher-store.js';

export type { StoredVoucher, VoucherSummary } from './store/voucher-store.js';

export interface VoucherPage {
  readonly vouchers: readonly VoucherSummary[];
  /** Give it back as `before` for the next page; absent on the last one. */
  readonly next?: bigint;
}

export interface VoucherView {
  readonly voucher: StoredVoucher;
  readonly accountNames: ReadonlyMap<string, string>;
  /** Corrections around it, with the numbers of their vouchers. */
  readonly corrections: readonly (CorrectionLink & {
    readonly originalNumber: string;
    readonly correctingNumber: string;
  })[];
  readonly logSize: bigint;
}

/** Vouchers as people read them: the newest first, or one with everything that is known of it. */
@Injectable()
export class ShowVouchers {
  constructor(private readonly reads: EstateReads) {}

  async list(estateId: string, filter: VoucherFilter): Promise<VoucherPage> {
    const found = await this.reads.read(estateId, (query) =>
      listVouchers(query, estateId, { ...filter, limit: filter.limit + 1 }),
    );
    const vouchers = found.slice(0, filter.limit);
    const last = vouchers.at(-1);
    return { vouchers, ...(found.length > filter.limit && last !== undefined ? { next: last.seq } : {}) };
  }

  /** Every voucher of a range of periods with its lines, in number order, page by page: the auditor's journal (序时账). */
  async journal(
    estateId: string,
    range: { readonly from: Period; readonly to: Period; readonly after?: VoucherNumber; readonly limit: number },
  ): Promise<{ readonly vouchers: readonly StoredVoucher[]; readonly next?: string }> {
    const found = await this.reads.read(estateId, (query) =>
      journalPage(query, estateId, { ...range, limit: range.limit + 1 }),
    );
    const vouchers = found.slice(0, range.limit);
    const last = vouchers.at(-1);
    return { vouchers, ...(found.length > range.limit && last !== undefined ? { next: last.content.number } : {}) };
  }

  async show(estateId: string, number: VoucherNumber): Promise<VoucherView | undefined> {
    return this.reads.read(estateId, async (query) => {
      const seq = await seqOfNumber(query, estateId, number);
      if (seq === undefined) return undefined;
      const voucher = await readVoucher(query, estateId, seq);
      const accounts = await readAccounts(query, estateId);
      const links = await correctionsAround(query, estateId, seq);
      return {
        voucher,
        accountNames: namesOf(voucher, accounts),
        corrections: await this.#numbered(query, estateId, links),
        logSize: await logSize(query, estateId),
      };
    });
  }

  async #numbered(
    query: Query,
    estateId: string,
    links: readonly CorrectionLink[],
  ): Promise<VoucherView['corrections']> {
    const seqs = [...new Set(links.flatMap((link) => [link.originalSeq, link.correctingSeq]))];
    const vouchers = seqs.length === 0 ? [] : await readVouchersAt(query, estateId, seqs);
    const numbers = new Map(vouchers.map((voucher) => [voucher.seq, voucher.content.number]));
    return links.map((link) => ({
      ...link,
      originalNumber: numbers.get(link.originalSeq) ?? '',
      correctingNumber: numbers.get(link.correctingSeq) ?? '',
    }));
  }
}

function namesOf(voucher: StoredVoucher, accounts: ReadonlyMap<string, AccountRow>): Map<string, string> {
  return new Map(voucher.content.lines.map((line) => [line.account, accounts.get(line.account)?.name ?? '']));
}
