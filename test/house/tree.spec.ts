import { existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { ROOT, ourFiles, read, textFiles } from './project-tree.js';

interface LockEntry {
  readonly resolved?: string;
  readonly optionalDependencies?: Record<string, string>;
}

describe('package-lock.json', () => {
  const lock = JSON.parse(read('package-lock.json')) as { packages: Record<string, LockEntry> };

  it('names no registry, so that it installs from whichever one a machine uses', () => {
    expect(Object.values(lock.packages).filter((entry) => entry.resolved !== undefined)).toEqual([]);
    expect(read('package-lock.json')).not.toMatch(/https?:\/\/[^"]*registry/i);
    expect(read('.npmrc')).toContain('omit-lockfile-registry-resolved=true');
  });

  it('names the binaries of every platform, so that npm ci takes it everywhere (npm run lock)', () => {
    const platform = /-(?:darwin|win32|linux|freebsd|android)-/;
    const wanted = Object.values(lock.packages).flatMap((entry) => Object.keys(entry.optionalDependencies ?? {}));
    const names = wanted.filter((name) => platform.test(`-${name.split('/').pop() ?? ''}-`));
    expect(names.length).toBeGreaterThan(10);
    expect(names.filter((name) => lock.packages[`node_modules/${name}`] === undefined)).toEqual([]);
  });
});

describe('the tree', () => {
  it('has what the project promises at its top', () => {
    const promised = [
      ...['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'LICENSE', 'Dockerfile'],
      ...['docker-compose.yml', 'nest-cli.json', 'tsconfig.json', 'package.json', '.ci/run'],
      ...['docs/glossary.md', 'docs/invariants.md'],
    ];
    expect(promised.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  it("knows no machine but the reader's", () => {
    // Written in pieces, since this file is searched too.
    const machine = new RegExp(
      `(?<![\\w.\\])}-])/(?:${['wo' + 'rk', 'ro' + 'ot', 'ho' + 'me/\\w+', 'Use' + 'rs'].join('|')})/`,
    );
    const found = textFiles().filter((path) => path !== 'package-lock.json' && machine.test(read(path)));
    expect(found).toEqual([]);
  });

  it('has nothing left to do in its comments', () => {
    const marker = new RegExp(`\\b(?:${['TO' + 'DO', 'FIX' + 'ME'].join('|')})\\b`);
    expect(textFiles().filter((path) => path !== 'package-lock.json' && marker.test(read(path)))).toEqual([]);
  });
});

describe('the documents', () => {
  const documents = ourFiles().filter((path) => path.endsWith('.md'));
  const linksOf = (path: string): string[] =>
    [
      ...read(path)
        .replace(/```[\s\S]*?```/g, '')
        .matchAll(/\]\(([^)\s]+)\)/g),
    ]
      .map(([, target = '']) => target)
      .filter((target) => !/^[a-z]+:/.test(target));

  it('link to files that exist', () => {
    const links = documents.flatMap((path) => linksOf(path).map((target) => ({ path, target })));
    expect(links.length).toBeGreaterThan(5);
    const broken = links.filter(({ path, target }) => {
      const [file = ''] = target.split('#');
      return file !== '' && !existsSync(join(ROOT, normalize(join(dirname(path), file))));
    });
    expect(broken.map(({ path, target }) => `${path} -> ${target}`)).toEqual([]);
  });

  it('link to headings that exist', () => {
    const anchor = (heading: string): string =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, '')
        .trim()
        .replaceAll(' ', '-');
    const broken = documents.flatMap((path) =>
      linksOf(path)
        .filter((target) => target.includes('#'))
        .filter((target) => {
          const [file = '', fragment = ''] = target.split('#');
          const place = file === '' ? path : normalize(join(dirname(path), file));
          const headings = existsSync(join(ROOT, place)) ? [...read(place).matchAll(/^#+ (.+)$/gm)] : [];
          return !headings.some(([, heading = '']) => anchor(heading) === decodeURIComponent(fragment));
        })
        .map((target) => `${path} -> ${target}`),
    );
    expect(broken).toEqual([]);
  });

  it('keep an open section for the next release', () => {
    expect(read('CHANGELOG.md')).toMatch(/^## \[?Unreleased\]?$/m);
  });

  it('number their decisions and give context, choice and price', () => {
    const decisions = documents.filter((path) => path.startsWith('docs/decisions/'));
    expect(decisions.length).toBeGreaterThan(0);
    for (const [index, path] of decisions.entries()) {
      expect(path).toContain(`/${String(index + 1).padStart(4, '0')}-`);
      for (const part of ['Context', 'Choice', 'Price']) expect(read(path)).toMatch(new RegExp(`^## ${part}$`, 'm'));
    }
  });

  it('say of each invariant which rule, guard and test hold it', () => {
    const rows = [...read('docs/invariants.md').matchAll(/^\| ([A-Z]\d+) \|(.*)\|$/gm)];
    const numbers = rows.map(([, number]) => number);
    expect(numbers.length).toBeGreaterThan(30);
    expect(new Set(numbers).size).toBe(numbers.length);
    const paths = rows.flatMap(([row]) => [...row.matchAll(/`((?:src|test)\/[^`]+)`/g)].map(([, path = '']) => path));
    expect(paths.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
    const empty = rows.filter(([, , cells = '']) => cells.split('|').some((cell) => cell.trim() === ''));
    expect(empty.map(([, number]) => number)).toEqual([]);
  });
});
