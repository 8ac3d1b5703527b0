/**
 * A bank's file on the disk, of any size.
 *
 * 1. A file of ordinary size is read once and held. A larger one is surveyed first, which takes no memory for its
 *    lines, and read once more when its lines are asked for.
 * 2. Both say the same of the same file. Only a large file whose lines are out of order has to be held as a whole to be
 *    put in order, and that has a limit.
 * 3. A file that changes between its two readings is refused.
 */
import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { Refusal } from '../../kernel/violation.js';
import { fileBytes } from '../../platform/tables/index.js';
import type { StatementLine } from '../rules/bank-line.js';
import type { StatementProblem } from '../rules/statement-problem.js';
import { HandOver, Survey } from './keeping.js';
import { BankFileReader } from './read-bank-file.js';
import {
  publicFileName,
  type AccountStatement,
  type StatementContext,
  type StatementReading,
} from './statement-reading.js';

export interface BankFileOnDisk extends Omit<StatementContext, 'file' | 'keeping'> {
  /** The file's name as people know it. */
  readonly name: string;
  readonly path: string;
}

/** Lines of one account, oldest first. A file that runs from new to old gives its newest batch first. */
export interface LineBatch {
  readonly accountNumber: string;
  readonly lines: readonly StatementLine[];
}

export interface OpenedBankFile extends StatementReading {
  /** The file's name without a person's account number. */
  readonly file: string;
  /** SHA-256 of the content, hex. */
  readonly hash: string;
  /** Every line of the statements, in batches. Only to be asked for where there are no violations. */
  batches(): AsyncGenerator<LineBatch>;
}

export interface FileSizes {
  /** Up to this size a file is read once and held. */
  readonly heldBytes: number;
  /** Up to this size a file out of order is held to be sorted. */
  readonly sortedBytes: number;
}

const SIZES: FileSizes = { heldBytes: 4 * 1024 * 1024, sortedBytes: 32 * 1024 * 1024 };

export const BATCH_LINES = 5_000;

export async function openBankFile(source: BankFileOnDisk, sizes: FileSizes = SIZES): Promise<OpenedBankFile> {
  const { size } = await stat(source.path);
  if (size <= sizes.heldBytes) return held(source);
  const survey = new Survey();
  const { reading, hash } = await readThrough(source, survey);
  if (reading.violations.some(({ code }) => code === 'STATEMENT_BALANCE_BROKEN')) {
    // What looks broken in a stream may only be out of order.
    if (size <= sizes.sortedBytes) return held(source);
    if (reading.statements.some(({ order }) => order === 'rearranged')) return tooLong(source, sizes, reading, hash);
  }
  return { ...reading, file: fileOf(source), hash, batches: () => handOver(source, survey, reading, hash) };
}

async function held(source: BankFileOnDisk): Promise<OpenedBankFile> {
  const { reading, hash } = await readThrough(source);
  return { ...reading, file: fileOf(source), hash, batches: () => heldBatches(reading.statements) };
}

/** What a file out of order looks like where it is taken to be in order. */
const OF_DISORDER = new Set(['STATEMENT_BALANCE_BROKEN', 'STATEMENT_PROBLEMS_MORE']);

function tooLong(
  source: BankFileOnDisk,
  { sortedBytes }: FileSizes,
  reading: StatementReading,
  hash: string,
): OpenedBankFile {
  const file = fileOf(source);
  const limitMb = String(sortedBytes / 1024 / 1024);
  const others = reading.violations.filter(({ code }) => !OF_DISORDER.has(code));
  const problem: StatementProblem = { code: 'STATEMENT_TOO_LONG_TO_SORT', at: file, file, facts: { file, limitMb } };
  return { ...reading, violations: [problem, ...others], file, hash, batches: () => heldBatches([]) };
}

function fileOf({ name, accounts }: BankFileOnDisk): string {
  return publicFileName(name, accounts);
}

function readerOf({ name, path: _, ...context }: BankFileOnDisk, keeping?: Survey | HandOver): BankFileReader {
  return new BankFileReader({ ...context, file: name, ...(keeping === undefined ? {} : { keeping }) });
}

async function readThrough(
  source: BankFileOnDisk,
  keeping?: Survey,
): Promise<{ readonly reading: StatementReading; readonly hash: string }> {
  const reader = readerOf(source, keeping);
  const hash = createHash('sha256');
  for await (const chunk of fileBytes(source.path)) {
    hash.update(chunk);
    reader.push(chunk);
  }
  return { reading: reader.finish(), hash: hash.digest('hex') };
}

// eslint-disable-next-line @typescript-eslint/require-await -- it stands beside one that has to wait for the disk.
async function* heldBatches(statements: readonly AccountStatement[]): AsyncGenerator<LineBatch> {
  for (const { accountNumber, lines } of statements) {
    for (let start = 0; start < lines.length; start += BATCH_LINES) {
      yield { accountNumber, lines: lines.slice(start, start + BATCH_LINES) };
    }
  }
}

async function* handOver(
  source: BankFileOnDisk,
  survey: Survey,
  { statements }: StatementReading,
  surveyed: string,
): AsyncGenerator<LineBatch> {
  const waiting = new Map<string, StatementLine[]>();
  const take = (line: StatementLine): void => {
    const lines = waiting.get(line.accountNumber);
    if (lines === undefined) waiting.set(line.accountNumber, [line]);
    else lines.push(line);
  };
  const orders = new Map(statements.map(({ accountNumber, order }) => [accountNumber, order]));
  const full = function* (least: number): Generator<LineBatch> {
    for (const [accountNumber, lines] of waiting) {
      if (lines.length < least) continue;
      waiting.delete(accountNumber);
      yield { accountNumber, lines: orders.get(accountNumber) === 'descending' ? lines.reverse() : lines };
    }
  };
  const reader = readerOf(source, new HandOver(survey, statements, take));
  const hash = createHash('sha256');
  for await (const chunk of fileBytes(source.path)) {
    hash.update(chunk);
    reader.push(chunk);
    yield* full(BATCH_LINES);
  }
  reader.finish();
  if (hash.digest('hex') !== surveyed) throw Refusal.of('BANK_FILE_CHANGED', undefined, { file: fileOf(source) });
  yield* full(1);
}
