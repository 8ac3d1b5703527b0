/** Estates made from a seed, with other names, accounts and amounts, give their own oracle's figures on both bases. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { yuanFromFen } from '../../src/kernel/fen.js';
import { checkDocument } from '../../src/publishing/rules/index.js';
import { cashResult, fundResult, isOwnCash } from '../../src/publishing/rules/fund-results.js';
import { reportPeriod } from '../../src/publishing/rules/report-period.js';
import { tempFolder } from '../harness/temp-folder.js';
import { generateEstate } from '../support/estate-generator.js';
import { seedSample } from '../support/sample-ledger.js';
import { publishingVerbs } from './fixtures/publishing-verbs.js';

it.each([3, 8])('seed %i', async (seed) => {
  const generated = generateEstate(seed);
  const folder = await tempFolder();
  for (const [path, bytes] of generated.files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes);
  }
  const { estateId, estate } = await seedSample(undefined, folder);
  const verbs = publishingVerbs(estate.world);
  const { quarterly } = generated.expected;
  expect(quarterly.length).toBeGreaterThan(10);
  for (const row of quarterly) {
    const facts = await verbs.gather.execute(estateId, reportPeriod(row['quarter'] ?? '')!);
    const result = fundResult(row['fund'] ?? '', facts.figures, facts.accounts);
    const cash = cashResult(facts.figures.filter((one) => one.fund === row['fund'] && isOwnCash(one.account)));
    expect({
      quarter: row['quarter'],
      fund: row['fund'],
      opening: yuanFromFen(result.openingFen),
      income: yuanFromFen(result.incomeFen),
      expense: yuanFromFen(result.expenseFen),
      closing: yuanFromFen(result.closingFen),
      cash_opening: yuanFromFen(cash.openingFen),
      cash_in: yuanFromFen(cash.receivedFen),
      cash_out: yuanFromFen(cash.paidFen),
      cash_closing: yuanFromFen(cash.closingFen),
    }).toEqual(row);
  }
  for (const label of new Set(quarterly.map((row) => row['quarter'] ?? ''))) {
    const { document, checks } = await verbs.preview.execute(estateId, 'fund-statement', label);
    expect(checks.flatMap((check) => check.violations)).toEqual([]);
    expect(checkDocument(document)).toEqual([]);
  }
  await estate.world.close();
});
