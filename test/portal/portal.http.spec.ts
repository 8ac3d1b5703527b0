import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { CalendarDate } from '../../src/kernel/calendar.js';
import { Refusal } from '../../src/kernel/violation.js';
import { PortalFacts, PortalModule } from '../../src/portal/index.js';
import { stylesheetPath } from '../../src/portal/style/assets.js';
import type {
  BankJournalQuery,
  BankJournalView,
  EstatesView,
  HomeView,
  ReconciliationView,
  StatementView,
  VouchersQuery,
  VouchersView,
  VoucherView,
} from '../../src/portal/view-models.js';
import { sampleJournal } from './sample-journal.js';
import { sampleReconciliation, sampleStatement } from './sample-reports.js';
import { estate, sampleEstates, sampleHome, sampleVoucher, sampleVouchers } from './sample-views.js';

/** The sample estate from memory: the pages' facts without a database. */
class SampleFacts extends PortalFacts {
  private known<T>(code: string, view: T): Promise<T> {
    if (code === 'broken') throw new Error('a secret detail');
    if (code === 'private') throw Refusal.of('ACCOUNT_PRIVATE');
    if (code !== estate.code) throw Refusal.of('ESTATE_UNKNOWN', 'code', { code });
    return Promise.resolve(view);
  }

  estates(): Promise<EstatesView> {
    return Promise.resolve(sampleEstates);
  }

  home(code: string): Promise<HomeView> {
    return this.known(code, sampleHome);
  }

  vouchers(code: string, query: VouchersQuery): Promise<VouchersView> {
    return this.known(code, { ...sampleVouchers, query });
  }

  voucher(code: string, number: string): Promise<VoucherView> {
    return this.known(code, { ...sampleVoucher, number });
  }

  statement(code: string): Promise<StatementView> {
    return this.known(code, sampleStatement);
  }

  reconciliation(code: string, account: string, asOf?: CalendarDate): Promise<ReconciliationView> {
    return this.known(code, { ...sampleReconciliation, account, asOf: asOf ?? sampleReconciliation.asOf });
  }

  bankJournal(code: string, account: string, { month }: BankJournalQuery): Promise<BankJournalView> {
    return this.known(code, { ...sampleJournal, account, month: month ?? sampleJournal.month });
  }
}

const row = { en: '', remedyEn: '', remedyZh: '从首页进去找。' };
const problems = {
  ESTATE_UNKNOWN: { ...row, kind: 'not-found', zh: '没有小区“{code}”' },
  ACCOUNT_PRIVATE: { ...row, kind: 'forbidden', zh: '这个账户不公开' },
} as const;

async function startPortal(styleguide: boolean): Promise<NestFastifyApplication> {
  const portal = PortalModule.register({ facts: SampleFacts, problems, styleguide });
  const app = await NestFactory.create<NestFastifyApplication>(portal, new FastifyAdapter());
  await app.listen(0, '127.0.0.1');
  return app;
}

let app: NestFastifyApplication;
let bare: NestFastifyApplication;
let origin: string;

beforeAll(async () => {
  Logger.overrideLogger(false);
  [app, bare] = await Promise.all([startPortal(true), startPortal(false)]);
  origin = await app.getUrl();
});

afterAll(async () => {
  await Promise.all([app.close(), bare.close()]);
});

const get = (path: string, init?: RequestInit): Promise<Response> => fetch(`${origin}${path}`, init);

describe('pages', () => {
  it.each([
    ['/', '31,267.21'],
    ['/e/yuanye-manor', '29,957.85'],
    ['/e/yuanye-manor/vouchers?fund=PR&month=2025-06', '<option value="PR" selected'],
    ['/e/yuanye-manor/vouchers/202506-0011', '1,555.20'],
    [`/e/yuanye-manor/vouchers/${encodeURIComponent('记-202506-0011')}`, '记-202506-0011'],
    ['/e/yuanye-manor/statements/fund-statement-2025Q2-v1', '公共资金收支表'],
    ['/e/yuanye-manor/reconciliations/51050100000000000001/2025-06-30', '31,829.29'],
    ['/e/yuanye-manor/reconciliations/51050100000000000001?on=2025-05-31', '截至 2025年5月31日'],
    ['/e/yuanye-manor/reconciliations/51050100000000000001?on=', '截至 2025年6月30日'],
    ['/e/yuanye-manor/bank-journal/51050100000000000001?month=2025-06', '<option value="2025-06" selected'],
    ['/styleguide', '部件一览'],
  ])('%s is HTML with its figures', async (path, words) => {
    const response = await get(path);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await response.text()).toContain(words);
  });

  it('are not sent again to who has them', async () => {
    const etag = (await get('/e/yuanye-manor')).headers.get('etag') ?? '';
    const again = await get('/e/yuanye-manor', { headers: { 'if-none-match': etag } });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe('');
    const large = await get('/e/yuanye-manor?size=large', { headers: { 'if-none-match': etag } });
    expect(large.status).toBe(200);
    expect(large.headers.get('cache-control')).toBe('no-cache');
  });

  it('answer HEAD with the same headers and no body', async () => {
    const whole = await get('/e/yuanye-manor');
    const head = await get('/e/yuanye-manor', { method: 'HEAD' });
    expect(head.status).toBe(200);
    expect(head.headers.get('etag')).toBe(whole.headers.get('etag'));
    expect(head.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(await head.text()).toBe('');
  });

  it('keep large print and the filter in the switch', async () => {
    const html = await (await get('/e/yuanye-manor/vouchers?fund=PR&size=large')).text();
    expect(html).toContain('<html lang="zh-CN" class="large">');
    expect(html).toContain('<a href="/e/yuanye-manor/vouchers?fund=PR" class="size-switch">正常字</a>');
  });
});

describe('assets', () => {
  it('stay in the reader\u2019s cache for ever', async () => {
    const response = await get(stylesheetPath);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/css; charset=utf-8');
    expect(response.headers.get('cache-control')).toContain('immutable');
  });

  it.each(['/assets/0000000000000000.css', '/assets/..%2fpackage.json'])('are not found at %s', async (path) => {
    expect((await get(path)).status).toBe(404);
  });
});

describe('errors', () => {
  it.each([
    ['/e/nowhere', 404, '没有小区“\u2068nowhere\u2069”'],
    ['/e/private', 403, '这个账户不公开'],
    ['/e/yuanye-manor/vouchers?month=2025-13', 400, '2025-13'],
    ['/e/yuanye-manor/vouchers/12', 404, '不是凭证号'],
    ['/e/yuanye-manor/reconciliations/1/2025-02-30', 400, '不是日期'],
    ['/e/yuanye-manor/reconciliations/1?on=2025-02-30', 400, '不是日期'],
    ['/e/yuanye-manor/bank-journal/1?month=2025-13', 400, '2025-13'],
  ])('%s answers %i in words', async (path, status, words) => {
    const response = await get(path);
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.text()).toContain(words);
  });

  it('of our own tell no detail but a number to ask by', async () => {
    const response = await get('/e/broken');
    const html = await response.text();
    expect(response.status).toBe(500);
    expect(html).not.toContain('secret');
    expect(html).toContain('编号');
  });

  it('show what was asked for as words only', async () => {
    const html = await (await get(`/e/${encodeURIComponent('<script>alert(1)</script>')}`)).text();
    expect(html).not.toContain('<script');
  });
});

it('shows the parts in development only', async () => {
  expect((await fetch(`${await bare.getUrl()}/styleguide`)).status).toBe(404);
});
