import { spawn } from 'node:child_process';
import { mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

import {
  dataFolder,
  open,
  query,
  refusalOf,
  runs,
  serverPid,
  smallMigrations,
  stopAll,
} from '../../harness/embedded.js';
import { Member } from '../../harness/member.js';

afterEach(stopAll);

describe('one process', () => {
  it('creates, uses, stops, and starts again with what it kept', async () => {
    const folder = await dataFolder();
    const first = await open(folder, { role: 'service' });
    expect(first).toMatchObject({ embedded: true, arrival: 'created', applied: ['0001-small'], fresh: true });
    expect(new URL(first.url).username).toBe('xinyi_service');
    await query(first.url, 'select small.append(1)');
    await first.close();
    expect(await runs(folder)).toBe(false);
    const second = await open(folder, { role: 'service' });
    expect(second).toMatchObject({ arrival: 'started', applied: [], fresh: false });
    expect(await query(second.url, 'select seq from small.leaf')).toEqual([{ seq: '1' }]);
    await second.close();
  });

  it('keeps Chinese text as characters, sorts by code point and is durable', async () => {
    const database = await open(await dataFolder());
    const [row] = await query<Record<string, unknown>>(
      database.url,
      `select length('记') as length, upper('é') as upper, 'é' is nfc normalized as normalized,
              (select string_agg(t, '' order by t) from unnest('{b,a,B,账}'::text[]) t) as sorted,
              current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit,
              current_setting('data_checksums') as checksums, current_setting('listen_addresses') as listens,
              current_setting('TimeZone') as zone, current_setting('log_min_error_statement') as statements`,
    );
    await database.close();
    expect(row).toEqual({
      length: 1,
      upper: 'É',
      normalized: true,
      sorted: 'Bab账',
      fsync: 'on',
      commit: 'on',
      checksums: 'on',
      listens: '127.0.0.1',
      zone: 'UTC',
      statements: 'panic',
    });
  });

  it('keeps its passwords in a file that only its user may read, and gives the service no way up', async () => {
    const folder = await dataFolder();
    const database = await open(folder);
    const mode = async (name: string): Promise<number> => (await stat(join(folder, name))).mode & 0o777;
    expect(await mode('server-secrets.json')).toBe(0o600);
    expect(await mode('server.log')).toBe(0o600);
    expect(await mode('pg')).toBe(0o700);
    const asSuperuser = database.url.replace('xinyi_service', 'postgres');
    await expect(query(asSuperuser, 'select 1')).rejects.toMatchObject({ code: '28P01' });
    const toLocks = database.url.replace(/\/xinyi$/, '/postgres');
    await expect(query(toLocks, 'select 1')).rejects.toMatchObject({ code: '42501' });
    await database.close();
  });

  it('sweeps up an initialisation that was killed half-way', async () => {
    const folder = await dataFolder();
    const dead = spawn('true');
    await new Promise((resolve) => dead.once('close', resolve));
    await mkdir(join(folder, `pg.new-${dead.pid ?? 0}-abc`, 'pg'), { recursive: true });
    await (await open(folder)).close();
    expect((await readdir(folder)).filter((name) => name.startsWith('pg'))).toEqual(['pg']);
  });
});

describe('several processes', () => {
  it('start at the same moment on an empty folder and share one server; the last one out stops it', async () => {
    const folder = await dataFolder();
    const members = await Promise.all(
      [1, 2, 3].map(async () => Member.start(folder, 'command', await smallMigrations())),
    );
    const events = await Promise.all(members.map((member) => member.next()));
    expect(events.map((event) => event.event)).toEqual(['open', 'open', 'open']);
    expect(new Set(events.map((event) => event.url)).size).toBe(1);
    await members[0]?.leave();
    await members[1]?.leave();
    expect(await runs(folder)).toBe(true);
    expect(await query(events[2]?.url, 'select count(*)::int4 as n from small.leaf')).toEqual([{ n: 0 }]);
    await members[2]?.leave();
    expect(await runs(folder)).toBe(false);
  });

  it('join and leave in a wild order without ever finding a server gone under them', async () => {
    const folder = await dataFolder();
    await (await open(folder)).close();
    const visit = async (index: number): Promise<number> => {
      await new Promise((resolve) => setTimeout(resolve, (index * 37) % 90));
      const database = await open(folder);
      await query(database.url, `select small.append(${index})`);
      await database.close();
      return index;
    };
    expect(await Promise.all(Array.from({ length: 12 }, (_, index) => visit(index)))).toHaveLength(12);
    expect(await runs(folder)).toBe(false);
    const last = await open(folder);
    expect(await query(last.url, 'select count(*)::int4 as n from small.leaf')).toEqual([{ n: 12 }]);
    await last.close();
  });

  it('lets commands join a running service and refuses a second service, naming the first', async () => {
    const folder = await dataFolder();
    const service = await Member.start(folder, 'service', await smallMigrations());
    expect(await service.next()).toMatchObject({ event: 'open', arrival: 'created' });
    const command = await open(folder);
    expect(command.arrival).toBe('joined');
    const error = await refusalOf(open(folder, { role: 'service' }));
    expect(error).toMatchObject({ code: 'DATA_FOLDER_HELD', facts: { pid: String(service.pid) } });
    expect(error.zh).toContain(`进程号 ${service.pid}`);
    await service.leave();
    expect(await runs(folder)).toBe(true);
    await command.close();
    expect(await runs(folder)).toBe(false);
  });

  it('adopt the server that a killed starter left, with everything in it', async () => {
    const folder = await dataFolder();
    const starter = await Member.start(folder, 'service', await smallMigrations());
    const { url } = await starter.next();
    await query(url, 'select small.append(1)');
    const pid = await serverPid(folder);
    await starter.kill();
    expect(await runs(folder)).toBe(true);
    const heir = await open(folder, { role: 'service' });
    expect(heir.arrival).toBe('adopted');
    expect(await serverPid(folder)).toBe(pid);
    expect(await query(heir.url, 'select seq from small.leaf')).toEqual([{ seq: '1' }]);
    await heir.close();
    expect(await runs(folder)).toBe(false);
  });

  it('do not count a killed member when the last one leaves', async () => {
    const folder = await dataFolder();
    const killed = await Member.start(folder, 'command', await smallMigrations());
    await killed.next();
    const other = await open(folder);
    await killed.kill();
    await other.close();
    expect(await runs(folder)).toBe(false);
  });

  it('keep the server out of the process group that Ctrl-C reaches', async () => {
    const folder = await dataFolder();
    const database = await open(folder);
    const status = await readFile(`/proc/${await serverPid(folder)}/stat`, 'utf8').catch(() => undefined);
    await database.close();
    if (status === undefined) return;
    const [pid, , , , group, session] = status.replace(/\(.*\)/, 'x').split(' ');
    expect({ group, session }).toEqual({ group: pid, session: pid });
  });
});
