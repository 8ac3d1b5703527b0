/** kill -9 of PostgreSQL while an agent posts: the service revives it, and nothing that was acknowledged is lost. */
import { dataFolder, serverPid, stopAll } from '../harness/embedded.js';
import { expectKept, Load, vouchersOf } from './load.js';
import { Command, killAll, Service } from './service.js';

afterEach(async () => {
  await killAll();
  await stopAll();
});

const ROUNDS = 3;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function ready(service: Service): Promise<void> {
  const until = performance.now() + 20_000;
  for (;;) {
    const answer = await fetch(`${service.origin}/readyz`).catch(() => undefined);
    if (answer?.status === 200) return;
    if (performance.now() > until) throw new Error(`the service is not ready again: ${service.log}`);
    await pause(50);
  }
}

describe('kill -9 of the PostgreSQL server under load', () => {
  it('loses nothing that was acknowledged; the same service goes on', async () => {
    const folder = await dataFolder();
    const service = await Service.start(folder);
    const load = new Load(await service.token('POSTING_AGENT'));
    let before = 0;
    for (let round = 1; round <= ROUNDS; round += 1) {
      load.start(service, 16);
      await pause(200 + Math.random() * 400);
      const pid = await serverPid(folder);
      expect(pid).toBeGreaterThan(0);
      process.kill(pid, 'SIGKILL');
      await pause(300);
      await load.stop();
      await ready(service);
      expect(await serverPid(folder)).not.toBe(pid);
      expectKept(load, await vouchersOf(service));
      await load.retry(service);
      const vouchers = await vouchersOf(service);
      expectKept(load, vouchers);
      expect(vouchers).toHaveLength(load.acknowledged.length);
      expect(load.acknowledged.length).toBeGreaterThan(before);
      before = load.acknowledged.length;
    }
    // Whoever asked meanwhile heard that the database cannot be reached, and never that a request was refused.
    expect(load.oddities.filter((oddity) => !/^503 (UNAVAILABLE|BUSY)$/.test(oddity))).toEqual([]);
    expect(service.log).toContain('the embedded database is back');
    expect(await service.interrupt()).toBe(0);
    const verified = await Command.run(folder, ['verify', 'yuanye-manor']);
    expect(verified).toMatchObject({ code: 0, out: expect.stringContaining('完好') as unknown });
  });
});
