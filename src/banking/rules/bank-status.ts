/**
 * How far an account's books and bank agree, at a glance.
 *
 * 1. `agreedAsOf` is a day on which the light is green, and after which it was not: what is told was reconciled, never
 *    reckoned.
 * 2. The unexplained amount is what neither book nor bank can account for after the adjustment; money that merely
 *    waits for a voucher is told beside it, with its count.
 * 3. The oldest open item is told with its age, counted to today.
 */
import { addDays, daysBetween, type CalendarDate } from '../../kernel/calendar.js';
import { sumFen } from '../../kernel/fen.js';
import { compareText } from './bank-line.js';
import type { LightColour } from './light.js';
import { OVERDUE_DAYS, type OpenItem, type OpenItemKind } from './open-items.js';
import type { Reconciliation } from './reconcile.js';

export interface OldestItem {
  readonly kind: OpenItemKind;
  readonly on: CalendarDate;
  readonly days: number;
  readonly amountFen: bigint;
}

export interface AccountStatus {
  /** The day that is spoken of: the last one that the bank's lines reach. */
  readonly on: CalendarDate;
  /** `unknown` where no line of the account is known. */
  readonly light: LightColour | 'unknown';
  readonly sentence: string;
  readonly agreedAsOf?: CalendarDate;
  readonly reachesTo?: CalendarDate;
  /** Days since the bank's last known line. */
  readonly daysBehind?: number;
  readonly bookFen: bigint;
  readonly bankFen?: bigint;
  readonly unexplainedFen: bigint;
  /** Bank lines without a voucher. */
  readonly unrecorded: { readonly count: number; readonly inFen: bigint; readonly outFen: bigint };
  readonly gaps: number;
  readonly oldest?: OldestItem;
}

export interface StatusFacts {
  readonly last: Reconciliation;
  readonly today: CalendarDate;
  /** The account on an earlier day. */
  readonly onDay: (on: CalendarDate) => Reconciliation;
  /** The first day of the books. */
  readonly from: CalendarDate;
}

export function statusOf(facts: StatusFacts): AccountStatus {
  const { last, today } = facts;
  const waiting = last.items.filter((item) => item.kind === 'C' || item.kind === 'D');
  const sum = (kind: OpenItemKind): bigint => sumFen(waiting.filter((item) => item.kind === kind).map(amountOf));
  const agreedAsOf = lastAgreedDay(facts);
  const oldest = oldestOf(last.items, today);
  const { bankFen, reachesTo } = last;
  return {
    on: last.on,
    light: bankFen === undefined ? 'unknown' : last.light.colour,
    sentence: last.light.sentence,
    bookFen: last.bookFen,
    unexplainedFen: last.unexplainedFen ?? 0n,
    unrecorded: { count: waiting.length, inFen: sum('C'), outFen: sum('D') },
    gaps: last.gaps.length,
    ...(bankFen === undefined ? {} : { bankFen }),
    ...(agreedAsOf === undefined ? {} : { agreedAsOf }),
    ...(reachesTo === undefined ? {} : { reachesTo, daysBehind: Math.max(0, daysBetween(reachesTo, today)) }),
    ...(oldest === undefined ? {} : { oldest }),
  };
}

function amountOf(item: OpenItem): bigint {
  return item.amountFen;
}

/** Each step goes to a day before everything that kept the last one from green; more are not looked at. */
const MOST_STEPS = 40;

export function lastAgreedDay({ last, onDay, from }: StatusFacts): CalendarDate | undefined {
  if (last.bankFen === undefined) return undefined;
  let current = last;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    if (current.light.colour === 'green') return current.on;
    const earlier = beforeTrouble(current);
    if (earlier < from) return undefined;
    current = onDay(earlier);
  }
  return undefined;
}

/** The last day before all that is wrong on a day began. */
function beforeTrouble({ on, items, gaps, reachesTo }: Reconciliation): CalendarDate {
  const ends = [
    addDays(on, -1),
    ...gaps.map((gap) => addDays(gap.from, -1)),
    ...items.filter((item) => item.kind === 'C' || item.kind === 'D').map((item) => addDays(item.on, -1)),
    ...items.filter((item) => item.overdue).map((item) => addDays(item.on, OVERDUE_DAYS)),
    ...(reachesTo === undefined || reachesTo >= on ? [] : [reachesTo]),
  ];
  return ends.sort(compareText)[0] ?? on;
}

function oldestOf(items: readonly OpenItem[], today: CalendarDate): OldestItem | undefined {
  const [oldest] = [...items].sort((one, other) => compareText(one.on, other.on));
  if (oldest === undefined) return undefined;
  const { kind, on, amountFen } = oldest;
  return { kind, on, amountFen, days: Math.max(0, daysBetween(on, today)) };
}

const GRAVITY = ['red', 'amber', 'unknown', 'green'] as const;

/** The gravest of several lights; unknown where there is none. */
export function gravestLight(lights: readonly AccountStatus['light'][]): AccountStatus['light'] {
  return [...lights].sort((one, other) => GRAVITY.indexOf(one) - GRAVITY.indexOf(other))[0] ?? 'unknown';
}
