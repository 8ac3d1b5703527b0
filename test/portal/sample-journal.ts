/** The sample account's journal of November 2024 (a correction among its entries), made as the service makes it. */
import { bankJournal } from '../../src/banking/rules/index.js';
import { period } from '../../src/kernel/calendar.js';
import { renderHtml } from '../../src/publishing/render/html.js';
import { journalEntries } from '../../src/portal/live/journal-entries.js';
import { buildBankJournal, journalFigures } from '../../src/publishing/rules/build-bank-journal.js';
import type { BankJournalView } from '../../src/portal/view-models.js';
import { sampleMovements } from '../banking/sample-books.js';
import { BASIC_ACCOUNT, CW, day, estate, PR, PS, sampleHome, WF } from './sample-views.js';

const days = { from: day('2024-11-01'), to: day('2024-11-30') };
const rows = bankJournal({
  movements: sampleMovements().map((movement) => ({
    ...movement,
    counterAccounts: ['物业服务支出-共用部位设施日常运行维护', '应付服务费'],
    settlement: '银行回单',
  })),
  ...days,
});
const figures = journalFigures(rows);

export const sampleJournal: BankJournalView = {
  estate,
  account: BASIC_ACCOUNT,
  accountLabel: '基本存款账户 5105…0001',
  month: period('2024-11')!,
  ...days,
  fund: null,
  funds: [PS, PR, WF, CW],
  months: ['2025-06', '2024-11', '2024-07'].map((text) => period(text)!),
  ...figures,
  entries: journalEntries(rows),
  html: renderHtml(
    buildBankJournal({
      estate,
      account: { publicName: BASIC_ACCOUNT, holderType: 'ORG', kind: 'BASIC', bank: 'CCB' },
      days,
      rows,
      ledgerFen: figures.closingFen,
      size: 131n,
      rootHash: sampleHome.log.rootHex,
      lastRecordedAt: '2025-07-03T02:10:00.000Z',
    }),
  ),
};

/** The same for one fund, in a month of its own. */
export const sampleFundJournal: BankJournalView = { ...sampleJournal, fund: PR };
