/**
 * Names of batches and parked receipts: letters alone, so that no screen of public text takes a part of one for
 * somebody's number. The same request, asked again, has the same name.
 */
import { sha256 } from '../../kernel/hash.js';

const LETTERS = 10;

export function nameOf(...request: readonly string[]): string {
  const bytes = sha256(request.join('\n')).subarray(0, LETTERS);
  return [...bytes].map((byte) => String.fromCharCode(97 + (byte % 26))).join('');
}
