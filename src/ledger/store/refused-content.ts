/** What the server said no to, told apart from a failure of the machinery. */
import type { Violation } from '../../kernel/violation.js';

/** SQLSTATE classes by which the server refuses content: ours, data, integrity. */
const REFUSED_CONTENT = /^(?:XY|22|23)/;

/**
 * Whether the server itself said no to what it was given, so that nothing was committed. After a lost connection
 * nobody knows: the commit may stand, and to post again would post twice. Such callers hear of the failure and ask
 * again with their idempotency key.
 */
export function isRefusedContent(error: unknown): error is Error {
  return error instanceof Error && 'severity' in error && 'code' in error && REFUSED_CONTENT.test(String(error.code));
}

/**
 * What only the subsidiary ledger knows under the lock: a household that is unknown, was charged already, would be
 * overdrawn, or a payment that is booked already. The database begins its message with the code.
 */
const CODES = [
  'UNIT_UNKNOWN',
  'CHARGED_TWICE',
  'SOURCE_REPEATED',
  'HOUSEHOLD_OVERDRAWN',
  'PERSONAL_ACCOUNT_RECEIPT',
  'PURPOSE_OVERDRAWN',
] as const;
const OF_INSIDE = new RegExp(`^(${CODES.join('|')}): (.*)$`, 's');

/** The refusal that the database gave, `undefined` for every other error. Nothing was committed. */
export function refusalOfInside(error: unknown): Violation | undefined {
  if (!isRefusedContent(error)) return undefined;
  const [, code, detail] = OF_INSIDE.exec(error.message) ?? [];
  return code === undefined || detail === undefined ? undefined : { code, at: 'inside', facts: { detail } };
}
