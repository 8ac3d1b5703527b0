/**
 * A broken rule, as a value. Rules return *all* their violations; a door turns them into a problem document.
 * `code` is frozen once released; `at` is a path into the input ("lines[2].creditFen"); `facts` fill the titles of
 * the wing's table.
 */
export interface Violation {
  readonly code: string;
  readonly at?: string;
  readonly facts?: Readonly<Record<string, string>>;
}

/** How a door answers a violation: the HTTP status family of RFC 9110. */
export type ProblemKind =
  'invalid' | 'unauthenticated' | 'forbidden' | 'not-found' | 'conflict' | 'refused' | 'too-large';

/** One row of a wing's table of problems. `{name}` in a text is filled from the violation's facts. */
export interface ProblemText {
  readonly kind: ProblemKind;
  readonly zh: string;
  readonly en: string;
  /** What the reader can do now. */
  readonly remedyZh: string;
  readonly remedyEn: string;
}

export type ProblemTable = Readonly<Record<string, ProblemText>>;

/** Thrown by verbs (never by rules) to leave a use case with its violations; the one filter at the door answers it. */
export class Refusal extends Error {
  constructor(
    readonly violations: readonly [Violation, ...Violation[]],
    readonly replayed = false,
  ) {
    super(violations.map((violation) => violation.code).join(', '));
    this.name = 'Refusal';
  }

  static of(code: string, at?: string, facts?: Record<string, string>): Refusal {
    return new Refusal([{ code, ...(at === undefined ? {} : { at }), ...(facts === undefined ? {} : { facts }) }]);
  }
}
