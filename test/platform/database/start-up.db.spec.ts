import { createServer, type Server, type Socket } from 'node:net';

import { readConfig, type Config } from '../../../src/platform/config/config.js';
import type { StartupError } from '../../../src/platform/config/startup-error.js';
import { readAddress } from '../../../src/platform/database/address.js';
import { migrateDatabase, openDatabase, type OpenDatabase } from '../../../src/platform/database/open-database.js';
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from '../../harness/database.js';
import { query, refusalOf } from '../../harness/embedded.js';
import { servers } from '../../harness/servers.js';
import { migrationsOf, SMALL_SCHEMA } from '../../harness/temp-folder.js';

function configOf(urls: { readonly app?: string; readonly owner?: string }): Config {
  return readConfig({ DATABASE_URL: urls.app, XINYI_MIGRATE_URL: urls.owner });
}

function at(url: string, change: (parsed: URL) => void): string {
  const parsed = new URL(url);
  change(parsed);
  return parsed.href;
}

describe.each(await servers())('start-up on $name', (server) => {
  let database: TestDatabase;
  let migrations: string;

  beforeAll(async () => {
    migrations = await migrationsOf({ '0001-small.sql': SMALL_SCHEMA });
  });

  beforeEach(async () => {
    database = await createEmptyDatabase(server);
  });

  afterEach(() => database.drop());

  function open(urls: { readonly app?: string; readonly owner?: string }, role: 'service' | 'command' = 'service') {
    return openDatabase(configOf(urls), { role, migrations });
  }

  const both = (): Promise<OpenDatabase> => open({ app: database.appUrl, owner: database.ownerUrl });

  it('migrates where both addresses are given, makes the login, and then needs one address only', async () => {
    const first = await both();
    expect(first).toMatchObject({ embedded: false, applied: ['0001-small'], fresh: true, url: database.appUrl });
    const second = await open({ app: database.appUrl }, 'command');
    expect(second).toMatchObject({ applied: [], fresh: false, database: database.name });
    await Promise.all([first.close(), second.close()]);
  });

  it('says SCHEMA_BEHIND to a command, which never migrates a server of its own accord', async () => {
    await migrateDatabase(configOf({ app: database.appUrl, owner: database.ownerUrl }), {
      migrations: await migrationsOf({}),
    });
    const error = await refusalOf(open({ app: database.appUrl, owner: database.ownerUrl }, 'command'));
    expect(error).toMatchObject({ code: 'SCHEMA_BEHIND', facts: { count: '1', first: '0001-small.sql' } });
    expect(error.zh).toContain('npm run xinyi -- migrate');
  });

  it('migrates by command with the owner alone', async () => {
    const done = await migrateDatabase(configOf({ owner: database.ownerUrl }), { migrations });
    expect(done).toMatchObject({ database: database.name, applied: ['0001-small'] });
    expect((await refusalOf(migrateDatabase(configOf({ app: database.appUrl })))).code).toBe('MIGRATE_URL_MISSING');
    expect((await refusalOf(open({ owner: database.ownerUrl }))).code).toBe('MIGRATE_URL_ALONE');
  });

  it('refuses two addresses of different databases', async () => {
    const app = at(database.appUrl, (url) => (url.pathname = '/other'));
    expect((await refusalOf(open({ app, owner: database.ownerUrl }))).code).toBe('DATABASES_DIFFER');
  });

  it('refuses a wrong password, without repeating it', async () => {
    await both();
    const app = at(database.appUrl, (url) => (url.password = 'guessed'));
    const error = await refusalOf(open({ app }));
    expect(error).toMatchObject({ code: 'WRONG_PASSWORD', facts: { variable: 'DATABASE_URL' } });
    expect(error.message).not.toContain('guessed');
    const owner = at(database.ownerUrl, (url) => (url.password = ''));
    const second = await refusalOf(open({ app: database.appUrl, owner }));
    expect(second).toMatchObject({ code: 'WRONG_PASSWORD', facts: { variable: 'XINYI_MIGRATE_URL' } });
  });

  it('refuses a login that may not log in, and a database that is not there', async () => {
    await both();
    const missing = at(database.appUrl, (url) => (url.pathname = '/nowhere'));
    expect((await refusalOf(open({ app: missing }))).code).toBe('DATABASE_MISSING');
    await query(database.superuserUrl, `alter role "${database.name}_service" nologin`);
    expect((await refusalOf(open({ app: database.appUrl }))).code).toBe('LOGIN_REFUSED');
  });

  it('refuses a server that is not there', async () => {
    const closed = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => closed.once('listening', resolve));
    const address = closed.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    await new Promise((resolve) => closed.close(resolve));
    const error = await refusalOf(open({ app: `postgres://u:p@127.0.0.1:${port}/d` }));
    expect(error).toMatchObject({
      code: 'SERVER_UNREACHABLE',
      facts: { address: `127.0.0.1:${port}`, reason: 'ECONNREFUSED' },
    });
    expect((await refusalOf(open({ app: 'postgres://u:p@no-such-host.invalid/d' }))).code).toBe('SERVER_UNREACHABLE');
  });

  it('refuses a database whose encoding cannot hold Chinese', async () => {
    const ascii = await createEmptyDatabase(server, 'SQL_ASCII');
    const error = await refusalOf(open({ app: ascii.appUrl, owner: ascii.ownerUrl }));
    expect(error).toMatchObject({ code: 'DATABASE_ENCODING', facts: { encoding: 'SQL_ASCII' } });
    await ascii.drop();
  });

  describe('with a login that could get round the protection', () => {
    let login: string;

    beforeEach(async () => {
      await both();
      login = readAddress(database.appUrl).user;
    });

    const refused = (): Promise<StartupError> => refusalOf(open({ app: database.appUrl }));
    const grant = (sql: string): Promise<unknown> => query(database.superuserUrl, sql);

    it('refuses a superuser', async () => {
      await grant(`alter role "${login}" superuser`);
      expect((await refused()).code).toBe('RUNS_AS_SUPERUSER');
      expect((await refusalOf(open({ app: database.superuserUrl }))).code).toBe('RUNS_AS_SUPERUSER');
    });

    it('refuses BYPASSRLS', async () => {
      await grant(`alter role "${login}" bypassrls`);
      expect((await refused()).code).toBe('RUNS_WITH_BYPASSRLS');
    });

    it('refuses the owner, and whoever may become the owner', async () => {
      expect((await refusalOf(open({ app: database.ownerUrl }))).code).toBe('RUNS_AS_OWNER');
      const chief = `"${database.name}_chief"`;
      await grant(
        `create role ${chief} nologin; alter table small.leaf owner to ${chief}; grant ${chief} to "${login}"`,
      );
      expect((await refused()).code).toBe('RUNS_AS_OWNER');
    });

    it('refuses the owner of a single table', async () => {
      await grant(`alter table small.leaf owner to "${login}"`);
      expect(await refused()).toMatchObject({ code: 'RUNS_AS_OWNER', facts: { object: 'small.leaf' } });
    });

    it('refuses a member of the append role, also by a detour', async () => {
      await grant(
        `create role "${database.name}_detour" nologin; grant "${database.name}_append" to "${database.name}_detour"`,
      );
      await grant(`grant "${database.name}_detour" to "${login}"`);
      expect(await refused()).toMatchObject({
        code: 'RUNS_AS_APPEND_ROLE',
        facts: { role: `${database.name}_append` },
      });
    });

    it.each(['pg_write_all_data', 'pg_execute_server_program', 'pg_write_server_files'])('refuses %s', async (role) => {
      await grant(`grant ${role} to "${login}"`);
      expect(await refused()).toMatchObject({ code: 'RUNS_WITH_POWER', facts: { power: role } });
    });

    it('refuses CREATEROLE', async () => {
      await grant(`alter role "${login}" createrole`);
      expect(await refused()).toMatchObject({ code: 'RUNS_WITH_POWER', facts: { power: 'CREATEROLE' } });
    });

    it('refuses a login that belongs to nothing', async () => {
      // As the owner, who granted it: from 16 on nobody else's revoke takes that grant away.
      await query(database.ownerUrl, `revoke "${database.name}_app" from "${login}"`);
      expect(await refused()).toMatchObject({ code: 'LOGIN_WITHOUT_ROLE', facts: { role: `${database.name}_app` } });
    });

    it('accepts the login as the runner made it', async () => {
      await (await open({ app: database.appUrl })).close();
    });
  });

  it('accepts the login of the real schema', async () => {
    const real = await createTestDatabase(server);
    const opened = await openDatabase(configOf({ app: real.appUrl }), { role: 'service' });
    expect(opened.applied).toEqual([]);
    await opened.close();
    await real.drop();
  });
});

/** As much of the protocol as a server needs to say that it is PostgreSQL 14: no such server is at hand to be asked. */
function oldServer(): Server {
  const message = (type: string, body: Buffer): Buffer => {
    const head = Buffer.alloc(5);
    head.write(type, 0, 'latin1');
    head.writeInt32BE(body.length + 4, 1);
    return Buffer.concat([head, body]);
  };
  const int16 = (value: number): Buffer => Buffer.from([value >> 8, value & 0xff]);
  const values: readonly (readonly [name: string, oid: number, value: string])[] = [
    ['user', 25, 'u'],
    ['database', 25, 'd'],
    ['number', 23, '140011'],
    ['encoding', 25, 'UTF8'],
  ];
  const ready = message('Z', Buffer.from('I'));
  const row = Buffer.concat(
    values.map(([, , value]) => Buffer.concat([Buffer.alloc(2), int16(value.length), Buffer.from(value)])),
  );
  const fields = values.map(([name, oid]) => {
    const rest = Buffer.alloc(18);
    rest.writeInt32BE(oid, 6);
    rest.writeInt16BE(-1, 10);
    return Buffer.concat([Buffer.from(`${name}\0`), rest]);
  });
  const answer = Buffer.concat([
    message('T', Buffer.concat([int16(values.length), ...fields])),
    message('D', Buffer.concat([int16(values.length), row])),
    message('C', Buffer.from('SELECT 1\0')),
    ready,
  ]);
  return createServer((socket: Socket) => {
    let greeted = false;
    socket.on('data', (bytes) => {
      if (!greeted) socket.write(Buffer.concat([message('R', Buffer.alloc(4)), ready]));
      else if (bytes.toString('latin1', 0, 1) === 'Q') socket.write(answer);
      greeted = true;
    });
    socket.on('error', () => undefined);
  });
}

it('refuses a server older than 15', async () => {
  const old = oldServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => old.once('listening', resolve));
  const address = old.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const config = configOf({ app: `postgres://u:p@127.0.0.1:${port}/d` });
  const error = await refusalOf(openDatabase(config, { role: 'service' }));
  expect(error).toMatchObject({ code: 'SERVER_TOO_OLD', facts: { version: '14.11' } });
  old.close();
});
