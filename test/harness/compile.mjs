import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

import { transform } from '@swc/core';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

function filesBelow(folder, pattern) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && pattern.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

const KEPT_MS = 3_600_000;

/** Removes what nobody can be using any more; another run may still work with younger ones. */
function sweep(cache) {
  for (const name of readdirSync(cache)) {
    const old = join(cache, name);
    if (statSync(old).mtimeMs < Date.now() - KEPT_MS) rmSync(old, { recursive: true, force: true });
  }
}

/**
 * Compiles `src`, and the definitions in `reports` that it imports, for tests that need real processes (to kill them,
 * say), and answers the folder that then holds the
 * JavaScript at the same paths. It lies below node_modules, so that packages resolve; its name is a hash of the
 * sources, so that a second call, also from another worker, finds it made.
 */
export async function compileSource() {
  const files = ['src', 'reports'].flatMap((folder) => filesBelow(join(root, folder), /\.tsx?$/));
  // Read at run time, beside the definition that names them.
  const queries = filesBelow(join(root, 'reports'), /\.sql$/);
  const settings = readFileSync(join(root, '.swcrc'), 'utf8');
  const hash = createHash('sha256').update(settings);
  const texts = files.map((file) => readFileSync(file, 'utf8'));
  files.forEach((file, index) => hash.update(`${file}\0${texts[index]}\0`));
  for (const query of queries) hash.update(`${query}\0${readFileSync(query, 'utf8')}\0`);
  const cache = join(root, 'node_modules', '.cache', 'xinyi-ledger');
  const made = join(cache, hash.digest('hex').slice(0, 16));
  if (existsSync(made)) return join(made, 'src');
  const draft = `${made}.${process.pid}`;
  const options = JSON.parse(settings);
  delete options.$schema;
  await Promise.all(
    files.map(async (filename, index) => {
      const { code } = await transform(texts[index], { ...options, filename, sourceMaps: 'inline', swcrc: false });
      const target = join(draft, relative(root, filename).replace(/\.tsx?$/, '.js'));
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, code);
    }),
  );
  for (const query of queries) copyFileSync(query, join(draft, relative(root, query)));
  // A package.json of its own makes these files ES modules; the project's root is still found further up.
  writeFileSync(join(draft, 'package.json'), '{ "type": "module" }\n');
  sweep(cache);
  try {
    renameSync(draft, made);
  } catch {
    rmSync(draft, { recursive: true, force: true });
  }
  return join(made, 'src');
}
