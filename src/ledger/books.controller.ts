import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { periodOf, shanghaiDate, type Period } from '../kernel/calendar.js';
import { Clock } from '../kernel/clock.js';
import { Refusal } from '../kernel/violation.js';
import { Access, CurrentEstate } from '../people/index.js';
import { Describe } from '../platform/http/describe.js';
import { csvText } from '../platform/tables/index.js';
import { accountPath, bookPath, journalQuery, rangeQuery, trialBalanceQuery } from './contract.js';
import { contentView } from './answer-contract.js';
import { journalRows, ledgerRows, ledgerView, trialBalanceRows, trialBalanceView } from './books-contract.js';
import { parseNumber, type VoucherNumber } from './rules/voucher.js';
import { ShowBooks } from './show-books.js';
import { ShowVouchers } from './show-vouchers.js';

const JOURNAL_PAGE = 200;
const CSV_PAGE = 10_000;
const MEDIA = ['application/json', 'text/csv'];

/** The books for auditors: journal (序时账), trial balance (科目余额表), account ledgers (明细账), by period. */
@Controller('api/v1/estates/:code')
export class BooksController {
  constructor(
    private readonly books: ShowBooks,
    private readonly vouchers: ShowVouchers,
    private readonly clock: Clock,
  ) {}

  @Get('journal.:format')
  @Access('journal.read')
  @Describe({ zh: '序时账：凭证号顺序，逐行', en: 'The journal in number order', mediaTypes: MEDIA })
  async journal(
    @CurrentEstate() estateId: string,
    @Param({ schema: bookPath }) path: z.infer<typeof bookPath>,
    @Query({ schema: journalQuery }) query: z.infer<typeof journalQuery>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const limit = path.format === 'csv' ? CSV_PAGE : (query.limit ?? JOURNAL_PAGE);
    const page = await this.vouchers.journal(estateId, {
      ...this.#range(query),
      ...startAfter(query.cursor),
      limit,
    });
    const names = await this.books.accountNames(estateId);
    const next = page.next?.replace('记-', '');
    if (path.format === 'csv') {
      await sendCsv(reply, 'journal', journalRows(page.vouchers, names), next);
      return;
    }
    const vouchers = page.vouchers.map((voucher) => contentView(voucher, names));
    await reply.send({ ...(next === undefined ? {} : { next }), vouchers });
  }

  @Get('trial-balance.:format')
  @Access('trial-balance.read')
  @Describe({ zh: '科目余额表', en: 'Trial balance', mediaTypes: MEDIA })
  async trialBalance(
    @CurrentEstate() estateId: string,
    @Param({ schema: bookPath }) path: z.infer<typeof bookPath>,
    @Query({ schema: trialBalanceQuery }) query: z.infer<typeof trialBalanceQuery>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const range = this.#range(query);
    const at = query.at === undefined ? {} : { at: query.at };
    const { rows, at: size } = await this.books.trialBalance(estateId, { ...range, ...at });
    if (path.format === 'csv') {
      await sendCsv(reply, 'trial-balance', trialBalanceRows(rows));
      return;
    }
    await reply.send({ ...range, at: Number(size), ...trialBalanceView(rows) });
  }

  @Get('accounts/:account/ledger.:format')
  @Access('account-ledger.read')
  @Describe({ zh: '一个科目的明细账', en: 'The ledger of one account', mediaTypes: MEDIA })
  async accountLedger(
    @CurrentEstate() estateId: string,
    @Param({ schema: accountPath }) path: z.infer<typeof accountPath>,
    @Query({ schema: rangeQuery }) query: z.infer<typeof rangeQuery>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const range = this.#range(query);
    const ledger = await this.books.accountLedger(estateId, path.account, range);
    if (ledger === undefined) throw Refusal.of('ACCOUNT_UNKNOWN', 'account', { account: path.account });
    if (path.format === 'csv') {
      await sendCsv(reply, `ledger-${path.account}`, ledgerRows(ledger));
      return;
    }
    await reply.send({ ...range, ...ledgerView(ledger) });
  }

  /** From the opening of the books to now, where nothing is asked. */
  #range(query: { readonly from?: Period | undefined; readonly to?: Period | undefined }): {
    from: Period;
    to: Period;
  } {
    const to = query.to ?? periodOf(shanghaiDate(this.clock.now()));
    return { from: query.from ?? ('1900-01' as Period), to };
  }
}

/** Where the page begins: after the voucher that the page before gave as `next`. */
function startAfter(cursor: string | undefined): { readonly after?: VoucherNumber } {
  if (cursor === undefined) return {};
  const after = parseNumber(cursor);
  if (after === undefined) throw Refusal.of('CURSOR_INVALID', 'cursor');
  return { after };
}

async function sendCsv(
  reply: FastifyReply,
  name: string,
  rows: readonly (readonly string[])[],
  next?: string,
): Promise<void> {
  void reply.header('content-type', 'text/csv; charset=utf-8');
  void reply.header('content-disposition', `attachment; filename="${name}.csv"`);
  if (next !== undefined) void reply.header('x-next-cursor', next);
  await reply.send(csvText(rows));
}
