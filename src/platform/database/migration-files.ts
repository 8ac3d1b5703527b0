import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { projectRoot } from '../project-root.js';
import { StartupError } from '../config/startup-error.js';

/** One plain SQL file; forward only. */
export interface MigrationFile {
  /** "0001-log", without the ending. */
  readonly name: string;
  /** Orders the files: 1, 2, 3 ... */
  readonly number: number;
  readonly sql: string;
  /** Hex, over the file as it lies on disk with line ends as "\n", so that a checkout on Windows changes nothing. */
  readonly sha256: string;
}

const FILE_NAME = /^(\d{4})-[a-z0-9]+(?:-[a-z0-9]+)*\.sql$/;

function numberOf(file: string): number {
  const match = FILE_NAME.exec(file);
  const number = Number(match?.[1] ?? '0');
  if (number === 0) throw new StartupError('MIGRATION_NAME', { file, reason: '0001-name.sql' });
  return number;
}

export function migrationsFolder(): string {
  return join(projectRoot(), 'migrations');
}

/**
 * The migrations of a folder in order.
 *
 * @throws StartupError MIGRATION_NAME where a .sql file is badly named or two have one number.
 */
export async function readMigrations(folder: string = migrationsFolder()): Promise<readonly MigrationFile[]> {
  const names = (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort();
  const files = await Promise.all(
    names.map(async (file) => {
      const sql = (await readFile(join(folder, file), 'utf8')).replaceAll('\r\n', '\n');
      const sha256 = createHash('sha256').update(sql).digest('hex');
      return { name: file.slice(0, -'.sql'.length), number: numberOf(file), sql, sha256 };
    }),
  );
  files.forEach((file, index) => {
    const before = files[index - 1];
    if (before?.number === file.number) {
      throw new StartupError('MIGRATION_NAME', { file: `${file.name}.sql`, reason: `= ${before.name}.sql` });
    }
  });
  return files;
}
