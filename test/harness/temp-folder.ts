import { mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { runFolder } from './servers.js';

/** A folder of one test's own below the run's folder, which the tear-down removes. */
export async function tempFolder(): Promise<string> {
  return mkdtemp(join(runFolder(), 'folder-'));
}

/** A folder of migrations: file name -> SQL. */
export async function migrationsOf(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await tempFolder();
  await Promise.all(Object.entries(files).map(([name, sql]) => writeFile(join(folder, name), sql)));
  return folder;
}

/** A small schema in the manner of the real one: a table nobody may write, and one function that may. */
export const SMALL_SCHEMA = `-- Why: tests of the runner. Locks: none.
create schema small;
create table small.leaf (seq bigint constraint leaf_pk primary key, day date not null);
grant usage on schema small to xinyi_app;
grant usage, create on schema small to xinyi_append;
grant select on small.leaf to xinyi_app;
grant insert on small.leaf to xinyi_append;
create function small.append(seq bigint) returns void language plpgsql security definer
  set search_path = small, pg_temp as $$
begin
  insert into small.leaf values (seq, '2025-06-30');
end $$;
alter function small.append(bigint) owner to xinyi_append;
revoke all on function small.append(bigint) from public;
grant execute on function small.append(bigint) to xinyi_app;
revoke create on schema small from xinyi_append;
`;
