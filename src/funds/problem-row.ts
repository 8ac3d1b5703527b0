import type { ProblemKind, ProblemText } from '../kernel/violation.js';

/** A row of a table of problems in the order in which it is read: what is wrong, what to do, in both languages. */
export function row(kind: ProblemKind, zh: string, remedyZh: string, en: string, remedyEn: string): ProblemText {
  return { kind, zh, remedyZh, en, remedyEn };
}
