/** What the doors of households' accounts and receipts take and give. */
import { z } from 'zod';
import { day, estateCode, signedYuan } from '../platform/http/contract-parts.js';
import { words } from '../platform/http/issue-words.js';
import { parseNumber, type VoucherNumber } from '../ledger/rules/index.js';
import { readReceiptNumber, type ReceiptNumber } from './rules/receipt.js';

const ORDER_WORDS = words('应不晚于 to', 'should not be after to');
const VOUCHER_WORDS = words('应是凭证号，例如 202411-0003', 'should be a voucher number, for example 202411-0003');
const RECEIPT_WORDS = words('应是收据号，例如 SJ-2025-00001', 'should be a receipt number, for example SJ-2025-00001');

export const unitText = z
  .string()
  .min(1)
  .max(40)
  .meta({ examples: ['9-909'] });

const receiptNumber = z
  .string()
  .refine((typed) => readReceiptNumber(typed) !== undefined, RECEIPT_WORDS)
  .transform((typed) => readReceiptNumber(typed) as ReceiptNumber)
  .meta({ examples: ['SJ-2025-00001'] });

export const householdPath = z.object({ code: estateCode, unit: unitText });
export const receiptPath = z.object({ code: estateCode, receipt: receiptNumber });

export const accountQuery = z
  .strictObject({ from: day.optional(), to: day.optional() })
  .refine(({ from, to }) => from === undefined || to === undefined || from <= to, {
    error: ORDER_WORDS,
    path: ['from'],
  });

export const receiptsInput = z.strictObject({
  voucher: z
    .string()
    .refine((typed) => parseNumber(typed) !== undefined, VOUCHER_WORDS)
    .transform((typed) => parseNumber(typed) as VoucherNumber)
    .meta({ examples: ['202411-0003'] }),
  unit: unitText.optional(),
});

export const voidInput = z.strictObject({
  reason: z
    .string()
    .max(200)
    .transform((typed) => typed.normalize('NFC').replace(/\s+/g, ' ').trim())
    .pipe(z.string().min(1)),
});

const balances = z.object({ owed: signedYuan, advance: signedYuan, deposit: signedYuan });

const count = z.int().min(0);

export const accountAnswer = z.object({
  unit: z.string(),
  from: z.string().optional(),
  to: z.string().optional(),
  opening: balances,
  lines: z.array(
    z.object({
      on: z.string(),
      kind: z.string(),
      kindName: z.string(),
      voucher: z.string(),
      account: z.string(),
      fund: z.string(),
      item: z.string(),
      month: z.string(),
      debit: signedYuan.optional(),
      credit: signedYuan.optional(),
      after: balances,
      payment: z
        .object({ payer: z.string(), method: z.string(), receivedOn: z.string(), serial: z.string(), note: z.string() })
        .optional(),
      receipts: z.array(z.object({ number: z.string(), void: z.boolean() })).optional(),
    }),
  ),
  closing: balances,
});

export const receiptsAnswer = z.object({
  receipts: z.array(z.object({ number: z.string(), unit: z.string(), amount: signedYuan, isNew: z.boolean() })),
});

export const receiptAnswer = z.object({
  number: z.string(),
  estate: z.string(),
  issuedOn: z.string(),
  void: z.object({ on: z.string(), reason: z.string() }).optional(),
  takenBack: z.boolean(),
  content: z
    .object({
      unit: z.string(),
      payer: z.string(),
      method: z.string(),
      methodName: z.string(),
      amount: signedYuan,
      uppercase: z.string(),
      receivedOn: z.string(),
      payee: z.string(),
      handler: z.string(),
      note: z.string(),
      voucher: z.string(),
      lines: z.array(z.object({ what: z.string(), item: z.string(), month: z.string(), amount: signedYuan })),
    })
    .optional(),
  proof: z
    .object({
      disclosure: z.string(),
      batch: z.object({ index: count, path: z.array(z.string()) }),
      leaf: z.object({ seq: count, bytes: z.string() }),
      log: z.object({ size: count, root: z.string(), path: z.array(z.string()) }),
    })
    .optional(),
});

export const voidAnswer = z.object({ replayed: z.boolean(), number: z.string() });
