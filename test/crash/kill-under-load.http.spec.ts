/**
 * kill -9 of the service, kill -9 of PostgreSQL, and Ctrl-C, at moments of chance while an agent posts: what was
 * acknowledged is there exactly once, a retry never books twice, numbers have no gap, and the log verifies.
 *
 * One data folder goes through all of it, as a user's would.
 */
import { dataFolder, serverPid, stopAll } from '../harness/embedded.js';
import { expectKept, Load, vouchersOf } from './load.js';
import { Command, killAll, Service } from './service.js';

const SERVICE_KILLS = 3;
const DATABASE_KILLS = 2;
const WORKERS = 16;

let folder: string;
let service: Service;
let load: Load;

beforeAll(async () => {
  folder = await dataFolder();
  service = await Service.start(folder);
  load = new Load(await service.token('POSTING_AGENT'));
});
afterAll(async () => {
  await killAll();
  await stopAll();
});

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Loads the service and waits until it answers, then for a moment of chance. */
async function underLoad(): Promise<void> {
  const before = load.acknowledged.length;
  load.start(service, WORKERS);
  while (load.acknowledged.length < before + WORKERS) await pause(10);
  await pause(Math.random() * 300);
}

async function ready(): Promise<void> {
  const until = performance.now() + 20_000;
  for (;;) {
    const answer = await fetch(`${service.origin}/readyz`).catch(() => undefined);
    if (answer?.status === 200) return;
    if (performance.now() > until) throw new Error(`the service is not ready again: ${service.log}`);
    await pause(50);
  }
}

/** What was acknowledged is there before any retry; after the retries everything is there, once. */
async function expectNothingLost(): Promise<void> {
  expectKept(load, await vouchersOf(service));
  await load.retry(service);
  expect(load.open).toHaveLength(0);
  const vouchers = await vouchersOf(service);
  expectKept(load, vouchers);
  expect(vouchers).toHaveLength(load.acknowledged.length);
}

describe('under load', () => {
  it(`kill -9 of the service, ${SERVICE_KILLS} times, loses nothing`, async () => {
    for (let round = 1; round <= SERVICE_KILLS; round += 1) {
      await underLoad();
      await service.kill();
      await load.stop();
      expect(load.open.length).toBeGreaterThan(0);
      service = await Service.start(folder);
      await expectNothingLost();
    }
    // A service that dies breaks connections; it never answers that something is wrong with a request.
    expect(load.oddities).toEqual([]);
  });

  it(`kill -9 of PostgreSQL, ${DATABASE_KILLS} times, loses nothing, and the same service goes on`, async () => {
    for (let round = 1; round <= DATABASE_KILLS; round += 1) {
      await underLoad();
      const pid = await serverPid(folder);
      expect(pid).toBeGreaterThan(0);
      process.kill(pid, 'SIGKILL');
      await pause(300);
      await load.stop();
      await ready();
      expect(await serverPid(folder)).not.toBe(pid);
      await expectNothingLost();
    }
    expect(service.log).toContain('the embedded database is back');
    // Whoever asked meanwhile heard that the database cannot be reached, and never that a request was refused.
    expect(load.oddities.filter((oddity) => !/^503 (UNAVAILABLE|BUSY)$/.test(oddity))).toEqual([]);
  });

  it('Ctrl-C answers what is under way and ends with 0; what is there is what was acknowledged', async () => {
    const oddities = load.oddities.length;
    await underLoad();
    const code = await service.interrupt();
    await load.stop();
    expect(code).toBe(0);
    service = await Service.start(folder);
    const vouchers = await vouchersOf(service);
    expectKept(load, vouchers);
    expect(vouchers).toHaveLength(load.acknowledged.length);
    expect(load.oddities.slice(oddities)).toEqual([]);
    expect(await service.interrupt()).toBe(0);
  });

  it('leaves a log that verifies', async () => {
    const verified = await Command.run(folder, ['verify', 'yuanye-manor']);
    expect(verified).toMatchObject({ code: 0, out: expect.stringContaining('完好') as unknown });
  });
});
