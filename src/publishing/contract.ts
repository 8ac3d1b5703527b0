/** What the doors of publishing take and give. */
import { z } from 'zod';
import { cursor, day, estateCode, limit } from '../platform/http/contract-parts.js';
import { words } from '../platform/http/issue-words.js';
import { parseStatementId, reportPeriod } from './rules/report-period.js';

const PERIOD_WORDS = words(
  '应写成 2025-06（月）、2025Q2（季）、2025H1（半年）或 2025（年）',
  'should be written like 2025-06, 2025Q2, 2025H1 or 2025',
);
const ID_WORDS = words('应是报表编号，例如 fund-statement-2025Q2-v1', 'should be an id like fund-statement-2025Q2-v1');

const report = z.enum(['fund-statement']).meta({ examples: ['fund-statement'] });
const periodLabel = z
  .string()
  .refine((text) => reportPeriod(text) !== undefined, PERIOD_WORDS)
  .meta({ examples: ['2025Q2'] });
const statementId = z
  .string()
  .refine((text) => parseStatementId(text) !== undefined, ID_WORDS)
  .meta({ examples: ['fund-statement-2025Q2-v1'] });
const format = z.enum(['json', 'pdf', 'csv', 'xlsx', 'html']);

/** Text as the log keeps it: composed characters, one line. */
const reason = z
  .string()
  .max(500)
  .transform((typed) => typed.normalize('NFC').replace(/\s+/g, ' ').trim());

export const statementsQuery = z.object({
  report: report.optional(),
  period: periodLabel.optional(),
  cursor: cursor.optional(),
  limit: limit.optional(),
});
export const statementPath = z.object({ code: estateCode, id: statementId, format });
export const previewPath = z.object({ code: estateCode, report, period: periodLabel, format });
/** An organisation's account number, or the alias of a person's account. */
const accountName = z
  .string()
  .min(1)
  .max(60)
  .meta({ examples: ['51050100000000000001'] });

export const reconciliationPath = z.object({ code: estateCode, number: accountName, date: day, format });

export const bankJournalQuery = z.strictObject({
  account: accountName,
  fund: z
    .string()
    .min(1)
    .max(40)
    .meta({ examples: ['PR'] })
    .optional(),
  from: day.optional(),
  to: day.optional(),
  format: format.default('json'),
});

export const publishInput = z.strictObject({
  report: report.default('fund-statement'),
  period: periodLabel,
  reason: reason.default(''),
});

const count = z.int().min(0);

export const publishedAnswer = z.object({
  replayed: z.boolean(),
  id: z.string(),
  version: count,
  digest: z.string(),
  logSize: z.string(),
  publishedAt: z.string(),
  /** True where this version says the same already, and nothing was added. */
  unchanged: z.boolean(),
});

export const statementsAnswer = z.object({
  statements: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      report: z.string(),
      period: z.string(),
      periodText: z.string(),
      version: count,
      publishedAt: z.string(),
      by: z.string(),
      digest: z.string(),
      logSize: z.string(),
      seq: z.string(),
      reason: z.string().optional(),
      supersededBy: z.string().optional(),
    }),
  ),
  next: z.string().optional(),
});
