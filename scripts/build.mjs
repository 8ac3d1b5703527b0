/**
 * Builds dist/ from the TypeScript sources, in place of a compiler's command line.
 *
 * 1. Only a file that changed since the last build is compiled; a file that is gone loses its output.
 * 2. The other files beside the sources (SQL, notes, styles) are copied, so that `new URL('./x.sql', import.meta.url)`
 *    finds them from src/ and from dist/ alike.
 * 3. It says nothing unless it fails, since commands whose output is data run it first.
 * 4. An output is written under another name and renamed: two builds at once, or a kill in the middle, leave no half
 *    file, and the record of what was built is written last.
 *
 * Types are not checked here; `npm run check:types` does that.
 */
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, sep } from 'node:path';
import { DIST, RECORD, ROOT, filesUnder, findSources, outputOf, readRecord } from './house/sources.mjs';

function writeWhole(path, content) {
  const draft = `${path}.${process.pid}.draft`;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(draft, content);
  renameSync(draft, path);
}

async function compile(path, swc, options) {
  const output = join(DIST, outputOf(path));
  const source = readFileSync(join(ROOT, path), 'utf8');
  const sourceFileName = relative(dirname(output), join(ROOT, path)).split(sep).join('/');
  const { code, map } = await swc.transform(source, { ...options, filename: join(ROOT, path), sourceFileName });
  const name = output.slice(output.lastIndexOf(sep) + 1);
  writeWhole(`${output}.map`, map ?? '');
  writeWhole(output, `${code}\n//# sourceMappingURL=${name}.map\n`);
}

/** Compiles or copies each path; every failure is told, not only the first. */
async function makeAll(paths) {
  const toCompile = paths.filter((path) => outputOf(path) !== path);
  const swc = toCompile.length === 0 ? undefined : createRequire(import.meta.url)('@swc/core');
  const options = { ...JSON.parse(readFileSync(join(ROOT, '.swcrc'), 'utf8')), swcrc: false, configFile: false };
  delete options.$schema;
  for (const path of paths.filter((path) => outputOf(path) === path)) {
    writeWhole(join(DIST, path), readFileSync(join(ROOT, path)));
  }
  const results = await Promise.allSettled(toCompile.map((path) => compile(path, swc, options)));
  return results.flatMap((result, index) =>
    result.status === 'rejected'
      ? [`${toCompile[index]}: ${String(result.reason.message ?? result.reason).split('\n\nCaused by:')[0]}`]
      : [],
  );
}

/** Removes from dist/ what no source stands behind. A draft of the last minute may be another build's, at work now. */
function sweep(files) {
  const expected = new Set(Object.keys(files).map(outputOf));
  for (const path of filesUnder('dist')) {
    const output = path.slice('dist/'.length).replace(/\.map$/, '');
    const place = join(ROOT, path);
    if (expected.has(output) || place === RECORD) continue;
    if (path.endsWith('.draft') && Date.now() - statSync(place).mtimeMs < 60_000) continue;
    rmSync(place, { force: true });
  }
}

const sources = findSources();
const record = readRecord();
const before = record.tools === sources.tools ? record.files : {};
const changed = Object.keys(sources.files).filter((path) => before[path] !== sources.files[path]);

const failures = await makeAll(changed);
if (failures.length > 0) {
  process.stderr.write(`${failures.join('\n')}\nThe build failed; nothing was started.\n`);
  process.exitCode = 1;
} else {
  sweep(sources.files);
  writeWhole(RECORD, JSON.stringify(sources));
}
