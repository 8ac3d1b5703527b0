/** What the doors of household insurance and of money that is passed through take and give. */
import { z } from 'zod';
import { yuanFromFen } from '../kernel/fen.js';
import { day, signedYuan } from '../platform/http/contract-parts.js';
import {
  amountAboveZero,
  count,
  documents,
  fundCode,
  moneyAccount,
  proposals,
  recordName,
  replayed,
  resolutionText,
  saidText,
  serialCode,
  unitCode,
} from './parts-contract.js';
import type { InsuranceBatch } from './rules/insurance.js';
import type { InsuranceView, InsuredHousehold } from './show-insurance.js';

export const insuranceInput = z.strictObject({
  id: recordName,
  insurer: saidText(80),
  fund: fundCode.default('PS'),
  /** For one household. */
  premium: amountAboveZero,
  from: day,
  to: day,
  resolution: resolutionText,
});

export function insuranceOf({ premium: premiumFen, ...rest }: z.infer<typeof insuranceInput>): InsuranceBatch {
  return { ...rest, premiumFen };
}

const MOST_ROWS = 10_000;
const paid = { eventOn: day, account: moneyAccount.default('100201'), documents: documents.default([]) };
export const insuredInput = z.strictObject({
  ...paid,
  rows: z
    .array(z.strictObject({ unit: unitCode, policy: saidText(60) }))
    .min(1)
    .max(MOST_ROWS),
});
export const cancelledInput = z.strictObject({
  ...paid,
  rows: z
    .array(z.strictObject({ unit: unitCode, refund: amountAboveZero }))
    .min(1)
    .max(MOST_ROWS),
});

export const insuredAnswer = z.object({ replayed, proposals, households: count, amount: signedYuan });
export const insuranceAnswer = z.object({
  asOf: z.string(),
  batches: z.array(
    z.object({
      id: z.string(),
      insurer: z.string(),
      fund: z.string(),
      premium: signedYuan,
      from: z.string(),
      to: z.string(),
      resolution: z.string(),
      paid: signedYuan,
    }),
  ),
});

export function insuranceView({ batch, paidFen }: InsuranceView): z.infer<typeof insuranceAnswer>['batches'][number] {
  const { premiumFen, ...terms } = batch;
  return { ...terms, premium: yuanFromFen(premiumFen), paid: yuanFromFen(paidFen) };
}

export const insuredHouseholdsAnswer = z.object({
  households: z.array(z.object({ unit: z.string(), policy: z.string(), paid: signedYuan, cancelled: z.boolean() })),
});

export function insuredView(row: InsuredHousehold): z.infer<typeof insuredHouseholdsAnswer>['households'][number] {
  return { unit: row.unit, policy: row.policy, paid: yuanFromFen(row.paidFen), cancelled: row.isCancelled };
}

export const passThroughInput = z.strictObject({
  direction: z.enum(['in', 'out']),
  order: recordName,
  unit: unitCode,
  eventOn: day,
  amount: amountAboveZero,
  fund: fundCode.default('PS'),
  account: moneyAccount.default('100201'),
  serial: serialCode,
  documents: documents.default([]),
});
