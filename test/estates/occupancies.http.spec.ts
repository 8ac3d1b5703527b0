/** Who lives where: recorded by who may, for people and units that are there, and never in public. */
import { Deployment } from '../acceptance/deployment.js';
import { FeeEstate, unitsOf } from '../fees/fee-estate.js';

const P = 'COMMITTEE_PREPARER';
const A = 'COMMITTEE_APPROVER';

let deployment: Deployment;
let estate: FeeEstate;

beforeAll(async () => {
  deployment = await Deployment.start();
  estate = await FeeEstate.found(deployment, unitsOf(['100', '60']));
});
afterAll(() => deployment.close());

const live = (person: string, unit: string, more: object = {}): object => ({
  person,
  unit,
  from: '2024-02-01',
  ...more,
});

describe('who lives where', () => {
  it('is refused with every fault at once', async () => {
    const { body, status } = await estate.ask('occupancies', P, {
      body: live('p-nobody', '9-909', { to: '2024-01-01' }),
    });
    expect(status).toBe(400);
    expect(body.violations.map(({ code }) => code)).toEqual([
      'OCCUPANCY_PERSON_UNKNOWN',
      'OCCUPANCY_UNIT_UNKNOWN',
      'OCCUPANCY_DAYS',
    ]);
  });

  it('is recorded once, and the latest record of a person holds', async () => {
    const person = estate.person('RESIDENT');
    const record = (body: object): Promise<{ recorded: boolean }> => estate.must('occupancies', P, body);
    expect(await record(live(person, '1-101'))).toEqual({ recorded: true });
    expect(await record(live(person, '1-101'))).toEqual({ recorded: false });
    expect(await record(live(person, '1-102', { kind: 'tenant' }))).toEqual({ recorded: true });
    expect(await estate.get('occupancies', A)).toEqual({
      occupancies: [{ person, unit: '1-102', kind: 'tenant', from: '2024-02-01' }],
    });
  });

  it('is nothing for others to read or write', async () => {
    for (const role of ['RESIDENT', 'AUDITOR', 'TRUSTEE', 'SUPERVISOR'] as const) {
      expect((await estate.ask('occupancies', role)).status).toBe(403);
      expect((await estate.ask('occupancies', role, { body: live('p-x', '1-101') })).status).toBe(403);
    }
    const log = await deployment.ask(`estates/${estate.code}/log/leaves?from=0`);
    expect(log.text).toContain('xinyi/occupancy/v1');
    expect(log.text).not.toMatch(/1-10[12]/);
  });
});
