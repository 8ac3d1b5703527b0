/** A process of its own that reads a bank's file and tells its peak of memory: `read-bank-file.js <file> <account>`. */
import { openBankFile } from '../../src/banking/formats/index.js';
import { peakMiB } from '../ground/peak-memory.js';

const [path = '', number = ''] = process.argv.slice(2);
const started = performance.now();
const opened = await openBankFile({ name: 'bank.csv', path, accounts: [{ number }] });
const readMs = performance.now() - started;
if (opened.violations.length > 0) throw new Error(JSON.stringify(opened.violations[0]));
let rows = 0;
for await (const { lines } of opened.batches()) rows += lines.length;
const used = process.cpuUsage();
const wallMs = performance.now() - started;
const answer = { rows, readMs, wallMs, peakMiB: peakMiB(), nodeMs: (used.user + used.system) / 1000 };
process.stdout.write(`${JSON.stringify(answer)}\n`);
