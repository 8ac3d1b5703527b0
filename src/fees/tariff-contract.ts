/** What the doors of tariffs and of the households' facts take and give. */
import { z } from 'zod';
import { day, estateCode, position } from '../platform/http/contract-parts.js';
import { words } from '../platform/http/issue-words.js';
import { BASES, type TariffComponent, type TariffTerms } from './rules/tariff.js';

const CODE_WORDS = words(
  '应是大写字母开头的代号，例如 FEE',
  'should be a code of capital letters, digits and dashes, like FEE',
);
const RATE_WORDS = words('应是加引号的数，例如 "0.50"', 'should be a number in quotes, like "0.50"');
const ACCOUNT_WORDS = words('应是科目编码，例如 112201', 'should be an account code like 112201');
const UNIT_WORDS = words('应是户号，例如 9-909', 'should be a unit like 9-909');

/** Text as the log keeps it. */
export function plainText(limit: number): z.ZodType<string> {
  return z
    .string()
    .max(limit)
    .transform((typed) => typed.normalize('NFC').replace(/\s+/g, ' ').trim());
}

export const feeCode = z
  .string()
  .regex(/^[A-Z][A-Z0-9-]{0,19}$/, CODE_WORDS)
  .meta({ examples: ['FEE'] });
export const building = plainText(40).pipe(z.string().min(1));
export const unitCode = z
  .string()
  .regex(/^\S(.{0,38}\S)?$/u, UNIT_WORDS)
  .meta({ examples: ['9-909'] });
const account = z.string().regex(/^[1-5]\d{3}(\d{2}){0,4}$/, ACCOUNT_WORDS);
const fund = z.string().regex(/^[A-Z][A-Z0-9-]{0,19}$/, CODE_WORDS);
const decimalText = z.string().regex(/^(0|[1-9]\d{0,8})(\.\d{1,8})?$/, RATE_WORDS);

const component = z
  .strictObject({
    code: feeCode,
    name: plainText(40).pipe(z.string().min(1)),
    basis: z.enum(BASES),
    thing: z.union([feeCode, z.literal('')]).default(''),
    rate: z.union([decimalText, z.literal('')]).default(''),
    income: account,
    receivable: account,
    fund,
    vacantPercent: z.int().min(0).max(100).default(100),
    graceDays: z.int().min(0).max(365).default(0),
  })
  .transform((one): TariffComponent => one);

export const tariffInput = z
  .strictObject({
    code: feeCode,
    name: plainText(60).pipe(z.string().min(1)),
    from: day,
    resolution: plainText(60).pipe(z.string().min(1)),
    buildings: z.array(building).max(200).default([]),
    components: z.array(component).max(30),
  })
  .transform((terms): TariffTerms => terms);

export const tariffPath = z.object({ code: estateCode, position });
export const draftedAnswer = z.object({ replayed: z.boolean(), position: z.string() });
export const tariffApprovedAnswer = z.object({
  replayed: z.boolean(),
  tariff: z.string(),
  from: z.string(),
  position: z.string(),
});

const tariffAnswer = z.object({
  code: z.string(),
  name: z.string(),
  from: z.string(),
  resolution: z.string(),
  buildings: z.array(z.string()),
  components: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      basis: z.string(),
      thing: z.string(),
      rate: z.string(),
      income: z.string(),
      receivable: z.string(),
      fund: z.string(),
      vacantPercent: z.int(),
      graceDays: z.int(),
    }),
  ),
  position: z.string(),
  preparer: z.string(),
  approver: z.string().optional(),
  recordedAt: z.string(),
});
export const tariffsAnswer = z.object({ tariffs: z.array(tariffAnswer), waiting: z.array(tariffAnswer) });

export const unitFactsInput = z.strictObject({
  thing: feeCode,
  from: day,
  units: z
    .array(z.strictObject({ unit: unitCode, quantity: decimalText }))
    .min(1)
    .max(10_000),
});
export const unitFactsAnswer = z.object({
  replayed: z.boolean(),
  position: z.string(),
  households: z.int().min(0),
});
