import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Refusal } from '../../kernel/violation.js';

const HEADER = 'idempotency-key';
const KEY = /^[\x20-\x7e]{1,200}$/;

/** @throws Refusal IDEMPOTENCY_KEY_MISSING, IDEMPOTENCY_KEY_INVALID. */
export function readIdempotencyKey(header: unknown): string {
  if (header === undefined || header === '') throw Refusal.of('IDEMPOTENCY_KEY_MISSING', 'Idempotency-Key');
  if (typeof header !== 'string' || !KEY.test(header)) throw Refusal.of('IDEMPOTENCY_KEY_INVALID', 'Idempotency-Key');
  return header;
}

function documentHeader(target: object, method: string | symbol | undefined): void {
  if (method === undefined) return;
  const descriptor = Object.getOwnPropertyDescriptor(target, method);
  if (descriptor === undefined) return;
  const schema = { type: 'string', minLength: 1, maxLength: 200 } as const;
  const description = '本次操作的编号，重试时不变。One key per operation, the same when you retry.';
  ApiHeader({ name: 'Idempotency-Key', required: true, description, schema })(target, method, descriptor);
}

/**
 * The caller's key of this operation, required. Parameters are read after the guards, so whoever may not do a thing
 * learns nothing about keys.
 */
export const IdempotencyKey = createParamDecorator(
  (_: unknown, context: ExecutionContext): string =>
    readIdempotencyKey(context.switchToHttp().getRequest<FastifyRequest>().headers[HEADER]),
  [(target, method) => documentHeader(target, method)],
);
