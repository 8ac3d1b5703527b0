/** What was published, what the bank says of one account, and how far the log was checked. */
import { Injectable } from '@nestjs/common';
import type { BankAccount } from '../../estates/index.js';
import { firstDayOf, lastDayOf, periodOf, shanghaiDate, type CalendarDate } from '../../kernel/calendar.js';
import {
  DrawBankJournal,
  DrawReconciliation,
  ListStatements,
  renderHtml,
  ShowStatement,
} from '../../publishing/index.js';
import type {
  BankJournalQuery,
  BankJournalView,
  OpenItemView,
  ReconciliationView,
  StatementLinkView,
  StatementView,
} from '../view-models.js';
import { lightView } from './bank-side.js';
import { fundRef, type EstatePage } from './estate-page.js';
import { journalEntries } from './journal-entries.js';
import { shortNumber } from './voucher-pages.js';

const KINDS: Readonly<Record<string, string>> = {
  BASIC: '基本存款账户',
  GENERAL: '一般存款账户',
  SPECIAL: '专用存款账户',
  PERSONAL_ESCROW: '个人代存账户',
};

@Injectable()
export class PublishedPages {
  constructor(
    private readonly list: ListStatements,
    private readonly show: ShowStatement,
    private readonly draw: DrawReconciliation,
    private readonly journals: DrawBankJournal,
  ) {}

  /** The newest version of each statement, the newest period first. */
  async links(page: EstatePage): Promise<readonly StatementLinkView[]> {
    const listed = await this.list.execute(page.estateId);
    return listed
      .filter((statement) => statement.supersededBy === undefined)
      .sort((a, b) => (a.period < b.period ? 1 : -1))
      .map((statement) => ({
        id: statement.id,
        title: statement.title,
        periodLabel: statement.periodText,
        version: statement.version,
        publishedOn: shanghaiDate(new Date(statement.publishedAt)),
      }));
  }

  /** @throws Refusal STATEMENT_NOT_FOUND */
  async statement(page: EstatePage, id: string): Promise<StatementView> {
    const shown = await this.show.execute(page.estateId, id);
    const { publication, document } = shown;
    return {
      estate: page.heading,
      id,
      title: document.title,
      periodLabel: document.span.text,
      version: publication.version,
      publishedAt: publication.publishedAt,
      supersededBy: shown.supersededBy ?? null,
      supersedes: shown.supersedes ?? null,
      digestHex: publication.digest,
      html: renderHtml(document),
    };
  }

  /** @throws Refusal RECONCILIATION_ACCOUNT_UNKNOWN */
  async reconciliation(page: EstatePage, name: string, date?: CalendarDate): Promise<ReconciliationView> {
    const { document, found } = await this.draw.execute(page.estateId, name, date);
    const { reconciliation } = found;
    const summaries = new Map(found.movements.map((movement) => [movement.voucherNo, movement.summary]));
    return {
      estate: page.heading,
      account: name,
      accountLabel: this.accountLabel(found.account),
      asOf: reconciliation.on,
      light: lightView(found),
      bookFen: reconciliation.bookFen,
      bankFen: reconciliation.bankFen ?? null,
      items: reconciliation.items.map((item): OpenItemView => {
        const { voucherNo } = item;
        const voucher =
          voucherNo === undefined ? null : { number: shortNumber(voucherNo), summary: summaries.get(voucherNo) ?? '' };
        const { kind, on, amountFen, daysOpen, clearedOn = null } = item;
        return { kind, on, amountFen, daysOpen, clearedOn, voucher };
      }),
      fundSplit: reconciliation.byFund.map((share) => ({ fund: fundRef(page, share.fund), leftFen: share.balanceFen })),
      html: renderHtml(document),
    };
  }

  /** @throws Refusal RECONCILIATION_ACCOUNT_UNKNOWN, BANK_JOURNAL_FUND_UNKNOWN */
  async bankJournal(page: EstatePage, name: string, { fund, month }: BankJournalQuery): Promise<BankJournalView> {
    const drawn = await this.journals.execute(page.estateId, {
      account: name,
      ...(fund === null ? {} : { fund }),
      ...(month === null ? {} : { from: firstDayOf(month), to: lastDayOf(month) }),
    });
    const shown = periodOf(drawn.days.from);
    return {
      estate: page.heading,
      account: name,
      accountLabel: this.accountLabel(drawn.account),
      month: shown,
      ...drawn.days,
      fund: fund === null ? null : fundRef(page, fund),
      funds: [...page.funds.values()],
      months: page.months.includes(shown) ? page.months : [shown, ...page.months],
      ...drawn.figures,
      entries: journalEntries(drawn.rows),
      html: renderHtml(drawn.document),
    };
  }

  /** What people call an account; an organisation's number is shortened, a person's is never shown. */
  accountLabel(account: BankAccount): string {
    const kind = KINDS[account.kind] ?? '银行账户';
    const { publicName: name } = account;
    if (account.holderType === 'PERSON') return `${kind}（${name}）`;
    return name.length > 10 ? `${kind} ${name.slice(0, 4)}…${name.slice(-4)}` : `${kind} ${name}`;
  }
}
