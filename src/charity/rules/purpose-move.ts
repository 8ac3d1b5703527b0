/**
 * Money that passes from one purpose to another (慈善法: the donors agree, or what is left over serves the like).
 *
 * 1. With consent: never more than the consenting donors gave for the old purpose, less what they let pass before,
 *    and never more than is left of it. Each consent names its day and its paper, privately; who is not known to the
 *    public.
 * 2. Without consent only what is left of a purpose that has ended, all of it, to a purpose of the same use, with a
 *    resolution and words that the public reads.
 */
import type { CalendarDate } from '../../kernel/calendar.js';
import { sumFen } from '../../kernel/fen.js';
import { checkPublicText } from '../../kernel/public-text.js';
import type { Violation } from '../../kernel/violation.js';
import type { DraftLine, InsideLeaf } from '../../ledger/rules/index.js';
import type { BookedDonation } from './donation.js';
import { checkPurpose, overdrawn, PURPOSE, USE_ACCOUNTS, type Purpose, type PurposeBalance } from './purpose.js';

export const CONSENT = 'purpose-consent';

export interface Consent {
  /** The donation's number. */
  readonly number: string;
  readonly on: CalendarDate;
  /** The paper or message that shows it. */
  readonly evidence: string;
}

export interface ConsentedMove {
  readonly from: string;
  readonly to: string;
  readonly fen: bigint;
  readonly consents: readonly Consent[];
}

export interface MoveFacts {
  readonly purposes: ReadonlyMap<string, Purpose>;
  readonly balances: ReadonlyMap<string, PurposeBalance>;
  readonly donations: readonly BookedDonation[];
  /** What consents let pass before, by the donation's number. */
  readonly movedBefore: ReadonlyMap<string, bigint>;
}

/** What each consenting donor may still let pass, in the order of the consents. */
function openConsents(move: ConsentedMove, facts: MoveFacts): { readonly consent: Consent; readonly fen: bigint }[] {
  const given = new Map(facts.donations.map((donation) => [donation.number, donation]));
  return move.consents.flatMap((consent) => {
    const donation = given.get(consent.number);
    if (donation?.purpose !== move.from) return [];
    return [{ consent, fen: donation.fen - (facts.movedBefore.get(consent.number) ?? 0n) }];
  });
}

export function checkConsentedMove(move: ConsentedMove, facts: MoveFacts): Violation[] {
  const open = openConsents(move, facts);
  const covered = sumFen(open.map(({ fen }) => fen));
  const known = new Set(open.map(({ consent }) => consent.number));
  const twice = move.consents.length - new Set(move.consents.map(({ number }) => number)).size;
  const left = facts.balances.get(move.from)?.balanceFen ?? 0n;
  return [
    ...checkEnds(move.from, move.to, facts.purposes),
    ...move.consents.flatMap(({ number }, nth) =>
      known.has(number) ? [] : [{ code: 'CONSENT_DONATION', at: `consents[${String(nth)}].number`, facts: { number } }],
    ),
    ...(twice > 0 ? [{ code: 'CONSENT_TWICE', at: 'consents' }] : []),
    ...(move.fen > covered || move.fen <= 0n ? [{ code: 'CONSENT_SHORT', at: 'amount' }] : []),
    ...overdrawn(facts.purposes.get(move.from)?.name ?? move.from, left, move.fen, 'amount'),
  ];
}

function checkEnds(from: string, to: string, purposes: ReadonlyMap<string, Purpose>): Violation[] {
  const unknown = purposes.has(from) ? [] : [{ code: 'PURPOSE_UNKNOWN', at: 'from', facts: { purpose: from } }];
  const same = from === to ? [{ code: 'PURPOSE_SAME', at: 'to' }] : [];
  return [...unknown, ...same, ...checkPurpose(to, purposes, 'to')];
}

export interface Leftover {
  readonly from: string;
  readonly to: string;
  readonly resolution: string;
  readonly reason: string;
}

export function checkLeftover(leftover: Leftover, facts: Omit<MoveFacts, 'donations' | 'movedBefore'>): Violation[] {
  const [from, to] = [facts.purposes.get(leftover.from), facts.purposes.get(leftover.to)];
  const left = facts.balances.get(leftover.from)?.balanceFen ?? 0n;
  return [
    ...checkEnds(leftover.from, leftover.to, facts.purposes),
    ...(from?.isEnded === false ? [{ code: 'PURPOSE_NOT_ENDED', at: 'from', facts: { purpose: from.name } }] : []),
    ...(from !== undefined && to !== undefined && from.use !== to.use
      ? [{ code: 'PURPOSE_NOT_SIMILAR', at: 'to', facts: { from: from.name, to: to.name } }]
      : []),
    ...(left <= 0n && from !== undefined ? [{ code: 'PURPOSE_EMPTY', at: 'from', facts: { purpose: from.name } }] : []),
    ...checkPublicText(leftover.reason, 'reason'),
  ];
}

export interface MovedPurposes {
  readonly fund: string;
  readonly from: Purpose;
  readonly to: Purpose;
  readonly fen: bigint;
}

/** Inside the fund's net assets: nothing was earned and nothing spent. */
export function moveLines({ fund, from, to, fen }: MovedPurposes): DraftLine[] {
  const place = { fund, fen, summary: '' };
  return [
    { ...place, account: USE_ACCOUNTS[from.use].net, side: 'D', dimensions: [[PURPOSE, from.code]] },
    { ...place, account: USE_ACCOUNTS[to.use].net, side: 'C', dimensions: [[PURPOSE, to.code]] },
  ];
}

/** One private leaf a consent; each takes as much as it may, until the amount is reached. */
export function consentInside(move: ConsentedMove, facts: MoveFacts, moved: MovedPurposes): InsideLeaf[] {
  let left = move.fen;
  const [from, to] = [USE_ACCOUNTS[moved.from.use].net, USE_ACCOUNTS[moved.to.use].net];
  return openConsents(move, facts).flatMap(({ consent, fen }) => {
    const taken = fen < left ? fen : left;
    left -= taken;
    if (taken <= 0n) return [];
    const lines = [
      { account: from, fund: moved.fund, fen: taken, item: move.from, period: '' },
      { account: to, fund: moved.fund, fen: -taken, item: move.to, period: '' },
    ];
    return [
      {
        name: CONSENT,
        subject: consent.number,
        kind: CONSENT,
        source: '',
        lines,
        facts: [consent.on, consent.evidence],
      },
    ];
  });
}

/** What the consents of vouchers let pass, by the donation's number. */
export function movedByConsents(inside: readonly InsideLeaf[]): Map<string, bigint> {
  const moved = new Map<string, bigint>();
  for (const { name, subject, lines } of inside) {
    const fen = lines.find((line) => line.fen > 0n)?.fen ?? 0n;
    if (name === CONSENT) moved.set(subject, (moved.get(subject) ?? 0n) + fen);
  }
  return moved;
}
