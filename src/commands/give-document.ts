/** A report as a command gives it: on standard output, or whole in a file. */
import { createHash } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import type { ReportFormat } from '../publishing/index.js';
import type { ReportDocument } from '../publishing/rules/index.js';
import type { Answer, JsonValue } from './answer.js';
import { CannotRun, WrongUsage } from './faults.js';
import type { CommandSession } from './session.js';

export const FORMATS = ['text', 'pdf', 'csv', 'json', 'html'] as const;

export interface DocumentOptions {
  readonly format?: (typeof FORMATS)[number];
  readonly output?: string;
}

export interface Drawn {
  readonly document: ReportDocument;
  readonly digest: string;
}

type Given = Pick<Answer, 'lines' | 'bytes'> & { readonly result: Readonly<Record<string, JsonValue | undefined>> };

export async function giveDocument(session: CommandSession, drawn: Drawn, options: DocumentOptions): Promise<Given> {
  const { format = 'text', output } = options;
  if (format === 'pdf' && output === undefined && session.isTerminal) throw WrongUsage.of('USAGE_PDF_TERMINAL', {});
  const bytes = await formOf(session, drawn, format === 'text' ? 'txt' : format);
  const { id, title } = drawn.document;
  const named = { id, title, digest: drawn.digest };
  if (output === undefined) {
    const document = JSON.parse((await formOf(session, drawn, 'json')).toString()) as JsonValue;
    return { lines: [], bytes, result: { ...named, document } };
  }
  const path = session.pathOf(output);
  await writeWhole(path, bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return {
    lines: [`已写入 ${path}（${bytes.length} 字节 bytes）：${title}`],
    result: { ...named, format, file: path, bytes: bytes.length, sha256 },
  };
}

function formOf(session: CommandSession, { document, digest }: Drawn, format: ReportFormat): Promise<Buffer> {
  return session.verbs.renderReport.execute(document, digest, format);
}

/** Under another name first: an interruption or a full disk leaves no half file under the name that was asked for. */
async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const draft = `${path}.${process.pid}.draft`;
  try {
    await writeFile(draft, bytes);
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined);
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'error';
    throw new CannotRun({ code: 'FILE_UNWRITABLE', facts: { path, reason } }, error);
  }
}
