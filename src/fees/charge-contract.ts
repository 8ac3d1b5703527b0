/** What the doors of charging take and give. */
import { z } from 'zod';
import { fenFromYuan } from '../kernel/fen.js';
import { cursor, day, estateCode, limit, month, signedYuan, yuan } from '../platform/http/contract-parts.js';
import { words } from '../platform/http/issue-words.js';
import { ADJUSTMENT_KINDS, type Adjustment } from './rules/charge-adjustment.js';
import { building, feeCode, plainText, unitCode } from './tariff-contract.js';

const POOLS_WORDS = words(
  '应写成 LIGHT:220.50 这样，几项之间用逗号',
  'should be written like LIGHT:220.50, several parted by commas',
);
const ABOVE_ZERO_WORDS = words('应大于零', 'should be above zero');
const POOL = /^[A-Z][A-Z0-9-]{0,19}:(0|[1-9]\d{0,12})\.\d{2}$/;

export const amountAboveZero = yuan
  .transform((text) => fenFromYuan(text) ?? 0n)
  .refine((fen) => fen > 0n, ABOVE_ZERO_WORDS);

export const monthPath = z.object({ code: estateCode, month });

const buildingQuery = building.transform((one) => [one]).optional();
/** Amounts to share this month, as an address can carry them. */
const pools = z
  .string()
  .refine((text) => text.split(',').every((one) => POOL.test(one)), POOLS_WORDS)
  .transform((text) =>
    text.split(',').map((one): [string, bigint] => {
      const [component = '', amount = ''] = one.split(':');
      return [component, fenFromYuan(amount) ?? 0n];
    }),
  )
  .optional();

export const previewQuery = z.strictObject({ building: buildingQuery, shared: pools });
export const householdsQuery = z.strictObject({
  building: buildingQuery,
  shared: pools,
  cursor: cursor.optional(),
  limit: limit.optional(),
});

export const chargeInput = z.strictObject({
  eventOn: day.optional(),
  buildings: z.array(building).max(200).default([]),
  shared: z
    .record(feeCode, amountAboveZero)
    .default({})
    .transform((record) => Object.entries(record)),
});

const count = z.int().min(0);
const componentTotal = z.object({
  item: z.string(),
  name: z.string(),
  income: z.string(),
  receivable: z.string(),
  fund: z.string(),
  households: count,
  amount: signedYuan,
});

export const previewAnswer = z.object({
  month: z.string(),
  households: count,
  total: signedYuan,
  applied: signedYuan,
  components: z.array(componentTotal),
  waiting: z.array(z.string()),
});

export const householdsAnswer = z.object({
  households: z.array(
    z.object({
      unit: z.string(),
      building: z.string(),
      total: signedYuan,
      applied: signedYuan,
      charges: z.array(z.object({ item: z.string(), name: z.string(), fund: z.string(), amount: signedYuan })),
    }),
  ),
  next: z.string().optional(),
});

export const proposalsAnswer = z.object({ replayed: z.boolean(), proposalIds: z.array(z.string()) });

export const chargesApprovedAnswer = z.object({
  replayed: z.boolean(),
  vouchers: z.array(
    z.object({
      number: z.string(),
      period: z.string(),
      eventOn: z.string(),
      id: z.string(),
      seq: z.string(),
      leafHash: z.string(),
    }),
  ),
});

export const adjustmentsInput = z.strictObject({
  eventOn: day,
  adjustments: z
    .array(
      z
        .strictObject({
          unit: unitCode,
          item: feeCode,
          month,
          kind: z.enum(ADJUSTMENT_KINDS),
          amount: amountAboveZero,
          reason: plainText(200).pipe(z.string().min(1)),
        })
        .transform(({ amount, ...one }): Adjustment => ({ ...one, fen: amount })),
    )
    .min(1)
    .max(1_000),
});
