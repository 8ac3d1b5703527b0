import fc from 'fast-check';
import { bankLineFromValue, bankLineValue, padDigits, type BankLine } from '../../../src/banking/rules/index.js';
import { addDays } from '../../../src/kernel/calendar.js';
import { fen, MAX_FEN } from '../../../src/kernel/fen.js';
import { day } from '../sample-books.js';

const FULL: BankLine = {
  accountNumber: '5105',
  serial: 'YYZY-000006',
  bookedOn: day('2024-07-18'),
  time: '09:13:06',
  outFen: fen(20318n),
  inFen: fen(0n),
  balanceFen: fen(2547994n),
  counterpartyName: '某公司',
  counterpartyNumber: '4402',
  summary: '代收代扣',
  remark: '电费',
};

describe('the committed value of a line', () => {
  it('is frozen', () => {
    expect(bankLineValue(FULL)).toEqual([
      ...['5105', 'YYZY-000006', '2024-07-18', '20318', '0', '2547994'],
      ...['某公司', '4402', '代收代扣', '电费'],
    ]);
  });

  it('carries an alias instead of a person’s account', () => {
    expect(bankLineValue(FULL, 'old-card')[0]).toBe('old-card');
  });

  it('reads back, all but the time', () => {
    const { time: _, ...committed } = FULL;
    expect(bankLineFromValue(bankLineValue(FULL))).toEqual(committed);
  });

  it('reads back whatever a line holds', () => {
    const amount = fc.bigInt({ min: -MAX_FEN, max: MAX_FEN }).map(fen);
    const text = fc.string({ unit: 'grapheme' });
    const lines = fc.record({
      accountNumber: fc.string({ minLength: 1 }),
      bookedOn: fc.nat(40_000).map((days) => addDays(day('1950-01-01'), days)),
      ...{ outFen: amount, inFen: amount, balanceFen: amount },
      ...{ counterpartyName: text, counterpartyNumber: text, summary: text, remark: text },
    });
    fc.assert(
      fc.property(lines, (line) => {
        expect(bankLineFromValue(bankLineValue(line))).toEqual(line);
      }),
    );
  });

  it.each<[string, (value: string[]) => string[]]>([
    ['a part too few', (value) => value.slice(1)],
    ['a part too many', (value) => [...value, '']],
    ['no account', (value) => value.with(0, '')],
    ['no such day', (value) => value.with(2, '2024-02-30')],
    ['yuan for fen', (value) => value.with(3, '203.18')],
    ['a padded amount', (value) => value.with(4, '00')],
    ['minus zero', (value) => value.with(4, '-0')],
    ['more than any account holds', (value) => value.with(5, '10000000000001')],
  ])('is refused with %s', (_, change) => {
    expect(bankLineFromValue(change(bankLineValue(FULL)))).toBeUndefined();
  });
});

it('orders numbers inside text as numbers', () => {
  expect(['S-10', 'S-9', 'S-100'].sort((left, right) => (padDigits(left) < padDigits(right) ? -1 : 1))).toEqual([
    'S-9',
    'S-10',
    'S-100',
  ]);
});
