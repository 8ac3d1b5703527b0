import { Refusal, type Violation } from '../kernel/violation.js';

/** The command was written wrongly: exit code 2. */
export class WrongUsage extends Error {
  constructor(readonly violations: readonly Violation[]) {
    super(violations.map((violation) => violation.code).join(', '));
    this.name = 'WrongUsage';
  }

  static of(code: string, facts: Readonly<Record<string, string>>): WrongUsage {
    return new WrongUsage([{ code, facts }]);
  }
}

/** It was written rightly but cannot be done here and now: exit code 3. */
export class CannotRun extends Error {
  constructor(
    readonly violation: Violation,
    cause?: unknown,
  ) {
    super(violation.code, cause === undefined ? undefined : { cause });
    this.name = 'CannotRun';
  }
}

/** Ctrl-C or a request to end. */
export class Interrupted extends Error {
  constructor() {
    super('interrupted');
    this.name = 'Interrupted';
  }
}

/** A refusal of a command's own, with the facts that its text shows. */
export function refused(code: string, facts: Readonly<Record<string, string>>): Refusal {
  return new Refusal([{ code, facts }]);
}

/** The code of an error of the system or the database: "ENOENT", "55P03". */
export function systemCode(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : undefined;
}
