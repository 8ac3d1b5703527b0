/**
 * What went wrong, for people and for machines, and with which exit code.
 *
 * 1. Every known failure has a text in both languages with a remedy; Chinese comes first.
 * 2. No password, no address that holds one, and no stack reaches the screen, but for a mistake of the program.
 */
import { Refusal, type ProblemTable, type Violation } from '../kernel/violation.js';
import { StartupError } from '../platform/config/startup-error.js';
import { platformProblems } from '../platform/problems.js';
import type { JsonValue } from './answer.js';
import { EXIT } from './exit-codes.js';
import { CannotRun, Interrupted, systemCode, WrongUsage } from './faults.js';
import { commandProblems } from './problems.js';

type ExitCode = (typeof EXIT)[keyof typeof EXIT];

export interface Failure {
  readonly exitCode: ExitCode;
  /** For standard error. */
  readonly lines: readonly string[];
  readonly problems: readonly JsonValue[];
}

const OPENINGS: Readonly<Record<ExitCode, string>> = {
  [EXIT.done]: '',
  [EXIT.refused]: '没有办成 Refused',
  [EXIT.usage]: '命令写得不对 Wrong usage',
  [EXIT.cannot]: '不能运行 Cannot run',
  [EXIT.bug]: '程序出错 Program fault',
  [EXIT.interrupted]: '已中断 Stopped',
};

/** `tables` gives the texts of the wings, which are loaded only where one of them refused. */
export async function describeFailure(error: unknown, tables: () => Promise<ProblemTable>): Promise<Failure> {
  if (error instanceof Refusal) return failure(EXIT.refused, error.violations, await tables());
  if (error instanceof WrongUsage) return failure(EXIT.usage, error.violations);
  if (error instanceof StartupError) return failure(EXIT.cannot, [{ code: error.code, facts: error.facts }]);
  if (error instanceof CannotRun) return failure(EXIT.cannot, [error.violation]);
  if (error instanceof Interrupted) return failure(EXIT.interrupted, [{ code: 'STOPPED_BY_USER' }]);
  const code = databaseProblem(error);
  if (code !== undefined) return failure(EXIT.cannot, [{ code }]);
  return fault(error);
}

function failure(exitCode: ExitCode, violations: readonly Violation[], table: ProblemTable = {}): Failure {
  const texts = { ...platformProblems, ...table, ...commandProblems };
  return {
    exitCode,
    lines: violations.flatMap((violation) => problemLines(OPENINGS[exitCode], violation, texts)),
    problems: violations.map((violation) => problem(violation, texts)),
  };
}

function fault(error: unknown): Failure {
  const reason = error instanceof Error ? error.message : String(error);
  const told = failure(EXIT.bug, [{ code: 'PROGRAM_FAULT', facts: { reason } }]);
  const stack = error instanceof Error ? (error.stack ?? '').split('\n').slice(1) : [];
  return { ...told, lines: [...told.lines, ...stack] };
}

/** What is wrong, what to do, and both in English, below an opening. */
export function problemLines(opening: string, violation: Violation, texts: ProblemTable): string[] {
  const { code, at, facts = {} } = violation;
  const head = `${opening} [${code}]${at === undefined ? '' : ` ${at}`}`;
  const text = texts[code];
  if (text === undefined) return [head];
  return [
    head,
    `  ${ended(fill(text.zh, facts), '。')}`,
    `  怎么办：${ended(fill(text.remedyZh, facts), '。')}`,
    `  ${ended(fill(text.en, facts), '.')} ${ended(fill(text.remedyEn, facts), '.')}`,
  ];
}

/** Some tables end their sentences and some do not. */
function ended(sentence: string, stop: string): string {
  return /[.。!！?？:：]$/.test(sentence) ? sentence : sentence + stop;
}

/** A problem as machines read it. Texts are filled; the facts stand beside them. */
export function problem(violation: Violation, texts: ProblemTable): Readonly<Record<string, JsonValue | undefined>> {
  const { code, at, facts = {} } = violation;
  const text = texts[code];
  const said =
    text === undefined
      ? {}
      : {
          kind: text.kind,
          zh: fill(text.zh, facts),
          remedyZh: fill(text.remedyZh, facts),
          en: fill(text.en, facts),
          remedyEn: fill(text.remedyEn, facts),
        };
  return { code, ...(at === undefined ? {} : { at }), ...said, facts };
}

function fill(text: string, facts: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => (facts[name] ?? whole).replace(/\p{Cc}/gu, '␣'));
}

const LOST = /^(?:57P0[123]|08\w{3}|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT)$/;
const BUSY = /^(?:55P03|40P01|40001|25P03)$/;

function databaseProblem(error: unknown): string | undefined {
  const code = systemCode(error) ?? '';
  if (LOST.test(code) || /Connection terminated|not queryable/.test(String(error))) return 'DATABASE_LOST';
  return BUSY.test(code) ? 'DATABASE_BUSY' : undefined;
}
