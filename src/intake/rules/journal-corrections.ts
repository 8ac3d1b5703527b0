/**
 * Red vouchers and their blue replacements.
 *
 * 1. A red voucher names an earlier voucher of the same year that is not red itself, holds exactly its lines with the
 *    opposite sign, and no voucher is reversed twice.
 * 2. A corrected voucher names a voucher that some red voucher reverses, once.
 */
import type { Finding } from './import-problem.js';
import { compareNumbers } from './voucher-number.js';
import type { VoucherNumber } from './voucher-number.js';
import { sameFingerprint } from './voucher-register.js';
import type { Fingerprint, VoucherRegister } from './voucher-register.js';

export interface Correction {
  readonly number: VoucherNumber;
  readonly original: VoucherNumber;
  /** First line of the file. */
  readonly line: number;
  /** The fingerprint that its exact negative would have. */
  readonly negated: Fingerprint;
  readonly isReadable: boolean;
}

export function checkCorrections(
  reds: readonly Correction[],
  corrected: readonly Correction[],
  register: VoucherRegister,
): Finding[] {
  const reversed = new Map<string, string>();
  const replaced = new Map<string, string>();
  const redFindings = reds.flatMap((red) => {
    const before = reversed.get(red.original.text);
    reversed.set(red.original.text, before ?? red.number.text);
    return redProblem(red, before, register);
  });
  const blueFindings = corrected.flatMap((blue) => {
    const before = replaced.get(blue.original.text);
    replaced.set(blue.original.text, before ?? blue.number.text);
    return blueProblem(blue, before, reversed.has(blue.original.text));
  });
  return [...redFindings, ...blueFindings];
}

function redProblem(red: Correction, before: string | undefined, register: VoucherRegister): Finding[] {
  const original = register.get(red.original);
  if (original === undefined) return [finding('JOURNAL_RED_UNKNOWN', red)];
  if (before !== undefined) return [finding('JOURNAL_RED_TWICE', red, { before })];
  if (original.isRed) return [finding('JOURNAL_RED_OF_RED', red)];
  if (compareNumbers(red.original, red.number) >= 0) return [finding('JOURNAL_RED_TOO_EARLY', red)];
  if (red.original.period.slice(0, 4) !== red.number.period.slice(0, 4))
    return [finding('JOURNAL_RED_OTHER_YEAR', red)];
  if (!red.isReadable || !original.isReadable) return [];
  return sameFingerprint(original.fingerprint, red.negated)
    ? []
    : [finding('JOURNAL_RED_NOT_EXACT', red, { originalLine: String(original.line) })];
}

function blueProblem(blue: Correction, before: string | undefined, isReversed: boolean): Finding[] {
  if (!isReversed) return [finding('JOURNAL_CORRECTED_WITHOUT_RED', blue)];
  return before === undefined ? [] : [finding('JOURNAL_CORRECTED_TWICE', blue, { before })];
}

function finding(code: string, correction: Correction, more: Record<string, string> = {}): Finding {
  const { line, number, original } = correction;
  const facts = { number: number.text, original: original.text, ...more };
  return { code, line, column: 'ref', value: original.text, facts };
}
