/** A report as a command gives it: on standard output, or whole in a file. */
import { createHash } from 'node:crypto';
import { access, constants, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { ReportFormat } from '../publishing/index.js';
import type { ReportDocument } from '../publishing/rules/index.js';
import type { Answer, JsonValue } from './answer.js';
import { CannotRun, systemCode, WrongUsage } from './faults.js';
import type { CommandSession } from './session.js';

export const FORMATS = ['text', 'pdf', 'xlsx', 'csv', 'json', 'html'] as const;

export interface DocumentOptions {
  readonly format?: (typeof FORMATS)[number];
  readonly output?: string;
}

export interface Drawn {
  readonly document: ReportDocument;
  readonly digest: string;
}

type Given = Pick<Answer, 'lines' | 'bytes'> & { readonly result: Readonly<Record<string, JsonValue | undefined>> };

/** Before any work: that what will be made can be put where it is wanted. */
export async function requireOutlet(session: CommandSession, { format, output }: DocumentOptions): Promise<void> {
  if (output === undefined) {
    if ((format === 'pdf' || format === 'xlsx') && session.isTerminal) {
      throw WrongUsage.of('USAGE_PDF_TERMINAL', { format: format.toUpperCase() });
    }
    return;
  }
  const path = session.pathOf(output);
  try {
    await access(dirname(path), constants.W_OK);
    if ((await stat(path).catch(() => undefined))?.isDirectory() === true) throw unwritable(path, 'EISDIR');
  } catch (error) {
    throw unwritable(path, error);
  }
}

function unwritable(path: string, cause: unknown): CannotRun {
  if (cause instanceof CannotRun) return cause;
  const reason = systemCode(cause) ?? String(cause);
  return new CannotRun({ code: 'FILE_UNWRITABLE', facts: { path, reason } }, cause);
}

export async function giveDocument(session: CommandSession, drawn: Drawn, options: DocumentOptions): Promise<Given> {
  const { format = 'text', output } = options;
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
    throw unwritable(path, error);
  }
}
