/**
 * `npm run check`: every check of the house, two at a time, and one line about each.
 *
 * 1. `node scripts/check.mjs lint walls` runs only those.
 * 2. A check that passes prints one line; one that fails prints all that its tool said.
 * 3. Exit code 1 if any failed. `--summary <file>` also writes `{ "passed": n, "failed": n, "checks": [...] }`.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { ROOT, filesUnder } from './house/sources.mjs';

const bin = (name) => join(ROOT, 'node_modules', '.bin', name);
const migrations = filesUnder('migrations').filter((path) => path.endsWith('.sql'));

/** In the order of how long they take, so that the longest starts first. */
const CHECKS = {
  lint: { says: 'eslint: types used well, limits, bans', run: [bin('eslint'), '.', '--max-warnings', '0'] },
  types: { says: 'tsc: strict types', run: [bin('tsc'), '--noEmit', '-p', '.'] },
  unused: { says: 'knip: no unused file, export or package', run: [bin('knip'), '--no-progress'] },
  format: { says: 'prettier: one layout', run: [bin('prettier'), '--check', '--log-level', 'warn', '.'] },
  walls: {
    says: 'dependency-cruiser: floors and wings',
    run: [bin('depcruise'), '--config', '.dependency-cruiser.cjs', '--output-type', 'err-long', 'src', 'reports'],
  },
  sql: { says: 'squawk: migrations', run: migrations.length === 0 ? undefined : [bin('squawk'), ...migrations] },
};

function run([command, ...args]) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
    const output = [];
    child.stdout.on('data', (chunk) => output.push(chunk));
    child.stderr.on('data', (chunk) => output.push(chunk));
    child.on('error', (error) => resolve({ passed: false, output: error.message }));
    child.on('close', (code) => resolve({ passed: code === 0, output: Buffer.concat(output).toString() }));
  });
}

async function check(name) {
  const started = Date.now();
  const { says, run: command } = CHECKS[name];
  const { passed, output } = command === undefined ? { passed: true, output: '' } : await run(command);
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  process.stdout.write(`${passed ? 'ok  ' : 'FAIL'} ${name.padEnd(7)} ${says} (${seconds} s)\n`);
  if (!passed) process.stdout.write(`${output.trimEnd()}\n\n`);
  return { name, passed };
}

async function checkAll(names) {
  const waiting = [...names];
  const results = [];
  const worker = async () => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) results.push(await check(name));
  };
  await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, worker));
  return results;
}

function readArguments(args) {
  const at = args.indexOf('--summary');
  const summary = at === -1 ? undefined : args.splice(at, 2)[1];
  const unknown = args.filter((name) => CHECKS[name] === undefined);
  if (unknown.length > 0) {
    process.stderr.write(`unknown: ${unknown.join(' ')}; the checks are: ${Object.keys(CHECKS).join(' ')}\n`);
    process.exit(64);
  }
  return { summary, names: args.length === 0 ? Object.keys(CHECKS) : args };
}

const { summary, names } = readArguments(process.argv.slice(2));
const checks = await checkAll(names);
const failed = checks.filter((one) => !one.passed).length;
const passed = checks.length - failed;
if (summary !== undefined) {
  mkdirSync(dirname(summary), { recursive: true });
  writeFileSync(summary, JSON.stringify({ passed, failed, checks }));
}
process.stdout.write(`checks: ${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
