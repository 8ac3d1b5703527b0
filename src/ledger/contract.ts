/**
 * What the ledger's doors take and give. Amounts are yuan as text with two decimals; positions in the log are whole
 * numbers.
 */
import { z } from 'zod';
import { fen, fenFromYuan } from '../kernel/fen.js';
import { cursor, day, estateCode, limit, month, position, signedYuan, yuan } from '../platform/http/contract-parts.js';
import { words } from '../platform/http/issue-words.js';
import { parseNumber, PROPOSED_KINDS, type DraftLine, type VoucherNumber } from './rules/voucher.js';

const ONE_SIDE = words('要么写借方 debit，要么写贷方 credit，只写一个', 'has either debit or credit, not both');
const NUMBER_WORDS = words('应是凭证号，例如 202411-0003', 'should be a voucher number, for example 202411-0003');

/** Text as the log keeps it: composed characters, no tabs or carriage returns. */
const text = z
  .string()
  .max(500)
  .transform((typed) => typed.normalize('NFC').replace(/\r\n?/g, '\n').replaceAll('\t', ' ').trim());

const accountCode = z
  .string()
  .regex(/^[1-5]\d{3}(\d{2}){0,4}$/, words('应是科目编码，例如 100201', 'should be an account code like 100201'))
  .meta({ examples: ['100201'] });
const fundCode = z
  .string()
  .regex(/^[A-Z][A-Z0-9-]{0,19}$/, words('应是资金代号，例如 PR', 'should be a fund code like PR'))
  .meta({ examples: ['PR'] });

const dimensions = z
  .record(z.string().regex(/^[A-Za-z]{1,30}$/), text)
  .default({})
  .transform((record) => Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));

function lineOf<T extends z.ZodType<string>>(amount: T) {
  return z
    .strictObject({
      account: accountCode,
      fund: fundCode,
      debit: amount.optional(),
      credit: amount.optional(),
      summary: text.default(''),
      dimensions,
    })
    .refine((line) => (line.debit === undefined) !== (line.credit === undefined), ONE_SIDE)
    .transform((line): DraftLine => {
      const { debit, credit, ...rest } = line;
      const amount = fenFromYuan((debit ?? credit) as string) ?? fen(0n);
      return { ...rest, side: debit === undefined ? 'C' : 'D', fen: amount };
    });
}

const refs = z
  .array(z.strictObject({ kind: z.enum(['resolution', 'project', 'campaign', 'document', 'contract']), value: text }))
  .max(20)
  .default([])
  .transform((list) => list.map(({ kind, value }) => [kind, value] as const));

/** A voucher before it has a number. */
export const voucherInput = z
  .strictObject({
    eventOn: day,
    kind: z.enum(PROPOSED_KINDS).default('normal'),
    summary: text,
    lines: z.array(lineOf(yuan)).min(2).max(200),
    refs,
  })
  .transform((draft) => ({ ...draft, docs: [] }));

const replacement = z
  .strictObject({ summary: text, lines: z.array(lineOf(signedYuan)).min(2).max(200), refs })
  .transform((draft) => ({ ...draft, docs: [] }));

export const reversalInput = z.strictObject({
  eventOn: day,
  how: z.enum(['reverse', 'replace', 'difference', 'prior-year']).default('reverse'),
  replacement: replacement.optional(),
});

export const returnInput = z.strictObject({ reason: text.pipe(z.string().min(1).max(200)) });
export const bulkInput = z.strictObject({
  atomic: z.boolean().default(true),
  vouchers: z.array(voucherInput).min(1).max(200),
});

export const voucherNumber = z
  .string()
  .refine((typed) => parseNumber(typed) !== undefined, NUMBER_WORDS)
  .transform((typed) => parseNumber(typed) as VoucherNumber)
  .meta({ examples: ['202411-0003'] });

const uuid = z.uuid().meta({ examples: ['0197f6a0-1c2d-7b3e-8f4a-5b6c7d8e9f01'] });

export const voucherPath = z.object({ code: estateCode, number: voucherNumber });
export const proposalPath = z.object({ code: estateCode, id: uuid });
export const periodPath = z.object({ code: estateCode, period: month });
export const bookPath = z.object({ code: estateCode, format: z.enum(['json', 'csv']) });
export const accountPath = z.object({ code: estateCode, account: accountCode, format: z.enum(['json', 'csv']) });

const ORDER_WORDS = words('应不晚于查询的最后一天', 'should not be after the last day that is asked for');
const MONTHS_WORDS = words('应不晚于 to', 'should not be after to');
const ONE_DAY_WORDS = words('和 asOf 是同一天，只写一个', 'says the same as asOf: write only one of them');
const DIMENSION_WORDS = words(
  '按辅助核算查询时不能再写 at 和 from',
  'shows the state at the head only: leave at and from away',
);

interface AskedDays {
  readonly asOf?: string | undefined;
  readonly to?: string | undefined;
  readonly from?: string | undefined;
}

const inOrder = ({ from, to, asOf = to }: AskedDays): boolean =>
  from === undefined || asOf === undefined || from <= asOf;
const oneLastDay = ({ asOf, to }: AskedDays): boolean => asOf === undefined || to === undefined;

const asOfParts = { asOf: day.optional(), at: position.optional(), from: day.optional(), to: day.optional() };
/** `to` is another name for `asOf`, for readers who ask for the turnover from one day to another. */
export const asOfQuery = z
  .strictObject(asOfParts)
  .refine(inOrder, { error: ORDER_WORDS, path: ['from'] })
  .refine(oneLastDay, { error: ONE_DAY_WORDS, path: ['to'] });
export const balancesQuery = z
  .strictObject({
    ...asOfParts,
    account: accountCode.optional(),
    fund: fundCode.optional(),
    dimension: z
      .string()
      .regex(/^[A-Za-z]{1,30}$/)
      .optional(),
  })
  .refine(inOrder, { error: ORDER_WORDS, path: ['from'] })
  .refine(oneLastDay, { error: ONE_DAY_WORDS, path: ['to'] })
  .refine(({ dimension, at, from }) => dimension === undefined || (at === undefined && from === undefined), {
    error: DIMENSION_WORDS,
    path: ['dimension'],
  });
export const vouchersQuery = z.strictObject({
  fund: fundCode.optional(),
  account: accountCode.optional(),
  period: month.optional(),
  cursor: cursor.optional(),
  limit: limit.optional(),
});
export const proposalsQuery = z.strictObject({ state: z.enum(['open', 'approved', 'returned']).default('open') });

const months = { from: month.optional(), to: month.optional() };
const MONTHS_ORDER = { error: MONTHS_WORDS, path: ['from'] };
export const trialBalanceQuery = z.strictObject({ ...months, at: position.optional() }).refine(inOrder, MONTHS_ORDER);
export const rangeQuery = z.strictObject(months).refine(inOrder, MONTHS_ORDER);
export const journalQuery = z
  .strictObject({ ...months, cursor: cursor.optional(), limit: limit.optional() })
  .refine(inOrder, MONTHS_ORDER);

const amount = signedYuan;
const count = z.int().min(0);
const approval = z.enum(['two-persons', 'imported', 'posting-agent']);

export const fundsAnswer = z.object({
  asOf: z.string(),
  at: count,
  funds: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      kind: z.string(),
      custodian: z.string().optional(),
      net: amount,
      cash: amount,
      heldByOthers: amount,
      held: z
        .array(z.object({ holder: z.string(), amount, warning: z.boolean(), zh: z.string(), en: z.string() }))
        .optional(),
      turnover: z.object({ income: amount, expense: amount }).optional(),
    }),
  ),
});

export const balancesAnswer = z.object({
  asOf: z.string(),
  at: count,
  balances: z.array(
    z.object({
      account: z.string(),
      name: z.string(),
      fund: z.string(),
      value: z.string().optional(),
      balance: amount,
      turnover: z.object({ debit: amount, credit: amount }).optional(),
    }),
  ),
});

export const postedAnswer = z.object({
  replayed: z.boolean(),
  vouchers: z.array(
    z.object({
      number: z.string(),
      period: z.string(),
      eventOn: z.string(),
      id: z.string(),
      seq: count,
      leafHash: z.string(),
    }),
  ),
  period: z.string().optional(),
});

export const bulkAnswer = z.object({
  outcomes: z.array(
    z.union([
      postedAnswer,
      z.object({
        replayed: z.boolean(),
        violations: z.array(
          z.object({ code: z.string(), at: z.string().optional(), facts: z.record(z.string(), z.string()).optional() }),
        ),
      }),
    ]),
  ),
});

export const proposedAnswer = z.object({ replayed: z.boolean(), proposalId: z.string() });

export const proposalAnswer = z.object({
  id: z.string(),
  kind: z.string(),
  state: z.string(),
  preparer: z.string(),
  decider: z.string().optional(),
  proposedAt: z.string(),
  decidedAt: z.string().optional(),
  note: z.string().optional(),
  content: z.unknown(),
  seq: count.optional(),
});
export const proposalsAnswer = z.object({ proposals: z.array(proposalAnswer) });

export const voucherRow = z.object({
  number: z.string(),
  period: z.string(),
  eventOn: z.string(),
  kind: z.string(),
  summary: z.string(),
  amount,
  cash: amount,
  funds: z.array(z.string()),
  approval,
  isAdjustment: z.boolean(),
  correctedBy: z.string().optional(),
  seq: count,
});
export const vouchersAnswer = z.object({ vouchers: z.array(voucherRow), next: z.string().optional() });

export const voucherAnswer = z.object({
  number: z.string(),
  id: z.string(),
  period: z.string(),
  eventOn: z.string(),
  kind: z.string(),
  summary: z.string(),
  recordedAt: z.string(),
  preparer: z.string(),
  approver: z.string().optional(),
  approval,
  isAdjustment: z.boolean(),
  lines: z.array(
    z.object({
      account: z.string(),
      accountName: z.string(),
      fund: z.string(),
      debit: amount.optional(),
      credit: amount.optional(),
      summary: z.string(),
      dimensions: z.record(z.string(), z.string()),
    }),
  ),
  refs: z.array(z.object({ kind: z.string(), value: z.string() })),
  documents: z.array(z.object({ kind: z.string(), sha256: z.string() })),
  corrections: z.array(z.object({ kind: z.string(), original: z.string(), correcting: z.string() })),
  log: z.object({ seq: count, leafHash: z.string() }),
});
