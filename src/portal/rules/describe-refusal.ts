/**
 * A refusal in the reader's words.
 *
 * 1. Every violation is told once, with what to do now; words from the request stand fenced inside the sentence.
 * 2. The first violation decides the status.
 * 3. A code that no table knows is our own fault: status 500 and no words about it.
 */
import type { ProblemKind, ProblemTable, Violation } from '../../kernel/violation.js';
import type { ProblemLine } from './view-models.js';
import { isolated } from './wording.js';

const statuses: Readonly<Record<ProblemKind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  refused: 422,
  'too-large': 413,
};

export interface DescribedRefusal {
  readonly status: number;
  readonly problems: readonly ProblemLine[];
}

export function describeRefusal(violations: readonly Violation[], table: ProblemTable): DescribedRefusal {
  const known = violations.flatMap((violation) => {
    const text = Object.hasOwn(table, violation.code) ? table[violation.code] : undefined;
    return text === undefined ? [] : [{ text, facts: violation.facts ?? {} }];
  });
  const [first] = known;
  if (first === undefined || known.length < violations.length) return { status: 500, problems: [] };
  const problems = known.map(({ text, facts }) => ({
    title: filled(text.zh, facts),
    remedy: filled(text.remedyZh, facts),
  }));
  return { status: statuses[first.text.kind], problems: once(problems) };
}

function filled(text: string, facts: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (_whole, name: string) => {
    const fact = Object.hasOwn(facts, name) ? facts[name] : undefined;
    return fact === undefined ? '…' : isolated(fact);
  });
}

function once(problems: readonly ProblemLine[]): readonly ProblemLine[] {
  const seen = new Set<string>();
  return problems.filter(({ title }) => !seen.has(title) && seen.add(title));
}
