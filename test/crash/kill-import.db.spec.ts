/** kill -9 in the middle of an import: nothing of it remains, and the next one brings everything. */
import { writeFolder } from '../acceptance/deployment.js';
import { dataFolder, stopAll } from '../harness/embedded.js';
import { FolderCopy } from '../intake/import-world.js';
import { Command, killAll, Service } from './service.js';

afterEach(async () => {
  await killAll();
  await stopAll();
});

const VOUCHERS = 12_000;

/** The sample, and so many receipts behind it that an import takes a while. */
async function longFolder(): Promise<string> {
  const sample = await FolderCopy.sample();
  const rows = Array.from({ length: VOUCHERS }, (_, index) => {
    const no = `记-202507-${String(index + 1).padStart(4, '0')}`;
    return `${no},2025-07-01,1,结息,100201,,PR,0.01,,normal,\n${no},2025-07-01,2,结息,4008,,PR,,0.01,normal,`;
  });
  return writeFolder(sample.journal((lines) => [...lines, ...rows]).files);
}

interface Facts {
  readonly estates: readonly { readonly code: string }[];
  readonly vouchers: number;
}

async function facts(service: Service): Promise<Facts> {
  const { estates } = (await (await fetch(`${service.origin}/api/v1/estates`)).json()) as Pick<Facts, 'estates'>;
  const listed = await fetch(`${service.origin}/api/v1/estates/yuanye-manor/vouchers?limit=200`);
  const { vouchers = [] } = (await listed.json()) as { vouchers?: readonly unknown[] };
  return { estates, vouchers: vouchers.length };
}

describe('kill -9 in the middle of an import', () => {
  it('leaves nothing of a new estate, wherever it strikes; then the same folder imports whole', async () => {
    const folder = await dataFolder();
    const long = await longFolder();
    const service = await Service.start(folder, { demo: false });
    for (const delay of [300, 700, 1100]) {
      const command = await Command.start(folder, ['import', long]);
      await new Promise((resolve) => setTimeout(resolve, delay + 300));
      command.kill();
      const { code } = await command.ended;
      // Null: it was killed while it worked, and had not come to its end.
      expect(code).toBeNull();
      expect(await facts(service)).toEqual({ estates: [], vouchers: 0 });
    }
    const { code, out } = await Command.run(folder, ['import', long]);
    expect([code, out]).toEqual([0, expect.stringContaining(String(VOUCHERS + 115))]);
    expect((await facts(service)).estates).toMatchObject([{ code: 'yuanye-manor' }]);
    const verified = await Command.run(folder, ['verify', 'yuanye-manor']);
    expect(verified).toMatchObject({ code: 0, out: expect.stringContaining('完好') as unknown });
  });

  it('leaves an estate that was there as it was', async () => {
    const folder = await dataFolder();
    const long = await longFolder();
    const service = await Service.start(folder);
    const before = await facts(service);
    const root = await rootOf(folder);
    const command = await Command.start(folder, ['import', long]);
    await new Promise((resolve) => setTimeout(resolve, 1300));
    command.kill();
    expect((await command.ended).code).toBeNull();
    expect(await facts(service)).toEqual(before);
    expect(await rootOf(folder)).toBe(root);
  });
});

async function rootOf(folder: string): Promise<string> {
  const { out } = await Command.run(folder, ['verify', 'yuanye-manor']);
  return /[0-9a-f]{64}/.exec(out)?.[0] ?? out;
}
