/** kill -9 in the middle of an import: nothing of it remains, and the next one brings everything. */
import { writeFolder } from '../acceptance/deployment.js';
import { dataFolder, stopAll } from '../harness/embedded.js';
import { SAMPLE_FOLDER } from '../support/sample-ledger.js';
import { FolderCopy } from '../intake/import-world.js';
import { Command, killAll, Service } from './service.js';

afterEach(async () => {
  await killAll();
  await stopAll();
});

const VOUCHERS = 8_000;

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

/** Starts an import, and kills it so many milliseconds after its files were checked and the posting has begun. */
async function killed(folder: string, long: string, afterMs: number): Promise<void> {
  const command = await Command.start(folder, ['import', long]);
  await command.said('检查 checking');
  await new Promise((resolve) => setTimeout(resolve, afterMs));
  // Null: it was killed while it worked, and had not come to its end.
  expect(await command.kill()).toBeNull();
}

async function rootOf(folder: string): Promise<string> {
  const { code, out } = await Command.run(folder, ['verify', 'yuanye-manor']);
  expect([code, out]).toEqual([0, expect.stringContaining('完好')]);
  return /[0-9a-f]{64}/.exec(out)?.[0] ?? '';
}

describe('kill -9 in the middle of an import', () => {
  it('leaves nothing of a new estate, and an old one as it was; then the same folder imports whole', async () => {
    const folder = await dataFolder();
    const long = await longFolder();
    const service = await Service.start(folder, { demo: false });
    for (const afterMs of [0, 150]) {
      await killed(folder, long, afterMs);
      expect(await facts(service)).toEqual({ estates: [], vouchers: 0 });
    }
    expect(await Command.run(folder, ['import', SAMPLE_FOLDER])).toMatchObject({ code: 0 });
    const before = await facts(service);
    const root = await rootOf(folder);
    expect(before).toMatchObject({ estates: [{ code: 'yuanye-manor' }], vouchers: 115 });
    await killed(folder, long, 100);
    expect(await facts(service)).toEqual(before);
    expect(await rootOf(folder)).toBe(root);
    const { code, out } = await Command.run(folder, ['import', long]);
    expect([code, out]).toEqual([0, expect.stringContaining(`新入账 ${VOUCHERS} 张`)]);
    expect(await rootOf(folder)).not.toBe(root);
  });
});
