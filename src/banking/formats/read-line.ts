/**
 * One row under a header -> one bank line, or everything that is wrong with the row.
 *
 * 1. Every problem of the row is reported, with the column's own heading and the value as it stands there.
 * 2. Money goes out by the bank's 借方 and comes in by its 贷方; of a signed amount, negative is out.
 * 3. The day is the booking day where the bank gives one, else the day of the transaction.
 * 4. A balance that cannot be read is kept apart from the other problems: where no line of the account has one, the
 *    file is one without balances.
 */
import type { CalendarDate } from '../../kernel/calendar.js';
import { fen, formatFen, ZERO_FEN, type Fen } from '../../kernel/fen.js';
import type { BankLine } from '../rules/bank-line.js';
import type { StatementProblem } from '../rules/statement-problem.js';
import type { HeaderColumns, StatementField } from './column-aliases.js';
import { serialMoment } from '../../platform/tables/index.js';
import { cleanCell, readAmount, readMoment, readTime, type MomentReading } from './read-cells.js';
import type { UnbalancedLine } from './statement-reading.js';

export interface RowPlace {
  readonly file: string;
  readonly line: number;
}

/** A row with its header; problems are collected as its cells are read. */
export class StatementRow {
  readonly violations: StatementProblem[] = [];
  /** What is wrong with the balance alone. */
  readonly balanceProblems: StatementProblem[] = [];

  constructor(
    private readonly columns: HeaderColumns,
    private readonly cells: readonly string[],
    private readonly place: RowPlace,
  ) {}

  text(field: StatementField): string {
    const column = this.columns.get(field);
    return column === undefined ? '' : cleanCell(this.cells[column.index]);
  }

  has(field: StatementField): boolean {
    return this.columns.has(field);
  }

  heading(...fields: readonly StatementField[]): string {
    const headings = fields.flatMap((field) => this.columns.get(field)?.heading ?? []);
    return headings.join(' / ');
  }

  refuse(
    code: string,
    field: StatementField | readonly StatementField[],
    facts: Readonly<Record<string, string>> = {},
  ): void {
    const fields = typeof field === 'string' ? [field] : field;
    const { file, line } = this.place;
    const column = this.heading(...fields);
    const value = facts['value'] ?? fields.map((each) => this.text(each)).join(' / ');
    const told = { file, line: String(line), column, ...facts, value };
    const problems = fields[0] === 'balance' ? this.balanceProblems : this.violations;
    problems.push({ code, at: `${file}:${String(line)}`, file, line, column, value, facts: told });
  }

  /** The amount in a cell, `null` where it is empty, `undefined` where it was refused. */
  amount(field: StatementField): Fen | null | undefined {
    const text = this.text(field);
    const reading = readAmount(text);
    if (reading.kind === 'amount') return reading.fen;
    if (reading.kind === 'empty') return null;
    if (text.startsWith('=')) this.refuse('STATEMENT_CELL_FORMULA', field);
    else this.refuse(reading.kind === 'too-fine' ? 'STATEMENT_AMOUNT_TOO_FINE' : 'STATEMENT_AMOUNT_UNREADABLE', field);
    return undefined;
  }
}

export interface LineRules {
  /** Today; a later day is refused. */
  readonly notAfter?: CalendarDate;
  /** Whether a bare number in a column of days counts days, as in a workbook. */
  readonly serialDays?: boolean;
  /** Which way the money went, where the row's own direction does not say. */
  readonly direction?: 'in' | 'out';
}

type LineValues = Omit<UnbalancedLine, 'accountNumber' | 'rawCells' | 'lineNo' | 'fileLine'>;

/** Everything of a line but its account; `undefined` where the row has violations. */
export function readLine(row: StatementRow, rules: LineRules): LineValues | undefined {
  const moment = momentOf(row, rules);
  const sides = row.has('out') && row.has('in') ? separateSides(row) : signedSides(row, rules.direction);
  const balanceFen = balanceOf(row);
  if (!isRenminbi(row.text('currency'))) row.refuse('STATEMENT_CURRENCY_FOREIGN', 'currency');
  if (moment === undefined || sides === undefined) return undefined;
  if (row.violations.length > 0) return undefined;
  const serial = row.text('serial');
  return {
    ...(serial === '' ? {} : { serial }),
    ...moment,
    ...sides,
    ...(balanceFen === undefined ? {} : { balanceFen }),
    ...counterpartyOf(row, sides.inFen !== 0n),
    summary: row.text('summary'),
    remark: remarkOf(row),
  };
}

const MARKED = /^(是|有|已|真|Y|YES|TRUE|T|[1-9*√退冲])/i;

/** The bank's mark of a payment that came back goes into the remark, for nothing else may say so. */
function remarkOf(row: StatementRow): string {
  const remark = row.text('remark');
  if (!row.has('returned') || !MARKED.test(row.text('returned').normalize('NFKC'))) return remark;
  const word = row.heading('returned').includes('退汇') ? '退汇' : '冲账';
  return `${row.text('summary')}${remark}`.includes(word) ? remark : `${word} ${remark}`.trim();
}

function balanceOf(row: StatementRow): Fen | undefined {
  if (!row.has('balance')) return undefined;
  const balance = row.amount('balance');
  if (balance !== null) return balance;
  row.refuse('STATEMENT_AMOUNT_MISSING', 'balance');
  return undefined;
}

function momentOf(row: StatementRow, rules: LineRules): Pick<BankLine, 'bookedOn' | 'time'> | undefined {
  const { notAfter, serialDays = false } = rules;
  const fields = (['bookedOn', 'tradedOn', 'tradedAt'] as const).filter((field) => row.has(field));
  const source = fields.find((field) => row.text(field) !== '') ?? fields[0] ?? 'bookedOn';
  const written = row.text(source);
  const moment = dayIn(written, serialDays);
  if (moment === undefined) {
    row.refuse(written.startsWith('=') ? 'STATEMENT_CELL_FORMULA' : 'STATEMENT_DATE_UNREADABLE', source);
    return undefined;
  }
  if (notAfter !== undefined && moment.on > notAfter) {
    row.refuse('STATEMENT_DATE_IN_FUTURE', source, { today: notAfter });
    return undefined;
  }
  const time = moment.time ?? timeIn(row.text('tradedAt'));
  return { bookedOn: moment.on, ...(time === undefined ? {} : { time }) };
}

function timeIn(text: string): string | undefined {
  return readMoment(text)?.time ?? readTime(text);
}

/** A workbook's days from 1954 to 2119; outside, a bare number is more likely something else. */
const SERIAL_DAY = /^[2-7]\d{4}(\.\d+)?$/;

function dayIn(text: string, serialDays: boolean): MomentReading | undefined {
  if (!serialDays || !SERIAL_DAY.test(text)) return readMoment(text);
  return readMoment(serialMoment(Number(text)));
}

type Sides = Pick<BankLine, 'outFen' | 'inFen'>;

function separateSides(row: StatementRow): Sides | undefined {
  const [out, into] = [row.amount('out'), row.amount('in')];
  if (out === undefined || into === undefined) return undefined;
  const [outFen, inFen] = [out ?? ZERO_FEN, into ?? ZERO_FEN];
  if ((outFen === 0n) !== (inFen === 0n)) return { outFen, inFen };
  const value = `${formatFen(outFen)} / ${formatFen(inFen)}`;
  if (outFen === 0n) row.refuse('STATEMENT_AMOUNT_MISSING', ['out', 'in']);
  else row.refuse('STATEMENT_AMOUNT_ON_BOTH_SIDES', ['out', 'in'], { value });
  return undefined;
}

const OUTWARD = /^(借|支|付|出|D|-)/i;
const INWARD = /^(贷|收|入|存|C|\+)/i;

/** One column of amounts: its sign, or the direction beside it, says which way the money went. */
function signedSides(row: StatementRow, known?: 'in' | 'out'): Sides | undefined {
  const amount = row.amount('amount');
  if (amount === undefined) return undefined;
  if (amount === null || amount === 0n) {
    row.refuse('STATEMENT_AMOUNT_MISSING', 'amount');
    return undefined;
  }
  if (known !== undefined) return known === 'in' ? inward(amount) : outward(amount);
  if (!row.has('direction')) return amount < 0n ? outward(fen(0n - amount)) : inward(amount);
  const direction = row.text('direction').normalize('NFKC');
  if (OUTWARD.test(direction)) return outward(amount);
  if (INWARD.test(direction)) return inward(amount);
  row.refuse('STATEMENT_DIRECTION_UNREADABLE', 'direction');
  return undefined;
}

function outward(amount: Fen): Sides {
  return { outFen: amount, inFen: ZERO_FEN };
}

function inward(amount: Fen): Sides {
  return { outFen: ZERO_FEN, inFen: amount };
}

function isRenminbi(currency: string): boolean {
  return /^(|-+|.*人民币.*|CNY|RMB|0?1|156)$/i.test(currency.normalize('NFKC'));
}

/**
 * Banks that name both payer and payee mean, by the one who is not us, the payer of money in and the payee of money
 * out.
 */
function counterpartyOf(
  row: StatementRow,
  moneyIn: boolean,
): Pick<BankLine, 'counterpartyName' | 'counterpartyNumber'> {
  const [name, number] = moneyIn ? (['payerName', 'payerNumber'] as const) : (['payeeName', 'payeeNumber'] as const);
  const written = (field: StatementField): string => (/^[-/]+$/.test(row.text(field)) ? '' : row.text(field));
  return {
    counterpartyName: row.has('counterpartyName') ? written('counterpartyName') : written(name),
    counterpartyNumber: row.has('counterpartyNumber') ? written('counterpartyNumber') : written(number),
  };
}
