/** Tariffs over HTTP: drafted by one, put in force by another, never overwritten, and refused in words. */
import { Deployment } from '../acceptance/deployment.js';
import { areaFee, FeeEstate, tariff, unitsOf } from './fee-estate.js';

interface Listed {
  readonly tariffs: readonly { readonly code: string; readonly from: string; readonly approver?: string }[];
  readonly waiting: readonly { readonly code: string; readonly position: string }[];
}

let deployment: Deployment;
let estate: FeeEstate;

beforeAll(async () => {
  deployment = await Deployment.start();
  estate = await FeeEstate.found(deployment, [...unitsOf(['100']), ...unitsOf(['100'], '2')]);
});
afterAll(() => deployment.close());

const draft = (body: object, role: 'COMMITTEE_PREPARER' | 'TRUSTEE' = 'COMMITTEE_PREPARER') =>
  estate.ask<{ position: string; replayed: boolean }>('fees/tariffs', role, { body });
const approve = (position: string) =>
  estate.ask(`fees/tariffs/${position}/approve`, 'COMMITTEE_APPROVER', { method: 'POST' });
const codesOf = async (body: object): Promise<string[]> =>
  (await draft(body)).body.violations.map(({ code, at }) => `${code} ${at ?? ''}`.trim());

describe('a tariff', () => {
  it('waits until another person puts it in force, and everybody reads it then', async () => {
    const drafted = await draft(tariff('2024-01-01', [areaFee('0.30')]), 'TRUSTEE');
    expect(drafted.status).toBe(201);
    const waiting = await estate.get<Listed>('fees/tariffs');
    expect([waiting.tariffs, waiting.waiting.map(({ code }) => code)]).toEqual([[], ['WY']]);
    expect((await estate.ask('fees/charges/2024-01', 'AUDITOR')).body.code).toBe('CHARGE_NO_TARIFF');
    const own = await estate.ask(`fees/tariffs/${drafted.body.position}/approve`, 'TRUSTEE', { method: 'POST' });
    expect(own.status).toBe(403);
    expect((await approve(drafted.body.position)).status).toBe(200);
    const listed = await estate.get<Listed>('fees/tariffs');
    expect([listed.tariffs.map(({ from }) => from), listed.waiting]).toEqual([['2024-01-01'], []]);
    expect(listed.tariffs[0]?.approver).toBe(estate.person('COMMITTEE_APPROVER'));
  });

  it('is decided once, and only as it was last drafted', async () => {
    const [first, second] = [
      await draft(tariff('2024-07-01', [areaFee('0.40')])),
      await draft(tariff('2024-07-01', [areaFee('0.50')])),
    ];
    expect((await approve(first.body.position)).body.code).toBe('TARIFF_PROPOSAL_REPLACED');
    expect((await approve(second.body.position)).status).toBe(200);
    expect((await approve(second.body.position)).body.code).toBe('TARIFF_PROPOSAL_DECIDED');
    expect((await approve('999999')).body.code).toBe('TARIFF_PROPOSAL_NOT_FOUND');
  });

  it('is not approved by its own preparer, whatever roles the person has', async () => {
    const both = await FeeEstate.found(deployment, unitsOf(['100']));
    const { addTestPerson } = await import('../people/test-estate.js');
    const founded = { id: both.estateId, code: both.code, operator: 'p-operator' };
    const { token } = await addTestPerson(deployment.running.app, founded, [
      'COMMITTEE_PREPARER',
      'COMMITTEE_APPROVER',
    ]);
    const body = tariff('2024-01-01', [areaFee('0.30')]);
    const path = `estates/${both.code}/fees/tariffs`;
    const drafted = await deployment.ask<{ position: string }>(path, { token, body });
    const own = await deployment.ask(`${path}/${drafted.body.position}/approve`, { token, method: 'POST' });
    expect([own.status, own.body['code']]).toEqual([403, 'SECOND_PERSON_REQUIRED']);
  });

  it('never begins before the version that it follows', async () => {
    expect(await codesOf(tariff('2024-06-30', [areaFee('0.60')]))).toEqual(['TARIFF_DATE_BACKWARDS from']);
  });

  it('names every flaw at once, each with its place', async () => {
    const bad = (more: object): object => areaFee('0.30', more);
    expect(await codesOf(tariff('2025-01-01', [], { code: 'NEW' }))).toEqual(['TARIFF_EMPTY components']);
    expect(
      await codesOf(
        tariff(
          '2025-01-01',
          [bad({ rate: '0' }), bad({ code: 'B', receivable: '112204' }), bad({ code: 'B', thing: 'X' })],
          {
            buildings: ['7'],
          },
        ),
      ),
    ).toEqual([
      'FEES_BUILDING_UNKNOWN buildings[0]',
      'TARIFF_RATE_INVALID components[0].rate',
      'TARIFF_COMPONENT_REPEATED components[1].code',
      'TARIFF_ACCOUNT_WRONG components[1].receivable',
      'ACCOUNT_REFUSES_FUND components[1].receivable',
      'TARIFF_COMPONENT_REPEATED components[2].code',
      'TARIFF_THING_INVALID components[2].thing',
    ]);
    expect(await codesOf(tariff('2025-01-01', [bad({ income: '500101' })]))).toEqual([
      'TARIFF_ACCOUNT_WRONG components[0].income',
    ]);
    expect(await codesOf(tariff('2025-01-01', [bad({ income: '400999', fund: 'XX' })]))).toEqual([
      'ACCOUNT_UNKNOWN components[0].income',
      'FUND_UNKNOWN components[0].fund',
    ]);
    expect(await codesOf(tariff('2025-01-01', [bad({})], { name: '3栋2单元501收费' }))).toEqual([
      'PUBLIC_TEXT_PRIVATE name',
    ]);
  });

  it('shares a component code with another tariff only where their buildings differ', async () => {
    const other = (buildings: readonly string[]): object =>
      tariff('2025-01-01', [areaFee('0.80')], { code: 'SHOPS', buildings });
    expect(await codesOf(other(['2']))).toEqual(['TARIFF_COMPONENT_TAKEN components[0].code']);
    await estate.tariff(tariff('2025-01-01', [areaFee('0.50')], { buildings: ['1'] }));
    expect((await draft(other(['2']))).status).toBe(201);
  });
});

describe('facts of households', () => {
  const record = (units: readonly object[], role: 'COMMITTEE_PREPARER' | 'RESIDENT' = 'COMMITTEE_PREPARER') =>
    estate.ask('fees/unit-facts', role, { body: { thing: 'SPACE', from: '2024-01-01', units } });

  it('are recorded for units of the roll, each once', async () => {
    expect((await record([{ unit: '1-101', quantity: '2' }])).body).toMatchObject({ households: 1 });
    expect((await record([{ unit: '9-1', quantity: '2' }])).body.code).toBe('UNIT_UNKNOWN');
    const twice = { unit: '1-101', quantity: '1' };
    expect((await record([twice, twice])).body.code).toBe('FEES_UNIT_REPEATED');
    expect((await record([{ unit: '1-101', quantity: '-1' }])).status).toBe(400);
    expect((await record([twice], 'RESIDENT')).status).toBe(403);
  });
});
