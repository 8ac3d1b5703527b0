import { renderBankJournalPage } from '../../../src/portal/pages/bank-journal-page.js';
import { renderReconciliationPage } from '../../../src/portal/pages/reconciliation-page.js';
import { addressesIn, wordsOf } from '../reading.js';
import { sampleFundJournal, sampleJournal } from '../sample-journal.js';
import { sampleReconciliation } from '../sample-reports.js';

const frame = { path: '/e/yuanye-manor', size: 'normal' } as const;

describe('a bank journal', () => {
  const html = renderBankJournalPage(sampleJournal, frame);
  const words = wordsOf(html);

  it('says first what was there, what came, what went and what is left', () => {
    expect(words).toContain('月初有 23,095.21 收进 1,752.05 付出 3,454.55 最后剩 21,392.71');
    expect(words).toContain('共 7 笔，先发生的在前。');
  });

  it('lists each voucher with what is left after it, red ink with its word', () => {
    expect(words).toContain('11-06 支付楼道应急灯12盏 付出 1,860.00 记-202411-0003 剩 21,235.21');
    expect(words).toMatch(
      /11-11 注销2024年11月6日记-202411-0003号凭证 付出 −1,860.00 记-202411-0005 红字更正 剩 24,655.21/,
    );
    const [first] = sampleJournal.entries;
    const still = { ...first!, movement: 'none', amountFen: 0n } as const;
    const page = wordsOf(renderBankJournalPage({ ...sampleJournal, entries: [still] }, frame));
    expect(page).toContain('没有动钱 记-202411-0003 剩');
    expect(wordsOf(renderBankJournalPage({ ...sampleJournal, entries: [] }, frame))).toContain('这个月没有收支。');
  });

  it('leads to its vouchers, its files and the bank’s side', () => {
    const file = '/api/v1/estates/yuanye-manor/bank-journal?account=51050100000000000001&from=2024-11-01&to=2024-11-30';
    expect(addressesIn(html)).toEqual(
      expect.arrayContaining([
        '/e/yuanye-manor/vouchers/202411-0003',
        '/e/yuanye-manor/reconciliations/51050100000000000001/2024-11-30',
        ...['pdf', 'xlsx', 'csv', 'json'].map((format) => `${file}&format=${format}`),
      ]),
    );
  });

  it('keeps large print in the links of the form inside', () => {
    const large = renderBankJournalPage(sampleJournal, { ...frame, size: 'large' });
    expect(addressesIn(large)).toContain('/e/yuanye-manor/vouchers/202411-0003?size=large');
    expect(addressesIn(large)).not.toContain('/e/yuanye-manor/vouchers/202411-0003');
  });

  it('names the fund that is looked at', () => {
    expect(wordsOf(renderBankJournalPage(sampleFundJournal, frame))).toContain('只看');
    expect(words).not.toContain('只看');
  });
});

describe('a reconciliation', () => {
  it('leads to the journal of its month', () => {
    expect(addressesIn(renderReconciliationPage(sampleReconciliation, frame))).toContain(
      '/e/yuanye-manor/bank-journal/51050100000000000001?month=2025-06',
    );
  });

  it('does not call a bank balance zero that is not known', () => {
    const alone = wordsOf(renderReconciliationPage({ ...sampleReconciliation, bankFen: null }, frame));
    expect(alone).toContain('还没有这个账户的银行流水');
    expect(alone).not.toContain('银行对账单的余额');
    expect(alone).not.toContain('还相差');
    expect(alone).toContain('公共收益 29,957.85');
  });
});
