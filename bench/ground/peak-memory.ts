import { readFileSync } from 'node:fs';

/** Peak of this process's resident memory in MiB: from the kernel where it tells, else from Node. */
export function peakMiB(): number {
  try {
    const line = /VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'));
    if (line !== null) return Number(line[1]) / 1024;
  } catch {
    // No /proc on this system.
  }
  return process.resourceUsage().maxRSS / 1024;
}
