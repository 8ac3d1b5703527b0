/** What the doors of matching take and give. Amounts are yuan as text with two decimals. */
import { z } from 'zod';
import { cursor, estateCode, limit, signedYuan } from '../platform/http/contract-parts.js';
import { words } from '../platform/http/issue-words.js';
import { DRAFT_KINDS } from './rules/index.js';

const PLACE_WORDS = words('应是记录里的位置，例如 57.12', 'should be a place in the log, for example 57.12');
const NUMBER_WORDS = words('应是凭证号，例如 记-202411-0003', 'should be a voucher number, for example 记-202411-0003');

/** A line or a match by its place in the log. */
const place = z
  .string()
  .regex(/^(0|[1-9]\d{0,17})\.(0|[1-9]\d{0,8})$/, PLACE_WORDS)
  .meta({ examples: ['57.12'] });

const voucherNo = z
  .string()
  .regex(/^(?:记-)?\d{6}-\d{4,9}$/, NUMBER_WORDS)
  .transform((typed) => (typed.startsWith('记-') ? typed : `记-${typed}`))
  .meta({ examples: ['202411-0003'] });

/** An organisation's account number, or the alias of a person's account. */
const number = z
  .string()
  .min(1)
  .max(60)
  .meta({ examples: ['51050100000000000001'] });

export const accountPath = z.object({ code: estateCode, number });
export const matchPath = z.object({ code: estateCode, number, id: place });
export const linePath = z.object({ code: estateCode, number, line: place });

export const matchesQuery = z.strictObject({
  state: z.enum(['standing', 'undone', 'lapsed']).optional(),
  cursor: cursor.optional(),
  limit: limit.optional(),
});

const reason = z
  .string()
  .max(200)
  .transform((typed) => typed.normalize('NFC').replace(/\s+/g, ' ').trim())
  .pipe(z.string().min(1));

export const confirmInput = z.strictObject({
  lines: z.array(place).min(1).max(200),
  vouchers: z.array(voucherNo).max(400).default([]),
});
export const undoInput = z.strictObject({ reason });
export const draftInput = z.strictObject({
  kind: z.enum(DRAFT_KINDS),
  fund: z
    .string()
    .regex(/^[A-Z][A-Z0-9-]{0,19}$/, words('应是资金代号，例如 PR', 'should be a fund code like PR'))
    .optional(),
  unit: z.string().min(1).max(40).optional(),
});

const count = z.int().min(0);

export const ranAnswer = z.object({
  replayed: z.boolean(),
  accounts: z.array(
    z.object({
      account: z.string(),
      made: count,
      byRule: z.record(z.string(), count),
      likely: count,
      openLines: count,
      openVouchers: count,
    }),
  ),
});

export const decidedAnswer = z.object({ replayed: z.boolean(), match: z.string() });
export const draftedAnswer = z.object({ replayed: z.boolean(), proposalId: z.string() });

const match = {
  rule: z.string(),
  score: count,
  explanation: z.string(),
  amount: signedYuan,
  lines: z.array(z.string()),
  vouchers: z.array(z.string()),
  cancelled: z.array(z.string()),
};

export const matchesAnswer = z.object({
  matches: z.array(
    z.object({
      id: z.string(),
      ...match,
      state: z.enum(['standing', 'undone', 'lapsed']),
      how: z.enum(['engine', 'person']),
      by: z.string(),
      madeAt: z.string(),
      undone: z.object({ by: z.string(), at: z.string(), reason: z.string() }).optional(),
      lapse: z.string().optional(),
    }),
  ),
  next: z.string().optional(),
});

export const matchingAnswer = z.object({
  /** Beyond doubt, and written down by the next run. */
  certain: z.array(z.object(match)),
  likely: z.array(z.object({ ...match, rivals: count })),
  openLines: z.array(
    z.object({
      line: z.string(),
      bookedOn: z.string(),
      amount: signedYuan,
      balance: signedYuan,
      serial: z.string().optional(),
      counterparty: z.string(),
      counterpartyNumber: z.string(),
      summary: z.string(),
      remark: z.string(),
      suggestion: z
        .object({
          rule: z.string(),
          score: count,
          explanation: z.string(),
          /** How a draft can be begun from the line, where it can. */
          draft: z.enum(DRAFT_KINDS).optional(),
          voucher: z.string().optional(),
          summary: z.string().optional(),
        })
        .optional(),
    }),
  ),
  openVouchers: z.array(
    z.object({ voucher: z.string(), eventOn: z.string(), summary: z.string(), amount: signedYuan }),
  ),
  learned: z.array(
    z.object({
      id: z.string(),
      direction: z.enum(['in', 'out']),
      firstDay: count,
      lastDay: count,
      summary: z.string(),
      times: count,
    }),
  ),
});
