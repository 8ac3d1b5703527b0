/**
 * What dist/ is built from, and the record of the last build.
 *
 * 1. A file's stamp is its time and size; any difference counts, so a file put back with an older date is built too.
 * 2. The tools' stamp covers the compiler, its options and these scripts: when they change, everything is built anew.
 */
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const DIST = join(ROOT, 'dist');
export const RECORD = join(DIST, '.built.json');

/** The invented bank years serve the tests and the measurements alike. */
const FOLDERS = ['src', 'reports', 'bench', 'test/support/bank-year'];
const TOOLS = ['.swcrc', 'scripts/build.mjs', 'scripts/house/sources.mjs', 'node_modules/@swc/core/package.json'];
const NOT_BUILT = /\.d\.ts$|(?:^|\/)golden(?:\/|$)/;

function stamp(path) {
  const { mtimeMs, size } = statSync(join(ROOT, path));
  return `${mtimeMs}:${size}`;
}

/** Files under a folder of the project, as paths from the root with forward slashes, in order; none if it is absent. */
export function filesUnder(folder) {
  let list;
  try {
    list = readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true });
  } catch (error) {
    if (error.code === 'ENOENT') return [];
    throw error;
  }
  return list
    .filter((entry) => entry.isFile())
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

/** Every source with its stamp. A file that vanishes between listing and reading was deleted: it is left out. */
export function findSources() {
  const files = {};
  for (const path of FOLDERS.flatMap(filesUnder)) {
    if (NOT_BUILT.test(path)) continue;
    try {
      files[path] = stamp(path);
    } catch (error) {
      if (error.code !== 'ENOENT') throw error;
    }
  }
  return { tools: TOOLS.map(stamp).join(' '), files };
}

/** Where a source's output stands inside dist/: compiled for TypeScript, under its own name for all else. */
export function outputOf(path) {
  return path.replace(/\.tsx?$/, '.js');
}

/** The record of the last build; an absent or broken one means that everything is to be built. */
export function readRecord() {
  try {
    return JSON.parse(readFileSync(RECORD, 'utf8'));
  } catch {
    return { tools: '', files: {} };
  }
}

export function isStale() {
  const sources = findSources();
  const record = readRecord();
  return JSON.stringify(sources) !== JSON.stringify(record);
}
