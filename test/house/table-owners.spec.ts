/** A table is named in exactly one wing's store/: whoever else needs it asks that wing. */
import { filesUnder, read } from './project-tree.js';

const migrations = filesUnder('migrations').filter((path) => path.endsWith('.sql'));
const tables = new Set(
  migrations.flatMap((path) =>
    [...read(path).matchAll(/create (?:unlogged )?table (\w+\.\w+)/gi)].map(([, name = '']) => name),
  ),
);
const MENTION = /\b(?:from|join|into|update|using|table|only)\s+("?\w+"?\."?\w+"?)/gi;

/** Tables that a source names in SQL; `ledger.account` as a property of an object is no mention. */
function tablesIn(source: string): string[] {
  return [...source.matchAll(MENTION)]
    .map(([, name = '']) => name.replaceAll('"', ''))
    .filter((name) => tables.has(name));
}

const mentions = filesUnder('src')
  .filter((path) => /\.(?:ts|tsx|sql)$/.test(path))
  .flatMap((path) => tablesIn(read(path)).map((table) => ({ table, path })));

describe('owners of tables', () => {
  it('are looked for with eyes that see', () => {
    expect(tables.size).toBeGreaterThan(10);
    expect(tablesIn('select 1 from log.head h join "log"."leaf" l on true')).toEqual(['log.head', 'log.leaf']);
    expect(tablesIn('const size = log.head.size')).toEqual([]);
  });

  it('name their tables in a store and nowhere else', () => {
    const outside = mentions.filter(({ path }) => !/^src\/[a-z]+\/store\//.test(path));
    expect(outside.map(({ path, table }) => `${path} names ${table}`)).toEqual([]);
  });

  it('are read, but never written, by the one wing that checks all others', () => {
    const checker = filesUnder('src').filter((path) => path.startsWith('src/transparency/store/'));
    expect(checker.length).toBeGreaterThan(0);
    const writes = checker.filter((path) =>
      /\b(?:insert\s+into|update|delete\s+from)\s+[a-z]+\.[a-z_]+/i.test(read(path)),
    );
    expect(writes).toEqual([]);
  });

  it('are one wing a table', () => {
    const owners = new Map<string, Set<string>>();
    // `verify` compares every derived row with the leaves: reading all tables is what it is for.
    for (const { table, path } of mentions.filter(({ path }) => !path.startsWith('src/transparency/'))) {
      owners.set(table, (owners.get(table) ?? new Set<string>()).add(path.split('/')[1] ?? ''));
    }
    const shared = [...owners].filter(([, wings]) => wings.size > 1);
    expect(shared.map(([table, wings]) => `${table}: ${[...wings].join(', ')}`)).toEqual([]);
  });
});
