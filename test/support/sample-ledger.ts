/** The sample estate in a database of its own: imported as an operator would, with two people of the committee. */
import { join } from 'node:path';
import { EstateDirectory } from '../../src/estates/index.js';
import { ImportFolder, ImportSources } from '../../src/intake/index.js';
import { appendRecord } from '../../src/log/index.js';
import { createDataSource } from '../../src/platform/database/data-source.js';
import { projectRoot } from '../../src/platform/project-root.js';
import { createTestDatabase, type TestDatabase } from '../harness/database.js';
import { SeededRandomness } from '../kernel/seeded-randomness.js';
import { EstateWorld, LedgerWorld, PEOPLE, SettableClock } from './ledger-world.js';

export const SAMPLE_FOLDER = join(projectRoot(), 'samples', 'yuanye-manor');

const COMMITTEE: readonly (readonly [string, string])[] = [
  [PEOPLE.preparer, 'COMMITTEE_PREPARER'],
  [PEOPLE.approver, 'COMMITTEE_APPROVER'],
  [PEOPLE.auditor, 'AUDITOR'],
];

export interface SampleLedger {
  readonly estateId: string;
  /** Verbs of the ledger on the estate; close it by `estate.world.close()`. */
  readonly estate: EstateWorld;
}

/** Imports a folder in the sample's layout (the sample itself by default) and gives the committee its roles. */
export async function seedSample(database?: TestDatabase, folder: string = SAMPLE_FOLDER): Promise<SampleLedger> {
  const own = database ?? (await createTestDatabase());
  const dataSource = createDataSource({ url: own.appUrl, poolSize: 6 });
  await dataSource.initialize();
  const world = new LedgerWorld(own, dataSource, new SettableClock(), new SeededRandomness('sample'));
  const sources = new ImportSources(world.clock, world.randomness);
  const verb = new ImportFolder(world.reads, world.writer, new EstateDirectory(world.reads), sources);
  const { estateId } = await verb.execute({ folder, as: PEOPLE.operator });
  await world.reads.write(estateId, async (_query, client) => {
    const at = { by: PEOPLE.operator, recorded_at: new Date().toISOString() };
    for (const [person, role] of COMMITTEE) {
      await appendRecord(client, { estateId, leaf: { t: 'xinyi/person/v1', person, kind: 'human', ...at } });
      await appendRecord(client, { estateId, leaf: { t: 'xinyi/role/v1', person, role, action: 'grant', ...at } });
    }
  });
  return { estateId, estate: new EstateWorld(world, estateId) };
}
