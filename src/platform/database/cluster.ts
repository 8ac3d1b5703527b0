import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, chown, link, mkdir, open, readdir, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

import { z } from 'zod';

import { StartupError } from '../config/startup-error.js';
import { errorCode } from './connection.js';
import { embeddedBinaries, type ServerBinaries } from './server-binaries.js';
import { canEnter, closedParent, isRoot, serverUser, type ServerUser } from './server-user.js';

const run = promisify(execFile);

const secrets = z.object({ superuser: z.string(), owner: z.string(), service: z.string() });

/** Passwords of the three logins of the embedded server. */
export type Secrets = Readonly<z.infer<typeof secrets>>;

/** A database folder that is ready to be started. */
export interface Cluster {
  readonly folder: string;
  readonly binaries: ServerBinaries;
  readonly user: ServerUser | undefined;
  readonly secrets: Secrets;
  readonly logFile: string;
  /** Whether this very call made it. */
  readonly created: boolean;
  /** Settings given on the server's command line, over those of postgresql.conf. */
  readonly settings: Readonly<Record<string, string>>;
}

export interface ClusterOptions {
  readonly dataFolder: string;
  /** Where root puts a cluster whose data folder its server user cannot reach. */
  readonly reachableFolder?: string;
  /** Other programs than the embedded ones: tests use a second server version. */
  readonly binaries?: ServerBinaries;
  /** Settings over the usual ones: tests turn fsync off. */
  readonly settings?: Readonly<Record<string, string>>;
}

export const SUPERUSER = 'postgres';
const REACHABLE_FOLDER = '/var/lib/xinyi-ledger';

/**
 * Only local TCP, scram, and full durability. The log carries warnings without statements, values or details, since
 * those could hold personal data.
 */
const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  shared_buffers: '128MB',
  max_connections: '100',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  shared_preload_libraries: '',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
};

/** A file whose first writer wins: everybody reads what that one wrote, and nobody ever sees half of it. */
async function writeOnce(file: string, text: string): Promise<string> {
  if (!existsSync(file)) {
    const draft = `${file}.${randomBytes(6).toString('hex')}`;
    const handle = await open(draft, 'wx', 0o600);
    await handle.writeFile(text);
    // Passwords that a power cut forgets would lock the cluster for ever.
    await handle.sync();
    await handle.close();
    await link(draft, file).catch((error: unknown) => {
      if (errorCode(error) !== 'EEXIST') throw error;
    });
    await rm(draft);
  }
  return readFile(file, 'utf8');
}

async function readSecrets(dataFolder: string, clusterExists: boolean): Promise<Secrets> {
  const file = join(dataFolder, 'server-secrets.json');
  if (clusterExists && !existsSync(file)) throw new StartupError('CLUSTER_SECRET_LOST', { file });
  const password = (): string => randomBytes(24).toString('base64url');
  const fresh: Secrets = { superuser: password(), owner: password(), service: password() };
  const text = await writeOnce(file, `${JSON.stringify(fresh, null, 2)}\n`);
  try {
    return secrets.parse(JSON.parse(text));
  } catch (error) {
    throw new StartupError('CLUSTER_SECRET_LOST', { file }, error);
  }
}

const pointer = z.object({ cluster: z.string() });

/** An address outside the data folder that no earlier data folder of the same path has used. */
async function makeOutsidePlace(dataFolder: string, reachable: string, user: ServerUser): Promise<string> {
  const hash = createHash('sha256').update(dataFolder).digest('hex').slice(0, 12);
  const place = join(reachable, `${hash}-${randomBytes(3).toString('hex')}`);
  try {
    await mkdir(place, { recursive: true, mode: 0o755 });
    if (await canEnter(user, place)) return join(place, 'pg');
  } catch {
    // Fall through: the folder that has to be opened is named instead.
  }
  const parent = await closedParent(user, dataFolder);
  throw new StartupError('DATA_FOLDER_UNREACHABLE', { user: user.name, parent });
}

/**
 * Where the cluster lies: in the data folder, or, as root and where the server's user cannot reach that, elsewhere;
 * then the file cluster-place.json in the data folder says where, and stands for good.
 */
async function clusterPlace(dataFolder: string, reachable: string): Promise<string> {
  const inside = join(dataFolder, 'pg');
  const pointerFile = join(dataFolder, 'cluster-place.json');
  if (existsSync(pointerFile)) return pointer.parse(JSON.parse(await readFile(pointerFile, 'utf8'))).cluster;
  const user = await serverUser(inside);
  if (user === undefined || (await canEnter(user, dataFolder))) return inside;
  const cluster = await makeOutsidePlace(dataFolder, reachable, user);
  const text = await writeOnce(pointerFile, `${JSON.stringify({ cluster }, null, 2)}\n`);
  return pointer.parse(JSON.parse(text)).cluster;
}

function initdbArguments(folder: string, passwordFile: string, major: number): readonly string[] {
  // The fixed locale keeps order and case the same on every machine. From 17 on the built-in provider knows the upper
  // case of all Unicode letters; its order is by code point, like that of C.
  const locale = major >= 17 ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8'] : [];
  return [
    `--pgdata=${folder}`,
    `--username=${SUPERUSER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    ...locale,
    '--no-instructions',
  ];
}

/** The environment of server programs: none of ours, so that no PG* variable or locale leaks in. */
export function serverEnvironment(): Record<string, string> {
  return { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };
}

/** Removes what a killed initialisation left behind; the name carries the process that was at work. */
async function sweepDrafts(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    const pid = Number(/^pg\.new-(\d+)-/.exec(name)?.[1] ?? '0');
    if (pid === 0) continue;
    try {
      process.kill(pid, 0);
    } catch {
      await rm(join(parent, name), { recursive: true, force: true });
    }
  }
}

async function initialise(cluster: Omit<Cluster, 'created'>): Promise<void> {
  const { user, binaries } = cluster;
  const draft = join(dirname(cluster.folder), `pg.new-${process.pid}-${randomBytes(3).toString('hex')}`);
  await mkdir(draft, { mode: 0o700 });
  const passwordFile = join(draft, 'password');
  const target = join(draft, 'pg');
  await mkdir(target, { mode: 0o700 });
  await writeFile(passwordFile, `${cluster.secrets.superuser}\n`, { mode: 0o600 });
  if (user !== undefined)
    await Promise.all([draft, passwordFile, target].map((path) => chown(path, user.uid, user.gid)));
  const as = user === undefined ? {} : { uid: user.uid, gid: user.gid };
  try {
    const options = { ...as, cwd: draft, env: serverEnvironment() };
    await run(binaries.initdb, [...initdbArguments(target, passwordFile, binaries.major)], options);
    // The one moment at which the cluster comes to be. Whoever renames second finds it there and uses it.
    await rename(target, cluster.folder);
  } catch (error) {
    if (!existsSync(join(cluster.folder, 'PG_VERSION'))) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new StartupError('SERVER_START_FAILED', { reason, log: cluster.logFile }, error);
    }
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

async function checkVersion(folder: string, needed: number): Promise<void> {
  const found = (await readFile(join(folder, 'PG_VERSION'), 'utf8')).trim();
  if (found !== String(needed)) throw new StartupError('CLUSTER_VERSION', { folder, found, needed: String(needed) });
}

async function openDataFolder(dataFolder: string): Promise<string> {
  // Root's server user has to pass through; everything private inside is 0600 or 0700 by itself.
  await mkdir(dataFolder, { recursive: true, mode: isRoot() ? 0o711 : 0o700 });
  const real = await realpath(dataFolder);
  const probe = join(real, `.probe-${randomBytes(6).toString('hex')}`);
  await writeFile(probe, '');
  await rm(probe);
  return real;
}

async function prepare(options: ClusterOptions): Promise<Cluster> {
  const dataFolder = await openDataFolder(options.dataFolder);
  const reachable = options.reachableFolder ?? REACHABLE_FOLDER;
  const folder = await clusterPlace(dataFolder, reachable);
  const user = await serverUser(folder);
  const exists = existsSync(join(folder, 'PG_VERSION'));
  const cluster = {
    folder,
    user,
    binaries: options.binaries ?? (await embeddedBinaries(user, reachable)),
    secrets: await readSecrets(dataFolder, exists),
    logFile: join(dataFolder, 'server.log'),
    settings: { ...SETTINGS, ...options.settings },
  };
  await sweepDrafts(dirname(folder));
  if (!exists) await initialise(cluster);
  await checkVersion(folder, cluster.binaries.major);
  await chmod(folder, 0o700);
  return { ...cluster, created: !exists };
}

/**
 * Makes the cluster of a data folder where there is none, and says how to start it. Several processes may do this at
 * the same moment, and any of them may be killed at any line: secrets and cluster each appear whole, by one rename or
 * link.
 *
 * @throws StartupError DATA_FOLDER_UNUSABLE, DATA_FOLDER_UNREACHABLE, CLUSTER_SECRET_LOST, CLUSTER_VERSION,
 * SERVER_BINARIES_MISSING, SERVER_USER_MISSING or SERVER_START_FAILED.
 */
export async function prepareCluster(options: ClusterOptions): Promise<Cluster> {
  try {
    return await prepare(options);
  } catch (error) {
    const code = errorCode(error) ?? '';
    if (!/^E(ACCES|PERM|ROFS|NOTDIR|NOSPC|EXIST|ISDIR)$/.test(code)) throw error;
    throw new StartupError('DATA_FOLDER_UNUSABLE', { folder: options.dataFolder, reason: code }, error);
  }
}
