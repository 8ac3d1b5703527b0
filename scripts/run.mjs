/**
 * `node scripts/run.mjs src/cli.js import x`: builds what changed, then becomes the program.
 *
 * The program runs in this very process, so that signals, exit codes and standard input reach it as if it had been
 * started by itself; a shell in between would swallow some. The compiler, when it is needed, runs in a process of its
 * own, so that its memory is not the service's.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { DIST, isStale } from './house/sources.mjs';

const [program] = process.argv.splice(2, 1);
if (program === undefined) {
  process.stderr.write('usage: node scripts/run.mjs <program under dist/> [arguments]\n');
  process.exit(64);
}
if (isStale()) {
  const build = fileURLToPath(new URL('./build.mjs', import.meta.url));
  const { status } = spawnSync(process.execPath, [build], { stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) process.exit(status ?? 1);
}
process.argv[1] = join(DIST, program);
await import(pathToFileURL(process.argv[1]).href);
