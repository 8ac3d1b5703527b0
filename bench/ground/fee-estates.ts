/** Estates of many households with a tariff of two components, founded through the product's own verbs. */
import type { CalendarDate } from '../../src/kernel/calendar.js';
import { ApproveTariff } from '../../src/fees/approve-tariff.js';
import { ProposeTariff } from '../../src/fees/propose-tariff.js';
import { openFunds } from '../../src/ledger/index.js';
import { appendRecord } from '../../src/log/index.js';
import { batchPart, makeDisclosure, privateLeafHash } from '../../src/log/rules/index.js';
import { makeEstate, OPERATOR } from './estates.js';
import type { Ground } from './server.js';

export const PREPARER = 'p-preparer';
/** Whom `makeEstate` lets approve. */
export const APPROVER = 'p-approver';

/** Households of one leaf of the roll. */
const ROLL_PART = 5_000;
const UNITS_A_BUILDING = 120;

const COMPONENTS = [
  { code: 'FEE', name: '物业服务费', basis: 'AREA', rate: '0.50', income: '400102' },
  { code: 'BASE', name: '基础费', basis: 'HOUSEHOLD', rate: '8.00', income: '400101' },
] as const;

export function unitOf(index: number): string {
  return `${String(Math.floor(index / UNITS_A_BUILDING) + 1)}-${String((index % UNITS_A_BUILDING) + 101)}`;
}

export async function makeFeeEstate(ground: Ground, households: number, from: CalendarDate): Promise<string> {
  const estateId = await makeEstate(ground, from);
  const recordedAt = ground.clock.now();
  const at = { by: OPERATOR, recorded_at: recordedAt.toISOString() };
  await ground.reads.write(estateId, async (_query, client) => {
    await openFunds(client, estateId, OPERATOR, recordedAt, [
      { code: 'PS', name: '物业服务资金', kind: 'PROPERTY_FEE' },
    ]);
    for (const leaf of [
      { t: 'xinyi/person/v1', person: PREPARER, kind: 'human', ...at },
      { t: 'xinyi/role/v1', action: 'grant', person: PREPARER, role: 'COMMITTEE_PREPARER', ...at },
    ]) {
      await appendRecord(client, { estateId, leaf });
    }
  });
  for (let start = 0; start < households; start += ROLL_PART) {
    await addRoll(ground, estateId, start, Math.min(ROLL_PART, households - start));
  }
  await putTariff(ground, estateId, from);
  return estateId;
}

async function addRoll(ground: Ground, estateId: string, start: number, count: number): Promise<void> {
  const disclosures = Array.from({ length: count }, (_, index) => {
    const unit = unitOf(start + index);
    const area = (60 + ((start + index) % 9_000) / 100).toFixed(2);
    const value = [unit, unit.split('-')[0] ?? '', area, '0', '1', 'M'];
    return makeDisclosure({ name: 'unit', value }, ground.randomness).text;
  });
  const counts = { households: String(count), applicants: String(count), area_m2: '0', applicant_area_m2: '0' };
  const leaf = { t: 'xinyi/roll/v1', by: OPERATOR, recorded_at: ground.clock.now().toISOString(), ...counts };
  const sealed = batchPart(disclosures.map(privateLeafHash));
  await ground.reads.write(estateId, (_query, client) =>
    appendRecord(client, { estateId, leaf: { ...leaf, ...sealed }, disclosures }),
  );
}

async function putTariff(ground: Ground, estateId: string, from: CalendarDate): Promise<void> {
  const { reads, clock } = ground;
  const places = { thing: '', receivable: '112201', fund: 'PS', vacantPercent: 100, graceDays: 0 };
  const components = COMPONENTS.map((component) => ({ ...component, ...places }));
  const terms = { code: 'WY', name: '物业服务收费标准', from, resolution: '2020-01', buildings: [], components };
  const drafted = await new ProposeTariff(reads, clock).execute({ estateId, preparer: PREPARER, terms });
  if ('refused' in drafted) throw new Error(JSON.stringify(drafted.refused));
  const proposal = BigInt(drafted.accepted.position);
  const approved = await new ApproveTariff(reads, clock).execute({ estateId, approver: APPROVER, proposal });
  if ('refused' in approved) throw new Error(JSON.stringify(approved.refused));
}
