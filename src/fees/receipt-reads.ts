/** Receipts as their records tell them, inside the caller's transaction. Private values need private scope. */
import type { CalendarDate } from '../kernel/calendar.js';
import { shanghaiDate } from '../kernel/calendar.js';
import { readDisclosures, readRecords, logSize, type StoredRecord } from '../log/index.js';
import { openDisclosure } from '../log/rules/index.js';
import type { Query } from '../platform/database/estate-reads.js';
import {
  compareReceipts,
  numberOf,
  readPlace,
  readReceiptValue,
  RECEIPT_FIELD,
  receiptNumber,
  VOID_FIELD,
  type PaymentPlace,
  type ReceiptContent,
  type ReceiptNumber,
} from './rules/receipt.js';
import { RECEIPT, RECEIPT_VOID } from './rules/record-types.js';

export interface IssuedReceipt {
  readonly number: string;
  readonly place: PaymentPlace;
  readonly issuedOn: CalendarDate;
  /** RFC 3339. */
  readonly issuedAt: string;
  readonly by: string;
  /** Absent where the private part was erased. */
  readonly content?: ReceiptContent;
  readonly voided?: { readonly on: CalendarDate; readonly by: string; readonly reason: string };
}

/** The last number that was given. */
export async function readLastReceipt(query: Query, estateId: string): Promise<ReceiptNumber | undefined> {
  const [last] = await readRecords(query, estateId, { type: RECEIPT, last: 1 });
  return last === undefined ? undefined : numberOf(last.leaf);
}

/** Receipts of payments, in the order in which they were issued, void ones included. */
export async function readReceiptsOf(
  query: Query,
  estateId: string,
  subjects: readonly string[],
): Promise<IssuedReceipt[]> {
  const records = await readRecords(query, estateId, { type: RECEIPT, subjects });
  return opened(query, estateId, records);
}

/**
 * The receipt of a number. Numbers rise with the log, so it is found by halving the log: a few short reads however
 * many receipts there are.
 */
export async function findReceipt(
  query: Query,
  estateId: string,
  number: ReceiptNumber,
): Promise<IssuedReceipt | undefined> {
  let [low, high] = [0n, await logSize(query, estateId)];
  while (low < high) {
    const middle = (low + high + 1n) / 2n;
    const [record] = await readRecords(query, estateId, { type: RECEIPT, before: middle, last: 1 });
    const found = record === undefined ? undefined : numberOf(record.leaf);
    const order = found === undefined ? -1 : compareReceipts(found, number);
    if (order === 0 && record !== undefined) return (await opened(query, estateId, [record]))[0];
    if (order > 0 && record !== undefined) high = record.seq;
    else low = middle;
  }
  return undefined;
}

async function opened(query: Query, estateId: string, records: readonly StoredRecord[]): Promise<IssuedReceipt[]> {
  if (records.length === 0) return [];
  const subjects = [...new Set(records.map(({ subject }) => subject))];
  const voids = await readRecords(query, estateId, { type: RECEIPT_VOID, subjects });
  const fields = await readFields(query, estateId, [...records, ...voids]);
  return records.flatMap((record): IssuedReceipt[] => {
    const [number, place] = [numberOf(record.leaf), readPlace(record.subject)];
    if (number === undefined || place === undefined) return [];
    const value = fields.get(`${String(record.seq)} ${RECEIPT_FIELD}`);
    const content = value === undefined ? undefined : readReceiptValue(value);
    const text = receiptNumber(number);
    const taken = voids.find(({ leaf }) => leaf['number'] === text);
    const reason = taken === undefined ? undefined : fields.get(`${String(taken.seq)} ${VOID_FIELD}`);
    return [
      {
        number: text,
        place,
        ...signed(record),
        ...(content === undefined ? {} : { content }),
        ...(taken === undefined ? {} : { voided: voidedBy(taken, typeof reason === 'string' ? reason : '') }),
      },
    ];
  });
}

function voidedBy(record: StoredRecord, reason: string): NonNullable<IssuedReceipt['voided']> {
  const { issuedOn, by } = signed(record);
  return { on: issuedOn, by, reason };
}

function signed({ leaf }: StoredRecord): {
  readonly issuedOn: CalendarDate;
  readonly issuedAt: string;
  readonly by: string;
} {
  const text = (key: string): string => (typeof leaf[key] === 'string' ? leaf[key] : '');
  const issuedAt = text('recorded_at');
  return { issuedOn: shanghaiDate(new Date(issuedAt)), issuedAt, by: text('by') };
}

type FieldValue = NonNullable<ReturnType<typeof openDisclosure>>['value'];

/** Private values by "seq name". */
async function readFields(
  query: Query,
  estateId: string,
  records: readonly StoredRecord[],
): Promise<Map<string, FieldValue>> {
  const texts = await readDisclosures(
    query,
    estateId,
    records.map(({ seq }) => seq),
  );
  return new Map(
    texts.flatMap(({ seq, text }) => {
      const field = openDisclosure(text);
      return field === undefined ? [] : [[`${String(seq)} ${field.name}`, field.value] as const];
    }),
  );
}
