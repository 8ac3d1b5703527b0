/**
 * An import's problems as plain text for a terminal: Chinese first, English below it.
 *
 * The number of printed problems is capped; the number of counted ones never is, and what is left out is said by code.
 */
import type { ProblemTable } from '../../kernel/violation.js';
import type { ImportProblem, ProblemReport } from './import-problem.js';

export interface RenderLimits {
  /** At most so many problems and so many notices are printed. */
  readonly atMost: number;
}

export function renderReport(report: ProblemReport, table: ProblemTable, limits: RenderLimits): string[] {
  const lines: string[] = [];
  if (report.problemCount > 0) {
    lines.push(
      `发现 ${report.problemCount} 处错误，什么都没有导入。 ${report.problemCount} problem(s): nothing was imported.`,
    );
    lines.push(...renderList(report.problems, report.problemCount, table, limits));
  }
  if (report.noticeCount > 0) {
    lines.push(`另有 ${report.noticeCount} 处提醒，不妨碍导入。 ${report.noticeCount} notice(s) that stop nothing.`);
    lines.push(...renderList(report.notices, report.noticeCount, table, limits));
  }
  if (report.problemCount > Math.min(limits.atMost, report.problems.length)) lines.push(...renderCounts(report));
  return lines;
}

function renderList(
  problems: readonly ImportProblem[],
  count: number,
  table: ProblemTable,
  limits: RenderLimits,
): string[] {
  const shown = problems.slice(0, limits.atMost);
  const lines = shown.flatMap((problem) => renderProblem(problem, table));
  const left = count - shown.length;
  if (left > 0) lines.push(`…… 还有 ${left} 处没有列出。 ${left} more not listed.`);
  return lines;
}

export function renderProblem(problem: ImportProblem, table: ProblemTable): string[] {
  const text = table[problem.code];
  const place = placeZh(problem);
  if (text === undefined) return [`${place} ${problem.code}`];
  const facts = problem.facts ?? {};
  return [
    `${place} [${problem.code}]`,
    `  ${fill(text.zh, facts)}`,
    `  怎么改：${fill(text.remedyZh, facts)}`,
    `  ${fill(text.en, facts)} ${fill(text.remedyEn, facts)}`,
  ];
}

function placeZh(problem: ImportProblem): string {
  const line = problem.line === undefined ? '' : ` 第 ${problem.line} 行`;
  const column = problem.column === undefined ? '' : ` ${problem.column} 列`;
  const value = problem.value === undefined ? '' : ` “${visible(problem.value)}”`;
  return `${problem.file}${line}${column}${value}`;
}

/** Fills `{name}` from the facts; an unknown name stays, so that a test can find it. */
export function fill(text: string, facts: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => visible(facts[name] ?? whole));
}

/** Control characters of a broken file must not reach a terminal. */
function visible(text: string): string {
  return text.replace(/\p{Cc}/gu, '␣');
}

function renderCounts(report: ProblemReport): string[] {
  const counts = [...report.counts].sort(([left], [right]) => (left < right ? -1 : 1));
  return ['按种类合计 / totals by kind:', ...counts.map(([code, count]) => `  ${code}: ${count}`)];
}
