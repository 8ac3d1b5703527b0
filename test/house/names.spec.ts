import { nameProblem } from '../../scripts/house/names.mjs';
import { ourFiles } from './project-tree.js';

describe('names of files', () => {
  it.each([
    ['src/ledger/post-entry.db.spec.ts'],
    ['src/platform/database/data-source.ts'],
    ['.ci/run'],
    ['docs/decisions/0001-swc-build-without-nest-cli.md'],
    ['src/platform/database/open-database.ts'],
    ['README.md'],
    ['.dependency-cruiser.cjs'],
  ])('takes %s', (path) => {
    expect(nameProblem(path)).toBeUndefined();
  });

  it.each([
    ['src/ledger/PostEntry.ts'],
    ['src/ledger/post_entry.ts'],
    ['src/ledger/voucher-manager.ts'],
    ['src/utils/dates.ts'],
    ['src/common/x.ts'],
    ['test/test-data.ts'],
    ['src/ledger/base-store.ts'],
    ['src/ledger/data-sources-helper.ts'],
  ])('refuses %s', (path) => {
    expect(nameProblem(path)).toContain(path);
  });

  it('holds for every file of the project', () => {
    const files = ourFiles();
    expect(files).toContain('src/kernel/fen.ts');
    expect(files.map(nameProblem).filter((problem) => problem !== undefined)).toEqual([]);
  });
});
