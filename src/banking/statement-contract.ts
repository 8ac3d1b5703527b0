/**
 * What the doors for banks' files take and give. The file itself is the body, as application/octet-stream; what is to
 * be said of it stands in the address.
 */
import { z } from 'zod';
import { fenFromYuan, type Fen } from '../kernel/fen.js';
import { estateCode, signedYuan } from '../platform/http/contract-parts.js';
import { words } from '../platform/http/issue-words.js';

const NAME_WORDS = words('应是文件名，最多 200 个字', 'should be the file’s name, at most 200 characters');
const COLUMNS_WORDS = words(
  '应是 JSON 数组，例如 [{"field":"bookedOn","place":"记账日期"}]',
  'should be a JSON array, for example [{"field":"bookedOn","place":"记账日期"}]',
);

const fileName = z
  .string()
  .refine((name) => name.trim() !== '' && name.length <= 200 && !/\p{Cc}/u.test(name), NAME_WORDS)
  .meta({ examples: ['51050100000000000001.csv'] });
/** An organisation's number, or the alias of a person's account. */
const accountName = z
  .string()
  .min(1)
  .max(60)
  .meta({ examples: ['51050100000000000001'] });
const opening = signedYuan.transform((text) => fenFromYuan(text) as Fen);

const column = z.strictObject({ field: z.string().max(40), place: z.string().max(200) });
const columns = z.array(column).max(40);

export const importQuery = z.strictObject({
  name: fileName,
  account: accountName.optional(),
  opening: opening.optional(),
});

export const previewQuery = z.strictObject({
  name: fileName,
  opening: opening.optional(),
  columns: z
    .string()
    .max(8_000)
    .transform((text, context) => {
      const read = columns.safeParse(parsed(text));
      if (read.success) return read.data;
      context.addIssue({ code: 'custom', message: COLUMNS_WORDS });
      return z.NEVER;
    })
    .meta({ examples: ['[{"field":"bookedOn","place":"记账日期"}]'] }),
});

export const mappingInput = z.strictObject({ columns });
export const mappingPath = z.object({ code: estateCode, number: accountName });

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const count = z.int().min(0);
const text = z.string();

export const importedAnswer = z.object({
  replayed: z.boolean(),
  file: text,
  sha256: text,
  accounts: z.array(
    z.object({
      account: text,
      added: count,
      repeated: count,
      through: text.optional(),
      gaps: z.array(z.object({ from: text, to: text, afterBalance: signedYuan, beforeBalance: signedYuan })),
    }),
  ),
});

export const filesAnswer = z.object({
  files: z.array(
    z.object({
      account: text,
      name: text.optional(),
      sha256: text.optional(),
      lines: count,
      from: text,
      through: text,
      seq: count,
    }),
  ),
});

export const mappingAnswer = z.object({
  account: text,
  columns: z.array(z.object({ field: text, place: text })),
});
export const mappingSavedAnswer = mappingAnswer.extend({ replayed: z.boolean(), changed: z.boolean() });

export const previewAnswer = z.object({
  count,
  lines: z.array(
    z.object({
      bookedOn: text,
      out: signedYuan,
      in: signedYuan,
      balance: signedYuan,
      serial: text.optional(),
      counterpartyName: text,
      counterpartyNumber: text,
      summary: text,
      remark: text,
    }),
  ),
  problems: z.array(
    z.object({ code: text, at: text.optional(), title: text, remedy: text, facts: z.record(text, text) }),
  ),
});
