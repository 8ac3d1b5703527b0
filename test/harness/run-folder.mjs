import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * One temporary folder per test run, for the servers that its tests start. Plain JavaScript, since Jest runs its global
 * set-up outside the transform. Nothing is started here: a run of pure tests costs a folder, not a database.
 */

const PREFIX = 'xinyi-test-';

export const RUN_FOLDER_VARIABLE = 'XINYI_TEST_FOLDER';

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** A server works in its own data folder; anything else with that number is not ours to stop. */
function isServerOf(pid, cluster) {
  if (!isAlive(pid)) return false;
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster);
  } catch {
    try {
      return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).includes(cluster);
    } catch {
      return false;
    }
  }
}

async function stopServer(cluster) {
  const pidFile = join(cluster, 'postmaster.pid');
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
  if (!isServerOf(pid, cluster)) return;
  // What is in there goes away with its folder: no need to write anything more.
  process.kill(pid, 'SIGQUIT');
  for (let waited = 0; waited < 10_000 && isServerOf(pid, cluster); waited += 20) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Stops every server below a run's folder and removes the folder. */
export async function removeRunFolder(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) await stopServer(join(folder, entry.name, 'pg'));
  }
  rmSync(folder, { recursive: true, force: true });
}

/** A run that was killed could not clean up after itself; the next one does. */
async function removeAbandoned() {
  for (const name of readdirSync(tmpdir())) {
    const folder = join(tmpdir(), name);
    const runner = join(folder, 'runner');
    if (!name.startsWith(PREFIX) || !existsSync(runner)) continue;
    if (!isAlive(Number(readFileSync(runner, 'utf8')))) await removeRunFolder(folder);
  }
}

export async function makeRunFolder() {
  await removeAbandoned();
  const folder = mkdtempSync(join(tmpdir(), PREFIX));
  // As root the servers run as another user, which has to pass through.
  chmodSync(folder, 0o711);
  writeFileSync(join(folder, 'runner'), String(process.pid));
  return folder;
}
