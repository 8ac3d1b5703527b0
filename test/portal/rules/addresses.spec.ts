import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  bankJournalFilePath,
  bankJournalPath,
  estatePath,
  frameOf,
  isOwnPath,
  logProofPath,
  reconciliationFilePath,
  reconciliationPath,
  sized,
  statementFilePath,
  statementPath,
  voucherPath,
  vouchersPath,
} from '../../../src/portal/rules/addresses.js';
import type { Period } from '../../../src/kernel/calendar.js';
import { day } from '../sample-views.js';

describe('addresses', () => {
  it('are the ones of the plan', () => {
    expect(voucherPath('yuanye-manor', '202411-0003')).toBe('/e/yuanye-manor/vouchers/202411-0003');
    expect(reconciliationPath('y', '51050100000000000001', day('2025-06-30'))).toBe(
      '/e/y/reconciliations/51050100000000000001/2025-06-30',
    );
    expect(statementPath('y', 'fund-statement-2025Q2-v1')).toBe('/e/y/statements/fund-statement-2025Q2-v1');
    expect(statementFilePath('y', 's', 'pdf')).toBe('/api/v1/estates/y/statements/s.pdf');
    expect(reconciliationFilePath('y', 'old-card', day('2025-06-30'), 'csv')).toBe(
      '/api/v1/estates/y/bank-accounts/old-card/reconciliations/2025-06-30.csv',
    );
    expect(bankJournalPath('y', { account: 'old-card', fund: 'PR', month: '2025-06' as Period })).toBe(
      '/e/y/bank-journal/old-card?month=2025-06&fund=PR',
    );
    const days = { from: day('2025-06-01'), to: day('2025-06-30') };
    expect(bankJournalFilePath('y', { account: 'a&b', fund: null, ...days }, 'xlsx')).toBe(
      '/api/v1/estates/y/bank-journal?account=a%26b&from=2025-06-01&to=2025-06-30&format=xlsx',
    );
    expect(logProofPath('y', 115)).toBe('/api/v1/estates/y/log/proof/115');
  });

  it('carry only the filters that are set', () => {
    expect(vouchersPath('y')).toBe('/e/y/vouchers');
    expect(vouchersPath('y', { fund: 'PR', month: null, cursor: 'a=b' })).toBe('/e/y/vouchers?fund=PR&cursor=a%3Db');
  });

  it('never let a code of records lead elsewhere', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (code) => {
        const url = new URL(estatePath(code) + '/x', 'https://here.test');
        expect(url.origin).toBe('https://here.test');
        expect(url.search + url.hash).toBe('');
      }),
    );
  });

  it('keep large print, before a fragment and beside other filters', () => {
    expect(sized('/e/y', 'normal')).toBe('/e/y');
    expect(sized('/e/y', 'large')).toBe('/e/y?size=large');
    expect(sized('/e/y?fund=PR#main', 'large')).toBe('/e/y?fund=PR&size=large#main');
  });
});

describe('the frame of a request', () => {
  it('is its address without the size', () => {
    expect(frameOf('/e/y/vouchers?fund=PR&size=large')).toEqual({ path: '/e/y/vouchers?fund=PR', size: 'large' });
    expect(frameOf('/e/y?size=huge')).toEqual({ path: '/e/y', size: 'normal' });
    expect(frameOf('/e/y')).toEqual({ path: '/e/y', size: 'normal' });
  });

  it.each(['//elsewhere.test/', '//elsewhere.test/?size=large', '/\\elsewhere.test', 'https://elsewhere.test/'])(
    'is the first page where %s would lead away',
    (url) => {
      expect(frameOf(url).path).toBe('/');
    },
  );
});

it.each(['javascript:alert(1)', '//elsewhere.test', '/\\elsewhere.test', 'files/1', ' /files/1', ''])(
  'takes %j for no path of its own',
  (href) => {
    expect(isOwnPath(href)).toBe(false);
    expect(isOwnPath('/files/1.png')).toBe(true);
  },
);
