/**
 * Which bank lines are which vouchers of one account.
 *
 * 1. What stands is taken as it is: neither its lines nor its vouchers meet anything else.
 * 2. What a person has undone is left to people: its lines and vouchers meet nothing else by themselves, and
 *    that very match is not even proposed. So undoing restores exactly what was open before.
 * 3. Certain matches are exact to the fen, and each other answer is far less likely; what is merely likely is proposed.
 *    Certain matches, standing ones and pairs of lines never overlap.
 * 4. Rules go round until a round finds nothing: references, pairs at the bank, settlements and groups, single amounts,
 *    then parts and far days; rows of corrections first as a whole, then by their parts. Every figure that a rule
 *    weighs with is taken from all that was given, not from what is left; so a found match may stand or be found again.
 * 5. The answer does not depend on the order of the inputs, and nothing given is changed.
 * 6. Washes are reported and meet no line; opening vouchers meet the bank's opening balance, never a line.
 */
import { fen } from '../../../kernel/fen.js';
import { compareText, padDigits, type KeyedLine } from '../bank-line.js';
import type { PlacedLine } from '../chain-lines.js';
import { cancelPairs, washOf, type Movement, type Wash } from '../movement.js';
import { bankCharges } from './bank-charges.js';
import {
  bookUnits,
  compareUnits,
  markCopies,
  namesByRoom,
  unitOf,
  type BookUnit,
  type RoomNames,
} from './book-unit.js';
import { byAmount } from './by-amount.js';
import { byGroup, bySettlementTotal } from './by-group.js';
import { byParts } from './by-parts.js';
import { byReference } from './by-reference.js';
import { farDay } from './far-day.js';
import { netOf, type Finding, type Ground, type Rule, type Sides } from './ground.js';
import { LearnedRules } from './learned.js';
import { lineGroups } from './line-groups.js';
import { linePairs } from './line-pairs.js';
import { dayOf, lineViews, type LineView } from './line-view.js';
import type { LearnedRule, LineSuggestion, Match, RefusedMatch, SettlementTotal, StandingMatch } from './match.js';
import { proposals } from './propose.js';
import { standingWithCorrections } from './standing-corrections.js';
import { suggestLines } from './suggest-lines.js';
import { Densities } from './weigh.js';

/** Card settlement takes a day, a holiday week nine; monthly payments of one amount stay well apart. */
export const MATCH_WINDOW_DAYS = 10;

export interface MatchFacts {
  readonly lines: readonly PlacedLine<KeyedLine>[];
  readonly movements: readonly Movement[];
  /** Made earlier, by the engine or by a person, and not undone. */
  readonly standing?: readonly StandingMatch[];
  /** Undone by a person. */
  readonly refused?: readonly RefusedMatch[];
  readonly learned?: readonly LearnedRule[];
  readonly settlements?: readonly SettlementTotal[];
  readonly windowDays?: number;
}

export interface AccountMatching {
  readonly standing: readonly StandingMatch[];
  /** Found now, beyond doubt. */
  readonly certain: readonly Match[];
  /** For a person to judge; they may overlap each other. */
  readonly likely: readonly Match[];
  /** Lines that cancel each other at the bank, found now. */
  readonly linePairs: readonly Match[];
  readonly washes: readonly Wash[];
  readonly openLines: readonly PlacedLine<KeyedLine>[];
  readonly openMovements: readonly Movement[];
  /** What each open line looks like. */
  readonly suggestions: readonly LineSuggestion[];
}

/** The plain cases. */
const PLAIN: readonly Rule[] = [byReference, linePairs, bySettlementTotal, byGroup, lineGroups, bankCharges, byAmount];
/** What is looked at only once the plain cases are out of the way. */
const REST: readonly Rule[] = [byParts, farDay];

export function matchAccount(facts: MatchFacts): AccountMatching {
  const run = new Run(facts);
  const found = run.matches();
  const open = run.sides(false, true);
  const likely = [...PLAIN, ...REST].flatMap((rule) => {
    const findings = rule(open, run.ground);
    return [...findings.certain, ...findings.likely];
  });
  const proposed = proposals(likely, facts.refused ?? []);
  return {
    standing: run.standing,
    certain: found.filter((finding) => finding.units.length > 0).map(matchOf),
    likely: proposed.map(({ finding, rivals }) => ({ ...matchOf(finding), rivals })),
    linePairs: found.filter((finding) => finding.units.length === 0).map(matchOf),
    washes: washesOf(run.washes, [...found.flatMap((finding) => finding.units.map((unit) => unit.members))]),
    openLines: open.views.map((view) => view.place),
    openMovements: open.units.flatMap((unit) => unit.left),
    suggestions: suggestLines(open, run.ground),
  };
}

/** What is open while the rules go round. */
class Run {
  readonly ground: Ground;
  readonly standing: readonly StandingMatch[];
  private readonly views: readonly LineView[];
  /** Vouchers that no other one corrects, each a unit by itself; and those in rows of corrections. */
  private readonly singles: readonly BookUnit[];
  private readonly rows: readonly Movement[];
  private readonly names: RoomNames;
  private readonly taken: Set<string>;
  private readonly held: ReadonlySet<string>;

  constructor(facts: MatchFacts) {
    this.views = lineViews(facts.lines);
    const movements = sortMovements(facts.movements.filter((movement) => movement.kind !== 'opening'));
    const corrected = new Set(movements.map((movement) => movement.corrects));
    const isInRow = (movement: Movement): boolean =>
      movement.corrects !== undefined || corrected.has(movement.voucherNo);
    this.names = namesByRoom(movements);
    this.rows = movements.filter(isInRow);
    this.singles = markCopies(
      movements.filter((movement) => !isInRow(movement)).map((movement) => unitOf([movement], this.names)),
    );
    this.standing = standingWithCorrections(facts.standing ?? [], movements);
    this.taken = new Set(this.standing.flatMap((match) => namesOf(match)));
    this.held = new Set((facts.refused ?? []).flatMap((match) => namesOf({ ...match, cancelled: [] })));
    const vouchers = movements.map(({ netFen, eventOn }) => ({ netFen, day: dayOf(eventOn) }));
    this.ground = {
      windowDays: facts.windowDays ?? MATCH_WINDOW_DAYS,
      densities: new Densities(this.views, vouchers),
      learned: new LearnedRules(facts.learned ?? []),
      settlements: facts.settlements ?? [],
    };
  }

  get washes(): readonly (readonly Movement[])[] {
    const { units, washes } = bookUnits(this.openRows(), true, this.names);
    const alone = this.singles.filter((unit) => unit.netFen === 0n && !this.isTaken(unit)).map((unit) => unit.members);
    return [...washes, ...alone, ...units.flatMap((unit) => cancelPairs(unit.members).pairs)];
  }

  /** What is open, with or without what a person has undone; rows of corrections as a whole or by their parts. */
  sides(whole: boolean, withHeld: boolean): Sides {
    const isOpen = (name: string): boolean => !this.taken.has(name) && (withHeld || !this.held.has(name));
    const rows = bookUnits(this.openRows(), whole, this.names).units;
    const units = rows.filter((unit) => unit.members.every((member) => isOpen(voucherName(member.voucherNo))));
    const singles = this.singles.filter((unit) => unit.netFen !== 0n && isOpen(voucherName(unit.id)));
    const views = this.views.filter((view) => isOpen(lineName(view.key)));
    return { views, units: units.length === 0 ? singles : [...singles, ...units].sort(compareUnits) };
  }

  matches(): Finding[] {
    const found: Finding[] = [];
    for (let before = -1; before < found.length;) {
      before = found.length;
      for (const whole of [true, false]) this.goRound(found, whole);
    }
    return found.sort((left, right) => positionOf(left) - positionOf(right));
  }

  private isTaken(unit: BookUnit): boolean {
    return unit.members.some((member) => this.taken.has(voucherName(member.voucherNo)));
  }

  private openRows(): Movement[] {
    return this.rows.filter((movement) => !this.taken.has(voucherName(movement.voucherNo)));
  }

  /** The plain rules in turn until none finds more, then the rest in turn; whatever they find begins all anew. */
  private goRound(found: Finding[], whole: boolean): void {
    let sides = this.sides(whole, false);
    const findsMore = (rule: Rule): boolean => {
      const { certain } = rule(sides, this.ground);
      if (certain.length === 0) return false;
      this.take(certain);
      found.push(...certain);
      sides = this.sides(whole, false);
      return true;
    };
    while (PLAIN.filter(findsMore).length > 0 || REST.some(findsMore));
  }

  private take(findings: readonly Finding[]): void {
    for (const { views, units } of findings) {
      for (const view of views) this.taken.add(lineName(view.key));
      for (const { voucherNo } of units.flatMap((unit) => unit.members)) this.taken.add(voucherName(voucherNo));
    }
  }
}

function lineName(key: string): string {
  return `line ${key}`;
}

function voucherName(number: string): string {
  return `voucher ${number}`;
}

function namesOf(match: Pick<Match, 'lineKeys' | 'voucherNos' | 'cancelled'>): string[] {
  return [...match.lineKeys.map(lineName), ...[...match.voucherNos, ...match.cancelled].map(voucherName)];
}

/** By event day, then by number. The digits of each number are padded once, not once a comparison. */
function sortMovements(movements: readonly Movement[]): Movement[] {
  const keyed = movements.map((movement) => ({
    movement,
    key: `${movement.eventOn} ${padDigits(movement.voucherNo)}`,
  }));
  return keyed.sort((left, right) => compareText(left.key, right.key)).map(({ movement }) => movement);
}

function positionOf(finding: Finding): number {
  return Math.min(...finding.views.map((view) => view.place.position));
}

function matchOf({ views, units, rule, score, explanation }: Finding): Match {
  const pairs = units.flatMap((unit) => cancelPairs(unit.members).pairs);
  return {
    rule,
    score,
    explanation,
    netFen: fen(netOf(views)),
    lineKeys: views.map((view) => view.key),
    voucherNos: units.flatMap((unit) => unit.left.map((member) => member.voucherNo)),
    cancelled: pairs.flatMap((pair) => pair.map((member) => member.voucherNo)),
  };
}

function washesOf(open: readonly (readonly Movement[])[], matched: readonly (readonly Movement[])[]): Wash[] {
  const inner = matched.flatMap((members) => cancelPairs(members).pairs);
  const first = (wash: Wash): string => padDigits(wash.voucherNos[0] ?? '');
  return [...open, ...inner].map(washOf).sort((left, right) => compareText(first(left), first(right)));
}
