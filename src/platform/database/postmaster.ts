import { execFile, spawn } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';
import { open, readFile, realpath, rename, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

import { StartupError } from '../config/startup-error.js';
import { serverEnvironment, type Cluster } from './cluster.js';
import { errorCode } from './connection.js';

const run = promisify(execFile);

/** What `postmaster.pid` says; PostgreSQL keeps it while the server runs and removes it as its last act. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly ready: boolean;
}

const POLL_MS = 15;
const LARGEST_LOG_BYTES = 5 * 1024 * 1024;
/** A crash may leave much to replay; a server that still works on it is never given up before this. */
const RECOVERY_MS = 600_000;

/** Reads the pid file, alive or not; undefined where there is none or it is being written. */
export async function readPostmaster(folder: string): Promise<Postmaster | undefined> {
  const text = await readFile(join(folder, 'postmaster.pid'), 'utf8').catch(() => '');
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  return { pid, port: Number(lines[3] ?? '0'), ready: (lines[7] ?? '').trim() === 'ready' };
}

/** Whether any process has this number. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) !== 'ESRCH';
  }
}

/** Linux tells the state and the working folder of a process; a server works in its data folder. */
async function isServerOnLinux(pid: number, folder: string): Promise<boolean> {
  try {
    const state = /\) (\w)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1];
    if (state === 'Z' || state === 'X') return false;
    return readlinkSync(`/proc/${pid}/cwd`) === (await realpath(folder));
  } catch {
    return false;
  }
}

async function isServerElsewhere(pid: number, folder: string): Promise<boolean> {
  const listed = await run('ps', ['-o', 'command=', '-p', String(pid)]).catch(() => ({ stdout: '' }));
  return listed.stdout.includes('postgres') && listed.stdout.includes(folder);
}

/**
 * Whether a process is the server of this folder. A pid alone proves nothing: after a reboot, or in a container, the
 * number of a dead server soon belongs to some other program.
 */
export async function isServer(pid: number, folder: string): Promise<boolean> {
  if (!isAlive(pid)) return false;
  return process.platform === 'linux' ? isServerOnLinux(pid, folder) : isServerElsewhere(pid, folder);
}

/**
 * A pid file of a dead server whose number some other program has by now would make PostgreSQL refuse to start.
 * Removing it would also remove the trace of shared memory by which PostgreSQL notices orphaned backends; so only the
 * pid is replaced, by our own, which a server that we start takes as stale. A number that nobody has PostgreSQL
 * handles itself.
 */
async function disownPidFile(folder: string): Promise<void> {
  const stale = await readPostmaster(folder);
  if (stale === undefined || !isAlive(stale.pid) || (await isServer(stale.pid, folder))) return;
  const file = join(folder, 'postmaster.pid');
  const [first, ...rest] = (await readFile(file, 'utf8')).split('\n');
  if (Number(first) === stale.pid) await writeFile(file, [String(process.pid), ...rest].join('\n'));
}

/** A TCP port of this machine that was free a moment ago. */
export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      probe.close(() => {
        resolve(port);
      });
    });
  });
}

/** `lost-race`: somebody else's start was first. `memory-busy`: backends of a killed server are still going away. */
type StartOutcome = 'ready' | 'lost-race' | 'port-taken' | 'memory-busy';

const OUTCOMES: readonly (readonly [RegExp, StartOutcome])[] = [
  [/lock file ".*postmaster\.pid" already exists|bogus data in lock file|lock file ".*" is empty/, 'lost-race'],
  [/could not bind|could not create any TCP\/IP sockets|could not create listen socket/, 'port-taken'],
  [/pre-existing shared memory block/, 'memory-busy'],
];

function whyNot(said: string, cluster: Cluster): StartOutcome {
  const found = OUTCOMES.find(([pattern]) => pattern.test(said));
  if (found !== undefined) return found[1];
  const reason = said.trim().split('\n').slice(-3).join(' | ');
  throw new StartupError('SERVER_START_FAILED', { reason: reason === '' ? '?' : reason, log: cluster.logFile });
}

async function rotateLog(file: string): Promise<void> {
  const size = await stat(file).then(
    (found) => found.size,
    () => 0,
  );
  if (size > LARGEST_LOG_BYTES) await rename(file, `${file}.1`);
}

async function readFrom(file: string, offset: number): Promise<string> {
  const bytes = await readFile(file);
  return bytes.subarray(offset).toString('utf8');
}

function serverArguments(cluster: Cluster, port: number): readonly string[] {
  const settings = Object.entries(cluster.settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return ['-D', cluster.folder, '-p', String(port), ...settings];
}

/**
 * Starts the server in a session and process group of its own: Ctrl-C in a terminal reaches the service, which finishes
 * its requests and then stops the server; and a kill -9 of the service leaves the server to be adopted.
 *
 * @throws StartupError SERVER_START_FAILED with the last lines that the server said.
 */
export async function startServer(cluster: Cluster, port: number): Promise<StartOutcome> {
  await disownPidFile(cluster.folder);
  await rotateLog(cluster.logFile);
  const log = await open(cluster.logFile, 'a', 0o600);
  const offset = (await log.stat()).size;
  const { user } = cluster;
  const child = spawn(cluster.binaries.postgres, serverArguments(cluster, port), {
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
    cwd: cluster.folder,
    env: serverEnvironment(),
    ...(user === undefined ? {} : { uid: user.uid, gid: user.gid }),
  });
  let failure: string | undefined;
  child.once('error', (error) => (failure = error.message));
  child.once('exit', (code, signal) => (failure ??= `exit ${String(code ?? signal)}`));
  child.unref();
  try {
    const deadline = Date.now() + RECOVERY_MS;
    while (Date.now() < deadline) {
      await delay(POLL_MS);
      if (failure !== undefined) return whyNot((await readFrom(cluster.logFile, offset)) || failure, cluster);
      const postmaster = await readPostmaster(cluster.folder);
      if (postmaster?.pid === child.pid && postmaster?.ready === true) return 'ready';
    }
    throw new StartupError('SERVER_STUCK', {
      pid: String(child.pid),
      seconds: String(RECOVERY_MS / 1000),
      log: cluster.logFile,
    });
  } finally {
    await log.close();
  }
}

/** Stops a server and waits until it has written everything. `fast` ends open sessions; `immediate` is for tests. */
export async function stopServer(folder: string, how: 'fast' | 'immediate' = 'fast'): Promise<void> {
  const postmaster = await readPostmaster(folder);
  if (postmaster === undefined || !(await isServer(postmaster.pid, folder))) return;
  process.kill(postmaster.pid, how === 'fast' ? 'SIGINT' : 'SIGQUIT');
  for (;;) {
    await delay(POLL_MS);
    const now = await readPostmaster(folder);
    if (now?.pid !== postmaster.pid || !(await isServer(postmaster.pid, folder))) return;
  }
}
