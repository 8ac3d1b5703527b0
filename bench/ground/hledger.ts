/** The balance of everything by hledger, where it is installed, against ours on the same ledger. */
import { execFile } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { once } from 'node:events';
import { promisify } from 'node:util';
import { yuanFromFen, fen } from '../../src/kernel/fen.js';
import type { ShowBalances } from '../../src/ledger/index.js';
import { leafVouchers } from './leaf-vouchers.js';
import type { Figure } from './figure.js';
import type { Ledger } from './ledgers.js';
import { median } from './median.js';
import type { Ground } from './server.js';

const run = promisify(execFile);

async function isInstalled(): Promise<boolean> {
  return run('hledger', ['--version']).then(
    () => true,
    () => false,
  );
}

async function writeJournal(ground: Ground, ledger: Ledger): Promise<string> {
  const file = join(ground.folder, 'ledger.journal');
  const out = createWriteStream(file);
  for await (const voucher of leafVouchers(ground, ledger.estateId)) {
    const lines = voucher.lines.map((line) => {
      const signed = line.side === 'D' ? line.fen : -line.fen;
      return `    ${line.fund}:${line.account}  ${yuanFromFen(fen(signed))} CNY`;
    });
    if (!out.write(`${voucher.eventOn} ${voucher.number}\n${lines.join('\n')}\n\n`)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
  return file;
}

async function timesOf(count: number, work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let nth = 0; nth < count; nth += 1) {
    const started = performance.now();
    await work();
    times.push(performance.now() - started);
  }
  return median(times);
}

export async function hledgerFigure(ground: Ground, ledger: Ledger, balances: ShowBalances): Promise<Figure[]> {
  if (!(await isInstalled())) return [];
  const file = await writeJournal(ground, ledger);
  const theirs = await timesOf(3, () => run('hledger', ['-f', file, 'balance'], { maxBuffer: 1 << 26 }));
  const ours = await timesOf(9, () => balances.balances(ledger.estateId, {}));
  return [
    {
      name: 'balance of everything / by hledger on the same journal',
      value: ours / theirs,
      unit: '',
      raw: `${ours.toFixed(1)} against ${theirs.toFixed(0)} ms`,
    },
  ];
}
