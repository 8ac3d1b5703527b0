/**
 * The shape of `estate.json`, as a zod schema. Each check names what it expects by a key of `EXPECTED`, so that a
 * problem can be told in both languages.
 */
import { z } from 'zod';
import { calendarDate } from '../../kernel/calendar.js';
import type { CalendarDate } from '../../kernel/calendar.js';
import { fundKinds, serviceModes } from '../rules/estate-profile.js';

export const EXPECTED: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  text: ['一段不空的文字', 'a text that is not empty'],
  code: ['小写字母、数字和连字符，如 yuanye-manor', 'lower-case letters, digits, hyphens, such as yuanye-manor'],
  upper: ['大写英文字母和下划线，如 BASIC', 'capital letters and underscores, such as BASIC'],
  date: ['真实的日期，写成 2024-07-01 这样', 'a real date, such as 2024-07-01'],
  calendarYear: ['01-01（会计年度从一月一日起）', '01-01 (the fiscal year is the calendar year)'],
  currency: ['CNY（人民币）', 'CNY'],
  serviceMode: [
    'LUMP_SUM、REMUNERATION、TRUST、SELF_MANAGED、HOURLY 之一',
    'one of LUMP_SUM, REMUNERATION, TRUST, SELF_MANAGED, HOURLY',
  ],
  fundCode: ['英文字母、数字和连字符，如 CW-2025-01', 'letters, digits and hyphens, such as CW-2025-01'],
  fundKind: [
    'PROPERTY_FEE、COMMON、WORKING、REPAIR、CHARITY、CAMPAIGN 之一',
    'one of PROPERTY_FEE, COMMON, WORKING, REPAIR, CHARITY, CAMPAIGN',
  ],
  holderType: ['ORG（单位）或 PERSON（个人）', 'ORG or PERSON'],
  bankNumber: ['账号，六到三十二位数字', 'an account number of 6 to 32 digits'],
  alias: ['别名，英文字母、数字和连字符', 'an alias of letters, digits and hyphens'],
  accountCode: ['会计科目编码，四位起，每级再加两位', 'an account code: four digits, two more for each level'],
  seats: ['零或正整数', 'zero or a positive whole number'],
  list: ['一个列表，用方括号 [ ]', 'a list in square brackets'],
  object: ['一组内容，用花括号 { }', 'an object in braces'],
  atLeastOne: ['至少一项', 'at least one item'],
};

const text = z.string('text').trim().min(1, 'text').max(200, 'text');
const upper = z.string('upper').regex(/^[A-Z][A-Z0-9_]{0,63}$/, 'upper');
const date = z
  .string('date')
  .refine((value) => calendarDate(value) !== undefined, 'date')
  .transform((value) => value as CalendarDate);

const fundShape = z.object(
  {
    code: z.string('fundCode').regex(/^[A-Za-z][A-Za-z0-9-]{0,31}$/, 'fundCode'),
    name: text,
    kind: z.enum(fundKinds, 'fundKind'),
    legalBasis: upper.optional(),
    custodian: text.optional(),
  },
  'object',
);

const bankAccountShape = z.object(
  {
    number: z.string('bankNumber').regex(/^\d{6,32}$/, 'bankNumber'),
    alias: z
      .string('alias')
      .regex(/^[A-Za-z][A-Za-z0-9-]{0,63}$/, 'alias')
      .optional(),
    holderName: text,
    holderType: z.enum(['ORG', 'PERSON'], 'holderType'),
    kind: upper,
    bank: z.string('text').trim().max(200, 'text').default(''),
    openedOn: date.optional(),
    closedOn: date.optional(),
    account: z.string('accountCode').regex(/^[1-5]\d{3}(?:\d{2}){0,4}$/, 'accountCode'),
  },
  'object',
);

const governingBodyShape = z.object(
  {
    kind: upper,
    name: text,
    formedOn: date.optional(),
    seats: z.record(z.string(), z.int('seats').min(0, 'seats'), 'object').optional(),
  },
  'object',
);

export const estateShape = z.object(
  {
    code: z
      .string('code')
      .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'code')
      .max(64, 'code'),
    name: text,
    address: text.optional(),
    serviceMode: z.enum(serviceModes, 'serviceMode'),
    lifecycleStage: upper.optional(),
    currency: z.literal('CNY', 'currency').default('CNY'),
    fiscalYearStart: z.literal('01-01', 'calendarYear').default('01-01'),
    booksOpenedOn: date,
    governingBody: governingBodyShape.optional(),
    funds: z.array(fundShape, 'list').min(1, 'atLeastOne'),
    bankAccounts: z.array(bankAccountShape, 'list').default([]),
  },
  'object',
);

/** The keys that each place of the file may hold; a number in a path is any item of the list. */
export const KNOWN_KEYS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['', new Set(Object.keys(estateShape.shape))],
  ['governingBody', new Set(Object.keys(governingBodyShape.shape))],
  ['funds[]', new Set(Object.keys(fundShape.shape))],
  ['bankAccounts[]', new Set(Object.keys(bankAccountShape.shape))],
]);
