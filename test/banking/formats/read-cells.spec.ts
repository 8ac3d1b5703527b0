import { cleanCell, readAmount, readMoment, readTime } from '../../../src/banking/formats/read-cells.js';

describe('amounts', () => {
  it.each([
    ['1555.20', 155520n],
    ['1,555.20', 155520n],
    ['¥1,555.2', 155520n],
    ['￥1555', 155500n],
    ['+12.00', 1200n],
    ['-12.00', -1200n],
    ['−12.00', -1200n],
    ['１，５５５．２０', 155520n],
    ['\t 192.05\t', 19205n],
    ['0.00', 0n],
    ['.50', 50n],
    ['="46.50"', 4650n],
    ['46.50元', 4650n],
    ['0001.00', 100n],
  ])('%s is read', (cell, fen) => {
    expect(readAmount(cell)).toEqual({ kind: 'amount', fen });
  });

  it.each([[''], ['-'], ['--'], ['-----'], ['\t'], ['—'], [undefined]])('%s is no amount', (cell) => {
    expect(readAmount(cell)).toEqual({ kind: 'empty' });
  });

  it.each([['100.000'], ['0.001'], ['1,000.005']])('%s is too fine, even where the third decimal is zero', (cell) => {
    expect(readAmount(cell)).toEqual({ kind: 'too-fine' });
  });

  it.each([['1,55.20'], ['1.2E+05'], ['12a'], ['1.2.3'], ['.'], ['人民币'], ['999999999999999.00']])(
    '%s is refused',
    (cell) => {
      expect(readAmount(cell)).toEqual({ kind: 'unreadable' });
    },
  );
});

describe('days and times', () => {
  it.each([
    ['20240708', '2024-07-08', undefined],
    ['20240708 09:08:01', '2024-07-08', '09:08:01'],
    ['20240708090801', '2024-07-08', '09:08:01'],
    ['2024-07-08', '2024-07-08', undefined],
    ['2024-7-8', '2024-07-08', undefined],
    ['2024/07/08', '2024-07-08', undefined],
    ['2025/12/03 14:06:51', '2025-12-03', '14:06:51'],
    ['2024-07-08T09:08:01.123', '2024-07-08', '09:08:01'],
    ['2024年7月8日', '2024-07-08', undefined],
    ['\t20240708\t', '2024-07-08', undefined],
  ])('%s is read', (cell, on, time) => {
    expect(readMoment(cell)).toEqual({ on, ...(time === undefined ? {} : { time }) });
  });

  it.each([['20240230'], ['2024-13-01'], ['45510'], ['07/08/2024'], ['2024-07/08'], ['20240708 99:00'], ['']])(
    '%s is refused',
    (cell) => {
      expect(readMoment(cell)).toBeUndefined();
    },
  );

  it('reads times with and without separators', () => {
    expect([readTime('9:08'), readTime('090801'), readTime('25:00:00'), readTime('x')]).toEqual([
      '09:08:00',
      '090801'.replace(/(..)(..)(..)/, '$1:$2:$3'),
      undefined,
      undefined,
    ]);
  });
});

it('takes wrappings off a cell', () => {
  expect([cleanCell("'5105"), cleanCell('="5105"'), cleanCell('\ufeff 5105\t')]).toEqual(['5105', '5105', '5105']);
});
