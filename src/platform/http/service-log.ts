/**
 * The service's log: one JSON line an event.
 *
 * 1. A request is told by its id, method, route *pattern*, status and duration. Addresses, query strings, headers and
 *    bodies never enter a line: they hold account numbers, names and tokens.
 * 2. An error is told by its kind and the places in the code. Its message is kept only where we wrote it: others quote
 *    what they were given.
 */
import type { LoggerService } from '@nestjs/common';
import { destination, pino, type Logger } from 'pino';

export type ServiceLog = Logger;

/** What Nest asks for by type must be a class; this is the token of the log. */
export const SERVICE_LOG = Symbol('ServiceLog');

/** Never logged on purpose; these are for the day that somebody logs an object whole. */
const SECRETS = [
  'authorization',
  'headers.authorization',
  'headers.cookie',
  '*.headers.authorization',
  'token',
  '*.token',
];

export interface LogOptions {
  readonly level: string;
  /** A file descriptor: 2 (the default) leaves standard output to words for people. */
  readonly fd?: number;
}

export function createServiceLog({ level, fd = 2 }: LogOptions): ServiceLog {
  const settings = { level, redact: { paths: SECRETS, censor: '[redacted]' }, base: { pid: process.pid } };
  return pino(settings, destination({ fd, sync: true }));
}

export interface QuietError {
  readonly kind: string;
  readonly code?: string;
  readonly message?: string;
  readonly frames: readonly string[];
  readonly cause?: QuietError;
}

const FRAMES = 12;

/** An error without what it may quote. */
export function quietError(error: unknown): QuietError {
  if (!(error instanceof Error)) return { kind: typeof error, frames: [] };
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const cause = error.cause === undefined ? {} : { cause: quietError(error.cause) };
  return {
    kind: error.name,
    ...code,
    ...ownMessage(error),
    frames: frames.slice(0, FRAMES).map((line) => line.trim()),
    ...cause,
  };
}

/** Ours are plain `Error`s and what the database functions raise, whose first word is a code of ours. */
function ownMessage(error: Error): { message?: string } {
  if (error.name === 'Error') return { message: error.message.slice(0, 300) };
  const raised = /^([A-Z][A-Z_]+):/.exec(error.message)?.[1];
  return raised === undefined ? {} : { message: raised };
}

type Level = 'debug' | 'warn' | 'error' | 'fatal';

/** Nest's own words go to the same log; its chatter at start-up is for those who debug. */
export class NestLog implements LoggerService {
  constructor(private readonly serviceLog: ServiceLog) {}

  log(message: unknown, ...rest: unknown[]): void {
    this.#write('debug', message, rest);
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.#write('debug', message, rest);
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.#write('debug', message, rest);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.#write('warn', message, rest);
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.#write('error', message, rest);
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.#write('fatal', message, rest);
  }

  #write(level: Level, message: unknown, rest: readonly unknown[]): void {
    const error = [message, ...rest].find((part) => part instanceof Error);
    // The last text is Nest's name of the part that speaks; a stack before it says more than we may keep.
    const context = rest.findLast((part): part is string => typeof part === 'string' && !part.includes('\n'));
    const facts = {
      ...(context === undefined ? {} : { context }),
      ...(error === undefined ? {} : { error: quietError(error) }),
    };
    this.serviceLog[level](facts, typeof message === 'string' ? message : 'nest');
  }
}
