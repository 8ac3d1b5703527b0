import { startupProblems, type StartupCode } from './startup-problems.js';

export type { StartupCode } from './startup-problems.js';

function fill(text: string, facts: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => facts[name] ?? whole);
}

/**
 * Why the service or a command cannot start: a code that scripts can read and a text for people, Chinese first.
 * `main` and `cli` print `message` and leave with a non-zero exit code; there is no stack to show, since the code is
 * not at fault.
 */
export class StartupError extends Error {
  /** What is wrong and what to do, in Chinese. */
  readonly zh: string;
  /** What is wrong and what to do, in English. */
  readonly en: string;

  constructor(
    readonly code: StartupCode,
    readonly facts: Readonly<Record<string, string>> = {},
    cause?: unknown,
  ) {
    const text = startupProblems[code];
    const zh = fill(text.zh + text.remedyZh, facts);
    const en = fill(`${text.en} ${text.remedyEn}`, facts);
    super(`${zh}\n${en}`, cause === undefined ? undefined : { cause });
    this.name = 'StartupError';
    this.zh = zh;
    this.en = en;
  }
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}

/** The start-up error behind a failed `listen`, or undefined where it is something else. */
export function listenError(error: unknown, host: string, port: number): StartupError | undefined {
  const facts = { host, port: String(port) };
  switch (codeOf(error)) {
    case 'EADDRINUSE':
      return new StartupError('PORT_TAKEN', facts, error);
    case 'EACCES':
      return new StartupError('PORT_FORBIDDEN', facts, error);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new StartupError('HOST_UNKNOWN', facts, error);
    default:
      return undefined;
  }
}
