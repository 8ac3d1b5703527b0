import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { invariant } from '../kernel/invariant.js';

const PROJECT = 'xinyi-ledger';

function isProject(folder: string): boolean {
  const file = join(folder, 'package.json');
  if (!existsSync(file)) return false;
  const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
  return typeof content === 'object' && content !== null && 'name' in content && content.name === PROJECT;
}

/**
 * The folder of the nearest package.json that is named xinyi-ledger, upwards from a file's address. Code runs both from
 * `src` (tests) and from `dist/src` (built), so a fixed number of `..` would be wrong in one of them.
 */
export function projectRoot(from: string = import.meta.url): string {
  let folder = dirname(fileURLToPath(from));
  while (!isProject(folder)) {
    const parent = dirname(folder);
    invariant(parent !== folder, `${from} lies inside the project ${PROJECT}`);
    folder = parent;
  }
  return folder;
}
