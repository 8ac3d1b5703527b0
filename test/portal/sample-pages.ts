/** Every page of the portal from the sample estate's view models, by address, for a browser to open. */
import type { CalendarDate } from '../../src/kernel/calendar.js';
import { renderBankJournalPage } from '../../src/portal/pages/bank-journal-page.js';
import { renderErrorPage } from '../../src/portal/pages/error-page.js';
import { renderEstatesPage } from '../../src/portal/pages/estates-page.js';
import { renderHomePage } from '../../src/portal/pages/home-page.js';
import { renderReconciliationPage } from '../../src/portal/pages/reconciliation-page.js';
import { renderStatementPage } from '../../src/portal/pages/statement-page.js';
import { renderStyleguidePage } from '../../src/portal/pages/styleguide-page.js';
import { renderVoucherPage } from '../../src/portal/pages/voucher-page.js';
import { renderVouchersPage } from '../../src/portal/pages/vouchers-page.js';
import {
  bankJournalPath,
  estatePath,
  reconciliationPath,
  statementPath,
  voucherPath,
  vouchersPath,
  type Frame,
} from '../../src/portal/rules/addresses.js';
import type { HomeView, VoucherView } from '../../src/portal/view-models.js';
import { sampleFundJournal, sampleJournal } from './sample-journal.js';
import { replacedStatement, sampleReconciliation, sampleStatement } from './sample-reports.js';
import {
  BASIC_ACCOUNT,
  estate,
  lateVoucher,
  redVoucher,
  sampleEstates,
  sampleHome,
  sampleVoucher,
  sampleVouchers,
  wrongVoucher,
} from './sample-views.js';

export interface SamplePage {
  readonly name: string;
  readonly path: string;
  readonly render: (frame: Frame) => string;
}

const EVIL = `<script>document.title='x'</script>"'><img src=x onerror=alert(1)>`;
const LONG = 'W'.repeat(300);
const TURNED = '\u202e支付电费 مرحبا שלום \u2067🏮🏮🏮';

/** What somebody might type to break a page. */
export const hostileWords: readonly string[] = [EVIL, LONG, TURNED];

export const hostileHome: HomeView = {
  ...sampleHome,
  estate: { ...estate, name: `${EVIL}${TURNED}`, place: LONG },
  funds: sampleHome.funds.map((line) => ({ ...line, fund: { ...line.fund, name: `${TURNED}${EVIL}` } })),
  latest: sampleHome.latest.map((row, place) => ({ ...row, summary: hostileWords[place % 3] ?? EVIL })),
};

export const hostileVoucher: VoucherView = {
  ...sampleVoucher,
  summary: hostileWords.join(' '),
  resolution: EVIL,
  references: [LONG],
  documents: [{ label: EVIL, digestHex: 'ab'.repeat(32), href: 'javascript:alert(1)' }],
};

const code = estate.code;
const voucherAt = (view: VoucherView): SamplePage => ({
  name: `voucher-${view.number}`,
  path: voucherPath(code, view.number),
  render: (frame) => renderVoucherPage(view, frame),
});

const emptyHome: HomeView = {
  ...sampleHome,
  asOf: null,
  leftFen: 0n,
  funds: [],
  heldElsewhere: [],
  light: { ...sampleHome.light, colour: 'unknown', asOf: null, bankLinesWithoutVoucher: 0, account: null },
  quarter: null,
  latest: [],
  voucherCount: 0,
  statements: [],
  reconciliations: [],
  log: { ...sampleHome.log, check: { state: 'not-checked' } },
};

export const samplePages: readonly SamplePage[] = [
  { name: 'estates', path: '/', render: (frame) => renderEstatesPage(sampleEstates, frame) },
  { name: 'home', path: estatePath(code), render: (frame) => renderHomePage(sampleHome, frame) },
  { name: 'home-empty', path: '/e/empty', render: (frame) => renderHomePage(emptyHome, frame) },
  { name: 'home-hostile', path: '/e/hostile', render: (frame) => renderHomePage(hostileHome, frame) },
  { name: 'vouchers', path: vouchersPath(code), render: (frame) => renderVouchersPage(sampleVouchers, frame) },
  ...[sampleVoucher, wrongVoucher, redVoucher, lateVoucher].map(voucherAt),
  {
    name: 'voucher-hostile',
    path: '/e/hostile/vouchers/202506-0011',
    render: (frame) => renderVoucherPage(hostileVoucher, frame),
  },
  {
    name: 'statement',
    path: statementPath(code, sampleStatement.id),
    render: (frame) => renderStatementPage(sampleStatement, frame),
  },
  {
    name: 'statement-replaced',
    path: '/e/replaced/statements/1',
    render: (frame) => renderStatementPage(replacedStatement, frame),
  },
  {
    name: 'reconciliation',
    path: reconciliationPath(code, BASIC_ACCOUNT, '2025-06-30' as CalendarDate),
    render: (frame) => renderReconciliationPage(sampleReconciliation, frame),
  },
  {
    name: 'bank-journal',
    path: bankJournalPath(code, { account: BASIC_ACCOUNT, fund: null, month: null }),
    render: (frame) => renderBankJournalPage(sampleJournal, frame),
  },
  {
    name: 'bank-journal-fund',
    path: '/e/fund/bank-journal/1',
    render: (frame) => renderBankJournalPage(sampleFundJournal, frame),
  },
  {
    name: 'error-404',
    path: '/error/404',
    render: (frame) => renderErrorPage({ status: 404, problems: [], requestId: null }, frame),
  },
  {
    name: 'error-500',
    path: '/error/500',
    render: (frame) => renderErrorPage({ status: 500, problems: [], requestId: 'req-7f3a' }, frame),
  },
  { name: 'styleguide', path: '/styleguide', render: renderStyleguidePage },
];
