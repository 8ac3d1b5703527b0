/** A process of its own that imports a folder and tells its peak of memory: `import-folder.js <address> <folder>`. */
import 'reflect-metadata';
import { EstateDirectory } from '../../src/estates/index.js';
import { ImportFolder, ImportRefused, ImportSources } from '../../src/intake/index.js';
import { SystemClock } from '../../src/kernel/clock.js';
import { SystemRandomness } from '../../src/kernel/ids.js';
import { JournalWriter } from '../../src/ledger/index.js';
import { EstateReads } from '../../src/platform/database/estate-reads.js';
import { OPERATOR } from '../ground/estates.js';
import { peakMiB } from '../ground/peak-memory.js';
import { openSource } from '../ground/server.js';

const [url = '', folder = ''] = process.argv.slice(2);
const dataSource = await openSource(url, 'bulk', 4);
const [clock, randomness] = [new SystemClock(), new SystemRandomness()];
const reads = new EstateReads(dataSource);
const writer = new JournalWriter(dataSource, clock, randomness);
const verb = new ImportFolder(reads, writer, new EstateDirectory(reads), new ImportSources(clock, randomness));
const started = performance.now();
try {
  const result = await verb.execute({ folder, as: OPERATOR });
  const wallMs = performance.now() - started;
  const used = process.cpuUsage();
  const answer = {
    wallMs,
    lines: result.journalLines,
    vouchers: result.vouchers.added,
    peakMiB: peakMiB(),
    nodeMs: (used.user + used.system) / 1000,
  };
  process.stdout.write(`${JSON.stringify(answer)}\n`);
} catch (error) {
  if (error instanceof ImportRefused) process.stderr.write(`${JSON.stringify(error.report).slice(0, 2000)}\n`);
  throw error;
} finally {
  await dataSource.destroy();
}
