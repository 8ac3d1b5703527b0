/** An estate's funds are its leaves: exported and restored elsewhere, everything of this wing is there and verifies. */
import { join } from 'node:path';
import { ShowCampaigns, ShowContracts } from '../../src/funds/index.js';
import { SystemClock } from '../../src/kernel/clock.js';
import { ExportEstate, RestoreEstate, VerifyEstate } from '../../src/transparency/index.js';
import { tempFolder } from '../harness/temp-folder.js';
import { closePlaces, openPlace } from '../transparency/places.js';
import { FundWorld, unitNames } from './fund-world.js';

let world: FundWorld;
const units = unitNames(4);

beforeAll(async () => {
  world = await FundWorld.open();
  await world.addRoll(units.map((unit) => [unit, '80.00']));
  await world.must('2024-07-01', '建账', '122101/PR +100.00 300102/PR -100.00', { kind: 'opening' });
  await world.openOrgAccount('2024-07-05');
  await world.must('2024-07-06', '转入', '100201/PR +100.00 122101/PR -100.00');
  await world.record('campaigns', {
    id: 'gate',
    title: '门禁',
    fund: 'CW-2025-01',
    share: '50.00',
    households: 4,
    deadline: '2025-03-31',
    resolution: '2025-01',
  });
  await world.draft('campaigns/gate/pledges', { rows: units.map((unit) => ({ unit, amount: '50.00' })) });
  const rows = units.map((unit, index) => ({ unit, amount: '50.00', paidOn: '2025-03-01', serial: `g${index}` }));
  await world.book('campaigns/gate/contributions', { rows });
  await world.book('campaigns/gate/works-payments', { eventOn: '2025-04-01', amount: '150.01' });
  await world.book('campaigns/gate/refunds', { eventOn: '2025-04-02' });
  await world.record('revenue-contracts', {
    id: 'room',
    kind: 'ROOM',
    counterparty: { kind: 'PERSON', name: '李某某' },
    from: '2025-01-01',
    to: '2025-12-31',
    schedule: { every: 'QUARTERLY', amount: '30.00' },
  });
  await world.book('revenue-contracts/room/receipts', { eventOn: '2025-01-02', amount: '30.00' });
});
afterAll(async () => {
  await closePlaces();
  await world.close();
});

it('is restored whole: the same root, nothing to find, the same campaign and contract', async () => {
  const archive = join(await tempFolder(), 'estate.xinyi');
  const { estateId } = world;
  const exported = await new ExportEstate(world.reads).execute({ estateId, file: archive });
  const away = await openPlace();
  const restored = await new RestoreEstate(away.reads).execute(archive);
  expect(restored.root).toBe(exported.root);
  const report = await new VerifyEstate(away.reads).execute(estateId);
  expect([report.counts, report.isSound]).toEqual([{}, true]);
  const clock = new SystemClock();
  const views = async (reads: typeof away.reads): Promise<unknown[]> => [
    (await new ShowCampaigns(reads, clock).list(estateId)).campaigns,
    await new ShowCampaigns(reads, clock).households(estateId, 'gate'),
    (await new ShowContracts(reads, clock).list(estateId)).contracts,
    await new ShowContracts(reads, clock).counterparty(estateId, 'room'),
  ];
  expect(await views(away.reads)).toEqual(await views(world.reads));
  expect(await new ShowContracts(away.reads, clock).counterparty(estateId, 'room')).toBe('李某某');
});
