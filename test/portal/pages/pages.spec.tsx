import { describe, expect, it } from '@jest/globals';
import { hostileHome, hostileVoucher, samplePages } from '../sample-pages.js';
import { addressesIn, headingLevels, wordsOf } from '../reading.js';
import { replacedStatement, sampleReconciliation, sampleStatement } from '../sample-reports.js';
import {
  lateVoucher,
  redVoucher,
  sampleEstates,
  sampleHome,
  sampleVoucher,
  sampleVouchers,
  wrongVoucher,
} from '../sample-views.js';
import { renderErrorPage } from '../../../src/portal/pages/error-page.js';
import { renderEstatesPage } from '../../../src/portal/pages/estates-page.js';
import { renderHomePage } from '../../../src/portal/pages/home-page.js';
import { renderReconciliationPage } from '../../../src/portal/pages/reconciliation-page.js';
import { renderStatementPage } from '../../../src/portal/pages/statement-page.js';
import { renderVoucherPage } from '../../../src/portal/pages/voucher-page.js';
import { renderVouchersPage } from '../../../src/portal/pages/vouchers-page.js';

const frame = { path: '/e/yuanye-manor', size: 'normal' } as const;

describe.each(samplePages)('$name', ({ path, render }) => {
  const html = render({ path, size: 'normal' });

  it('has one first heading and skips no level', () => {
    const levels = headingLevels(html);
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    levels.forEach((level, place) => {
      expect(level - (levels[place - 1] ?? 0)).toBeLessThanOrEqual(1);
    });
  });

  it('says its language, its landmarks and the way past them', () => {
    expect(html).toMatch(/^<!doctype html><html lang="zh-CN">/);
    for (const landmark of ['<header', '<main id="main"', '<footer', 'href="#main"']) expect(html).toContain(landmark);
  });

  it('holds no script, no style and no handler', () => {
    const tags = (html.match(/<[a-z][^>]*>/gi) ?? []).map((tag) => tag.replace(/"[^"]*"/g, '""')).join('\n');
    expect(tags).not.toMatch(/<script|<style|<img|\sstyle=|\son[a-z]+=/i);
    for (const address of addressesIn(html)) expect(address).toMatch(/^(\/(?!\/)|#)/);
  });

  it('keeps large print in every link to another page', () => {
    const large = render({ path, size: 'large' });
    expect(large).toContain('<html lang="zh-CN" class="large">');
    const pages = addressesIn(large).filter((address) => !/^(#|\/assets\/|\/api\/)/.test(address));
    const back = pages.filter((address) => !address.includes('size=large'));
    const forms = large.includes('<form') ? 1 : 0;
    expect(forms === 0 || large.includes('name="size" value="large"')).toBe(true);
    // What is left is the switch back to normal print, and the form, which carries the size in a field.
    expect(back.slice(0, 1)).toEqual([path]);
    expect(back.length).toBeLessThanOrEqual(1 + forms);
  });
});

describe('the list of estates', () => {
  it('shows what is left and the light', () => {
    expect(wordsOf(renderEstatesPage(sampleEstates, frame))).toContain('还剩 31,267.21 元 截至 2025年6月30日 还差几笔');
  });

  it('says what comes next where there is none', () => {
    expect(wordsOf(renderEstatesPage({ estates: [] }, frame))).toContain('这里还没有小区的账 管理员');
  });
});

describe("the resident's first screen", () => {
  const html = renderHomePage(sampleHome, frame);
  const words = wordsOf(html);

  it('gives the number first, then the bank, the funds, the quarter, the list, the papers and the proof', () => {
    const order = [
      '还剩',
      '31,267.21',
      '还差几笔',
      '公共收益',
      '第二季度',
      '全部 115 笔',
      '公示报表',
      '和银行对账',
      '第 121 号',
    ];
    const places = order.map((word) => words.indexOf(word));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it('keeps what a charity holds apart from what is left', () => {
    expect(words).toContain('另由新都区慈善会代管 信义慈善基金 6,600.00 不在小区账户里');
  });

  it('leads from each fund to its own vouchers and from the light to the bank', () => {
    expect(addressesIn(html)).toEqual(
      expect.arrayContaining([
        '/e/yuanye-manor/vouchers?fund=PR',
        '/e/yuanye-manor/vouchers?fund=CW-2025-01',
        '/e/yuanye-manor/reconciliations/51050100000000000001/2025-06-30',
        '/api/v1/estates/yuanye-manor/statements/fund-statement-2025Q2-v1.pdf',
        '/api/v1/estates/yuanye-manor/log/root',
      ]),
    );
  });

  it('makes a broken log the last word, without a tick', () => {
    const check = { state: 'broken', firstBad: 42, at: '2025-07-03T02:10:00.000Z' } as const;
    const broken = wordsOf(renderHomePage({ ...sampleHome, log: { ...sampleHome.log, check } }, frame));
    expect(broken).toContain('第 42 号记录核验不通过');
    expect(broken).not.toContain('✓');
  });

  it('shows hostile words as words', () => {
    const hostile = renderHomePage(hostileHome, frame);
    expect(hostile).not.toContain('<script>');
    expect(hostile).not.toContain('<img');
    expect(wordsOf(hostile)).toContain(`<script>document.title='x'</script>`);
  });
});

describe('the list of vouchers', () => {
  const html = renderVouchersPage(
    { ...sampleVouchers, query: { fund: 'PR', month: sampleVouchers.months[1] ?? null, cursor: 'abc' } },
    frame,
  );
  const words = wordsOf(html);

  it('strikes the wrong one through and says what replaced it', () => {
    expect(html).toMatch(/<s><bdi class="typed">支付楼道应急灯12盏×155元<\/bdi><\/s>/);
    expect(words).toContain('记错了，已更正为 记-202411-0006');
  });

  it('prints a red entry with a minus on its own side and with its word', () => {
    expect(words).toContain('支付 −1,860.00 公共收益 红字注销 收付相抵');
    expect(words).not.toContain('收到 1,860.00');
  });

  it('marks what came late', () => {
    expect(words).toContain('补记，记在2024年11月');
  });

  it('keeps the filter in the form and in the links of the pages', () => {
    expect(html).toMatch(/<option value="PR" selected/);
    expect(html).toMatch(/<option value="2024-11" selected/);
    const addresses = addressesIn(html);
    expect(addresses).toContain(
      `/e/yuanye-manor/vouchers?fund=PR&month=2024-11&cursor=${sampleVouchers.nextCursor ?? ''}`,
    );
    expect(addresses).toContain('/e/yuanye-manor/vouchers?fund=PR&month=2024-11');
  });

  it('says what to do where nothing is found, and turns no further', () => {
    const none = renderVouchersPage({ ...sampleVouchers, rows: [], count: 0, nextCursor: null }, frame);
    expect(wordsOf(none)).toContain('没有符合条件的记录');
    expect(wordsOf(none)).not.toContain('更早的');
  });
});

describe('a voucher', () => {
  it('says what, how much, from which fund, what is left, who, and whether the bank has it', () => {
    const words = wordsOf(renderVoucherPage(sampleVoucher, frame));
    for (const told of [
      '支付 1,555.20 元',
      '从物业服务资金支付',
      '这笔之后还剩 988.36 元',
      '制单 p-19c2 2025-06-30 15:41 审核 p-7f3a 2025-06-30 20:05',
      '决议 2024-05',
      '未附凭证',
      '银行在途',
      '人民币壹仟伍佰伍拾伍元贰角整',
    ]) {
      expect(words).toContain(told);
    }
  });

  it('folds the entry with both totals, and links the proof by its log number', () => {
    const html = renderVoucherPage(sampleVoucher, frame);
    expect(html).toMatch(/<details class="explain"><summary>会计分录/);
    expect(wordsOf(html)).toContain('合计 1,555.20 1,555.20');
    expect(addressesIn(html)).toContain('/api/v1/estates/yuanye-manor/log/proof/115');
  });

  it('keeps red amounts negative on their own side of the entry', () => {
    const words = wordsOf(renderVoucherPage(redVoucher, frame));
    expect(words).toContain('合计 −1,860.00 −1,860.00');
    expect(words).toContain('导入账册 未留审批记录');
  });

  it('shows the whole chain of a correction with the wrong line struck, and why', () => {
    const html = renderVoucherPage(wrongVoucher, frame);
    const words = wordsOf(html);
    expect(words).toContain('记错的 支付楼道应急灯12盏×155元 1,860.00');
    expect(words).toContain('红字注销 注销2024年11月6日记-202411-0003号凭证 −1,860.00');
    expect(words).toContain('重新记对 订正2024年11月6日');
    expect(words).toContain('原因： 单价看错');
    expect(addressesIn(html)).toContain('/e/yuanye-manor/vouchers/202411-0006');
    expect(addressesIn(html)).not.toContain('/e/yuanye-manor/vouchers/202411-0003');
  });

  it('explains an adjustment, a posting agent and a matched bank line', () => {
    const words = wordsOf(renderVoucherPage(lateVoucher, frame));
    expect(words).toContain('补记 这件事发生在 2024年10月31日');
    expect(words).toContain('系统过账 agent-bank-feed');
    expect(words).toContain('2024年11月5日，银行付出 215.60 元。');
  });

  it('links no document that would lead elsewhere', () => {
    expect(addressesIn(renderVoucherPage(hostileVoucher, frame)).join(' ')).not.toContain('javascript:');
  });
});

describe('a statement', () => {
  it('carries its document, its files, its version and its seal', () => {
    const html = renderStatementPage(sampleStatement, frame);
    expect(html).toContain(sampleStatement.html);
    expect(wordsOf(html)).toContain(`封存指纹 ${sampleStatement.digestHex}`);
    expect(wordsOf(html)).not.toContain('代替');
    for (const ending of ['pdf', 'xlsx', 'csv', 'json']) {
      expect(addressesIn(html)).toContain(`/api/v1/estates/yuanye-manor/statements/${sampleStatement.id}.${ending}`);
    }
  });

  it('says before anything else that a newer version stands', () => {
    const html = renderStatementPage({ ...replacedStatement, supersedes: 'fund-statement-2025Q2-v0' }, frame);
    expect(html.indexOf('这一版已经被新版代替')).toBeLessThan(html.indexOf('<h1'));
    expect(addressesIn(html)).toContain('/e/yuanye-manor/statements/fund-statement-2025Q2-v2');
    expect(addressesIn(html)).toContain('/e/yuanye-manor/statements/fund-statement-2025Q2-v0');
  });
});

describe('a reconciliation', () => {
  const html = renderReconciliationPage(sampleReconciliation, frame);
  const words = wordsOf(html);

  it('adds up both sides in plain words', () => {
    expect(words).toContain(
      '账上的余额 31,267.21 银行已收，账上还没记 + 577.08 银行已扣，账上还没记 − 15.00 算进以后 31,829.29',
    );
    expect(words).toContain(
      '银行对账单的余额 33,192.44 账上已收，银行还没到 + 192.05 账上已付，银行还没扣 − 1,555.20 算进以后 31,829.29',
    );
    expect(words).toContain('两边都是 31,829.29 元');
  });

  it('names the four kinds with the accounting term on tap, and since when each is open', () => {
    for (const term of ['企业已收、银行未收', '企业已付、银行未付', '银行已收、企业未收', '银行已付、企业未付']) {
      expect(html).toContain(`<summary>${term}</summary>`);
    }
    expect(words).toContain('2025年6月30日 发生，2025年7月1日 对上');
    expect(words).toContain('还没对上，当天的');
  });

  it('flags what is open for more than 30 days', () => {
    const [first] = sampleReconciliation.items;
    const aged = (daysOpen: number): string =>
      wordsOf(
        renderReconciliationPage(
          { ...sampleReconciliation, items: first === undefined ? [] : [{ ...first, daysOpen, clearedOn: null }] },
          frame,
        ),
      );
    expect(aged(30)).not.toContain('超过 30 天');
    expect(aged(31)).toContain('已 31 天 超过 30 天');
  });

  it('splits the book balance by fund, to the same total', () => {
    expect(words).toContain('公共收益 29,957.85 物业服务资金 988.36 工作经费 321.00 智能门禁众筹 0.00 合计 31,267.21');
  });

  it('does not call two sides equal that are not', () => {
    const apart = wordsOf(renderReconciliationPage({ ...sampleReconciliation, bankFen: 3_319_243n }, frame));
    expect(apart).toContain('还相差 0.01 元');
    expect(apart).not.toContain('两边都是');
  });
});

describe('an error page', () => {
  it.each([
    [400, '地址里有写错的地方'],
    [401, '这一页不对外公开'],
    [403, '这一页不对外公开'],
    [404, '没有找到这一页'],
    [422, '这件事没有办成'],
    [500, '这一页暂时打不开'],
    [503, '这一页暂时打不开'],
  ])('%i says what is wrong and what to do now', (status, heading) => {
    const html = renderErrorPage({ status, problems: [], requestId: null }, frame);
    expect(html).toContain(`<h1>${heading}</h1>`);
    expect(wordsOf(html)).toMatch(/现在可以这样做：.*请/);
    expect(addressesIn(html)).toContain('/');
  });

  it('tells each problem with its remedy and the number of the request', () => {
    const problems = [{ title: '没有这个小区', remedy: '从首页进去找。' }];
    const words = wordsOf(renderErrorPage({ status: 404, problems, requestId: 'req-1' }, frame));
    expect(words).toContain('没有这个小区 现在可以这样做：从首页进去找。 编号 req-1');
  });
});
