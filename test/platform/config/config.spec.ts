import { createServer } from 'node:net';
import { join } from 'node:path';

import { readConfig } from '../../../src/platform/config/config.js';
import { listenError, StartupError } from '../../../src/platform/config/startup-error.js';
import { startupProblems, type StartupCode } from '../../../src/platform/config/startup-problems.js';
import { platformProblems, platformStatuses } from '../../../src/platform/problems.js';
import { projectRoot } from '../../../src/platform/project-root.js';

function refusal(env: NodeJS.ProcessEnv): StartupError {
  try {
    readConfig(env, '/srv/ledger');
  } catch (error) {
    if (error instanceof StartupError) return error;
    throw error;
  }
  throw new Error('the configuration was accepted');
}

describe('readConfig', () => {
  it('needs no variable at all', () => {
    expect(readConfig({}, '/srv/ledger')).toEqual({
      dataFolder: '/srv/ledger/var',
      demo: true,
      port: 3000,
      host: '127.0.0.1',
      logLevel: 'info',
    });
  });

  it('reads every variable', () => {
    const env = {
      DATABASE_URL: 'postgres://svc:pa%2Fss@db.example:5433/ledger?sslmode=require',
      XINYI_MIGRATE_URL: 'postgresql://owner:x@db.example/ledger',
      XINYI_DATA: '/data/xinyi',
      XINYI_DEMO: '0',
      PORT: '0',
      HOST: '::',
      LOG_LEVEL: 'debug',
    };
    expect(readConfig(env, '/srv/ledger')).toEqual({
      databaseUrl: env.DATABASE_URL,
      migrateUrl: env.XINYI_MIGRATE_URL,
      dataFolder: '/data/xinyi',
      demo: false,
      port: 0,
      host: '::',
      logLevel: 'debug',
    });
  });

  it('takes an empty value for none, as compose files write it', () => {
    expect(readConfig({ DATABASE_URL: '', PORT: ' ' }, '/srv/ledger')).toEqual(readConfig({}, '/srv/ledger'));
  });

  it('takes a relative data folder from the root, not from where the process stands', () => {
    expect(readConfig({ XINYI_DATA: 'elsewhere/x' }, '/srv/ledger').dataFolder).toBe('/srv/ledger/elsewhere/x');
  });

  it.each([
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '3000x'],
    ['PORT', '1e3'],
    ['XINYI_DEMO', 'yes'],
    ['LOG_LEVEL', 'loud'],
    ['HOST', 'http://x'],
    ['DATABASE_URL', 'mysql://u:p@h/d'],
    ['DATABASE_URL', 'postgres://host/d'],
    ['DATABASE_URL', 'postgres://u:p@host'],
    ['XINYI_MIGRATE_URL', 'not a url'],
  ])('refuses %s=%s and names the variable, Chinese first', (variable, value) => {
    const error = refusal({ [variable]: value });
    expect(error.code).toBe('CONFIG_INVALID');
    expect(error.zh).toContain(`${variable} 应`);
    expect(error.en).toContain(`${variable} should`);
    expect(error.message).toBe(`${error.zh}\n${error.en}`);
  });

  it('names all bad variables at once and never shows a password', () => {
    const error = refusal({ PORT: 'x', DATABASE_URL: 'postgres:/u:secret@h', LOG_LEVEL: 'x' });
    expect(error.zh).toMatch(/DATABASE_URL.*PORT.*LOG_LEVEL/);
    expect(error.message).not.toContain('secret');
  });
});

describe('listenError', () => {
  it('says PORT_TAKEN for a port that is really taken', async () => {
    const first = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => first.once('listening', resolve));
    const address = first.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const second = createServer();
    const error: unknown = await new Promise((resolve) => second.once('error', resolve).listen(port, '127.0.0.1'));
    first.close();
    const found = listenError(error, '127.0.0.1', port);
    expect(found?.code).toBe('PORT_TAKEN');
    expect(found?.zh).toContain(`端口 ${port} 已被别的程序占用`);
  });

  it('says HOST_UNKNOWN for an address that this machine has not', async () => {
    const error: unknown = await new Promise((resolve) =>
      createServer().once('error', resolve).listen(0, '203.0.113.9'),
    );
    expect(listenError(error, '203.0.113.9', 0)?.code).toBe('HOST_UNKNOWN');
  });

  it('says PORT_FORBIDDEN where the system does not permit it, and leaves other errors alone', () => {
    expect(listenError(Object.assign(new Error(), { code: 'EACCES' }), '127.0.0.1', 80)?.code).toBe('PORT_FORBIDDEN');
    expect(listenError(new Error('other'), '127.0.0.1', 80)).toBeUndefined();
  });
});

describe('the tables of problems', () => {
  it.each(Object.entries(platformProblems))('%s has both languages and one set of placeholders', (_code, text) => {
    const names = (...texts: string[]): string[] => [...new Set(texts.join(' ').match(/\{\w+\}/g) ?? [])].sort();
    const bare = (found: string[]): string[] => [...new Set(found.map((name) => name.replace(/(Zh|En)\}/, '}')))];
    expect(text.zh).toMatch(/[\u4e00-\u9fff]/);
    expect(text.remedyZh).toMatch(/[\u4e00-\u9fff]/);
    expect(text.en + text.remedyEn).not.toMatch(/[\u4e00-\u9fff]/);
    expect(bare(names(text.zh, text.remedyZh))).toEqual(bare(names(text.en, text.remedyEn)));
  });

  it('fills every placeholder of a start-up text', () => {
    for (const code of Object.keys(startupProblems) as StartupCode[]) {
      const names = JSON.stringify(startupProblems[code]).match(/(?<=\{)\w+(?=\})/g) ?? [];
      const facts = Object.fromEntries(names.map((name) => [name, `<${name}>`]));
      expect(new StartupError(code, facts).message).not.toMatch(/\{\w+\}/);
    }
  });

  it('gives statuses only to codes that exist', () => {
    expect(Object.keys(platformProblems)).toEqual(expect.arrayContaining(Object.keys(platformStatuses)));
  });
});

it('finds the root of the project from a file far below it', () => {
  expect(projectRoot()).toBe(projectRoot(import.meta.url));
  expect(projectRoot(`file://${join(projectRoot(), 'dist', 'src', 'platform', 'x.js')}`)).toBe(projectRoot());
  expect(() => projectRoot('file:///x.js')).toThrow('invariant broken');
});
