import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { compileSource } from '../../harness/compile.mjs';
import { createTestDatabase } from '../../harness/database.js';
import { runFolder } from '../../harness/servers.js';

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

const started: Service[] = [];

/** The real program, as a process. */
class Service {
  out = '';
  err = '';
  readonly ended: Promise<Ended>;

  constructor(private readonly child: ChildProcess) {
    child.stdout?.on('data', (chunk: Buffer) => (this.out += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (this.err += chunk.toString()));
    this.ended = once(child, 'close').then(([code]) => ({ code: code as number | null, out: this.out, err: this.err }));
    started.push(this);
  }

  static async start(env: Record<string, string>): Promise<Service> {
    const source = await compileSource();
    const inherited = { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '' };
    return new Service(spawn(process.execPath, [join(source, 'main.js')], { env: { ...inherited, ...env } }));
  }

  /** The address that it tells; fails with its own words where it ends first. */
  async address(): Promise<string> {
    const early = this.ended.then((ended) => {
      throw new Error(`ended with ${ended.code}: ${ended.err}`);
    });
    early.catch(() => undefined);
    for (;;) {
      const address = /http:\/\/localhost:\d+/.exec(this.out)?.[0];
      if (address !== undefined && this.out.includes('Ctrl-C')) return address;
      await Promise.race([early, new Promise((resolve) => setTimeout(resolve, 50))]);
    }
  }

  signal(name: NodeJS.Signals): void {
    this.child.kill(name);
  }
}

afterEach(async () => {
  for (const service of started.splice(0)) {
    service.signal('SIGKILL');
    await service.ended;
  }
});

describe('npm start', () => {
  it('serves with an embedded database, stops at Ctrl-C, and starts again on the same data', async () => {
    const XINYI_DATA = mkdtempSync(join(runFolder(), 'main-'));
    for (const turn of [1, 2]) {
      const service = await Service.start({ XINYI_DATA, PORT: '0', XINYI_DEMO: '0' });
      const address = await service.address();
      expect(service.out).toContain('信义账本已启动');
      expect((await fetch(`${address}/readyz`)).status).toBe(200);
      service.signal(turn === 1 ? 'SIGINT' : 'SIGTERM');
      const { code, out, err } = await service.ended;
      expect([code, out.includes('已停止')]).toEqual([0, true]);
      for (const line of err.trim().split('\n')) expect(JSON.parse(line)).toHaveProperty('level');
    }
  });

  it('says which port is taken, in both languages, and leaves with 1', async () => {
    const database = await createTestDatabase();
    const blocker = createServer().listen(0, '127.0.0.1');
    await once(blocker, 'listening');
    const { port } = blocker.address() as AddressInfo;
    const service = await Service.start({ DATABASE_URL: database.appUrl, PORT: String(port) });
    const { code, err } = await service.ended;
    blocker.close();
    await database.drop();
    expect(code).toBe(1);
    expect(err).toContain('PORT_TAKEN');
    expect(err).toContain(`端口 ${port} 已被别的程序占用`);
    expect(err).toContain('already in use');
  });

  it('refuses a superuser and a wrong environment, and leaves with 1', async () => {
    const database = await createTestDatabase();
    const asSuperuser = await Service.start({ DATABASE_URL: database.superuserUrl, PORT: '0' });
    const odd = await Service.start({ PORT: 'three', XINYI_DEMO: 'maybe' });
    const [first, second] = [await asSuperuser.ended, await odd.ended];
    await database.drop();
    expect([first.code, first.err.split('\n')[0]]).toEqual([1, 'RUNS_AS_SUPERUSER']);
    expect([second.code, second.err.split('\n')[0]]).toEqual([1, 'CONFIG_INVALID']);
    expect(second.err).toContain('PORT');
    expect(second.err).toContain('XINYI_DEMO');
  });
});
