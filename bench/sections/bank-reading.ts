/**
 * (g) Reading a bank's export: rows a second in one process, and memory at a hundred times the rows.
 *
 * A file is read, proved line by line, and its lines are handed over in batches as the import takes them. A large file
 * is read twice for that: once to prove it, once to hand it over.
 */
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { yuanFromFen } from '../../src/kernel/fen.js';
import { runChild } from '../ground/children.js';
import type { SectionResult } from '../ground/figure.js';
import type { Ground } from '../ground/server.js';

const ACCOUNT = '51050100000000000001';
const HEADINGS =
  '账号,账户名称,交易时间,借方发生额/元(支取),贷方发生额/元(收入),余额,币种,对方户名,对方账号,对方开户机构,' +
  '记账日期,摘要,备注,账户明细编号-交易流水号,企业流水号,凭证种类,凭证号';
const DAYS = 1_500;
const ROWS_A_PIECE = 1_000;

const answer = z.object({
  rows: z.number(),
  readMs: z.number(),
  wallMs: z.number(),
  peakMiB: z.number(),
  nodeMs: z.number(),
});

const READ = new URL('../children/read-bank-file.js', import.meta.url);

/** An export in the columns of China Construction Bank, some 190 bytes a row. */
function* exportOf(rows: number): Generator<string> {
  yield `${HEADINGS}\n`;
  let balance = 100_000n;
  let piece = '';
  for (let index = 0; index < rows; index += 1) {
    const day = new Date(Date.UTC(2020, 0, 1 + Math.floor((index / rows) * DAYS)));
    const on = day.toISOString().slice(0, 10).replaceAll('-', '');
    const amount = BigInt(100 + ((index * 7919) % 100_000));
    const isIn = balance < 10_000_000n || index % 2 === 0;
    balance += isIn ? amount : -amount;
    const [out, into] = [isIn ? 0n : amount, isIn ? amount : 0n].map(yuanFromFen);
    const party = `某某住户${index % 97},62170000${index % 9_999},某支行`;
    piece +=
      `${ACCOUNT}\t,某某小区物业管理委员会,${on} 09:08:01,${out ?? ''},${into ?? ''},${yuanFromFen(balance)},人民币元,` +
      `${party},${on},物业费,${index % 50}号房,${index + 1}-N${index},,,\n`;
    if (index % ROWS_A_PIECE > 0) continue;
    yield piece;
    piece = '';
  }
  yield piece;
}

export async function benchBankReading(ground: Ground, many: number, few: number): Promise<SectionResult> {
  const found: z.infer<typeof answer>[] = [];
  for (const rows of [few, many]) {
    const path = join(ground.folder, `bank-${rows}.csv`);
    await pipeline(exportOf(rows), createWriteStream(path));
    const done = await runChild(READ, [path, ACCOUNT], answer);
    if (done.rows !== rows) throw new Error(`${done.rows} of ${rows} rows were read`);
    found.push(done);
  }
  const [small, large] = found;
  if (small === undefined || large === undefined) throw new Error('both files were read');
  const rate = (ms: number): number => (large.rows / ms) * 1000;
  return {
    key: 'g',
    title: `reading a bank's export of ${many} rows`,
    figures: [
      {
        name: 'rows a second, read and proved',
        value: rate(large.readMs),
        unit: '',
        aim: { is: 'at least', value: 20_000 },
        nodeMs: large.nodeMs / large.rows,
        raw: `${rate(large.wallMs).toFixed(0)} rows/s read, proved and handed over`,
      },
      {
        name: `peak of memory, ${many} rows / ${few} rows`,
        value: large.peakMiB / small.peakMiB,
        unit: '',
        aim: { is: 'at most', value: 2 },
        raw: `${large.peakMiB.toFixed(0)} against ${small.peakMiB.toFixed(0)} MiB`,
      },
    ],
    notes: ['The first figure is of this machine: the aim is one of rows a second. Processor time is per row.'],
  };
}
