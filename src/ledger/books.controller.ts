import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { periodOf, shanghaiDate, type Period } from '../kernel/calendar.js';
import { Clock } from '../kernel/clock.js';
import { yuanFromFen } from '../kernel/fen.js';
import { Refusal } from '../kernel/violation.js';
import { Access, CurrentActor } from '../people/index.js';
import type { Actor } from '../people/rules/index.js';
import { Describe } from '../platform/http/describe.js';
import { csvText } from '../platform/tables/index.js';
import { accountPath, bookPath, journalQuery, rangeQuery } from './contract.js';
import { contentView } from './present.js';
import { parseNumber } from './rules/voucher.js';
import { ShowBooks, type AccountLedger, type TrialBalanceRow } from './show-books.js';
import { ShowVouchers } from './show-vouchers.js';
import type { StoredVoucher } from './store/voucher-store.js';

const JOURNAL_PAGE = 200;
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
    @CurrentActor() actor: Actor,
    @Param({ schema: bookPath }) path: z.infer<typeof bookPath>,
    @Query({ schema: journalQuery }) query: z.infer<typeof journalQuery>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const after = query.cursor === undefined ? undefined : parseNumber(query.cursor);
    if (query.cursor !== undefined && after === undefined) throw Refusal.of('CURSOR_INVALID', 'cursor');
    const limit = path.format === 'csv' ? JOURNAL_PAGE * 50 : (query.limit ?? JOURNAL_PAGE);
    const range = { ...this.#range(query), limit };
    const page = await this.vouchers.journal(actor.estateId ?? '', after === undefined ? range : { ...range, after });
    const names = await this.books.accountNames(actor.estateId ?? '');
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
    @CurrentActor() actor: Actor,
    @Param({ schema: bookPath }) path: z.infer<typeof bookPath>,
    @Query({ schema: rangeQuery }) query: z.infer<typeof rangeQuery>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const range = this.#range(query);
    const at = query.at === undefined ? {} : { at: query.at };
    const { rows, at: size } = await this.books.trialBalance(actor.estateId ?? '', { ...range, ...at });
    if (path.format === 'csv') {
      await sendCsv(reply, 'trial-balance', trialBalanceRows(rows));
      return;
    }
    const total = (amount: (row: TrialBalanceRow) => bigint): string =>
      yuanFromFen(rows.reduce((sum, row) => sum + amount(row), 0n));
    await reply.send({
      ...range,
      at: Number(size),
      totals: { debit: total((row) => row.debitFen), credit: total((row) => row.creditFen) },
      turnoverWithOpening: {
        debit: total((row) => row.debitFen + row.openingDebitFen),
        credit: total((row) => row.creditFen + row.openingCreditFen),
      },
      rows: rows.map((row) => ({
        account: row.account,
        name: row.name,
        kind: row.kind,
        fund: row.fund,
        opening: yuanFromFen(row.openingFen),
        debit: yuanFromFen(row.debitFen),
        credit: yuanFromFen(row.creditFen),
        yearDebit: yuanFromFen(row.yearDebitFen),
        yearCredit: yuanFromFen(row.yearCreditFen),
        closing: yuanFromFen(row.closingFen),
      })),
    });
  }

  @Get('accounts/:account/ledger.:format')
  @Access('account-ledger.read')
  @Describe({ zh: '一个科目的明细账', en: 'The ledger of one account', mediaTypes: MEDIA })
  async accountLedger(
    @CurrentActor() actor: Actor,
    @Param({ schema: accountPath }) path: z.infer<typeof accountPath>,
    @Query({ schema: rangeQuery }) query: z.infer<typeof rangeQuery>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const range = this.#range(query);
    const ledger = await this.books.accountLedger(actor.estateId ?? '', path.account, range);
    if (ledger === undefined) throw Refusal.of('ACCOUNT_UNKNOWN', 'account', { account: path.account });
    if (path.format === 'csv') {
      await sendCsv(reply, `ledger-${path.account}`, ledgerRows(ledger));
      return;
    }
    await reply.send({
      ...range,
      account: ledger.account,
      name: ledger.name,
      opening: yuanFromFen(ledger.openingFen),
      closing: yuanFromFen(ledger.closingFen),
      entries: ledger.entries.map((entry) => ({
        number: entry.number,
        period: entry.period,
        eventOn: entry.eventOn,
        summary: entry.summary,
        fund: entry.fund,
        debit: yuanFromFen(entry.debitFen),
        credit: yuanFromFen(entry.creditFen),
        balance: yuanFromFen(entry.balanceFen),
        seq: Number(entry.seq),
      })),
    });
  }

  /** From the opening of the books to now, where nothing is asked. */
  #range(query: { readonly from?: Period | undefined; readonly to?: Period | undefined }): { from: Period; to: Period } {
    const to = query.to ?? periodOf(shanghaiDate(this.clock.now()));
    return { from: query.from ?? ('1900-01' as Period), to };
  }
}

async function sendCsv(reply: FastifyReply, name: string, rows: readonly (readonly string[])[], next?: string): Promise<void> {
  void reply.header('content-type', 'text/csv; charset=utf-8');
  void reply.header('content-disposition', `attachment; filename="${name}.csv"`);
  if (next !== undefined) void reply.header('x-next-cursor', next);
  await reply.send(csvText(rows));
}

function journalRows(vouchers: readonly StoredVoucher[], names: ReadonlyMap<string, string>): string[][] {
  const head = ['凭证号', '日期', '行', '摘要', '科目编码', '科目名称', '资金', '借方', '贷方', '类型', '制单', '审核', '序号', '叶子哈希'];
  const rows = vouchers.flatMap((voucher) =>
    voucher.content.lines.map((line, index) => [
      voucher.content.number,
      voucher.content.eventOn,
      String(index + 1),
      line.summary === '' ? voucher.content.summary : line.summary,
      line.account,
      names.get(line.account) ?? '',
      line.fund,
      line.side === 'D' ? yuanFromFen(line.fen) : '',
      line.side === 'C' ? yuanFromFen(line.fen) : '',
      voucher.content.kind,
      voucher.content.preparer,
      voucher.content.approver,
      voucher.seq.toString(),
      voucher.leafHash.toString('hex'),
    ]),
  );
  return [head, ...rows];
}

/** A balance stands on the side on which it is positive. */
function sides(balanceFen: bigint): [string, string] {
  return balanceFen >= 0n ? [yuanFromFen(balanceFen), ''] : ['', yuanFromFen(-balanceFen)];
}

function trialBalanceRows(rows: readonly TrialBalanceRow[]): string[][] {
  const head = [
    '科目编码',
    '名称',
    '资金',
    '期初借方',
    '期初贷方',
    '本期借方',
    '本期贷方',
    '本年累计借方',
    '本年累计贷方',
    '期末借方',
    '期末贷方',
  ];
  return [
    head,
    ...rows.map((row) => [
      row.account,
      row.name,
      row.fund,
      ...sides(row.openingFen),
      yuanFromFen(row.debitFen),
      yuanFromFen(row.creditFen),
      yuanFromFen(row.yearDebitFen),
      yuanFromFen(row.yearCreditFen),
      ...sides(row.closingFen),
    ]),
  ];
}

function ledgerRows(ledger: AccountLedger): string[][] {
  const direction = (balanceFen: bigint): string => (balanceFen === 0n ? '平' : balanceFen > 0n ? '借' : '贷');
  const size = (amount: bigint): string => yuanFromFen(amount < 0n ? -amount : amount);
  return [
    ['日期', '凭证号', '摘要', '资金', '借方', '贷方', '方向', '余额'],
    ['', '', '期初余额', '', '', '', direction(ledger.openingFen), size(ledger.openingFen)],
    ...ledger.entries.map((entry) => [
      entry.eventOn,
      entry.number,
      entry.summary,
      entry.fund,
      yuanFromFen(entry.debitFen),
      yuanFromFen(entry.creditFen),
      direction(entry.balanceFen),
      size(entry.balanceFen),
    ]),
  ];
}
