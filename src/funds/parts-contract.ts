/** Parts of which the contracts of this wing are made. */
import { z } from 'zod';
import { fenFromYuan } from '../kernel/fen.js';
import { day, estateCode, yuan } from '../platform/http/contract-parts.js';
import { words } from '../platform/http/issue-words.js';

const NAME_WORDS = words(
  '应是小写字母开头的编号，只有小写字母、数字和短横，例如 gate-2025',
  'should be a name of small letters, digits and dashes that begins with a letter, like gate-2025',
);
const ACCOUNT_WORDS = words('应是存钱的科目编码，例如 100201', 'should be an account that holds money, like 100201');
const FUND_WORDS = words('应是资金代号，例如 PR', 'should be a fund code like PR');
const UNIT_WORDS = words('应是户号，例如 9-901', 'should be a unit like 9-901');
const ABOVE_ZERO_WORDS = words('应大于零', 'should be above zero');
const SERIAL_WORDS = words('应是流水号，只有字母、数字和 . _ -', 'should be a serial of letters, digits and . _ -');

/** Text as the log keeps it. */
export function plainText(limit: number): z.ZodType<string> {
  return z
    .string()
    .max(limit)
    .transform((typed) => typed.normalize('NFC').replace(/\s+/g, ' ').trim());
}

/** Text that says something. */
export function saidText(limit: number): z.ZodType<string> {
  return plainText(limit).pipe(z.string().min(1));
}

export const recordName = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}$/, NAME_WORDS)
  .meta({ examples: ['gate-2025'] });
/** Accounts whose money can be spent. */
export const moneyAccount = z
  .string()
  .regex(/^(?:1001|1002|1012|1221)(\d{2}){0,3}$/, ACCOUNT_WORDS)
  .meta({ examples: ['100201'] });
export const fundCode = z
  .string()
  .regex(/^[A-Z][A-Z0-9-]{0,19}$/, FUND_WORDS)
  .meta({ examples: ['PR'] });
export const unitCode = z
  .string()
  .regex(/^\S(.{0,38}\S)?$/u, UNIT_WORDS)
  .meta({ examples: ['9-901'] });
export const serialCode = z
  .string()
  .regex(/^[A-Za-z0-9._-]{1,64}$/, SERIAL_WORDS)
  .meta({ examples: ['20250305000123'] });

export const amount = yuan.transform((text) => fenFromYuan(text) ?? 0n);
export const amountAboveZero = amount.refine((fen) => fen > 0n, ABOVE_ZERO_WORDS);
export const resolutionText = saidText(60);
/** Numbers of papers: an invoice, a contract's receipt. Written so that no number stands alone (发票号 12345678). */
export const documents = z.array(saidText(100)).max(10);
export const someDocuments = documents.min(1);

export const namedPath = z.object({ code: estateCode, id: recordName });
export const asOfDay = z.strictObject({ asOf: day.optional() });

export const count = z.int().min(0);
export const replayed = z.boolean();
export const proposals = z.array(z.string());
/** Drafts that wait for the ordinary approval of proposals. */
export const draftedAnswer = z.object({ replayed, proposals });
/** A record that waits for the second person. */
export const recordDraftedAnswer = z.object({ replayed, proposalId: z.string() });
