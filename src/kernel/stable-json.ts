/**
 * One text for one input, whatever the order of its keys, so that its hash can be compared: the input side of
 * idempotency.
 * bigint becomes text; `undefined` members are left out.
 */
import { sha256 } from './hash.js';

export function stableJson(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) => {
    if (typeof member === 'bigint') return member.toString();
    if (typeof member !== 'object' || member === null || Array.isArray(member)) return member;
    return Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

/** SHA-256 of a parsed input, in hex. */
export function inputHash(value: unknown): string {
  return sha256(stableJson(value)).toString('hex');
}
