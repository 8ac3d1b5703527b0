/** How the wing's table of problems is written. */
import type { ProblemKind, ProblemText } from '../kernel/violation.js';

export type Remedy = readonly [zh: string, en: string];

export function row(kind: ProblemKind, zh: string, en: string, [remedyZh, remedyEn]: Remedy): ProblemText {
  return { kind, zh, en, remedyZh, remedyEn };
}
