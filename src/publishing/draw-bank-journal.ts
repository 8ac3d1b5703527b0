import { Injectable } from '@nestjs/common';
import { bankJournal } from '../../reports/bank-journal/definition.js';
import { ShowBankJournal, type AccountJournal } from '../banking/index.js';
import { readEstateProfile, type BankAccount } from '../estates/index.js';
import { shanghaiDate, type CalendarDate } from '../kernel/calendar.js';
import { Clock } from '../kernel/clock.js';
import { invariant } from '../kernel/invariant.js';
import { Refusal, type Violation } from '../kernel/violation.js';
import { readFunds, recordedTime } from '../ledger/index.js';
import { LogTree } from '../log/index.js';
import { EstateReads, type Query } from '../platform/database/estate-reads.js';
import { documentDigest } from './document-digest.js';
import { journalFigures, type BankJournalFacts, type BankJournalFigures } from './rules/build-bank-journal.js';
import { checkJournalDays, journalDays, type JournalDays } from './rules/journal-days.js';
import type { ReportDocument } from './rules/report-document.js';
import { recordedAt } from './store/leaf-reads.js';
import { accountBalance } from './store/report-lines.js';

export interface JournalAsked {
  /** An organisation's number, or a person's alias. */
  readonly account: string;
  readonly fund?: string | undefined;
  readonly from?: CalendarDate | undefined;
  readonly to?: CalendarDate | undefined;
}

export interface DrawnBankJournal {
  readonly document: ReportDocument;
  readonly digest: string;
  readonly account: BankAccount;
  readonly days: JournalDays;
  readonly figures: BankJournalFigures;
  readonly rows: AccountJournal['rows'];
}

type Fund = NonNullable<BankJournalFacts['fund']>;

/** The 银行存款日记账 of one account, made from what is known now. */
@Injectable()
export class DrawBankJournal {
  constructor(
    private readonly reads: EstateReads,
    private readonly journals: ShowBankJournal,
    private readonly tree: LogTree,
    private readonly clock: Clock,
  ) {}

  /** @throws Refusal BANK_JOURNAL_*, RECONCILIATION_ACCOUNT_UNKNOWN. */
  async execute(estateId: string, asked: JournalAsked): Promise<DrawnBankJournal> {
    const { days, fund } = await this.reads.read(estateId, (query) => this.#plan(query, estateId, asked));
    const ofFund = fund === undefined ? {} : { fund: fund.code };
    const found = await this.journals.execute(estateId, { account: asked.account, ...days, ...ofFund });
    if (found === undefined) {
      throw Refusal.of('RECONCILIATION_ACCOUNT_UNKNOWN', 'account', { account: asked.account.slice(0, 60) });
    }
    const document = await this.reads.read(estateId, async (query) =>
      bankJournal.build(await this.#facts(query, estateId, found, days, fund)),
    );
    const { account, rows } = found;
    return { document, digest: documentDigest(document), account, days, figures: journalFigures(rows), rows };
  }

  async #plan(
    query: Query,
    estateId: string,
    asked: JournalAsked,
  ): Promise<{ readonly days: JournalDays; readonly fund: Fund | undefined }> {
    const funds = await readFunds(query, estateId);
    const fund = funds.find((known) => known.code === asked.fund);
    const { lastOn } = await recordedTime(query, estateId);
    const days = journalDays(asked, lastOn ?? shanghaiDate(this.clock.now()));
    const unknown: readonly Violation[] =
      asked.fund === undefined || fund !== undefined
        ? []
        : [
            {
              code: 'BANK_JOURNAL_FUND_UNKNOWN',
              at: 'fund',
              facts: { fund: asked.fund.slice(0, 40), known: funds.map(({ code }) => code).join('、') },
            },
          ];
    const [first, ...rest] = [...checkJournalDays(days), ...unknown];
    if (first !== undefined) throw new Refusal([first, ...rest]);
    return { days, fund };
  }

  async #facts(
    query: Query,
    estateId: string,
    { account, rows, at: size }: AccountJournal,
    days: JournalDays,
    fund: Fund | undefined,
  ): Promise<BankJournalFacts> {
    const profile = await readEstateProfile(query, estateId);
    invariant(profile !== undefined, 'an estate with a bank account has a profile');
    const { code, name, bodyName } = profile;
    const at = { account: account.account, on: days.to, size };
    return {
      estate: { code, name, bodyName },
      account,
      days,
      ...(fund === undefined ? {} : { fund: { code: fund.code, name: fund.name } }),
      rows,
      ledgerFen: await accountBalance(query, estateId, fund === undefined ? at : { ...at, fund: fund.code }),
      size,
      rootHash: (await this.tree.root(query, estateId, Number(size))).toString('hex'),
      lastRecordedAt: await recordedAt(query, estateId, size - 1n),
    };
  }
}
