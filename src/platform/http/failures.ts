/**
 * What went wrong without being a refusal: errors of the database, of the framework, and bugs.
 *
 * 1. A lock or a statement that took too long, or a deadlock, is BUSY: nothing was done, and the same request may be
 *    sent again.
 * 2. A database that cannot be reached is UNAVAILABLE.
 * 3. What the append functions refuse (class XY) means that our rules missed something: INTERNAL, like every bug.
 * 4. An answer never repeats an error's message.
 */
import { HttpException } from '@nestjs/common';
import type { Violation } from '../../kernel/violation.js';

export interface Failure {
  readonly violation: Violation;
  /** Whoever keeps the service should hear of it. */
  readonly isOurs: boolean;
  readonly retryAfterSeconds?: number;
}

export interface FailedRequest {
  readonly requestId: string;
  readonly path: string;
  readonly mediaType: string;
  readonly limit: string;
}

const BUSY = new Set(['55P03', '57014', '40001', '40P01', '25P03', '53300']);
const BROKEN_CONNECTION = /^(?:08|57P0|ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND|EAI_AGAIN)/;
const POOL_BUSY = /timeout exceeded when trying to connect/;
const POOL_BROKEN = /connection terminated|connection ended|not queryable/i;

export function failureOf(error: unknown, request: FailedRequest): Failure {
  if (error instanceof HttpException) return httpFailure(error, request);
  const cause = driverError(error);
  const code = codeOf(cause);
  const message = cause instanceof Error ? cause.message : '';
  if (BUSY.has(code) || POOL_BUSY.test(message)) {
    return { violation: { code: 'BUSY' }, isOurs: true, retryAfterSeconds: 2 };
  }
  if (BROKEN_CONNECTION.test(code) || POOL_BROKEN.test(message)) {
    return { violation: { code: 'UNAVAILABLE' }, isOurs: true, retryAfterSeconds: 5 };
  }
  return internal(request);
}

export function internal(request: Pick<FailedRequest, 'requestId'>): Failure {
  return { violation: { code: 'INTERNAL', facts: { requestId: request.requestId } }, isOurs: true };
}

/** TypeORM wraps what the driver said. */
function driverError(error: unknown): unknown {
  if (error instanceof AggregateError) return error.errors[0];
  const hasDriver = typeof error === 'object' && error !== null && 'driverError' in error;
  return hasDriver ? error.driverError : error;
}

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}

/** What the framework refuses before any handler of ours runs. */
function httpFailure(error: HttpException, request: FailedRequest): Failure {
  const violation = httpViolation(error.getStatus(), request);
  return violation === undefined ? internal(request) : { violation, isOurs: false };
}

function httpViolation(status: number, request: FailedRequest): Violation | undefined {
  switch (status) {
    case 400:
      return { code: 'BODY_NOT_JSON', at: 'body' };
    case 404:
      return { code: 'NOT_FOUND_ROUTE', facts: { path: request.path } };
    case 413:
      return { code: 'BODY_TOO_LARGE', at: 'body', facts: { limit: request.limit } };
    case 415:
      return { code: 'UNSUPPORTED_MEDIA_TYPE', at: 'Content-Type', facts: { mediaType: request.mediaType } };
    default:
      return undefined;
  }
}
