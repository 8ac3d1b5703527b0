/**
 * How much speaks for a line and a voucher of one amount being the same.
 *
 * 1. A weight is the logarithm of how much likelier the pair is than two strangers of one amount, in tenths; so
 *    weights add up, and the difference of two answers says how much likelier one is.
 * 2. A rare amount speaks for itself; one that comes every day says little, and words must say the rest.
 * 3. The same day is by far the likeliest; beyond it each day says a little less; a bank that is earlier than the
 *    books says less than one that is later.
 * 4. Silence of the bank speaks neither for nor against.
 */
import { isRoom, type BookUnit } from './book-unit.js';
import type { LearnedRules } from './learned.js';
import type { LineView } from './line-view.js';
import { topicsAgree, type Agreement } from './topics.js';

/** An answer is certain where it is some four hundred times likelier than any other. */
export const CERTAIN = 60;

/** How far a wrongly written day may be from the right one, to be thought of at all. */
export const FAR_DAYS = 45;

/**
 * About one line and one voucher in seventy have no partner. So where one of an amount comes each day, two strangers of
 * one day are about 5,000 times rarer than a pair.
 */
const ONE_A_DAY = 85;
const DAYS_AROUND = 61;
/** An amount that comes but once would come again hardly ever. */
const UNSEEN = 0.1;
const OTHER_DAY = 26;
const EACH_DAY = 4;
const BANK_EARLIER = 8;
/** Beyond the window no day is likelier than another: somebody wrote a wrong one. */
const WRONG_DAY = 92;
const PARTY = { agree: 60, contradict: -60, doubt: -40, silent: 0 } as const;
/** Equal amounts mostly are of one purpose: that it is the same says nothing, that it is another says much. */
const TOPIC = { agree: 0, contradict: -60, silent: 0 } as const;
const CHANNEL = { agree: 0, contradict: -60, doubt: -40, silent: 0 } as const;
/** Of a receipt booked twice, the first is meant. */
const COPY = 40;
const LEARNED = { agree: 40, contradict: -25, silent: 0 } as const;

export interface Evidence {
  readonly party: PartyAgreement;
  readonly topic: Agreement;
  readonly learned: Agreement;
  /** Whether money that came through a channel stands in a line of the channel. */
  readonly channel: PartyAgreement;
  readonly isCopy: boolean;
}

/** `doubt`: the room is not named, and who pays is nobody that is known for it. But others pay for a household too. */
export type PartyAgreement = Agreement | 'doubt';

/**
 * Whether the line names the voucher's other side, itself or by what the same other side wrote in other lines. Rooms
 * decide before names: one person may pay for two rooms.
 */
export function partyAgreement(view: LineView, words: readonly string[]): PartyAgreement {
  if (words.length === 0 || view.text === '') return 'silent';
  const rooms = words.filter(isRoom);
  const known = view.rooms.length > 0 ? view.rooms : view.roomsOfParty;
  if (rooms.some((room) => known.includes(room))) return 'agree';
  if (rooms.length > 0 && view.rooms.length > 0) return 'contradict';
  const names = words.filter((word) => !isRoom(word));
  if (names.some((name) => view.tokens.has(name) || (!isNumber(name) && view.text.includes(name)))) return 'agree';
  return rooms.length === 0 ? strangeName(names, view) : strangeRoom(names, known, view);
}

function strangeName(names: readonly string[], view: LineView): PartyAgreement {
  return names.length === 0 || view.party === '' ? 'silent' : 'contradict';
}

function strangeRoom(names: readonly string[], known: readonly string[], view: LineView): PartyAgreement {
  return known.length > 0 || strangeName(names, view) === 'contradict' ? 'doubt' : 'silent';
}

function isNumber(word: string): boolean {
  return /^[\d-]+$/.test(word);
}

export function evidenceOf(view: LineView, unit: BookUnit, learned: LearnedRules): Evidence {
  return {
    party: partyAgreement(view, unit.words),
    topic: topicsAgree(view.topics, unit.topics),
    learned: learned.agreement(view, unit),
    channel: channelAgreement(view, unit),
    isCopy: unit.isCopy,
  };
}

/** A payment by code arrives inside its channel's settlement, never as the payer's own transfer. */
function channelAgreement(view: LineView, unit: BookUnit): PartyAgreement {
  if (unit.channel === '') return 'silent';
  if (view.text === '') return 'doubt';
  return view.topics.has('settlement') || view.text.includes(unit.channel) ? 'agree' : 'contradict';
}

/** `density` is how many of the amount stand within a month on either side. */
export function weigh(lag: number, density: number, evidence: Evidence): number {
  const rarity = ONE_A_DAY - Math.round(10 * Math.log((Math.max(1, density) - 1 + UNSEEN) / DAYS_AROUND));
  const apart =
    lag === 0 ? 0 : Math.min(WRONG_DAY, OTHER_DAY + EACH_DAY * Math.abs(lag) + (lag < 0 ? BANK_EARLIER : 0));
  const words = PARTY[evidence.party] + TOPIC[evidence.topic] + LEARNED[evidence.learned] + CHANNEL[evidence.channel];
  return rarity - apart + words - (evidence.isCopy ? COPY : 0);
}

/** Equal amounts around a day: the more there are, the less the amount says. */
export class Densities {
  private readonly days = new Map<bigint, { lines: number[]; vouchers: number[] }>();

  constructor(views: readonly LineView[], vouchers: readonly { readonly netFen: bigint; readonly day: number }[]) {
    for (const view of views) this.entry(view.netFen).lines.push(view.day);
    for (const voucher of vouchers) this.entry(voucher.netFen).vouchers.push(voucher.day);
    for (const { lines, vouchers: days } of this.days.values()) {
      lines.sort((one, other) => one - other);
      days.sort((one, other) => one - other);
    }
  }

  around(netFen: bigint, day: number, within = 30): number {
    const found = this.days.get(netFen);
    if (found === undefined) return 0;
    return Math.max(countWithin(found.lines, day, within), countWithin(found.vouchers, day, within));
  }

  private entry(netFen: bigint): { lines: number[]; vouchers: number[] } {
    const found = this.days.get(netFen) ?? { lines: [], vouchers: [] };
    this.days.set(netFen, found);
    return found;
  }
}

function countWithin(days: readonly number[], day: number, within: number): number {
  return placeOf(days, day + within + 1) - placeOf(days, day - within);
}

/** The index of the first day that is not before the given one. */
export function placeOf(days: readonly number[], day: number): number {
  let [low, high] = [0, days.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((days[middle] ?? 0) < day) low = middle + 1;
    else high = middle;
  }
  return low;
}
