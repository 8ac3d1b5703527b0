import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { prepareCluster } from '../../../src/platform/database/cluster.js';
import { startServer } from '../../../src/platform/database/postmaster.js';
import { isRoot, serverUser } from '../../../src/platform/database/server-user.js';
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
import { tempFolder } from '../../harness/temp-folder.js';

afterEach(stopAll);

describe('a server that died', () => {
  it('starts anew after kill -9, with every commit', async () => {
    const folder = await dataFolder();
    const database = await open(folder);
    await query(database.url, 'select small.append(1)');
    process.kill(await serverPid(folder), 'SIGKILL');
    await database.close();
    const again = await open(folder);
    expect(again.arrival).toBe('started');
    expect(await query(again.url, 'select seq from small.leaf')).toEqual([{ seq: '1' }]);
    await again.close();
  });

  it('comes back under a running service, at the same address', async () => {
    const folder = await dataFolder();
    const service = await Member.start(folder, 'service', await smallMigrations());
    const { url } = await service.next();
    await query(url, 'select small.append(1)');
    process.kill(await serverPid(folder), 'SIGKILL');
    expect((await service.next()).event).toBe('lost');
    expect((await service.next()).event).toBe('revived');
    expect(await query(url, 'select seq from small.leaf')).toEqual([{ seq: '1' }]);
    expect((await refusalOf(open(folder, { role: 'service' }))).code).toBe('DATA_FOLDER_HELD');
    await service.leave();
    expect(await runs(folder)).toBe(false);
  });

  it('may leave a pid file whose number some other program has by now', async () => {
    const folder = await dataFolder();
    const database = await open(folder);
    const file = join(folder, 'pg', 'postmaster.pid');
    const [, ...rest] = (await readFile(file, 'utf8')).split('\n');
    await database.close();
    await writeFile(file, [String(process.ppid), ...rest].join('\n'));
    const again = await open(folder);
    expect(again.arrival).toBe('started');
    await again.close();
  });

  it('may leave a pid file whose number nobody has', async () => {
    const folder = await dataFolder();
    const database = await open(folder);
    const file = join(folder, 'pg', 'postmaster.pid');
    const text = await readFile(file, 'utf8');
    await database.close();
    await writeFile(file, text);
    const again = await open(folder);
    expect(again.arrival).toBe('started');
    await again.close();
  });
});

describe('a data folder that cannot be used', () => {
  it('is refused where it is a file', async () => {
    const folder = await dataFolder();
    await writeFile(join(folder, 'file'), '');
    const error = await refusalOf(open(join(folder, 'file')));
    expect(error).toMatchObject({ code: 'DATA_FOLDER_UNUSABLE', facts: { folder: join(folder, 'file') } });
  });

  it('is refused where its passwords are lost or do not fit', async () => {
    const folder = await dataFolder();
    await (await open(folder)).close();
    const file = join(folder, 'server-secrets.json');
    await rename(file, `${file}.kept`);
    expect((await refusalOf(open(folder))).code).toBe('CLUSTER_SECRET_LOST');
    await writeFile(file, JSON.stringify({ superuser: 'a', owner: 'b', service: 'c' }));
    expect((await refusalOf(open(folder))).code).toBe('CLUSTER_SECRET_LOST');
    await rename(`${file}.kept`, file);
    await (await open(folder)).close();
  });

  it('is refused where another version of PostgreSQL wrote it', async () => {
    const folder = await dataFolder();
    await (await open(folder)).close();
    await writeFile(join(folder, 'pg', 'PG_VERSION'), '17\n');
    expect(await refusalOf(open(folder))).toMatchObject({
      code: 'CLUSTER_VERSION',
      facts: { found: '17', needed: '18' },
    });
  });

  it('is refused with the words of the server where that does not start', async () => {
    const folder = await dataFolder();
    const error = await refusalOf(open(folder, { settings: { shared_buffers: 'much' } }));
    expect(error.code).toBe('SERVER_START_FAILED');
    expect(error.zh).toContain('shared_buffers');
  });

  it('is refused where its server runs but does not answer', async () => {
    const folder = await dataFolder();
    const database = await open(folder);
    const pid = await serverPid(folder);
    process.kill(pid, 'SIGSTOP');
    const error = await refusalOf(open(folder, { patienceMs: 1 })).finally(() => process.kill(pid, 'SIGCONT'));
    expect(error).toMatchObject({ code: 'SERVER_STUCK', facts: { pid: String(pid) } });
    await database.close();
  });

  it('does not mistake a taken port for anything else', async () => {
    const folder = await dataFolder();
    const cluster = await prepareCluster({ dataFolder: folder });
    const other = await open(await dataFolder());
    expect(await startServer(cluster, Number(new URL(other.url).port))).toBe('port-taken');
    await other.close();
  });
});

/** Only root hands its cluster to another user; elsewhere there is nothing to hand over. */
(isRoot() ? describe : describe.skip)('as root', () => {
  it('gives the cluster to an ordinary user', async () => {
    const folder = await dataFolder();
    const database = await open(folder);
    expect((await stat(join(folder, 'pg'))).uid).not.toBe(0);
    expect((await stat(join(folder, 'server-secrets.json'))).uid).toBe(0);
    await database.close();
  });

  it('chooses a reachable place where a parent is closed, says so in the data folder, and finds it again', async () => {
    const closed = await tempFolder();
    const reachableFolder = await dataFolder();
    const folder = join(closed, 'var');
    const first = await open(folder, { reachableFolder });
    await query(first.url, 'select small.append(1)');
    await first.close();
    const { cluster } = JSON.parse(await readFile(join(folder, 'cluster-place.json'), 'utf8')) as { cluster: string };
    expect(cluster.startsWith(`${reachableFolder}/`)).toBe(true);
    const second = await open(folder, { reachableFolder });
    expect(second).toMatchObject({ arrival: 'started', fresh: false });
    expect(await query(second.url, 'select seq from small.leaf')).toEqual([{ seq: '1' }]);
    await second.close();
  });

  it('needs an ordinary user for the server', async () => {
    const error = await refusalOf(serverUser(join(await tempFolder(), 'pg'), ['no-such-user']));
    expect(error.code).toBe('SERVER_USER_MISSING');
  });

  it('names the parent that is closed where no other place can be reached', async () => {
    const closed = await tempFolder();
    await rm(join(closed, 'var'), { recursive: true, force: true });
    const error = await refusalOf(open(join(closed, 'var'), { reachableFolder: join(closed, 'elsewhere') }));
    expect(error).toMatchObject({ code: 'DATA_FOLDER_UNREACHABLE', facts: { parent: closed } });
  });
});
