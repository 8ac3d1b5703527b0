/**
 * A line of a bank statement.
 *
 * 1. Amounts keep the bank's own columns but not its words: `outFen` left the account (the bank's 借方), `inFen` came
 *    in (贷方).
 * 2. What a line *is* consists of ten committed values only; the time of day is kept for people and decides nothing.
 * 3. `bankLineValue` is frozen: these strings stand in the log, so their number, order and spelling never change.
 * 4. A description for people never carries the bank's remark or the counterparty.
 */
import { calendarDate, type CalendarDate } from '../../kernel/calendar.js';
import { fen, formatFen, MAX_FEN, type Fen } from '../../kernel/fen.js';

export interface BankLine {
  readonly accountNumber: string;
  /** The bank's own serial of the line, unique within the account; absent where the export has none. */
  readonly serial?: string;
  /** The bank's booking day, or the day of the transaction where the export has no booking day. */
  readonly bookedOn: CalendarDate;
  /** "HH:mm:ss" as exported; repeats and runs backwards, so no rule reads it. */
  readonly time?: string;
  readonly outFen: Fen;
  readonly inFen: Fen;
  readonly balanceFen: Fen;
  readonly counterpartyName: string;
  readonly counterpartyNumber: string;
  readonly summary: string;
  readonly remark: string;
}

/** A line as read from a file, with the place and the untouched cells it came from. */
export interface StatementLine extends BankLine {
  readonly rawCells: readonly string[];
  /** 1 for the first bank line of the file, whatever stands above it. */
  readonly lineNo: number;
  /** The line of the file as an editor counts it. */
  readonly fileLine: number;
}

/** A line that has been given its identity within the account. The key is for the inside; it names no counterparty. */
export type KeyedLine = BankLine & { readonly key: string };

/** What the line adds to the account: money in less money out. */
export function lineNetFen(line: BankLine): Fen {
  return fen(line.inFen - line.outFen);
}

/** The balance the account must have had before the line. */
export function balanceBeforeFen(line: BankLine): Fen {
  return fen(line.balanceFen - line.inFen + line.outFen);
}

/** Whether `next` follows `line` directly by its balance. */
export function follows(line: BankLine, next: BankLine): boolean {
  return balanceBeforeFen(next) === line.balanceFen;
}

/** What tells lines without a serial apart, before twins are counted. */
export function fingerprint(line: BankLine): string {
  const values = [
    line.bookedOn,
    line.outFen,
    line.inFen,
    line.balanceFen,
    line.counterpartyName,
    line.counterpartyNumber,
  ];
  return JSON.stringify(values.map(String));
}

const CONTENT: readonly (readonly [field: keyof BankLine, zh: string, en: string])[] = [
  ['bookedOn', '日期', 'date'],
  ['outFen', '支出', 'money out'],
  ['inFen', '收入', 'money in'],
  ['balanceFen', '余额', 'balance'],
  ['counterpartyName', '对方户名', 'counterparty name'],
  ['counterpartyNumber', '对方账号', 'counterparty number'],
  ['summary', '摘要', 'summary'],
  ['remark', '备注', 'remark'],
];

export interface Words {
  readonly zh: string;
  readonly en: string;
}

/** The names of the values in which two readings of one line differ; `undefined` where they agree. */
export function differences(left: BankLine, right: BankLine): Words | undefined {
  const differing = CONTENT.filter(([field]) => left[field] !== right[field]);
  if (differing.length === 0) return undefined;
  return { zh: differing.map(([, zh]) => zh).join('、'), en: differing.map(([, , en]) => en).join(', ') };
}

/** One line in words: day, amount and balance, and nothing that could name a person. */
export function describeLine(line: BankLine): Words {
  const into = line.inFen !== 0n;
  const [amount, balance] = [formatFen(into ? line.inFen : line.outFen), formatFen(line.balanceFen)];
  return {
    zh: `${line.bookedOn} ${into ? '收入' : '支出'} ${amount}，余额 ${balance}`,
    en: `${line.bookedOn} ${into ? 'in' : 'out'} ${amount}, balance ${balance}`,
  };
}

/** Sorts lines in an order that depends on nothing but their committed values; digits compare as numbers. */
export function sortLines<L extends BankLine>(lines: readonly L[]): L[] {
  const keyed = lines.map((line) => ({ line, text: [line.bookedOn, orderText(line)].join('\u0000') }));
  return keyed.sort((left, right) => compareText(left.text, right.text)).map(({ line }) => line);
}

function orderText(line: BankLine): string {
  return [padDigits(line.serial ?? ''), fingerprint(line), line.summary, line.remark].join('\u0000');
}

/** Text in which longer numbers sort after shorter ones: "YY-9" before "YY-10". */
export function padDigits(text: string): string {
  return text.replace(/\d+/g, (digits) => digits.padStart(24, '0'));
}

/** Code unit order, the same on every machine, unlike the order of a locale. */
export function compareText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/**
 * Position in the committed array: account, serial, day, out, in, balance, counterparty name and number, summary,
 * remark.
 */
const VALUE_LENGTH = 10;

/**
 * The line as the log commits it privately. `account` is the account's alias where a person holds it, else its number.
 * Amounts are whole fen.
 */
export function bankLineValue(line: BankLine, account: string = line.accountNumber): string[] {
  return [
    account,
    line.serial ?? '',
    line.bookedOn,
    line.outFen.toString(),
    line.inFen.toString(),
    line.balanceFen.toString(),
    line.counterpartyName,
    line.counterpartyNumber,
    line.summary,
    line.remark,
  ];
}

/** Reads a committed array back; `undefined` where it is not one, so that a forged value cannot become a line. */
export function bankLineFromValue(value: readonly string[]): BankLine | undefined {
  if (value.length !== VALUE_LENGTH) return undefined;
  const [accountNumber, serial, day, ...rest] = value as [string, string, string, ...string[]];
  const [outFen, inFen, balanceFen] = rest.slice(0, 3).map(wholeFen);
  const bookedOn = calendarDate(day);
  if (accountNumber === '' || bookedOn === undefined) return undefined;
  if (outFen === undefined || inFen === undefined || balanceFen === undefined) return undefined;
  const named = serial === '' ? {} : { serial };
  return { accountNumber, ...named, bookedOn, outFen, inFen, balanceFen, ...textsOf(rest.slice(3)) };
}

function textsOf(
  texts: readonly string[],
): Pick<BankLine, 'counterpartyName' | 'counterpartyNumber' | 'summary' | 'remark'> {
  const [counterpartyName = '', counterpartyNumber = '', summary = '', remark = ''] = texts;
  return { counterpartyName, counterpartyNumber, summary, remark };
}

function wholeFen(text: string): Fen | undefined {
  if (!/^(0|-?[1-9]\d{0,17})$/.test(text)) return undefined;
  const amount = BigInt(text);
  return amount > MAX_FEN || amount < -MAX_FEN ? undefined : fen(amount);
}
