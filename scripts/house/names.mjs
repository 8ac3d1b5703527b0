/**
 * What files may be called, said once for the linter and for the tests.
 *
 * 1. A name is lower-case kebab-case segments, parted by dots: `post-entry.db.spec.ts`.
 * 2. No segment is a word that says nothing about what is inside.
 * 3. Names that a tool or a custom fixes (README.md, Dockerfile, package.json ...) are as they are.
 */
const SEGMENT = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const BANNED = new Set(['manager', 'helper', 'util', 'common', 'base', 'data']);
/** TypeORM's own term for a connection; any other word for it would be the worse name. */
const ALLOWED_TERMS = ['data-source'];
const FIXED = new Set(['README', 'LICENSE', 'ARCHITECTURE', 'CONTRIBUTING', 'CHANGELOG', 'Dockerfile']);

const plural = (word) => word.replace(/s$/, '');

function partProblem(part, path) {
  const word = ALLOWED_TERMS.reduce((rest, term) => rest.replace(term, 'source'), part);
  if (!SEGMENT.test(word)) return `${path}: "${part}" is not kebab-case`;
  const banned = word.split('-').find((one) => BANNED.has(one) || BANNED.has(plural(one)));
  return banned === undefined ? undefined : `${path}: "${banned}" says nothing; name what is inside`;
}

/** Why a path, relative to the project's root, breaks the rules; `undefined` where it keeps them. */
export function nameProblem(path) {
  for (const name of path.split(/[/\\]/)) {
    const parts = name.replace(/^\./, '').split('.');
    if (FIXED.has(parts[0])) continue;
    const problem = parts.map((part) => partProblem(part, path)).find((one) => one !== undefined);
    if (problem !== undefined) return problem;
  }
  return undefined;
}
