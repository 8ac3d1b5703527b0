/** A charity fund goes out in an export and comes back, though a donation that was spent was taken back later. */
import { join } from 'node:path';
import { EstateReads } from '../../src/platform/database/estate-reads.js';
import { ExportEstate, RestoreEstate, VerifyEstate } from '../../src/transparency/index.js';
import { Deployment } from '../acceptance/deployment.js';
import { tempFolder } from '../harness/temp-folder.js';
import { CharityEstate, HOSTED } from './charity-estate.js';

const place = `funds/${HOSTED}`;

let home: Deployment;
let away: Deployment;

beforeAll(async () => {
  [home, away] = [await Deployment.start(), await Deployment.start()];
});
afterAll(async () => {
  await home.close();
  await away.close();
});

const readsOf = (deployment: Deployment): EstateReads => deployment.running.app.get(EstateReads, { strict: false });

describe('a purpose that a red voucher left below zero', () => {
  it('refuses the next spending, and is restored to the same root', async () => {
    const charity = await CharityEstate.found(home);
    await charity.declare('PAVILION', '凉亭', 'MICRO_RENEWAL');
    const gift = { on: '2024-12-01', amount: '100.00', purpose: 'PAVILION' };
    const [voucher = ''] = await charity.both(`${place}/donations`, { donations: [gift] });
    const works = { on: '2024-12-02', use: 'MICRO_RENEWAL', purpose: 'PAVILION', amount: '80.00', summary: '建凉亭' };
    await charity.both(`${place}/spending`, works);
    const taken = await charity.estate.must<{ proposalId: string }>(
      `vouchers/${voucher}/reversal`,
      'COMMITTEE_PREPARER',
      { eventOn: '2024-12-03' },
    );
    await charity.approve([taken.proposalId]);
    const view = await charity.estate.get<{ purposes: { balance: string }[] }>(`charity/${place}`);
    expect(view.purposes.map(({ balance }) => balance)).toEqual(['-80.00']);
    expect(await charity.refusals(`${place}/spending`, { ...works, amount: '1.00' })).toEqual(['PURPOSE_OVERDRAWN']);

    const file = join(await tempFolder(), 'charity.xinyi');
    const { estateId } = charity.estate;
    const { root } = await new ExportEstate(readsOf(home)).execute({ estateId, file });
    expect(await new RestoreEstate(readsOf(away)).execute(file)).toMatchObject({ root });
    const report = await new VerifyEstate(readsOf(away)).execute(estateId);
    // The warning that a red voucher leaves; everything else agrees.
    expect([report.counts, report.isSound]).toEqual([{ VERIFY_BELOW_ZERO_BY_RED: 1 }, true]);
  });
});
