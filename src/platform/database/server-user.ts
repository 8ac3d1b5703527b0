import { execFile } from 'node:child_process';
import { realpath, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';

import { StartupError } from '../config/startup-error.js';

const run = promisify(execFile);

/** The system user that the server processes run as. */
export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
  readonly name: string;
}

/** PostgreSQL refuses to run as root, so root needs somebody else; these exist on nearly every system. */
const CANDIDATES = ['postgres', 'nobody'];

export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

async function lookUp(name: string): Promise<ServerUser | undefined> {
  try {
    const [uid, gid] = await Promise.all(['-u', '-g'].map((flag) => run('id', [flag, name])));
    return { uid: Number(uid?.stdout), gid: Number(gid?.stdout), name };
  } catch {
    return undefined;
  }
}

/**
 * Whom the server runs as: ourselves where we are not root (undefined), else the owner of an existing cluster, else the
 * first of postgres and nobody that exists. The system's users are never changed.
 *
 * @throws StartupError SERVER_USER_MISSING
 */
export async function serverUser(
  existingCluster: string,
  candidates: readonly string[] = CANDIDATES,
): Promise<ServerUser | undefined> {
  if (!isRoot()) return undefined;
  const owner = await stat(existingCluster).catch(() => undefined);
  if (owner !== undefined && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid, name: String(owner.uid) };
  for (const name of candidates) {
    const user = await lookUp(name);
    if (user !== undefined) return user;
  }
  throw new StartupError('SERVER_USER_MISSING');
}

/** Whether a user can enter a folder, tried rather than computed, so that access lists and mounts count too. */
export async function canEnter(user: ServerUser | undefined, folder: string): Promise<boolean> {
  if (user === undefined) return true;
  try {
    await run('/bin/sh', ['-c', 'cd -- "$0"', folder], { uid: user.uid, gid: user.gid, cwd: '/' });
    return true;
  } catch {
    return false;
  }
}

/** The highest folder on the way to a path that a user cannot enter, for an error that names what to open. */
export async function closedParent(user: ServerUser, path: string): Promise<string> {
  const chain: string[] = [];
  for (let folder = await realpath(path); folder !== dirname(folder); folder = dirname(folder)) chain.unshift(folder);
  for (const folder of chain) {
    if (!(await canEnter(user, folder))) return folder;
  }
  return path;
}
