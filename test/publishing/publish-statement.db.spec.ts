/** Publishing: versions, refusals, idempotency, and documents that can be made again byte for byte. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { sha256 } from '../../src/kernel/hash.js';
import { appendRecord } from '../../src/log/index.js';
import { merkleRoot } from '../../src/log/rules/index.js';
import { projectRoot } from '../../src/platform/project-root.js';
import type { PublishedStatement } from '../../src/publishing/publish-statement.js';
import { renderJson } from '../../src/publishing/render/json.js';
import { renderPdf } from '../../src/publishing/render/pdf.js';
import { renderText } from '../../src/publishing/render/text.js';
import { claimOf, codesOf, content, line, PEOPLE } from '../support/ledger-world.js';
import { seedSample, type SampleLedger } from '../support/sample-ledger.js';
import { publishingVerbs, type PublishingVerbs } from './fixtures/publishing-verbs.js';

let sample: SampleLedger;
let verbs: PublishingVerbs;

beforeEach(async () => {
  sample = await seedSample();
  verbs = publishingVerbs(sample.estate.world);
});
afterEach(() => sample.estate.world.close());

interface Wish {
  readonly reason?: string;
  readonly by?: string;
  readonly key?: string;
}

function publish(period: string, wish: Wish = {}): ReturnType<PublishingVerbs['publish']['execute']> {
  const { by = PEOPLE.approver, key, reason } = wish;
  return verbs.publish.execute({
    estateId: sample.estateId,
    report: 'fund-statement',
    period,
    by,
    ...(reason === undefined ? {} : { reason }),
    ...(key === undefined ? {} : { claim: claimOf(key, `${period} ${reason ?? ''}`, by, 'statement.publish') }),
  });
}

async function mustPublish(period: string, wish: Wish = {}): Promise<PublishedStatement> {
  const outcome = await publish(period, wish);
  if ('refused' in outcome) throw new Error(`refused: ${JSON.stringify(outcome.refused)}`);
  return outcome.accepted;
}

/** The bank's fee of June that the sample's books do not know yet. */
function bookFee(): Promise<string> {
  const lines = [line('5009/PR', '+15.00'), line('100201/PR', '-15.00')];
  return sample.estate.must(content('2025-06-30', lines, { summary: '补记银行账户服务费' }));
}

describe('a publication', () => {
  it('is a leaf that commits to the document, and is made again byte for byte', async () => {
    const published = await mustPublish('2025Q2');
    expect(published).toMatchObject({ id: 'fund-statement-2025Q2-v1', version: 1, unchanged: false });
    const first = await verbs.show.execute(sample.estateId, published.id);
    const second = await publishingVerbs(sample.estate.world).show.execute(sample.estateId, published.id);
    expect(first.intact).toBe(true);
    expect(sha256(renderJson(first.document)).toString('hex')).toBe(published.digest);
    expect(renderJson(second.document)).toBe(renderJson(first.document));
    expect((await renderPdf(second.document)).equals(await renderPdf(first.document))).toBe(true);
    const [leaf] = await sample.estate.rows<{ body: Buffer }>(
      `select body from log.leaf where estate_id = $1 order by seq desc limit 1`,
    );
    expect(JSON.parse(leaf!.body.toString('utf8'))).toMatchObject({
      t: 'xinyi/statement/v1',
      id: published.id,
      as_of: published.logSize,
      digest: published.digest,
      by: PEOPLE.approver,
      root: first.document.source.rootHash,
      light: ['amber', first.document.light?.text],
      supersedes: '',
    });
  });

  it('quotes the root of the log at its size', async () => {
    const published = await mustPublish('2025Q1');
    const leaves = await sample.estate.rows<{ leaf_hash: Buffer }>(
      'select leaf_hash from log.leaf where estate_id = $1 order by seq',
    );
    const size = Number(published.logSize);
    const root = merkleRoot(leaves.slice(0, size).map((leaf) => leaf.leaf_hash)).toString('hex');
    const shown = await verbs.show.execute(sample.estateId, published.id);
    expect(shown.document.source.rootHash).toBe(root);
    expect(shown.document.source.logPosition).toBe(BigInt(size - 1));
    // An older root than the frontier's, read through another door.
    const older = await sample.estate.read((query) => verbs.roots.root(query, sample.estateId, 7));
    expect(older.toString('hex')).toBe(merkleRoot(leaves.slice(0, 7).map((leaf) => leaf.leaf_hash)).toString('hex'));
  });

  it('keeps its bytes when a later voucher changes the period, and the new version lists the change', async () => {
    const v1 = await mustPublish('2025Q2');
    const before = renderJson((await verbs.show.execute(sample.estateId, v1.id)).document);
    const number = await bookFee();
    const v2 = await mustPublish('2025Q2', { reason: '补记六月的银行账户服务费' });
    expect(v2).toMatchObject({ id: 'fund-statement-2025Q2-v2', version: 2 });
    const old = await verbs.show.execute(sample.estateId, v1.id);
    expect(renderJson(old.document)).toBe(before);
    expect(old).toMatchObject({ intact: true, supersededBy: v2.id });
    const now = await verbs.show.execute(sample.estateId, v2.id);
    expect(now).toMatchObject({ intact: true, supersedes: v1.id });
    const text = renderText(now.document);
    expect(text).toContain('补记六月的银行账户服务费');
    expect(text).toMatch(new RegExp(`上一版公示后记入本期的凭证[\\s\\S]*${number}`));
    expect(text).toMatch(/公共收益\s+期末结余\s+29,327\.85\s+29,312\.85\s+-15\.00/);
    const list = await verbs.list.execute(sample.estateId);
    expect(list.map((one) => [one.id, one.supersededBy])).toEqual([
      [v2.id, undefined],
      [v1.id, v2.id],
    ]);
  });

  it('is not repeated while it says the same', async () => {
    const v1 = await mustPublish('2025Q2');
    const size = await sample.estate.logSize();
    const again = await mustPublish('2025Q2');
    expect(again).toMatchObject({ id: v1.id, digest: v1.digest, unchanged: true });
    expect(await sample.estate.logSize()).toBe(size);
  });

  it('shows an alarm where the records no longer give what was published', async () => {
    const published = await mustPublish('2025Q2');
    const facts = await verbs.show.execute(sample.estateId, published.id);
    // A leaf whose digest is of something else, as a broken builder or a forger would leave it.
    await sample.estate.world.reads.write(sample.estateId, async (_query, client) => {
      const at = new Date().toISOString();
      const own = { id: 'fund-statement-2025Q2-v2', report: 'fund-statement', period: '2025Q2', version: '2' };
      const rest = {
        as_of: published.logSize,
        digest: 'ab'.repeat(32),
        by: PEOPLE.approver,
        recorded_at: at,
        reason: '',
      };
      await appendRecord(client, { estateId: sample.estateId, leaf: { t: 'xinyi/statement/v1', ...own, ...rest } });
    });
    const shown = await verbs.show.execute(sample.estateId, 'fund-statement-2025Q2-v2');
    expect(shown.intact).toBe(false);
    expect(shown.document.light?.colour).toBe('red');
    expect(shown.document.notes[0]).toContain('ab'.repeat(32));
    expect(facts.intact).toBe(true);
  });
});

describe('refusals', () => {
  it('say who may, which periods, and why a reason is needed', async () => {
    expect(codesOf(await publish('2025Q2', { by: PEOPLE.preparer }))).toBe('ROLE_REQUIRED');
    sample.estate.world.clock.set('2025-06-30T08:00:00Z');
    expect(codesOf(await publish('2025Q2'))).toBe('STATEMENT_PERIOD_NOT_OVER');
    sample.estate.world.clock.set(undefined);
    await mustPublish('2025Q2');
    await bookFee();
    expect(codesOf(await publish('2025Q2'))).toBe('STATEMENT_REASON_MISSING');
    expect(codesOf(await publish('2025Q2', { reason: '4-101 补交' }))).toBe('PUBLIC_TEXT_PRIVATE');
    expect(codesOf(await publish('2025Q2', { reason: '长'.repeat(201) }))).toBe('STATEMENT_REASON_TOO_LONG');
    await expect(publish('2025Q5')).rejects.toThrow('REPORT_PERIOD_INVALID');
    await expect(publish('2024Q2')).rejects.toThrow('STATEMENT_PERIOD_BEFORE_BOOKS');
    const other = { estateId: sample.estateId, report: 'cash-flow', period: '2025Q2', by: PEOPLE.approver };
    await expect(verbs.publish.execute(other)).rejects.toThrow('REPORT_UNKNOWN');
    await expect(verbs.show.execute(sample.estateId, 'fund-statement-2025Q2-v9')).rejects.toThrow(
      'STATEMENT_NOT_FOUND',
    );
  });

  it('leave nothing in the log, and the database refuses a publisher without the role too', async () => {
    const size = await sample.estate.logSize();
    await publish('2025Q2', { by: PEOPLE.preparer });
    expect(await sample.estate.logSize()).toBe(size);
    const leaf = {
      t: 'xinyi/statement/v1',
      id: 'fund-statement-2025Q2-v1',
      report: 'fund-statement',
      period: '2025Q2',
    };
    const rest = { version: '1', as_of: '1', digest: 'ab'.repeat(32), by: PEOPLE.preparer, reason: '' };
    const forged = sample.estate.record({ ...leaf, ...rest });
    await expect(forged).rejects.toThrow('only a committee approver publishes');
  });

  it('hold a period back whose predecessor was published with another closing', async () => {
    await mustPublish('2025Q1');
    const lines = [line('5009/PR', '+8.00'), line('100201/PR', '-8.00')];
    await sample.estate.must(content('2025-03-31', lines, { summary: '补记三月手续费' }));
    expect(codesOf(await publish('2025Q2'))).toBe('STATEMENT_OPENING_CHANGED');
    const preview = await verbs.preview.execute(sample.estateId, 'fund-statement', '2025Q2');
    expect(preview.checks.find((check) => check.state === 'failed')?.title).toContain('上期');
    await mustPublish('2025Q1', { reason: '补记三月手续费' });
    expect((await mustPublish('2025Q2')).version).toBe(1);
  });
});

describe('idempotency', () => {
  it('replays the outcome of a key, a refusal included, and refuses the key with other input', async () => {
    const first = await publish('2025Q2', { key: 'k1' });
    const again = await publish('2025Q2', { key: 'k1' });
    expect(again).toEqual({ ...first, replayed: true });
    expect(codesOf(await publish('2025Q1', { key: 'k1' }))).toBe('IDEMPOTENCY_KEY_REUSED');
    const refused = await publish('2024Q4', { key: 'k2', by: PEOPLE.preparer });
    expect(await publish('2024Q4', { key: 'k2', by: PEOPLE.preparer })).toEqual({ ...refused, replayed: true });
    expect((await verbs.list.execute(sample.estateId)).map((one) => one.id)).toEqual(['fund-statement-2025Q2-v1']);
  });

  it('lets many publish at once and numbers every version once', async () => {
    const outcomes = await Promise.all(Array.from({ length: 4 }, () => publish('2025Q2')));
    const ids = outcomes.map((outcome) => ('accepted' in outcome ? outcome.accepted.id : codesOf(outcome)));
    expect(new Set(ids)).toEqual(new Set(['fund-statement-2025Q2-v1']));
    expect(await verbs.list.execute(sample.estateId)).toHaveLength(1);
  });
});

describe('the SQL of reports', () => {
  it('names no table, only functions of the ledger', async () => {
    const client = new pg.Client({ connectionString: sample.estate.world.database.superuserUrl });
    await client.connect();
    const { rows } = await client.query<{ name: string }>(
      `select schemaname || '.' || tablename as name from pg_tables
        where schemaname not in ('pg_catalog', 'information_schema')`,
    );
    await client.end();
    expect(rows.length).toBeGreaterThan(20);
    const folder = join(projectRoot(), 'reports');
    const texts = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.sql'))
      .map((path) => readFileSync(join(folder, path), 'utf8').replace(/--.*$/gm, ''));
    expect(texts).toHaveLength(3);
    const named = rows.filter(({ name }) => texts.some((text) => new RegExp(`\\b${name}\\b(?!\\()`).test(text)));
    expect(named).toEqual([]);
  });
});
