/** Lines of bank statements: amounts and days are readable by all, counterparties and remarks only as disclosures. */
import type { CalendarDate } from '../../kernel/calendar.js';
import { fen } from '../../kernel/fen.js';
import { readDisclosures, readDisclosuresAt } from '../../log/index.js';
import type { LeafValue } from '../../kernel/canonical.js';
import { openDisclosure, type PrivateField } from '../../log/rules/index.js';
import type { Query } from '../../platform/database/estate-reads.js';
import { bankLineFromValue, bankLineValue, type KeyedLine } from '../rules/index.js';

interface LineRow {
  readonly booked_on: CalendarDate;
  readonly out_fen: bigint;
  readonly in_fen: bigint;
  readonly balance_fen: bigint;
  readonly serial: string;
  readonly line_key: string;
}

/** Every line of an account without its private words: enough to match and reconcile. */
export async function publicLines(query: Query, estateId: string, bankAccountId: string): Promise<KeyedLine[]> {
  const rows = await query<LineRow>(
    `select booked_on, out_fen, in_fen, balance_fen, serial, line_key from banking.statement_line
      where estate_id = $1 and bank_account_id = $2 order by seq, ordinal`,
    [estateId, bankAccountId],
  );
  return rows.map((row) => publicLine(row, bankAccountId));
}

function publicLine(row: LineRow, accountNumber: string): KeyedLine {
  return {
    key: row.line_key,
    accountNumber,
    ...(row.serial === '' ? {} : { serial: row.serial }),
    bookedOn: row.booked_on,
    outFen: fen(row.out_fen),
    inFen: fen(row.in_fen),
    balanceFen: fen(row.balance_fen),
    counterpartyName: '',
    counterpartyNumber: '',
    summary: '',
    remark: '',
  };
}

/** Every line of an account with its private words. Needs private scope. */
export async function privateLines(query: Query, estateId: string, bankAccountId: string): Promise<KeyedLine[]> {
  const rows = await query<{ seq: bigint }>(
    'select distinct seq from banking.statement_line where estate_id = $1 and bank_account_id = $2 order by seq',
    [estateId, bankAccountId],
  );
  const seqs = rows.map((row) => row.seq);
  return (await readDisclosures(query, estateId, seqs)).flatMap((disclosure) => lineOf(disclosure.text));
}

/** Where lines to come are going to stand. */
export interface Around {
  readonly from: CalendarDate;
  readonly through: CalendarDate;
  /** The bank's serials, whatever day they were kept under. */
  readonly serials: readonly string[];
}

/**
 * What is known of the days and serials of lines to come, private words included. Lines whose words were erased keep
 * their amounts. Needs private scope.
 */
export async function knownAround(
  query: Query,
  account: { readonly estateId: string; readonly bankAccountId: string; readonly accountName: string },
  { from, through, serials }: Around,
): Promise<KeyedLine[]> {
  const { estateId, bankAccountId, accountName } = account;
  const rows = await query<LineRow & { readonly seq: bigint; readonly ordinal: number }>(
    `select seq, ordinal, booked_on, out_fen, in_fen, balance_fen, serial, line_key from banking.statement_line
      where estate_id = $1 and bank_account_id = $2 and booked_on between $3 and $4
      union
     select seq, ordinal, booked_on, out_fen, in_fen, balance_fen, serial, line_key from banking.statement_line
      where estate_id = $1 and bank_account_id = $2 and line_key = any ($5::text[])
      order by 1, 2`,
    [estateId, bankAccountId, from, through, serials.map((serial) => `serial:${serial}`)],
  );
  const disclosures = await readDisclosuresAt(query, estateId, rows);
  const whole = new Map(disclosures.flatMap(({ text }) => lineOf(text)).map((line) => [line.key, line]));
  return rows.map((row) => whole.get(row.line_key) ?? publicLine(row, accountName));
}

/** The frozen values of a line; behind them stand the bank's own row and the key. */
const COMMITTED_VALUES = 10;
const KEY_PLACE = 11;

function lineOf(text: string): KeyedLine[] {
  const opened = openDisclosure(text);
  if (opened?.name !== LINE_FIELD || !Array.isArray(opened.value)) return [];
  const values = opened.value as readonly LeafValue[];
  const line = bankLineFromValue(values.slice(0, COMMITTED_VALUES) as string[]);
  const key = values[KEY_PLACE];
  return line === undefined || typeof key !== 'string' ? [] : [{ ...line, key }];
}

export const LINE_FIELD = 'line';
export const FILE_FIELD = 'file';

/** The private value of a line in the log. */
export function lineField(line: KeyedLine & { readonly rawCells: readonly string[] }, account: string): PrivateField {
  return { name: LINE_FIELD, value: [...bankLineValue(line, account), line.rawCells.map(plainCell), line.key] };
}

/** A cell as the log can keep it: leaves take no control characters but the line feed. */
function plainCell(cell: string): string {
  // eslint-disable-next-line no-control-regex -- finding control characters is the purpose.
  return cell.normalize('NFC').replace(/[\u0000-\u0009\u000b-\u001f]/g, ' ');
}
