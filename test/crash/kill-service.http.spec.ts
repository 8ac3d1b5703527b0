/** kill -9 of the service, and Ctrl-C, while an agent posts: what was acknowledged is there, once, without a gap. */
import { dataFolder, stopAll } from '../harness/embedded.js';
import { expectKept, Load, vouchersOf } from './load.js';
import { Command, killAll, Service } from './service.js';

afterEach(async () => {
  await killAll();
  await stopAll();
});

const ROUNDS = 4;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe('kill -9 of the service under load', () => {
  it('loses nothing that was acknowledged, and a retry never books twice', async () => {
    const folder = await dataFolder();
    let service = await Service.start(folder);
    const load = new Load(await service.token('POSTING_AGENT'));
    for (let round = 1; round <= ROUNDS; round += 1) {
      load.start(service, 16);
      await pause(200 + Math.random() * 500);
      await service.kill();
      await load.stop();
      service = await Service.start(folder);
      // Before any retry: whatever was acknowledged is there.
      expectKept(load, await vouchersOf(service));
      const unanswered = load.open.length;
      expect(unanswered).toBeGreaterThan(0);
      await load.retry(service);
      expect(load.open).toHaveLength(0);
      const vouchers = await vouchersOf(service);
      expectKept(load, vouchers);
      expect(vouchers).toHaveLength(load.acknowledged.length);
    }
    expect(load.acknowledged.length).toBeGreaterThan(ROUNDS * 16);
    expect(load.oddities).toEqual([]);
    const verified = await Command.run(folder, ['verify', 'yuanye-manor']);
    expect(verified).toMatchObject({ code: 0, out: expect.stringContaining('完好') as unknown });
  });
});

describe('Ctrl-C under load', () => {
  it('answers what is under way, ends with 0, and what is there is what was acknowledged', async () => {
    const folder = await dataFolder();
    const service = await Service.start(folder);
    const load = new Load(await service.token('POSTING_AGENT'));
    load.start(service, 16);
    await pause(500);
    const code = await service.interrupt();
    await load.stop();
    expect(code).toBe(0);
    expect(load.acknowledged.length).toBeGreaterThan(16);
    const again = await Service.start(folder);
    const vouchers = await vouchersOf(again);
    expectKept(load, vouchers);
    expect(vouchers).toHaveLength(load.acknowledged.length);
    expect(await again.interrupt()).toBe(0);
  });
});
