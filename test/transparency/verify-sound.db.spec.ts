import type { DataSource } from 'typeorm';
import { createDataSource } from '../../src/platform/database/data-source.js';
import { VerifyEstate } from '../../src/transparency/verify-estate.js';
import { createTestDatabase, type TestDatabase } from '../harness/database.js';
import { fillSample, openSample } from './sample-log.js';

let database: TestDatabase;
let dataSource: DataSource;

beforeAll(async () => {
  database = await createTestDatabase();
  dataSource = await createDataSource({ url: database.appUrl, workload: 'bulk' }).initialize();
});

afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
});

it('passes an estate with one of everything', async () => {
  const log = await openSample(dataSource, 'sound');
  await fillSample(log, 'sound');
  const report = await new VerifyEstate(log.reads).execute(log.estateId);
  expect(report.errors).toEqual([]);
  console.log(report);
});
