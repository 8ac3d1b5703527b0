/** What a person has told of a file's columns comes before what the bank's headings would say. */
import { readStatement, type ColumnMapping } from '../../../src/banking/formats/index.js';
import { rowsOf } from '../sample-books.js';

const FILE = [
  '记账日期,支出,收入,余额,净额',
  '20240701,9.00,0.00,100.00,100.00',
  '20240702,9.00,0.00,70.00,-30.00',
].join('\n');

function read(columns: ColumnMapping): unknown {
  const accounts = [{ number: '5105000001' }];
  const source = { file: 'a.csv', rows: rowsOf(FILE), accounts, accountNumber: '5105000001', mappings: [columns] };
  const { statements, violations } = readStatement(source);
  if (violations.length > 0) return violations.map(({ code }) => code);
  return statements[0]?.lines.map(({ outFen, inFen, balanceFen }) => [outFen, inFen, balanceFen].map(String));
}

it('one column of amounts is believed though the bank has two as well', () => {
  expect(read([['amount', '净额']])).toEqual([
    ['0', '10000', '10000'],
    ['3000', '0', '7000'],
  ]);
});

it('and told wrongly it is refused, not passed over for the bank’s own headings', () => {
  expect(read([['amount', '余额']])).not.toEqual(read([['amount', '净额']]));
  expect(read([['amount', '支出']])).toEqual(['STATEMENT_BALANCE_BROKEN']);
});
