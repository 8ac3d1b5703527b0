/** Who prepared and signed a reconciliation, and what has changed since. */
import type { CalendarDate } from '../kernel/calendar.js';
import { readRecords, type StoredRecord } from '../log/index.js';
import type { Query } from '../platform/database/estate-reads.js';
import type { AccountFacts } from './account-facts.js';
import {
  eventSentences,
  figureChanges,
  figuresFromLeaf,
  figuresOf,
  RECONCILIATION_PREPARED,
  RECONCILIATION_SIGNED,
  textOf,
  type LaterEvents,
  type Reconciliation,
  type SignedFigures,
} from './rules/index.js';

/** A reconciliation that waits for its reviewer. */
export interface PreparedReconciliation {
  readonly preparer: string;
  readonly preparedAt: string;
  readonly digest: string;
  readonly seq: bigint;
  readonly figures: SignedFigures;
}

/** A reconciliation with two names under it. Names are ids of persons of the estate. */
export interface SignedReconciliation extends PreparedReconciliation {
  readonly reviewer: string;
  readonly signedAt: string;
  /** The log's size at the signed figures. */
  readonly asOf: bigint;
}

export interface SignOff {
  /** The latest signature under the day. */
  readonly signed?: SignedReconciliation;
  /** How the day differs from what was signed, and what came after; empty where nothing has changed. */
  readonly changes: readonly string[];
  /** Prepared after the latest signature, and not signed yet. */
  readonly waiting?: PreparedReconciliation;
}

export function signOffSubject(bankAccountId: string, on: CalendarDate): string {
  return `${bankAccountId}/${on}`;
}

/** The signatures under a day, held against the day's figures as they are now. */
export async function readSignOff(
  query: Query,
  estateId: string,
  facts: AccountFacts,
  reconciliation: Reconciliation,
): Promise<SignOff> {
  const subject = signOffSubject(facts.account.bankAccountId, reconciliation.on);
  const latest = async (type: string): Promise<StoredRecord | undefined> =>
    (await readRecords(query, estateId, { type, subject, before: facts.size, last: 1 }))[0];
  const signed = signedOf(await latest(RECONCILIATION_SIGNED));
  const prepared = preparedOf(await latest(RECONCILIATION_PREPARED));
  const waiting = prepared !== undefined && prepared.seq > (signed?.seq ?? -1n) ? { waiting: prepared } : {};
  if (signed === undefined) return { changes: [], ...waiting };
  const now = figuresOf(reconciliation, facts.account.holderType);
  const differing = figureChanges(signed.figures, now);
  const later = differing.length === 0 ? [] : eventSentences(laterEvents(facts, signed.asOf, reconciliation.on));
  return { signed, changes: [...differing, ...later], ...waiting };
}

/** The latest signature under each day of an account, the newest day first. */
export async function readSigned(
  query: Query,
  estateId: string,
  bankAccountId: string,
): Promise<readonly SignedReconciliation[]> {
  const byDay = new Map<CalendarDate, SignedReconciliation>();
  for (const record of await readRecords(query, estateId, { type: RECONCILIATION_SIGNED })) {
    const signed = record.subject.startsWith(`${bankAccountId}/`) ? signedOf(record) : undefined;
    if (signed !== undefined) byDay.set(signed.figures.on, signed);
  }
  return [...byDay.values()].sort((one, other) => (one.figures.on < other.figures.on ? 1 : -1));
}

function preparedOf(record: StoredRecord | undefined): PreparedReconciliation | undefined {
  if (record === undefined) return undefined;
  const { leaf, seq } = record;
  const figures = figuresFromLeaf(leaf);
  if (figures === undefined) return undefined;
  const [preparer, preparedAt, digest] = [textOf(leaf['by']), textOf(leaf['recorded_at']), textOf(leaf['digest'])];
  return { preparer, preparedAt, digest, seq, figures };
}

function signedOf(record: StoredRecord | undefined): SignedReconciliation | undefined {
  const prepared = preparedOf(record);
  if (record === undefined || prepared === undefined) return undefined;
  const { leaf } = record;
  const asOf = textOf(leaf['as_of']);
  return {
    ...prepared,
    preparedAt: textOf(leaf['prepared_at']),
    reviewer: textOf(leaf['approver']),
    signedAt: textOf(leaf['recorded_at']),
    asOf: /^\d{1,18}$/.test(asOf) ? BigInt(asOf) : 0n,
  };
}

function laterEvents(facts: AccountFacts, asOf: bigint, on: CalendarDate): LaterEvents {
  const { lines, movements, seqOf, matches } = facts;
  const before = new Set(lines.lines.filter((line) => line.bookedOn <= on).map((line) => line.key));
  const concerns = (lineKeys: readonly string[]): boolean => lineKeys.some((key) => before.has(key));
  return {
    vouchers: movements.filter((each) => each.eventOn <= on && (seqOf.get(each.voucherNo) ?? 0n) >= asOf),
    lines: [...lines.byId].filter(([id, { key }]) => seqOfPlace(id) >= asOf && before.has(key)).length,
    matchesMade: matches.kept.filter((match) => match.seq >= asOf && concerns(match.lineKeys)).length,
    matchesUndone: matches.kept.filter((match) => (match.undoing?.seq ?? -1n) >= asOf && concerns(match.lineKeys))
      .length,
  };
}

/** "57.12" stands in leaf 57. */
function seqOfPlace(id: string): bigint {
  return BigInt(id.split('.')[0] ?? '0');
}
