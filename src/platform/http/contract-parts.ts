/**
 * Parts that contracts are made of, each with its words. A contract is a set of zod schemas beside its controller;
 * Nest reads requests by them and the OpenAPI document is made from them.
 */
import { z } from 'zod';
import { calendarDate, period, type CalendarDate, type Period } from '../../kernel/calendar.js';
import { words } from './issue-words.js';

const DAY_WORDS = words('应是真实存在的日期，写成 2025-06-30 这样', 'should be a real day, written like 2025-06-30');
const MONTH_WORDS = words('应是月份，写成 2025-06 这样', 'should be a month, written like 2025-06');
const YUAN_WORDS = words(
  '应是以元为单位的金额，加引号，写足两位小数，例如 "1200.00"',
  'should be an amount in yuan, quoted and with two decimals, for example "1200.00"',
);
const LIMIT_WORDS = words('应是 1 到 200 的整数', 'should be a whole number from 1 to 200');
const COUNT_WORDS = words('应是不小于 0 的整数', 'should be a whole number, 0 or more');

/** A day of Asia/Shanghai. */
export const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, { error: DAY_WORDS, abort: true })
  .refine((text) => calendarDate(text) !== undefined, DAY_WORDS)
  .meta({ examples: ['2025-06-30'] })
  .transform((text) => text as CalendarDate);

export const month = z
  .string()
  .regex(/^\d{4}-\d{2}$/, { error: MONTH_WORDS, abort: true })
  .refine((text) => period(text) !== undefined, MONTH_WORDS)
  .meta({ examples: ['2025-06'] })
  .transform((text) => text as Period);

/** An amount as text, zero or more; the wing turns it into fen. */
export const yuan = z
  .string()
  .regex(/^(0|[1-9]\d{0,12})\.\d{2}$/, YUAN_WORDS)
  .meta({ examples: ['1200.00'] });

/** The same with a sign, for answers and for red entries. */
export const signedYuan = z
  .string()
  .regex(/^-?(0|[1-9]\d{0,12})\.\d{2}$/, YUAN_WORDS)
  .meta({ examples: ['-96.28'] });

/** A position in the estate's log, as it stands in an address. */
export const position = z
  .string()
  .regex(/^(0|[1-9]\d{0,17})$/, COUNT_WORDS)
  .meta({ examples: ['0'] })
  .transform((text) => BigInt(text));

/** How much of a list to give; the service's own number where it is absent. */
export const limit = z
  .string()
  .regex(/^(200|1?\d?\d)$/, { error: LIMIT_WORDS, abort: true })
  .refine((text) => Number(text) > 0, LIMIT_WORDS)
  .meta({ examples: ['50'] })
  .transform(Number);

/** Where a list goes on; taken from `next` of the page before. */
export const cursor = z
  .string()
  .regex(/^[A-Za-z0-9_.~=-]{1,200}$/, words('不是上一页给出的位置', 'is not the `next` of a page before'))
  .meta({ examples: ['MjAyNTA2LTAwMTI'] });

/** The estate's code in the path; whether it exists is the guard's question. */
export const estateCode = z
  .string()
  .max(60)
  .meta({ examples: ['yuanye-manor'] });

/** `@Param({ schema: estatePath })` of a route that has no other parameter. */
export const estatePath = z.object({ code: estateCode });
