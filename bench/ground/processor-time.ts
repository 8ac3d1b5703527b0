/**
 * Processor time of the database's backends and of this process, read around a measured section.
 *
 * Wall-clock time on a shared machine says little; what a processor spent on an operation says more. On systems without
 * /proc the backends' part is unknown and left out.
 */
import { existsSync, readFileSync } from 'node:fs';
import type { Ground } from './server.js';

/** Linux counts in hundredths of a second for user programs, whatever the kernel's own tick is. */
const MS_A_TICK = 10;

export interface ProcessorTime {
  /** Milliseconds of all client backends; undefined where /proc does not exist. */
  readonly backendsMs: number | undefined;
  readonly nodeMs: number;
}

/** utime + stime of one process, in milliseconds; 0 if it has ended. */
function processMs(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is a name in parentheses that may hold spaces; utime and stime are the 12th and 13th after it.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) * MS_A_TICK;
  } catch {
    return 0;
  }
}

async function backendPids(ground: Ground): Promise<number[]> {
  const { rows } = await ground.owner.query<{ pid: number }>(
    // The kind of a backend is hidden from other users; a worker of the server itself has no user.
    'select pid from pg_stat_activity where datname = current_database() and usename is not null',
  );
  return rows.map(({ pid }) => pid);
}

/** Runs `work`, whose connections are open before and stay open after, and says what it cost. */
export async function measured<T>(
  ground: Ground,
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly wallMs: number; readonly spent: ProcessorTime }> {
  const hasProc = existsSync('/proc/self/stat');
  const pids = hasProc ? await backendPids(ground) : [];
  const before = new Map(pids.map((pid) => [pid, processMs(pid)]));
  const node = process.cpuUsage();
  const started = performance.now();
  const result = await work();
  const wallMs = performance.now() - started;
  const used = process.cpuUsage(node);
  const after = hasProc ? await backendPids(ground) : [];
  const backendsMs = after.reduce((sum, pid) => sum + processMs(pid) - (before.get(pid) ?? 0), 0);
  return {
    result,
    wallMs,
    spent: { backendsMs: hasProc ? backendsMs : undefined, nodeMs: (used.user + used.system) / 1000 },
  };
}
