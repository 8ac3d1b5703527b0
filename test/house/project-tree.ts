/** The project's own files, as the tests of house style see them. */
import { readFileSync, readdirSync } from 'node:fs';
import { extname, join, sep } from 'node:path';
import { ROOT, filesUnder } from '../../scripts/house/sources.mjs';

export { ROOT, filesUnder };

const NOT_OURS = new Set(['node_modules', 'dist', 'var', 'coverage', '.git', 'samples']);
const TEXT = new Set([
  '.ts',
  '.tsx',
  '.mts',
  '.mjs',
  '.cjs',
  '.js',
  '.json',
  '.sql',
  '.md',
  '.yml',
  '.sh',
  '.toml',
  '',
]);

/** Every file that we wrote: paths from the root with forward slashes, without samples and golden files. */
export function ourFiles(): string[] {
  const tops = readdirSync(ROOT, { withFileTypes: true }).filter((entry) => !NOT_OURS.has(entry.name));
  const files = tops.flatMap((entry) => (entry.isDirectory() ? filesUnder(entry.name) : [entry.name]));
  return files.map((path) => path.split(sep).join('/')).filter((path) => !/(?:^|\/)golden\//.test(path));
}

export function textFiles(): string[] {
  return ourFiles().filter((path) => TEXT.has(extname(path)) && path !== '.env');
}

export function read(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}
