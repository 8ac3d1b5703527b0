/**
 * Holds what was matched against the truth.
 *
 * A match is *right* where it is one of the truths. It is *equivalent* where lines of the same days and amounts meet
 * vouchers of the same days, amounts and funds, just as in a truth that was not made otherwise: then no day or figure
 * of any reconciliation differs. Everything else is *wrong*.
 */
import type { AccountMatching, Match } from '../../../src/banking/rules/index.js';
import type { BankYear, Truth } from './make-year.js';

export interface RuleScore {
  matches: number;
  lines: number;
  equivalent: number;
  wrong: number;
}

export interface KindScore {
  lines: number;
  matched: number;
}

export interface Verdict {
  readonly byRule: ReadonlyMap<string, RuleScore>;
  readonly byKind: ReadonlyMap<string, KindScore>;
  readonly wrong: readonly Match[];
  /** Of the lines that have a true counterpart, how many were matched rightly or equivalently. */
  readonly recall: number;
}

export function judgeYear(year: BankYear, matching: AccountMatching): Verdict {
  const signature = signatures(year);
  const made = [...matching.certain, ...matching.linePairs];
  const truths = new Map(year.truths.map((truth) => [nameOf(truth), truth]));
  const kinds = new Map<string, KindScore>();
  for (const truth of year.truths)
    entry(kinds, truth.kind, () => ({ lines: 0, matched: 0 })).lines += truth.lineKeys.length;
  const rules = new Map<string, RuleScore>();
  const doubtful: Match[] = [];
  for (const match of made) {
    const score = entry(rules, match.rule, () => ({ matches: 0, lines: 0, equivalent: 0, wrong: 0 }));
    score.matches += 1;
    score.lines += match.lineKeys.length;
    const truth = truths.get(nameOf(match));
    if (truth === undefined) doubtful.push(match);
    else entry(kinds, truth.kind, () => ({ lines: 0, matched: 0 })).matched += truth.lineKeys.length;
    truths.delete(nameOf(match));
  }
  const spare = new Map<string, Truth[]>();
  for (const truth of truths.values()) entry(spare, signature(truth), (): Truth[] => []).push(truth);
  const wrong = doubtful.filter((match) => {
    const truth = spare.get(signature(match))?.pop();
    const score = rules.get(match.rule)!;
    if (truth === undefined) score.wrong += 1;
    else score.equivalent += 1;
    if (truth !== undefined) kinds.get(truth.kind)!.matched += truth.lineKeys.length;
    return truth === undefined;
  });
  const all = [...kinds.values()];
  const recall = all.reduce((sum, kind) => sum + kind.matched, 0) / all.reduce((sum, kind) => sum + kind.lines, 0);
  return { byRule: rules, byKind: kinds, wrong, recall };
}

function entry<V>(map: Map<string, V>, key: string, make: () => V): V {
  const found = map.get(key) ?? make();
  map.set(key, found);
  return found;
}

function nameOf(match: Pick<Match, 'lineKeys' | 'voucherNos'>): string {
  return JSON.stringify([[...match.lineKeys].sort(), [...match.voucherNos].sort()]);
}

function signatures(year: BankYear): (match: Pick<Match, 'lineKeys' | 'voucherNos'>) => string {
  const lines = new Map(
    year.lines.map(({ line }) => [line.key, `${line.bookedOn} ${String(line.inFen - line.outFen)}`] as const),
  );
  const vouchers = new Map(
    year.movements.map(({ voucherNo, eventOn, netFen, byFund }) => {
      const funds = byFund.map((share) => `${share.fund} ${String(share.debitFen)} ${String(share.creditFen)}`).join();
      return [voucherNo, `${eventOn} ${String(netFen)} ${funds}`] as const;
    }),
  );
  return (match) =>
    JSON.stringify([
      match.lineKeys.map((key) => lines.get(key)).sort(),
      match.voucherNos.map((number) => vouchers.get(number)).sort(),
    ]);
}

/** Precision and recall as two aligned tables. */
export function verdictTable(verdict: Verdict): string {
  const percent = (part: number, whole: number): string =>
    whole === 0 ? '-' : `${((100 * part) / whole).toFixed(2)} %`;
  const rules = [...verdict.byRule].sort(([, one], [, other]) => other.matches - one.matches);
  const kinds = [...verdict.byKind].sort(([, one], [, other]) => other.lines - one.lines);
  return [
    table(
      ['rule', 'matches', 'lines', 'equivalent', 'wrong', 'precision'],
      rules.map(([rule, score]) => [
        rule,
        ...[score.matches, score.lines, score.equivalent, score.wrong].map(String),
        percent(score.matches - score.wrong, score.matches),
      ]),
    ),
    table(
      ['what happened', 'lines', 'matched', 'recall'],
      kinds.map(([kind, { lines, matched }]) => [kind, String(lines), String(matched), percent(matched, lines)]),
    ),
  ].join('\n\n');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]!.length)));
  const line = (row: readonly string[]): string =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join('  ');
  return all.map(line).join('\n');
}
