/**
 * Which line follows which, by balances alone.
 *
 * 1. Two lines are linked only where the balance after the one is the balance before the other.
 * 2. Lines that are whole are walked day by day (`walk-days`). Where something is missing, or a line was posted behind
 *    its day, every balance is taken visit by visit instead, in order of day.
 * 3. A closed round (the balance comes back to where it was) is put into the chain it touches, so that equal twins
 *    never fall out.
 * 4. The result depends on the lines' committed values alone, never on the order in which they are given or on their
 *    time of day.
 */
import { daysBetween, type CalendarDate } from '../../kernel/calendar.js';
import { balanceBeforeFen, sortLines, type BankLine } from './bank-line.js';
import { walkDays } from './walk-days.js';

/**
 * A day that runs backwards by this much along the chain is a late posting, not a hole: some exports carry only the
 * transaction's day.
 */
const LATE_POSTING_DAYS = 1;
const EPOCH = '1970-01-01' as CalendarDate;

interface Visit {
  /** Lines that end at this balance and lines that start from it, both in order of day. */
  readonly reaching: number[];
  readonly leaving: number[];
}

interface Links {
  readonly days: readonly number[];
  readonly visits: ReadonlyMap<bigint, Visit>;
  /** Index of the following and of the preceding line; -1 where there is none. */
  readonly next: number[];
  readonly previous: number[];
}

/**
 * How a visit picks among the lines that reached a balance. `carried` takes what stood there when the day began, then
 * the day's own in order, which is right for an account that is swept to the same balance every day. `latest` always
 * takes the last one, which is right where a hole happens to begin and end around an equal balance.
 */
type Pick = 'carried' | 'latest';

/** Splits lines into as few joined runs as their balances allow, in order of their first day. */
export function joinedRuns<L extends BankLine>(lines: readonly L[], openingFen?: bigint): L[][] {
  const sorted = sortLines(lines);
  const whole = walkDays(sorted, openingFen);
  if (whole !== undefined) return whole.length === 0 ? [] : [whole];
  const carried = runsBy('carried', sorted, openingFen);
  const clashes = clashCount(carried);
  if (clashes === 0) return carried;
  const latest = runsBy('latest', sorted, openingFen);
  const better = clashCount(latest) - clashes || latest.length - carried.length;
  return better < 0 ? latest : carried;
}

function runsBy<L extends BankLine>(pick: Pick, sorted: readonly L[], openingFen: bigint | undefined): L[][] {
  const links = link(sorted, pick, openingBalance(sorted, openingFen));
  return spliceRounds(sorted, links, openingFen)
    .sort((left, right) => compareRuns(links.days, left, right))
    .map((run) => run.map((index) => at(sorted, index)));
}

/** How many runs begin on a day before an earlier run has ended. */
function clashCount(runs: readonly (readonly BankLine[])[]): number {
  let reach = '';
  let clashes = 0;
  for (const run of runs) {
    if (at(run, 0).bookedOn < reach) clashes += 1;
    const last = at(run, run.length - 1).bookedOn;
    if (last > reach) reach = last;
  }
  return clashes;
}

function compareRuns(days: readonly number[], left: readonly number[], right: readonly number[]): number {
  const [leftFirst, rightFirst] = [at(left, 0), at(right, 0)];
  const [leftLast, rightLast] = [at(left, left.length - 1), at(right, right.length - 1)];
  return (
    at(days, leftFirst) - at(days, rightFirst) || at(days, leftLast) - at(days, rightLast) || leftFirst - rightFirst
  );
}

function link(sorted: readonly BankLine[], pick: Pick, opening: bigint | undefined): Links {
  const visits = new Map<bigint, Visit>();
  const visit = (balance: bigint): Visit => {
    const known = visits.get(balance);
    if (known !== undefined) return known;
    const made: Visit = { reaching: [], leaving: [] };
    visits.set(balance, made);
    return made;
  };
  sorted.forEach((line, index) => {
    visit(line.balanceFen).reaching.push(index);
    visit(balanceBeforeFen(line)).leaving.push(index);
  });
  const days = sorted.map((line) => daysBetween(EPOCH, line.bookedOn));
  const links: Links = { days, visits, next: sorted.map(() => -1), previous: sorted.map(() => -1) };
  for (const [balance, each] of visits) linkVisit(each, links, pick, balance === opening);
  return links;
}

/** Stands for the account's opening among the lines that reached its first balance. */
const OPENING = -1;

/**
 * Among the balances the first day leaves, the known opening, or one that all lines leave more often than they reach.
 */
function openingBalance(sorted: readonly BankLine[], openingFen: bigint | undefined): bigint | undefined {
  const left = sorted.filter((line) => line.bookedOn === sorted[0]?.bookedOn).map(balanceBeforeFen);
  const overall = surpluses(sorted);
  const starts = left.filter((balance) => (overall.get(balance) ?? 0) > 0);
  const known = (starts.length > 0 ? starts : left).find((balance) => balance === openingFen);
  return known ?? starts[0];
}

/** By balance, how many more lines leave it than reach it. */
function surpluses(lines: readonly BankLine[]): Map<bigint, number> {
  const counts = new Map<bigint, number>();
  const count = (balance: bigint, by: number): unknown => counts.set(balance, (counts.get(balance) ?? 0) + by);
  for (const line of lines) {
    count(balanceBeforeFen(line), 1);
    count(line.balanceFen, -1);
  }
  return counts;
}

function linkVisit(visit: Visit, links: Links, pick: Pick, opens: boolean): void {
  const waiting: number[] = opens ? [OPENING] : [];
  const left: number[] = [];
  let reached = 0;
  for (const leaving of visit.leaving) {
    while (reached < visit.reaching.length && dayOf(links, visit.reaching[reached]) <= at(links.days, leaving)) {
      waiting.push(at(visit.reaching, reached));
      reached += 1;
    }
    const from = pick === 'latest' ? waiting.pop() : takeCarried(waiting, at(links.days, leaving), links);
    if (from === undefined) left.push(leaving);
    else if (from !== OPENING) connect(links, from, leaving);
  }
  linkLatePostings(left, visit.reaching.slice(reached), links);
}

/** The latest line of an earlier day, else the first one of `day`. */
function takeCarried(waiting: number[], day: number, links: Links): number | undefined {
  let today = waiting.length;
  while (today > 0 && waiting[today - 1] !== OPENING && dayOf(links, waiting[today - 1]) === day) today -= 1;
  return waiting.splice(Math.max(0, today - 1), 1)[0];
}

function linkLatePostings(leaving: readonly number[], reaching: readonly number[], links: Links): void {
  let from = 0;
  for (const to of leaving) {
    const candidate = reaching[from];
    if (candidate === undefined) return;
    if (dayOf(links, candidate) - at(links.days, to) > LATE_POSTING_DAYS) continue;
    connect(links, candidate, to);
    from += 1;
  }
}

function connect(links: Links, from: number, to: number): void {
  links.next[from] = to;
  links.previous[to] = from;
}

function dayOf(links: Links, index: number | undefined): number {
  return at(links.days, index ?? -1);
}

/**
 * Follows the links into open runs and closed rounds, puts the rounds into what they touch, and opens those that
 * touch nothing.
 */
function spliceRounds(sorted: readonly BankLine[], links: Links, openingFen: bigint | undefined): number[][] {
  const owner = sorted.map(() => -1);
  const starts: number[] = [];
  sorted.forEach((_, index) => {
    if (links.previous[index] === -1) starts.push(index);
  });
  starts.forEach((start, name) => {
    claim(start, name, owner, links);
  });
  const rounds: number[] = [];
  sorted.forEach((_, index) => {
    if (owner[index] !== -1) return;
    claim(index, sorted.length + index, owner, links);
    rounds.push(index);
  });
  for (const round of rounds) splice(sorted, round, owner, links);
  for (const round of rounds) openRound(sorted, round, owner, links, openingFen);
  const heads = sorted.map((_, index) => index).filter((index) => links.previous[index] === -1);
  return heads.map((head) => walk(head, links));
}

function claim(start: number, name: number, owner: number[], links: Links): void {
  for (let index = start; index !== -1 && owner[index] !== name; index = at(links.next, index)) owner[index] = name;
}

function walk(head: number, links: Links): number[] {
  const run: number[] = [];
  const seen = new Set<number>();
  for (let index = head; index !== -1 && !seen.has(index); index = at(links.next, index)) {
    run.push(index);
    seen.add(index);
  }
  return run;
}

/**
 * Cuts the round behind `cut` and puts it behind `host`; `host` is -1 where the round goes before the run's first
 * line, `first`.
 */
interface Place {
  readonly cut: number;
  readonly host: number;
  readonly first: number;
  /** Days that would run backwards there; the least is the truest place. */
  readonly backwards: number;
}

function splice(sorted: readonly BankLine[], round: number, owner: number[], links: Links): void {
  const members = walk(round, links);
  const best = members.flatMap((cut) => placesAt(sorted, cut, owner, links)).sort(comparePlaces)[0];
  if (best === undefined) return;
  const name = at(owner, best.host === -1 ? best.first : best.host);
  const opened = at(links.next, best.cut);
  links.next[best.cut] = -1;
  links.previous[opened] = -1;
  if (best.first !== -1) connect(links, best.cut, best.first);
  if (best.host !== -1) connect(links, best.host, opened);
  for (const member of members) owner[member] = name;
}

function comparePlaces(left: Place, right: Place): number {
  return left.backwards - right.backwards || left.cut - right.cut || left.host - right.host;
}

function walkEndsOpen(start: number, links: Links): boolean {
  let index = at(links.next, start);
  while (index !== -1 && index !== start) index = at(links.next, index);
  return index === -1;
}

function placesAt(sorted: readonly BankLine[], cut: number, owner: readonly number[], links: Links): Place[] {
  const visit = links.visits.get(at(sorted, cut).balanceFen);
  if (visit === undefined) return [];
  const opened = at(links.next, cut);
  const outside = (index: number): boolean => owner[index] !== owner[cut];
  const behind = visit.reaching.filter(outside).map((host): Place => {
    const first = at(links.next, host);
    const backwards = daysBack(links, host, opened) + (first === -1 ? 0 : daysBack(links, cut, first));
    return { cut, host, first, backwards };
  });
  const before = visit.leaving
    .filter((first) => outside(first) && links.previous[first] === -1)
    .map((first): Place => ({ cut, host: -1, first, backwards: daysBack(links, cut, first) }));
  return [...behind, ...before];
}

function daysBack(links: Links, from: number, to: number): number {
  return Math.max(0, at(links.days, from) - at(links.days, to));
}

/**
 * A round that touches nothing begins at the known opening balance, else where its days start again, else at its
 * first line.
 */
function openRound(
  sorted: readonly BankLine[],
  round: number,
  owner: number[],
  links: Links,
  openingFen: bigint | undefined,
): void {
  if (at(owner, round) < sorted.length || walkEndsOpen(round, links)) return;
  const members = walk(round, links).sort((left, right) => left - right);
  const worth = (first: number): number => {
    const opens = openingFen !== undefined && balanceBeforeFen(at(sorted, first)) === openingFen ? 0.5 : 0;
    return daysBack(links, at(links.previous, first), first) + opens;
  };
  const first = members.reduce((best, index) => (worth(index) > worth(best) ? index : best), at(members, 0));
  links.next[at(links.previous, first)] = -1;
  links.previous[first] = -1;
}

function at<T>(items: readonly T[], index: number): T {
  const item = items[index];
  if (item === undefined) throw new RangeError('a link points outside the lines');
  return item;
}
