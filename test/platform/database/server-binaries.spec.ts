import { existsSync } from 'node:fs';
import { mkdir, readlink, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { hydrateSymlinks } from '../../../src/platform/database/server-binaries.js';
import { refusalOf } from '../../harness/embedded.js';
import { tempFolder } from '../../harness/temp-folder.js';

describe('hydrateSymlinks', () => {
  let native: string;

  beforeEach(async () => {
    native = join(await tempFolder(), 'native');
    await mkdir(join(native, 'lib'), { recursive: true });
    await writeFile(join(native, 'lib', 'libpq.so.5.18'), 'library');
    const links = ['libpq.so', 'libpq.so.5'].map((name) => ({
      source: 'native/lib/libpq.so.5.18',
      target: `native/lib/${name}`,
    }));
    await writeFile(join(native, 'pg-symlinks.json'), JSON.stringify(links));
  });

  it('makes the links that no install script made, relative to their folder', async () => {
    expect(await hydrateSymlinks(native)).toBe(2);
    expect(await readlink(join(native, 'lib', 'libpq.so.5'))).toBe('libpq.so.5.18');
    expect(await readlink(join(native, 'lib', 'libpq.so'))).toBe('libpq.so.5.18');
  });

  it('makes only what is missing, and several processes may do it at once', async () => {
    await hydrateSymlinks(native);
    await rm(join(native, 'lib', 'libpq.so'));
    const made = await Promise.all([hydrateSymlinks(native), hydrateSymlinks(native), hydrateSymlinks(native)]);
    expect(made.reduce((sum, count) => sum + count)).toBe(1);
    expect(await hydrateSymlinks(native)).toBe(0);
  });

  it('has nothing to do where the package has real files', async () => {
    await rm(join(native, 'pg-symlinks.json'));
    expect(await hydrateSymlinks(native)).toBe(0);
    expect(existsSync(join(native, 'lib', 'libpq.so'))).toBe(false);
  });

  it('says what is missing where the links cannot be made', async () => {
    await rm(join(native, 'lib'), { recursive: true });
    const error = await refusalOf(hydrateSymlinks(native));
    expect(error.code).toBe('SERVER_BINARIES_MISSING');
    expect(error.zh).toContain(join(native, 'lib', 'libpq.so'));
  });
});
