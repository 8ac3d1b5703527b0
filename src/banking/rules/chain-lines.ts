/**
 * The order of a bank's lines, proved by their balances.
 *
 * 1. `chainLines` orders any set of lines of one account, whatever order they came in; the same set always gives the
 *    same chain.
 * 2. Where the lines do not join, the hole is named with the balance on each side and the days between which it lies.
 * 3. Two runs that share days and do not join contradict each other; both readings are given.
 * 4. `proveOrder` says how one file runs (ascending, descending, rearranged) and names each pair of lines that does
 *    not follow.
 */
import { type CalendarDate } from '../../kernel/calendar.js';
import { type Fen } from '../../kernel/fen.js';
import { balanceBeforeFen, follows, type BankLine } from './bank-line.js';
import { joinedRuns } from './link-lines.js';

export interface PlacedLine<L extends BankLine = BankLine> {
  readonly line: L;
  /** 0 for the first line of the chain. */
  readonly position: number;
  /** The latest booking day up to here, so that a cut at a day is always a cut of the chain. */
  readonly standsOn: CalendarDate;
}

export interface Segment {
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  readonly openingFen: Fen;
  readonly closingFen: Fen;
  readonly lines: number;
}

/** Lines that are missing: the last known balance, the next known one, and the days of the lines on either side. */
export interface Gap {
  readonly afterBalanceFen: Fen;
  readonly beforeBalanceFen: Fen;
  readonly from: CalendarDate;
  readonly to: CalendarDate;
}

export interface Overlap<L extends BankLine = BankLine> {
  readonly left: L;
  readonly right: L;
}

export interface Chain<L extends BankLine = BankLine> {
  readonly placed: readonly PlacedLine<L>[];
  readonly segments: readonly Segment[];
  readonly gaps: readonly Gap[];
  readonly overlaps: readonly Overlap<L>[];
}

/** Orders the lines of one account. `openingFen` settles where a closed round begins, and nothing else. */
export function chainLines<L extends BankLine>(lines: readonly L[], openingFen?: bigint): Chain<L> {
  const runs = joinedRuns(lines, openingFen);
  const segments = runs.map(segmentOf);
  const gaps = segments.slice(1).map((next, index) => gapBetween(segments[index] ?? next, next));
  return { placed: place(runs.flat()), segments, gaps, overlaps: overlapsOf(runs) };
}

function place<L extends BankLine>(ordered: readonly L[]): PlacedLine<L>[] {
  let standsOn: CalendarDate | undefined;
  return ordered.map((line, position) => {
    standsOn = standsOn === undefined || line.bookedOn > standsOn ? line.bookedOn : standsOn;
    return { line, position, standsOn };
  });
}

function segmentOf(run: readonly BankLine[]): Segment {
  const [first, last] = ends(run);
  const opening = { from: first.bookedOn, openingFen: balanceBeforeFen(first) };
  return { ...opening, to: last.bookedOn, closingFen: last.balanceFen, lines: run.length };
}

function gapBetween(earlier: Segment, later: Segment): Gap {
  return { afterBalanceFen: earlier.closingFen, beforeBalanceFen: later.openingFen, from: earlier.to, to: later.from };
}

function overlapsOf<L extends BankLine>(runs: readonly (readonly L[])[]): Overlap<L>[] {
  const overlaps: Overlap<L>[] = [];
  let longest: readonly L[] | undefined;
  for (const run of runs) {
    const [first, last] = ends(run);
    const reach = longest === undefined ? undefined : ends(longest)[1].bookedOn;
    if (longest !== undefined && reach !== undefined && first.bookedOn < reach) {
      overlaps.push({ left: readingBeside(longest, first), right: first });
    }
    if (reach === undefined || last.bookedOn >= reach) longest = run;
  }
  return overlaps;
}

/**
 * The line of `run` that claims the place of `line`: the one that starts from the same balance that day, else the
 * last one up to that day.
 */
function readingBeside<L extends BankLine>(run: readonly L[], line: L): L {
  const upTo = run.filter((other) => other.bookedOn <= line.bookedOn);
  const rival = upTo.filter((other) => balanceBeforeFen(other) === balanceBeforeFen(line)).at(-1);
  return rival ?? upTo.at(-1) ?? ends(run)[0];
}

function ends<L extends BankLine>(run: readonly L[]): readonly [L, L] {
  const [first, last] = [run[0], run.at(-1)];
  if (first === undefined || last === undefined) throw new RangeError('a run has at least one line');
  return [first, last];
}

export interface ProvedOrder<L extends BankLine> {
  readonly order: 'ascending' | 'descending' | 'rearranged';
  readonly lines: readonly L[];
  /** Pairs that should follow each other and do not, in the order of time. */
  readonly breaks: readonly (readonly [L, L])[];
}

/** Proves how the lines of one account run inside one file. */
export function proveOrder<L extends BankLine>(lines: readonly L[]): ProvedOrder<L> {
  const up = { order: 'ascending', lines, breaks: breaksOf(lines) } as const;
  const reversed = [...lines].reverse();
  const down = { order: 'descending', lines: reversed, breaks: breaksOf(reversed) } as const;
  // A closed round joins both ways; then its days say which end is the newer one.
  const [first, second] = runsBack(lines) ? [down, up] : [up, down];
  if (first.breaks.length === 0) return first;
  if (second.breaks.length === 0) return second;
  const ordered = joinedRuns(lines).flat();
  const rearranged = { order: 'rearranged', lines: ordered, breaks: breaksOf(ordered) } as const;
  if (rearranged.breaks.length === 0) return rearranged;
  const likelier = up.breaks.length <= down.breaks.length ? up : down;
  return likelier.breaks.length > lines.length / 2 ? rearranged : likelier;
}

function runsBack(lines: readonly BankLine[]): boolean {
  const [first, last] = [lines[0], lines.at(-1)];
  return first !== undefined && last !== undefined && last.bookedOn < first.bookedOn;
}

function breaksOf<L extends BankLine>(lines: readonly L[]): (readonly [L, L])[] {
  const breaks: (readonly [L, L])[] = [];
  lines.forEach((line, index) => {
    const before = index === 0 ? undefined : lines[index - 1];
    if (before !== undefined && !follows(before, line)) breaks.push([before, line]);
  });
  return breaks;
}
