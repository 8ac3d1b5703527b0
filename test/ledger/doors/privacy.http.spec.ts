/**
 * Nothing of a household, a person's bank account or a payer stands in any answer that the public is given.
 * PDFs are left out: their text is drawn from the same document as the HTML and cannot be searched as bytes.
 */
import iconv from 'iconv-lite';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { routesOf } from '../../../src/platform/http/index.js';
import { SAMPLE_FOLDER } from '../../support/sample-ledger.js';
import { tokenOf } from '../../acceptance/deployment.js';
import { Doors, payment, receipt } from './doors.js';

const CARD = '6217000000000000011';
const ACCOUNT = '51050100000000000001';
const CODE = 'yuanye-manor';

/** One of the sample's households, standing alone and not inside an id. */
const HOUSEHOLD = /(?<![\w-])4-101(?![\w-])/;

function households(): readonly string[] {
  const [, ...rows] = readFileSync(join(SAMPLE_FOLDER, 'households.csv'), 'utf8').trim().split(/\r?\n/);
  return rows.map((row) => row.split(',')[0] ?? '');
}

/** Names, accounts and remarks of the bank's file: whatever only the bank wrote. */
function bankWords(): readonly string[] {
  const text = iconv.decode(readFileSync(join(SAMPLE_FOLDER, 'bank', `${ACCOUNT}.csv`)), 'gb18030');
  const [, ...rows] = text.trim().split(/\r?\n/);
  const cells = rows.map((row) => row.split(','));
  // 摘要 and 备注 of one or two characters may stand anywhere; a counterparty and its account may not.
  return [...new Set(cells.flatMap((row) => [row[7] ?? '', row[8] ?? '']))].filter((cell) => cell !== '');
}

let doors: Doors;
const answers = new Map<string, string>();

/** Every GET route with the addresses that the sample has for it; a route that nobody thought of fails. */
const ADDRESSES: Readonly<Record<string, readonly string[]>> = {
  '/healthz': ['/healthz'],
  '/readyz': ['/readyz'],
  '/metrics': ['/metrics'],
  '/openapi.json': ['/openapi.json'],
  '/api/docs': ['/api/docs'],
  '/': ['/'],
  '/e/:code': [`/e/${CODE}`],
  '/e/:code/vouchers': [`/e/${CODE}/vouchers`],
  '/e/:code/reconciliations/:account/:date': [
    `/e/${CODE}/reconciliations/${ACCOUNT}/2025-06-30`,
    `/e/${CODE}/reconciliations/${ACCOUNT}/2025-07-01`,
    `/e/${CODE}/reconciliations/old-card/2024-07-31`,
    `/e/${CODE}/reconciliations/${CARD}/2024-07-31`,
  ],
  '/e/:code/reconciliations/:account': [
    `/e/${CODE}/reconciliations/${ACCOUNT}`,
    `/e/${CODE}/reconciliations/old-card?on=2024-07-31`,
  ],
  '/e/:code/bank-journal/:account': [
    `/e/${CODE}/bank-journal/${ACCOUNT}`,
    `/e/${CODE}/bank-journal/${ACCOUNT}?month=2024-07&fund=PR`,
    `/e/${CODE}/bank-journal/old-card?month=2024-07`,
    `/e/${CODE}/bank-journal/${CARD}`,
  ],
};
const OF_API: Readonly<Record<string, readonly string[]>> = {
  estates: ['estates'],
  'bank-status': ['/api/v1/bank-status'],
  'estates/:code/bank-status': ['bank-status'],
  'estates/:code/bank-alerts': ['bank-alerts'],
  'estates/:code/bank-accounts/:number/sign-offs': [`bank-accounts/${ACCOUNT}/sign-offs`],
  'estates/:code/bank-accounts/:number/reconciliations/:date/sign-off': [
    `bank-accounts/${ACCOUNT}/reconciliations/2025-06-30/sign-off`,
  ],
  'estates/:code/bank-accounts/:number/matching': [`bank-accounts/${ACCOUNT}/matching`],
  'estates/:code/bank-accounts/:number/matches': [`bank-accounts/${ACCOUNT}/matches`],
  'estates/:code/charity/funds': ['charity/funds'],
  'estates/:code/charity/funds/:fund': ['charity/funds/CF'],
  'estates/:code/charity/funds/:fund/donations': ['charity/funds/CF/donations'],
  'estates/:code/charity/donation-template.csv': ['charity/donation-template.csv'],
  'estates/:code/charity/donations/:number/use': ['charity/donations/202412-0006-001/use'],
  'estates/:code/funds': ['funds', 'funds?asOf=2025-06-30&from=2024-07-01'],
  'estates/:code/funds/held-by-others': ['funds/held-by-others', 'funds/held-by-others?asOf=2024-07-14'],
  'estates/:code/public-revenue': ['public-revenue?from=2024-07-01&to=2025-06-30'],
  'estates/:code/revenue-contracts': ['revenue-contracts'],
  'estates/:code/revenue-contracts/:id/counterparty': ['revenue-contracts/parking/counterparty'],
  'estates/:code/rule-packs': ['rule-packs'],
  'estates/:code/repair-top-ups': ['repair-top-ups?from=2025-04&to=2025-06'],
  'estates/:code/distributions': ['distributions'],
  'estates/:code/distribution-previews': ['distribution-previews?perM2=6.00'],
  'estates/:code/campaigns': ['campaigns'],
  'estates/:code/campaigns/contribution-template.csv': ['campaigns/contribution-template.csv'],
  'estates/:code/campaigns/:id/households': ['campaigns/gate-2025/households'],
  'estates/:code/campaigns/:id/refund-preview': ['campaigns/gate-2025/refund-preview'],
  'estates/:code/funding-plans': ['funding-plans'],
  'estates/:code/insurance-batches': ['insurance-batches'],
  'estates/:code/insurance-batches/:id/households': ['insurance-batches/home-2025/households'],
  'estates/:code/fund-records': ['fund-records'],
  'estates/:code/balances': [
    'balances',
    ...['unit', 'courtyard', 'supplier', 'bankAccount', 'payer', 'project'].map((name) => `balances?dimension=${name}`),
  ],
  'estates/:code/fees/tariffs': ['fees/tariffs'],
  'estates/:code/fees/arrears': ['fees/arrears', 'fees/arrears?on=2025-06-30&from=2025-01'],
  'estates/:code/fees/arrears/households': ['fees/arrears/households'],
  'estates/:code/fees/charges/:month': ['fees/charges/2025-06'],
  'estates/:code/fees/charges/:month/households': ['fees/charges/2025-06/households'],
  'estates/:code/fees/notices': ['fees/notices'],
  'estates/:code/fees/notices/document.:format': ['fees/notices/document.json'],
  'estates/:code/fees/notices/:unit/document.:format': ['fees/notices/9-909/document.json'],
  'estates/:code/fees/reminders': ['fees/reminders'],
  'estates/:code/fees/payment-files/template.csv': ['fees/payment-files/template.csv'],
  'estates/:code/fees/households/:unit/account': ['fees/households/9-909/account'],
  'estates/:code/fees/my/account': ['fees/my/account'],
  'estates/:code/fees/receipts/:receipt': ['fees/receipts/SJ-2025-00001'],
  'estates/:code/fees/my/receipts/:receipt': ['fees/my/receipts/SJ-2025-00001'],
  'estates/:code/fees/receipts/:receipt/document.:format': ['fees/receipts/SJ-2025-00001/document.pdf'],
  'estates/:code/fees/my/receipts/:receipt/document.:format': ['fees/my/receipts/SJ-2025-00001/document.pdf'],
  'estates/:code/fees/suspense': ['fees/suspense'],
  'estates/:code/occupancies': ['occupancies'],
  'estates/:code/vouchers': ['vouchers?limit=200'],
  'estates/:code/statements': ['statements'],
  'estates/:code/log/leaves': ['log/leaves?from=0', 'log/leaves?from=50', 'log/leaves?from=100', 'log/leaves?from=150'],
  'estates/:code/log/root': ['log/root'],
  'estates/:code/log/consistency': ['log/consistency?from=9&to=100', 'log/consistency'],
  'estates/:code/log/proof/:seq': ['log/proof/9'],
  'estates/:code/bank-accounts/:number/reconciliations/:date.:format': ['json', 'csv', 'html'].flatMap((format) => [
    `bank-accounts/${ACCOUNT}/reconciliations/2025-06-30.${format}`,
    `bank-accounts/${ACCOUNT}/reconciliations/2025-07-01.${format}`,
    `bank-accounts/old-card/reconciliations/2024-07-31.${format}`,
  ]),
  'estates/:code/bank-journal': ['json', 'csv', 'html'].flatMap((format) => [
    `bank-journal?account=${ACCOUNT}&from=2024-07-01&to=2025-06-30&format=${format}`,
    `bank-journal?account=old-card&from=2024-07-01&to=2024-12-31&format=${format}`,
  ]),
};

beforeAll(async () => {
  doors = await Doors.open();
  for (const period of ['2024Q3', '2025Q2']) {
    await doors.ask('statements', 'COMMITTEE_APPROVER', { body: { period } });
  }
  const lines = [
    { account: '100201', fund: 'PS', debit: '577.08', dimensions: { unit: '4-101' } },
    { account: '112201', fund: 'PS', credit: '577.08', dimensions: { unit: '4-101' } },
  ];
  await doors.post(receipt('577.08', { lines, summary: '收一户住户补交物业费', eventOn: '2025-06-30' }));
  await doors.post(payment('15.00', { eventOn: '2025-06-30', summary: '账户服务费' }));
});
afterAll(() => doors.close());

async function hear(path: string, address: string): Promise<void> {
  const answer = await doors.deployment.ask(address.startsWith('/') ? address : path);
  answers.set(address, `${answer.text}\n${[...answer.headers].join('\n')}`);
}

describe('what the public is given', () => {
  it('is every GET route of the product, none forgotten', () => {
    const known = new Set([...Object.keys(ADDRESSES), ...Object.keys(OF_API).map((path) => `/api/v1/${path}`)]);
    const one = ['/api/v1/estates/:code/vouchers/:number', '/api/v1/estates/:code/statements/:id.:format'];
    const others = [
      '/e/:code/vouchers/:number',
      '/e/:code/statements/:id',
      '/assets/:file',
      '/styleguide',
      '/problems/:code',
    ];
    const closed =
      /bank-statements|mapping|journal|trial-balance|ledger\.|proposals|statement-previews|style\.css|slip|grant-/;
    const missed = routesOf(doors.deployment.running.app)
      .filter(({ method, path }) => method === 'GET' && !closed.test(path))
      .map(({ path }) => path)
      .filter((path) => !known.has(path) && ![...one, ...others].includes(path));
    expect(missed).toEqual([]);
  });

  it('answers the public', async () => {
    for (const addresses of Object.values(ADDRESSES)) for (const address of addresses) await hear(address, address);
    for (const [route, addresses] of Object.entries(OF_API)) {
      for (const address of addresses)
        await hear(route === 'estates' ? 'estates' : `estates/${CODE}/${address}`, address);
    }
    const { vouchers } = await doors.deployment.get<{ vouchers: { number: string }[] }>(
      `estates/${CODE}/vouchers?limit=200`,
    );
    for (const { number } of vouchers) await hear(`estates/${CODE}/vouchers/${number}`, number);
    for (const number of ['202411-0003', '202506-0012']) await hear('', `/e/${CODE}/vouchers/${number}`);
    const { statements } = await doors.deployment.get<{ statements: { id: string }[] }>(`estates/${CODE}/statements`);
    expect(statements.length).toBe(2);
    for (const { id } of statements) {
      for (const format of ['json', 'csv', 'html'])
        await hear(`estates/${CODE}/statements/${id}.${format}`, `${id}.${format}`);
      await hear('', `/e/${CODE}/statements/${id}`);
    }
    expect(answers.size).toBeGreaterThan(140);
  });

  it("never holds a person's account number, a household's code, or what the bank wrote of a payer", () => {
    const secrets = [CARD, '4-101补交', '补交物业费4-101', '原院委会经办人', ...bankWords()];
    const codes = new Set(households());
    expect(codes.size).toBe(52);
    const found: string[] = [];
    // The scan reads real answers: what is public stands there.
    expect([...answers.values()].filter((text) => text.includes('原野庄园')).length).toBeGreaterThan(10);
    for (const [address, text] of answers) {
      for (const secret of secrets) {
        // Whoever asks for a number by name may hear that it is not there.
        if (text.includes(secret) && !address.includes(secret)) found.push(`${address}: ${secret}`);
      }
      // A household's code stands alone, not inside a date or an id.
      for (const [code] of text.matchAll(/(?<![\w-])\d-\d{3}(?![\w-])/g))
        if (codes.has(code)) found.push(`${address}: ${code}`);
    }
    expect(found).toEqual([]);
  });

  it('does not hold them for a resident either, nor for a program that posts', async () => {
    for (const role of ['RESIDENT', 'POSTING_AGENT'] as const) {
      const token = tokenOf(doors.sample, role);
      for (const path of ['vouchers?limit=200', 'vouchers/202506-0012', 'balances?dimension=unit', 'funds']) {
        const { text, status } = await doors.deployment.ask(`estates/${CODE}/${path}`, { token });
        expect(status).toBe(200);
        expect(text).not.toMatch(HOUSEHOLD);
        expect(text).not.toContain(CARD);
      }
    }
  });

  it('does not keep them in any leaf of the log', async () => {
    const leaves = await doors.deployment.rows<{ body: string }>(
      "select convert_from(body, 'UTF8') as body from log.leaf",
    );
    expect(leaves.length).toBeGreaterThan(140);
    const text = leaves.map(({ body }) => body).join('\n');
    expect(text).not.toMatch(HOUSEHOLD);
    for (const secret of [CARD, '原院委会经办人', ...bankWords()])
      expect([secret, text.includes(secret)]).toEqual([secret, false]);
  });
});
