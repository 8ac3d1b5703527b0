/**
 * What an import found wrong, and where.
 *
 * 1. A problem stops the import; a notice is shown and stops nothing.
 * 2. Every one is counted, and the first thousand of each code are kept in full, so that a file in which every line is
 *    wrong neither fills the memory nor hides a second kind of mistake behind the first.
 * 3. The report is sorted by file, line and column.
 */
import type { Violation } from '../../kernel/violation.js';

export type Weight = 'problem' | 'notice';

export interface ImportProblem extends Violation {
  readonly weight: Weight;
  /** Path inside the estate's folder. */
  readonly file: string;
  /** Line of the file, counted from 1. */
  readonly line?: number;
  readonly column?: string;
  /** What stands there, as it was written. */
  readonly value?: string;
}

/** Where and what; the file is the reader's own where none is named. */
export interface Finding extends Violation {
  readonly file?: string;
  readonly weight?: Weight;
  readonly line?: number;
  readonly column?: string;
  readonly value?: string;
}

export interface ProblemReport {
  readonly problems: readonly ImportProblem[];
  readonly notices: readonly ImportProblem[];
  /** How many problems there are, those beyond the kept ones included. */
  readonly problemCount: number;
  readonly noticeCount: number;
  /** Count by code, problems and notices alike. */
  readonly counts: ReadonlyMap<string, number>;
}

const KEPT_PER_CODE = 1_000;
const LONGEST_VALUE = 80;

export class ProblemList {
  private readonly kept: ImportProblem[] = [];
  private readonly counts = new Map<string, number>();
  private problemCount = 0;
  private noticeCount = 0;

  constructor(private readonly file: string) {}

  add(finding: Finding): void {
    const { code, weight = 'problem' } = finding;
    const count = (this.counts.get(code) ?? 0) + 1;
    this.counts.set(code, count);
    if (weight === 'problem') this.problemCount += 1;
    else this.noticeCount += 1;
    if (count <= KEPT_PER_CODE) this.kept.push(located(finding.file ?? this.file, finding, weight));
  }

  /** Takes back what later turned out to be only the echo of another problem. */
  withdraw(isEcho: (problem: ImportProblem) => boolean): void {
    for (let index = this.kept.length - 1; index >= 0; index -= 1) {
      const problem = this.kept[index];
      if (problem === undefined || !isEcho(problem)) continue;
      this.kept.splice(index, 1);
      this.counts.set(problem.code, (this.counts.get(problem.code) ?? 1) - 1);
      if (problem.weight === 'problem') this.problemCount -= 1;
      else this.noticeCount -= 1;
    }
  }

  report(): ProblemReport {
    const sorted = [...this.kept].sort(byPlace);
    return {
      problems: sorted.filter((problem) => problem.weight === 'problem'),
      notices: sorted.filter((problem) => problem.weight === 'notice'),
      problemCount: this.problemCount,
      noticeCount: this.noticeCount,
      counts: new Map([...this.counts].filter(([, count]) => count > 0)),
    };
  }
}

/** Several files' reports as one. */
export function joinReports(reports: readonly ProblemReport[]): ProblemReport {
  const counts = new Map<string, number>();
  for (const report of reports) {
    for (const [code, count] of report.counts) counts.set(code, (counts.get(code) ?? 0) + count);
  }
  return {
    problems: reports.flatMap((report) => report.problems).sort(byPlace),
    notices: reports.flatMap((report) => report.notices).sort(byPlace),
    problemCount: reports.reduce((sum, report) => sum + report.problemCount, 0),
    noticeCount: reports.reduce((sum, report) => sum + report.noticeCount, 0),
    counts,
  };
}

function located(file: string, finding: Finding, weight: Weight): ImportProblem {
  const { line, column, value } = finding;
  const at = finding.at ?? [file, line, column].filter((part) => part !== undefined).join(':');
  const shown = value === undefined ? {} : { value: shortened(value) };
  return { ...finding, ...shown, weight, file, at };
}

/** A copy, since a piece of a large text would keep the whole of it in memory. */
function shortened(value: string): string {
  const text = value.length > LONGEST_VALUE ? `${value.slice(0, LONGEST_VALUE)}…` : value;
  return ` ${text}`.slice(1);
}

function byPlace(left: ImportProblem, right: ImportProblem): number {
  if (left.file !== right.file) return left.file < right.file ? -1 : 1;
  const lines = (left.line ?? 0) - (right.line ?? 0);
  if (lines !== 0) return lines;
  const [leftColumn, rightColumn] = [left.column ?? '', right.column ?? ''];
  return leftColumn === rightColumn ? 0 : leftColumn < rightColumn ? -1 : 1;
}
