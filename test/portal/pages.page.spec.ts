import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { sized } from '../../src/portal/rules/addresses.js';
import { launchBrowser } from '../harness/browser.js';
import { lowContrast, smallTargets, widerThanScreen } from './page-measures.js';
import { startPageServer, type PageServer } from './page-server.js';
import { samplePages } from './sample-pages.js';

/** Where pictures go, if somebody wants to look: XINYI_SCREENSHOTS=<folder>. */
const pictures = process.env['XINYI_SCREENSHOTS'];

let browser: Browser;
let server: PageServer;

beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), startPageServer()]);
});

afterAll(async () => {
  await browser.close();
  await server.close();
});

interface Reader {
  readonly name: string;
  readonly width: number;
  readonly dark?: boolean;
  readonly large?: boolean;
}

const readers: readonly Reader[] = [
  { name: '320', width: 320 },
  { name: '390', width: 390 },
  { name: '390-dark-large', width: 390, dark: true, large: true },
  { name: '1280', width: 1280 },
];

/** No reader has JavaScript: what works here works everywhere. */
async function contextOf(reader: Reader): Promise<BrowserContext> {
  return await browser.newContext({
    baseURL: server.origin,
    javaScriptEnabled: false,
    viewport: { width: reader.width, height: 844 },
    colorScheme: reader.dark === true ? 'dark' : 'light',
  });
}

async function findings(page: Page): Promise<readonly string[]> {
  const faults = await Promise.all([
    page.evaluate(widerThanScreen),
    page.evaluate(smallTargets),
    page.evaluate(lowContrast),
  ]);
  return faults.flat();
}

describe.each(readers)('every page at $name', (reader) => {
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    context = await contextOf(reader);
    page = await context.newPage();
  });

  afterAll(async () => {
    await context.close();
  });

  it.each(samplePages)('$name fits, can be touched and can be read', async ({ name, path }) => {
    const refused: string[] = [];
    page.on('requestfailed', (request) => refused.push(request.url()));
    const response = await page.goto(sized(path, reader.large === true ? 'large' : 'normal'));
    await page.evaluate(async () => {
      await document.fonts.ready;
    });
    if (pictures !== undefined) {
      await page.screenshot({ path: join(pictures, `${name}-${reader.name}.png`), fullPage: true });
    }
    await page.evaluate(() => {
      document.querySelectorAll('details').forEach((folded) => (folded.open = true));
    });
    expect(response?.status()).toBe(200);
    expect(await findings(page)).toEqual([]);
    expect(refused).toEqual([]);
  });
});

describe('a reader without script', () => {
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    context = await contextOf({ name: 'walk', width: 390, large: true });
    page = await context.newPage();
  });

  afterAll(async () => {
    await context.close();
  });

  it('comes from what is left to the entry of a voucher in three taps, in large print all the way', async () => {
    await page.goto('/e/yuanye-manor?size=large');
    await page.getByRole('link', { name: /^公共收益/ }).click();
    await page.getByRole('link', { name: /支付06月钟点服务费及酬金/ }).click();
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('支付06月钟点服务费及酬金');
    await page.getByText('会计分录（借 / 贷）').click();
    expect(await page.getByRole('row', { name: '合计' }).innerText()).toContain('1,555.20');
    expect(new URL(page.url()).search).toBe('?size=large');
    expect(await page.evaluate(() => parseInt(getComputedStyle(document.body).fontSize, 10))).toBe(22);
  });

  it('asks for a fund and a month by a plain form that keeps the size', async () => {
    await page.goto('/e/yuanye-manor/vouchers?size=large');
    await page.getByLabel('资金').selectOption('公共收益');
    await page.getByLabel('月份').selectOption('2025年6月');
    await page.getByRole('button', { name: '查看' }).click();
    expect(new URL(page.url()).search).toBe('?size=large&fund=PR&month=2025-06');
  });

  it('goes back to normal print', async () => {
    await page.goto('/e/yuanye-manor?size=large');
    await page.getByRole('link', { name: '正常字' }).click();
    expect(await page.evaluate(() => parseInt(getComputedStyle(document.body).fontSize, 10))).toBe(17);
  });

  it('skips to the text by keyboard, and sees where the focus is', async () => {
    await page.goto('/e/yuanye-manor');
    await page.keyboard.press('Tab');
    const skip = page.getByRole('link', { name: '跳到正文' });
    expect((await skip.boundingBox())?.y).toBeGreaterThanOrEqual(0);
    expect(await skip.evaluate((link) => parseInt(getComputedStyle(link).outlineWidth, 10))).toBeGreaterThanOrEqual(2);
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
  });
});

describe('on A4 paper', () => {
  it('a voucher prints with what was folded and without what can only be tapped', async () => {
    const context = await contextOf({ name: 'paper', width: 672 });
    const page = await context.newPage();
    await page.emulateMedia({ media: 'print' });
    await page.goto('/e/yuanye-manor/vouchers/202506-0011');
    expect(await page.getByRole('table').boundingBox()).not.toBeNull();
    expect(await page.getByRole('link', { name: '大字' }).isVisible()).toBe(false);
    expect(await page.getByText('本页地址 /e/yuanye-manor/vouchers/202506-0011').isVisible()).toBe(true);
    expect(await page.evaluate(widerThanScreen)).toEqual([]);
    if (pictures !== undefined) await page.screenshot({ path: join(pictures, 'voucher-paper.png'), fullPage: true });
    await page.goto('/e/yuanye-manor');
    if (pictures !== undefined) await page.screenshot({ path: join(pictures, 'home-paper.png'), fullPage: true });
    expect(await page.evaluate(widerThanScreen)).toEqual([]);
    await context.close();
  });
});

it('the measures find what they look for', async () => {
  const context = await contextOf({ name: 'control', width: 390 });
  const page = await context.newPage();
  await page.setContent(
    '<body bgcolor="#ffffff"><table width="900"><tr><td><a href="#">x</a> <font color="#aaaaaa">faint</font></table>',
  );
  expect(await page.evaluate(widerThanScreen)).toHaveLength(1);
  expect(await page.evaluate(smallTargets)).toHaveLength(1);
  expect((await page.evaluate(lowContrast)).join()).toContain('faint');
  await context.close();
});
