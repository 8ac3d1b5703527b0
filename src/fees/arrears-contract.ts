/** What the doors of arrears and reminders take and give. */
import { z } from 'zod';
import { day, month, signedYuan } from '../platform/http/contract-parts.js';
import { AGE_BUCKETS } from './rules/ageing.js';
import { REMINDER_WAYS } from './rules/reminder.js';
import { building, unitCode } from './tariff-contract.js';

const count = z.int().min(0);

export const arrearsQuery = z.strictObject({ on: day.optional(), from: month.optional() });
export const owingQuery = z.strictObject({ on: day.optional(), building: building.optional() });
export const noticesQuery = z.strictObject({ building: building.optional(), unit: unitCode.optional() });

const shownCell = { households: count, owing: count.optional() };

/** Where `owing` is absent the count is too small to be told. */
export const arrearsAnswer = z.object({
  on: z.string(),
  households: count,
  owing: count.optional(),
  amount: signedYuan.optional(),
  buildings: z.array(z.object({ building: z.string(), ...shownCell })),
  cells: z.array(z.object({ cell: z.string(), buildings: z.array(z.string()), ...shownCell })),
  ages: z.array(z.object({ months: z.enum(AGE_BUCKETS), name: z.string(), owing: count.optional() })),
  collection: z.object({
    from: z.string(),
    to: z.string(),
    charged: signedYuan,
    received: signedYuan,
    ratePercent: z.string().optional(),
    oldReceived: signedYuan,
    advanceReceived: signedYuan,
  }),
});

export const owingAnswer = z.object({
  on: z.string(),
  total: signedYuan,
  households: z.array(
    z.object({
      unit: z.string(),
      building: z.string(),
      amount: signedYuan,
      oldest: z.enum(AGE_BUCKETS),
      ages: z.record(z.enum(AGE_BUCKETS), signedYuan),
    }),
  ),
});

const givenReminder = z.object({
  unit: z.string(),
  on: z.string(),
  way: z.string(),
  amount: signedYuan,
});

export const noticesAnswer = z.object({
  notices: z.array(
    z.object({
      unit: z.string(),
      building: z.string(),
      on: z.string(),
      amount: signedYuan,
      inWords: z.string(),
      lines: z.array(z.object({ item: z.string(), name: z.string(), month: z.string(), amount: signedYuan })),
      given: z.array(givenReminder),
    }),
  ),
});

export const remindersInput = z.strictObject({
  on: day,
  way: z.enum(REMINDER_WAYS),
  units: z.array(unitCode).min(1).max(5_000),
});
export const remindedAnswer = z.object({ replayed: z.boolean(), position: z.string(), households: count });
export const remindersAnswer = z.object({ reminders: z.array(givenReminder) });
