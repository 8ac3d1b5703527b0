/**
 * The sample estate as facts for the rules: its bank file read by our reader, its journal as movements on the
 * account.
 */
import { readFileSync } from 'node:fs';
import { TextDecoder } from 'node:util';
import { readStatement, type TableRow } from '../../src/banking/formats/index.js';
import {
  keyLines,
  movementOf,
  type FundShare,
  type KeyedLine,
  type Movement,
  type StatementLine,
} from '../../src/banking/rules/index.js';
import type { CalendarDate } from '../../src/kernel/calendar.js';
import { fen, fenFromYuan, type Fen } from '../../src/kernel/fen.js';

export const SAMPLE = 'samples/yuanye-manor';
export const ACCOUNT = '51050100000000000001';

export function rowsOf(text: string): TableRow[] {
  return text.split(/\r?\n/).flatMap((line, index) => (line === '' ? [] : [{ line: index + 1, cells: cellsOf(line) }]));
}

function cellsOf(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map((cell) => cell[1] ?? cell[2] ?? '');
}

export function sampleRows(): TableRow[] {
  const bytes = readFileSync(`${SAMPLE}/bank/${ACCOUNT}.csv`);
  return rowsOf(new TextDecoder('gb18030').decode(bytes));
}

export function sampleStatement(): StatementLine[] {
  const reading = readStatement({
    file: `bank/${ACCOUNT}.csv`,
    rows: sampleRows(),
    accounts: [{ number: ACCOUNT }],
  });
  if (reading.violations.length > 0) throw new Error(JSON.stringify(reading.violations));
  return [...reading.statements[0]!.lines];
}

export function sampleLines(): KeyedLine[] {
  return keyLines(sampleStatement());
}

export function yuan(text: string): Fen {
  const amount = fenFromYuan(text);
  if (amount === undefined) throw new Error(`no amount: ${text}`);
  return amount;
}

export function day(text: string): CalendarDate {
  return text as CalendarDate;
}

export function sampleMovements(ledgerAccount = '100201'): Movement[] {
  const [header, ...rows] = rowsOf(readFileSync(`${SAMPLE}/journal.csv`, 'utf8'));
  const vouchers = new Map<string, { head: Omit<Movement, 'netFen' | 'byFund'>; shares: FundShare[] }>();
  for (const { cells } of rows) {
    const cell = (name: string): string => cells[header!.cells.indexOf(name)]!;
    if (cell('account') !== ledgerAccount) continue;
    const corrects = cell('ref').startsWith('记-') ? { corrects: cell('ref') } : {};
    const head = { voucherNo: cell('voucher_no'), eventOn: day(cell('date')), kind: cell('kind'), ...corrects };
    const voucher = vouchers.get(head.voucherNo) ?? { head: { ...head, summary: cell('summary') }, shares: [] };
    const [debitFen, creditFen] = [yuan(cell('debit') || '0'), yuan(cell('credit') || '0')];
    voucher.shares.push({ fund: cell('fund'), debitFen, creditFen });
    vouchers.set(head.voucherNo, voucher);
  }
  return [...vouchers.values()].map(({ head, shares }) => movementOf(head, shares));
}

/** A bank line in short: day, signed yuan, balance after; `+` in, `-` out. */
export function line(on: string, net: string, balance: string, more: Partial<KeyedLine> = {}): KeyedLine {
  const amount = yuan(net.replace('+', ''));
  const sides = amount < 0n ? { outFen: fen(0n - amount), inFen: fen(0n) } : { outFen: fen(0n), inFen: amount };
  const texts = { counterpartyName: '', counterpartyNumber: '', summary: '', remark: '' };
  const key = `${on} ${net} ${balance}`;
  return { accountNumber: 'A-1', bookedOn: day(on), ...sides, balanceFen: yuan(balance), ...texts, key, ...more };
}

/** A movement in short: number, day, signed yuan in one fund. */
export function movement(voucherNo: string, on: string, net: string, more: Partial<Movement> = {}): Movement {
  const amount = yuan(net.replace('+', ''));
  const red = more.kind === 'red';
  const debit = amount > 0n !== red;
  const share = { fund: 'PR', debitFen: fen(debit ? amount : 0n), creditFen: fen(debit ? 0n : 0n - amount) };
  return { ...movementOf({ voucherNo, eventOn: day(on), kind: 'normal', summary: '摘要' }, [share]), ...more };
}
