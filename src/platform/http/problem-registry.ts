/**
 * Violations become one problem document (RFC 9457).
 *
 * 1. Every code of every wing stands in one registry; a code that two tables claim stops the start.
 * 2. The document carries all violations. Its own type, title and status are those of the gravest: who you are comes
 *    before what you may do, that before what exists, that before what you wrote.
 * 3. Chinese first; English stands beside it under names ending in `_en`.
 * 4. A replayed refusal says that it is one, and that a new key is needed once the cause is gone.
 */
import { invariant } from '../../kernel/invariant.js';
import type { ProblemKind, ProblemTable, ProblemText, Violation } from '../../kernel/violation.js';
import { platformStatuses } from '../problems.js';

export interface ProblemViolation {
  readonly code: string;
  readonly at?: string;
  readonly title: string;
  readonly title_en: string;
  readonly remedy: string;
  readonly remedy_en: string;
  readonly facts: Readonly<Record<string, string>>;
}

export interface ProblemDocument {
  readonly type: string;
  readonly title: string;
  readonly title_en: string;
  readonly status: number;
  readonly detail: string;
  readonly detail_en: string;
  readonly code: string;
  /** The request's id, by which its line in the log is found. */
  readonly instance: string;
  readonly replayed?: true;
  readonly violations: readonly ProblemViolation[];
}

export interface ProblemContext {
  readonly requestId: string;
  readonly replayed?: boolean;
}

const STATUS: Readonly<Record<ProblemKind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  'too-large': 413,
  refused: 422,
};

const GRAVEST_FIRST: readonly ProblemKind[] = [
  'unauthenticated',
  'forbidden',
  'not-found',
  'too-large',
  'invalid',
  'conflict',
  'refused',
];

/** A hostile body can be wrong in a million places; nobody mends more than these at once. */
const MOST_VIOLATIONS = 200;

const REPLAYED = {
  zh: '这是上一次同一个请求的结果，没有重新办理；原因消除后，请换一个新的 Idempotency-Key 再提交。',
  en: 'This repeats the outcome of the same earlier request; once the cause is gone, use a new Idempotency-Key.',
};

export class ProblemRegistry {
  readonly #texts = new Map<string, ProblemText>();

  constructor(readonly tables: readonly ProblemTable[]) {
    for (const table of tables) {
      for (const [code, text] of Object.entries(table)) {
        invariant(!this.#texts.has(code), `the problem code ${code} stands in one table only`);
        this.#texts.set(code, text);
      }
    }
  }

  has(code: string): boolean {
    return this.#texts.has(code);
  }

  textOf(code: string): ProblemText | undefined {
    return this.#texts.get(code);
  }

  statusOf(code: string): number {
    const text = this.#texts.get(code);
    return platformStatuses[code] ?? (text === undefined ? 500 : STATUS[text.kind]);
  }

  /** The document for one or more violations whose codes are all known. */
  document(violations: readonly [Violation, ...Violation[]], context: ProblemContext): ProblemDocument {
    const { code } = this.#gravest(violations);
    const shown = violations.slice(0, MOST_VIOLATIONS).map((violation) => this.#describe(violation));
    const first = shown.find((violation) => violation.code === code);
    invariant(first !== undefined, 'the gravest violation is among those shown');
    const detail = detailOf(first, violations.length, context.replayed === true);
    return {
      type: `/problems/${code}`,
      title: first.title,
      title_en: first.title_en,
      status: this.statusOf(code),
      detail: detail.zh,
      detail_en: detail.en,
      code,
      instance: context.requestId,
      ...(context.replayed === true ? { replayed: true } : {}),
      violations: shown,
    };
  }

  #gravest(violations: readonly [Violation, ...Violation[]]): Violation {
    const rank = (violation: Violation): number => {
      const kind = this.#texts.get(violation.code)?.kind;
      return kind === undefined ? -1 : GRAVEST_FIRST.indexOf(kind);
    };
    return violations.slice(0, MOST_VIOLATIONS).reduce((gravest, one) => (rank(one) < rank(gravest) ? one : gravest));
  }

  #describe(violation: Violation): ProblemViolation {
    const text = this.#texts.get(violation.code);
    invariant(text !== undefined, `the problem code ${violation.code} has a text`);
    const facts = violation.facts ?? {};
    return {
      code: violation.code,
      ...(violation.at === undefined ? {} : { at: violation.at }),
      title: fill(text.zh, facts),
      title_en: fill(text.en, facts),
      remedy: fill(text.remedyZh, facts),
      remedy_en: fill(text.remedyEn, facts),
      facts,
    };
  }
}

/** Puts facts into a text; a placeholder without a fact stays, which a reader can still report. */
export function fill(text: string, facts: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => facts[name] ?? whole);
}

function detailOf(first: ProblemViolation, count: number, replayed: boolean): { zh: string; en: string } {
  const parts = [{ zh: first.remedy, en: first.remedy_en }];
  if (count > 1)
    parts.unshift({ zh: `共有 ${count} 处问题，逐条列在下面。`, en: `There are ${count} problems, listed below.` });
  if (replayed) parts.push(REPLAYED);
  return { zh: parts.map((part) => part.zh).join(''), en: parts.map((part) => part.en).join(' ') };
}
