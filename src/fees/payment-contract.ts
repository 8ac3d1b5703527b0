/** What the doors of receiving money take and give. A payment file is the body; the rest stands in the address. */
import { z } from 'zod';
import { fenFromYuan, type Fen } from '../kernel/fen.js';
import { day, estateCode, month, signedYuan, yuan } from '../platform/http/contract-parts.js';
import { words } from '../platform/http/issue-words.js';
import type { Settlement } from './rules/settlement.js';
import { PAYMENT_METHODS } from './rules/payment.js';

const BATCH_WORDS = words('应是收款批次的名字，十个小写字母', 'should be the name of a batch: ten small letters');
const ACCOUNT_WORDS = words('应是科目编码，例如 100201', 'should be an account code like 100201');

const text = z.string().max(100);
export const moneyAccount = z
  .string()
  .regex(/^[1-5]\d{3}(\d{2}){0,4}$/, ACCOUNT_WORDS)
  .meta({ examples: ['100201'] });
const fen = yuan.transform((typed) => fenFromYuan(typed) as Fen);
export const paymentMethod = z.enum(PAYMENT_METHODS).meta({ examples: ['QR'] });

const settlementParts = {
  settledOn: day.optional(),
  gross: fen.optional(),
  fee: fen.optional(),
  net: fen.optional(),
};

export const paymentsInput = z.strictObject({
  payments: z
    .array(
      z.strictObject({
        unit: text.meta({ examples: ['9-909'] }),
        receivedOn: day,
        amount: yuan,
        fee: yuan.optional(),
        serial: text.default(''),
        method: paymentMethod,
        payer: text.default(''),
        items: z.array(text).max(50).default([]),
        months: z.array(month).max(120).default([]),
        note: text.default(''),
      }),
    )
    .min(1)
    .max(1_000),
  account: moneyAccount.optional(),
  settlement: z.strictObject(settlementParts).default({}),
});

export const paymentFileQuery = z.strictObject({ account: moneyAccount.optional(), ...settlementParts });

export function settlementOf(input: z.infer<typeof paymentFileQuery>): Settlement {
  const { settledOn, gross, fee, net } = input;
  return {
    ...(settledOn === undefined ? {} : { settledOn }),
    ...(gross === undefined ? {} : { grossFen: gross }),
    ...(fee === undefined ? {} : { feeFen: fee }),
    ...(net === undefined ? {} : { netFen: net }),
  };
}

const batch = z
  .string()
  .regex(/^[a-z]{10}$/, BATCH_WORDS)
  .meta({ examples: ['kqzvbtrmwa'] });
export const batchPath = z.object({ code: estateCode, batch });

const count = z.int().min(0);
const counts = {
  payments: count,
  alreadyBooked: count,
  alreadyWaiting: count,
  gross: signedYuan,
  fee: signedYuan,
  net: signedYuan,
  vouchers: count,
};

const share = z.object({
  account: z.string(),
  fund: z.string(),
  item: z.string(),
  month: z.string(),
  amount: signedYuan,
});

export const paymentsPreviewAnswer = z.object({
  ...counts,
  /** The first of them; a file may have many. */
  allocation: z.array(z.object({ unit: z.string(), amount: signedYuan, shares: z.array(share) })),
});

export const paymentsAnswer = z.object({
  replayed: z.boolean(),
  batch: z.string(),
  proposalIds: z.array(z.string()),
  ...counts,
});

export const batchApprovedAnswer = z.object({ replayed: z.boolean(), vouchers: z.array(z.string()) });
