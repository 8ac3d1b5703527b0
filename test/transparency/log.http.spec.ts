/** A stranger reads the log over HTTP, re-hashes it, and checks every proof with code of their own size. */
import { createHash } from 'node:crypto';
import { DataSource } from 'typeorm';
import { fromBase64url } from '../../src/kernel/hash.js';
import { verifyConsistency, verifyInclusion } from '../../src/log/rules/index.js';
import { createDataSource } from '../../src/platform/database/data-source.js';
import { startTestApp, type TestApp } from '../platform/http/test-app.js';
import { fillSample, openSample, type SampleLog } from './sample-log.js';

let running: TestApp;
let dataSource: DataSource;
let log: SampleLog;

beforeAll(async () => {
  running = await startTestApp();
  dataSource = await createDataSource({ url: running.database.appUrl, workload: 'bulk' }).initialize();
  log = await openSample(dataSource, 'public');
  await fillSample(log, 'public');
});

afterAll(async () => {
  await dataSource.destroy();
  await running.close();
});

async function ask(path: string): Promise<{ status: number; body: unknown }> {
  const answer = await fetch(`${running.origin}/api/v1/estates/${log.code}/log/${path}`);
  return { status: answer.status, body: await answer.json() };
}

async function askPage(path: string): Promise<Page> {
  const { status, body } = await ask(path);
  expect(status).toBe(200);
  return body as Page;
}
async function askRoot(path: string): Promise<Root> {
  return (await ask(path)).body as Root;
}
async function askProof(path: string): Promise<Proof> {
  return (await ask(path)).body as Proof;
}
async function askConsistency(path: string): Promise<Consistency> {
  return (await ask(path)).body as Consistency;
}

interface Page {
  size: number;
  next?: number;
  leaves: { seq: number; leafHash: string; body: string }[];
}
interface Root {
  size: number;
  root: string;
}
interface Proof extends Root {
  seq: number;
  leafHash: string;
  proof: string[];
}
interface Consistency {
  from: number;
  to: number;
  fromRoot: string;
  toRoot: string;
  proof: string[];
}

async function allLeaves(): Promise<Page['leaves']> {
  const leaves: Page['leaves'] = [];
  for (let from: number | undefined = 0; from !== undefined;) {
    const page: Page = await askPage(`leaves?from=${String(from)}&limit=7`);
    leaves.push(...page.leaves);
    from = page.next;
  }
  return leaves;
}

const hex = (text: string): Buffer => Buffer.from(text, 'hex');

it('gives every leaf in pages, as bytes that hash to what is said of them', async () => {
  const leaves = await allLeaves();
  expect(leaves.map(({ seq }) => seq)).toEqual(leaves.map((_, index) => index));
  for (const { body, leafHash } of leaves) {
    const bytes = Buffer.concat([Buffer.of(0), Buffer.from(body, 'utf8')]);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(leafHash);
  }
  const page = await askPage('leaves');
  expect(page.leaves).toEqual(leaves);
  expect((await askPage(`leaves?from=${String(page.size)}`)).leaves).toEqual([]);
});

it('tells no private value', async () => {
  const text = JSON.stringify(await allLeaves());
  expect(text).not.toMatch(/姓名|6222|张三|1-101|某人/);
});

it('proves every leaf under the root, and under older roots', async () => {
  const leaves = await allLeaves();
  const head = await askRoot('root');
  expect(head.size).toBe(leaves.length);
  for (const size of [head.size, 17]) {
    const older = await askRoot(`root?size=${String(size)}`);
    for (const { seq, leafHash } of leaves.slice(0, size)) {
      const body = await askProof(`proof/${String(seq)}?size=${String(size)}`);
      expect(body).toMatchObject({ seq, size, leafHash, root: older.root });
      const claim = { index: seq, size, leafHash: hex(leafHash), root: hex(older.root) };
      expect(verifyInclusion({ ...claim, proof: body.proof.map(hex) })).toBe(true);
    }
  }
});

it('proves that what is published later only goes on, also after new leaves', async () => {
  const before = await askRoot('root');
  await log.post({ summary: '之后' });
  const after = await askRoot('root');
  expect(after.size).toBe(before.size + 1);
  for (let from = 1; from <= before.size; from += 1) {
    const body = await askConsistency(`consistency?from=${String(from)}&to=${String(after.size)}`);
    expect(body.toRoot).toBe(after.root);
    const roots = { oldRoot: hex(body.fromRoot), newRoot: hex(body.toRoot) };
    const claim = { oldSize: from, newSize: body.to, ...roots, proof: body.proof.map(hex) };
    expect(verifyConsistency(claim)).toBe(true);
    if (from === before.size) expect(body.fromRoot).toBe(before.root);
  }
  expect((await askRoot(`root?size=${String(before.size)}`)).root).toBe(before.root);
});

it('refuses what it does not have, by name', async () => {
  const codeOf = async (path: string): Promise<unknown> => {
    const { status, body } = await ask(path);
    return [status, JSON.stringify(body).match(/LOG_[A-Z_]+|ADDRESS_INVALID/)?.[0]];
  };
  expect(await codeOf('root?size=9999')).toEqual([404, 'LOG_SIZE_UNKNOWN']);
  expect(await codeOf('proof/9999')).toEqual([404, 'LOG_SIZE_UNKNOWN']);
  expect(await codeOf('proof/5?size=3')).toEqual([404, 'LOG_SIZE_UNKNOWN']);
  expect(await codeOf('consistency?from=0')).toEqual([400, 'LOG_RANGE_INVALID']);
  expect(await codeOf('consistency?from=5&to=3')).toEqual([400, 'LOG_RANGE_INVALID']);
  expect(await codeOf('leaves?from=-1')).toEqual([400, 'ADDRESS_INVALID']);
  expect(await codeOf('leaves?limit=5000')).toEqual([400, 'ADDRESS_INVALID']);
});

it('is open without a token, and has the sealed parts in their public form', async () => {
  const [person] = (await allLeaves()).filter(({ body }) => body.includes('xinyi/person/v1'));
  const leaf = JSON.parse(person?.body ?? '{}') as { _sd?: string[] };
  expect(leaf._sd).toHaveLength(4);
  expect(leaf._sd?.every((digest) => fromBase64url(digest)?.length === 32)).toBe(true);
});
