/**
 * Vouchers that still stand: neither a red copy nor one that a red copy took back.
 */
export interface NumberedVoucher {
  readonly number: string;
  readonly kind: string;
  readonly refs: readonly (readonly [kind: string, value: string])[];
}

export function standing<T extends NumberedVoucher>(vouchers: readonly T[]): T[] {
  const taken = new Set(
    vouchers
      .filter(({ kind }) => kind === 'red')
      .flatMap(({ refs }) => refs.filter(([kind]) => kind === 'reverses').map(([, number]) => number)),
  );
  return vouchers.filter(({ kind, number }) => kind !== 'red' && !taken.has(number));
}
