/** What the doors of charity take. Amounts are yuan as text with two decimals. */
import { z } from 'zod';
import { fen, fenFromYuan } from '../kernel/fen.js';
import { day, estateCode, yuan } from '../platform/http/contract-parts.js';
import { words } from '../platform/http/issue-words.js';
import { isDonationNumber } from './rules/donation.js';
import { USES } from './rules/purpose.js';
import { CATEGORIES, SPENT_ON } from './rules/spending.js';

const NUMBER_WORDS = words('应是捐赠编号，例如 202412-0003-017', 'should be a donation number like 202412-0003-017');
const ORDER_WORDS = words('应不晚于 to', 'should not be after to');

/** Text as the log keeps it: composed characters, one line. */
const line = (limit: number): z.ZodType<string, string> =>
  z
    .string()
    .max(limit)
    .transform((typed) => typed.normalize('NFC').replace(/\s+/g, ' ').trim());
const filled = (limit: number): z.ZodType<string, string> => line(limit).pipe(z.string().min(1));

const fundCode = z
  .string()
  .regex(/^[A-Z][A-Z0-9-]{0,19}$/, words('应是资金代号，例如 CF', 'should be a fund code like CF'))
  .meta({ examples: ['CF'] });
const purposeCode = z
  .string()
  .regex(/^[A-Z][A-Z0-9-]{0,19}$/, words('应是用途代号，例如 PAVILION', 'should be a purpose code like PAVILION'))
  .meta({ examples: ['PAVILION'] });
const account = z
  .string()
  .regex(/^[1-5]\d{3}(\d{2}){0,4}$/, words('应是科目编码，例如 122103', 'should be an account code like 122103'))
  .meta({ examples: ['122103'] });
const amount = yuan.transform((text) => fenFromYuan(text) ?? fen(0n));
const donationNumber = z
  .string()
  .refine(isDonationNumber, NUMBER_WORDS)
  .meta({ examples: ['202412-0003-017'] });

export const fundPath = z.object({ code: estateCode, fund: fundCode });
export const purposePath = z.object({ code: estateCode, fund: fundCode, purpose: purposeCode });
export const donationPath = z.object({ code: estateCode, number: donationNumber });

export const daysQuery = z
  .strictObject({ from: day.optional(), to: day.optional() })
  .refine(({ from, to }) => from === undefined || to === undefined || from <= to, {
    error: ORDER_WORDS,
    path: ['from'],
  });

export const purposeInput = z.strictObject({ purpose: purposeCode, name: filled(40), use: z.enum(USES) });

const donation = z
  .strictObject({
    on: day,
    donor: line(60).default(''),
    amount,
    purpose: z.union([purposeCode, z.literal('')]).default(''),
    consentToName: z.boolean().default(false),
    receiptNo: line(60).default(''),
    serial: line(60).default(''),
  })
  .transform(({ amount: given, consentToName, ...rest }) => ({ ...rest, fen: given, isNamed: consentToName }));

export const donationsInput = z.strictObject({
  account: account.optional(),
  donations: z.array(donation).min(1).max(2_000),
});
/** The file itself is the body. */
export const donationFileQuery = z.strictObject({ account: account.optional() });
export const namingInput = z.strictObject({ shown: z.boolean() });

const recipient = z
  .strictObject({ category: z.enum(CATEGORIES), name: filled(60), amount, note: line(200).default('') })
  .transform(({ amount: given, ...rest }) => ({ ...rest, fen: given }));

export const spendingInput = z
  .strictObject({
    on: day,
    use: z.enum(SPENT_ON),
    purpose: z.union([purposeCode, z.literal('')]).default(''),
    amount: amount.optional(),
    recipients: z.array(recipient).max(500).default([]),
    summary: line(120).default(''),
    resolution: line(60).default(''),
    account: account.optional(),
  })
  .transform(({ amount: given, account: place, ...rest }) => ({
    account: place,
    spending: { ...rest, fen: given ?? fen(0n) },
  }));

export const purposeChangeInput = z
  .strictObject({
    on: day,
    from: purposeCode,
    to: purposeCode,
    amount,
    consents: z
      .array(z.strictObject({ number: donationNumber, on: day, evidence: filled(200) }))
      .min(1)
      .max(2_000),
  })
  .transform(({ on, amount: given, ...rest }) => ({ on, move: { ...rest, fen: given } }));

export const leftoverInput = z
  .strictObject({ on: day, from: purposeCode, to: purposeCode, resolution: filled(60), reason: filled(100) })
  .transform(({ on, ...leftover }) => ({ on, leftover }));
