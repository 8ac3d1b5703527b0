/** Households on the roll of a test estate. */
import { appendRecord } from '../../src/log/index.js';
import { batchPart, makeDisclosure, privateLeafHash } from '../../src/log/rules/index.js';
import { PEOPLE, type EstateWorld } from './ledger-world.js';

/** Units of building `1` or whatever stands before the dash, each of 100 m². */
export async function addUnits(estate: EstateWorld, units: readonly string[]): Promise<void> {
  const { world, estateId } = estate;
  const texts = units.map((unit) => {
    const value = [unit, unit.split('-')[0] ?? '1', '100', '5000', '1', 'MONTHLY'];
    return makeDisclosure({ name: 'unit', value }, world.randomness).text;
  });
  const sums = { households: String(units.length), area_m2: String(units.length * 100) };
  const leaf = {
    t: 'xinyi/roll/v1',
    by: PEOPLE.operator,
    recorded_at: new Date().toISOString(),
    ...batchPart(texts.map(privateLeafHash)),
    ...sums,
    applicants: sums.households,
    applicant_area_m2: sums.area_m2,
  };
  await world.reads.write(estateId, (_query, client) => appendRecord(client, { estateId, leaf, disclosures: texts }));
}
