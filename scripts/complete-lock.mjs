/**
 * Completes package-lock.json after `npm install`.
 *
 * 1. Every optional dependency that a locked package names with an exact version has an entry of its own.
 * 2. An entry that is already there is never touched; entries stay in npm's order.
 *
 * Why: some registry mirrors carry only the binaries of the platforms that their users run. npm then leaves the other
 * platforms out of the lock, and `npm ci` refuses that lock on every machine ("Missing: ... from lock file").
 */
import { readFileSync, writeFileSync } from 'node:fs';

const LOCK = new URL('../package-lock.json', import.meta.url);
const SYSTEMS = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32'];
const PROCESSORS = ['arm64', 'x64', 'ia32', 'ppc64', 'riscv64', 's390x', 'loong64', 'arm'];
const EXACT = /^\d+\.\d+\.\d+[^ |]*$/;

/** What a platform package's name says about where it runs: "core-linux-x64-musl" -> linux, x64, musl. */
function platformOf(name) {
  const words = name.split(/[/-]/);
  const system = SYSTEMS.find((one) => words.includes(one));
  const processor = PROCESSORS.find((one) => words.includes(one));
  if (system === undefined || processor === undefined) return undefined;
  const libc = words.some((word) => word.startsWith('musl')) ? 'musl' : 'glibc';
  return { os: [system], cpu: [processor], ...(system === 'linux' ? { libc: [libc] } : {}) };
}

/** The entry for an absent platform package; it inherits `dev` from the package that asks for it. */
function entryFor(name, version, parent) {
  const platform = platformOf(name);
  if (platform === undefined || !EXACT.test(version)) return undefined;
  const { os, cpu, libc } = platform;
  return {
    version,
    cpu,
    ...(parent.dev === true ? { dev: true } : {}),
    ...(libc === undefined ? {} : { libc }),
    optional: true,
    os,
  };
}

function missingEntries(packages) {
  const missing = new Map();
  for (const parent of Object.values(packages)) {
    for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
      const entry = entryFor(name, version, parent);
      const place = `node_modules/${name}`;
      if (entry !== undefined && packages[place] === undefined) missing.set(place, entry);
    }
  }
  return missing;
}

const lock = JSON.parse(readFileSync(LOCK, 'utf8'));
const missing = missingEntries(lock.packages);
if (missing.size > 0) {
  const all = [...Object.entries(lock.packages), ...missing];
  all.sort(([left], [right]) => left.localeCompare(right, 'en'));
  lock.packages = Object.fromEntries(all);
  writeFileSync(LOCK, `${JSON.stringify(lock, null, 2)}\n`);
}
process.stdout.write(`package-lock.json: ${String(missing.size)} platform entries added\n`);
