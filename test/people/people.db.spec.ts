import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { parseLeaf, type LeafObject } from '../../src/kernel/canonical.js';
import { SystemClock } from '../../src/kernel/clock.js';
import { sha256 } from '../../src/kernel/hash.js';
import { Randomness, SystemRandomness } from '../../src/kernel/ids.js';
import { Refusal } from '../../src/kernel/violation.js';
import { openAgainst, sealedDigests } from '../../src/log/rules/index.js';
import { AccessCache } from '../../src/people/access-cache.js';
import {
  AddPerson,
  Authenticate,
  GrantRole,
  IssueToken,
  ListPeople,
  RevokeRole,
  RevokeToken,
} from '../../src/people/index.js';
import { createDataSource } from '../../src/platform/database/data-source.js';
import { EstateReads } from '../../src/platform/database/estate-reads.js';
import { createTestDatabase, type TestDatabase } from '../harness/database.js';
import { foundTestEstate, type TestEstate } from './test-estate.js';

const clock = new SystemClock();
const randomness = new SystemRandomness();

let database: TestDatabase;
let dataSource: DataSource;
let reads: EstateReads;
let superuser: pg.Client;
let estate: TestEstate;
let other: TestEstate;
let cache: AccessCache;

beforeAll(async () => {
  database = await createTestDatabase();
  dataSource = await createDataSource({ url: database.appUrl, poolSize: 5 }).initialize();
  reads = new EstateReads(dataSource);
  cache = new AccessCache(clock);
  superuser = new pg.Client({ connectionString: database.superuserUrl });
  await superuser.connect();
  estate = await foundTestEstate(reads, 'one');
  other = await foundTestEstate(reads, 'two');
});

afterAll(async () => {
  await superuser.end();
  await dataSource.destroy();
  await database.drop();
});

const addPerson = (input: Partial<Parameters<AddPerson['execute']>[0]> = {}): Promise<string> =>
  new AddPerson(reads, clock, randomness).execute({
    estateId: estate.id,
    name: '王小明',
    kind: 'human',
    by: estate.operator,
    ...input,
  });

const grant = (person: string, role: Parameters<GrantRole['execute']>[0]['role'], approver?: string): Promise<void> =>
  new GrantRole(reads, clock, cache).execute({
    estateId: estate.id,
    person,
    role,
    by: estate.operator,
    ...(approver === undefined ? {} : { approver }),
  });

const revoke = (person: string, role: Parameters<RevokeRole['execute']>[0]['role']): Promise<void> =>
  new RevokeRole(reads, clock, cache).execute({ estateId: estate.id, person, role, by: estate.operator });

const issue = (person: string, label = '令牌'): ReturnType<IssueToken['execute']> =>
  new IssueToken(reads, clock, randomness).execute({
    label,
    bearers: [{ estateId: estate.id, person, by: estate.operator }],
  });

const list = (withNames = true): ReturnType<ListPeople['execute']> =>
  new ListPeople(reads).execute({ estateId: estate.id, withNames });

async function codesOf(work: Promise<unknown>): Promise<readonly string[]> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Refusal)) throw new Error(`not refused: ${String(error)}`);
  return error.violations.map(({ code }) => code);
}

interface LastLeaf {
  readonly text: string;
  readonly leaf: LeafObject;
  readonly disclosures: readonly string[];
}

async function lastLeaf(): Promise<LastLeaf> {
  const { rows } = await superuser.query<{ body: Buffer; disclosures: string[] }>(
    `select body, array(select value from log.disclosure d
                        where d.estate_id = l.estate_id and d.seq = l.seq order by ordinal) as disclosures
       from log.leaf l where estate_id = $1 order by seq desc limit 1`,
    [estate.id],
  );
  const reading = parseLeaf(rows[0]!.body);
  if (!reading.ok) throw new Error('the leaf cannot be read');
  return { text: rows[0]!.body.toString(), leaf: reading.leaf, disclosures: rows[0]!.disclosures };
}

const logSize = async (): Promise<string> => {
  const { rows } = await superuser.query<{ n: string }>('select next_seq as n from log.head where estate_id = $1', [
    estate.id,
  ]);
  return rows[0]!.n;
};

describe('a person', () => {
  it('is a leaf that commits to the name and does not say it', async () => {
    const person = await addPerson({ name: '欧阳一诺' });
    expect(person).toMatch(/^p-[0-9a-f]{8}$/);
    const { text, leaf, disclosures } = await lastLeaf();
    expect(leaf).toMatchObject({ t: 'xinyi/person/v1', estate: estate.id, person, kind: 'human', by: estate.operator });
    expect(text).not.toContain('欧阳');
    expect(openAgainst(disclosures[0]!, sealedDigests(leaf)!)).toMatchObject({ name: 'name', value: '欧阳一诺' });
    expect((await list()).find((one) => one.person === person)?.name).toBe('欧阳一诺');
    expect((await list(false)).find((one) => one.person === person)).toEqual({
      person,
      kind: 'human',
      roles: [],
      tokens: [],
    });
  });

  it('gets another id where chance repeats one', async () => {
    const taken = await addPerson();
    class Repeating extends Randomness {
      readonly #first = [Buffer.from(taken.slice(2), 'hex'), Buffer.from(taken.slice(2), 'hex')];
      bytes(count: number): Buffer {
        const repeated = count === 4 ? this.#first.pop() : undefined;
        return repeated ?? randomness.bytes(count);
      }
    }
    const input = { estateId: estate.id, name: '李', kind: 'human', by: estate.operator } as const;
    const fresh = await new AddPerson(reads, clock, new Repeating()).execute(input);
    expect(fresh).not.toBe(taken);
  });

  it('is refused with nothing written', async () => {
    const before = await logSize();
    expect(await codesOf(addPerson({ by: 'p-nobody', name: '' }))).toEqual([
      'OPERATOR_REQUIRED',
      'PERSON_NAME_INVALID',
    ]);
    expect(await codesOf(addPerson({ by: other.operator + 'x' }))).toEqual(['OPERATOR_REQUIRED']);
    expect(await codesOf(addPerson({ estateId: '00000000-0000-7000-8000-000000000000' }))).toEqual([
      'ESTATE_NOT_FOUND',
    ]);
    expect(await logSize()).toBe(before);
  });
});

describe('roles', () => {
  it('are leaves, and are what is held now', async () => {
    const person = await addPerson();
    await grant(person, 'AUDITOR');
    expect((await lastLeaf()).leaf).toMatchObject({ t: 'xinyi/role/v1', action: 'grant', person, role: 'AUDITOR' });
    await grant(person, 'SUPERVISOR');
    await revoke(person, 'AUDITOR');
    expect((await lastLeaf()).leaf).toMatchObject({ action: 'revoke', role: 'AUDITOR', by: estate.operator });
    expect((await list()).find((one) => one.person === person)?.roles).toEqual(['SUPERVISOR']);
    await grant(person, 'AUDITOR');
    expect((await list()).find((one) => one.person === person)?.roles).toEqual(['AUDITOR', 'SUPERVISOR']);
  });

  it('of a posting agent name both who gave it', async () => {
    const [agent, approver] = [await addPerson({ kind: 'agent' }), await addPerson()];
    await grant(approver, 'COMMITTEE_APPROVER');
    await grant(agent, 'POSTING_AGENT', approver);
    expect((await lastLeaf()).leaf).toMatchObject({ role: 'POSTING_AGENT', by: estate.operator, approver });
  });

  it('are refused for every reason in the table, with nothing written', async () => {
    const [human, agent, trustee, approver] = [
      await addPerson(),
      await addPerson({ kind: 'agent' }),
      await addPerson(),
      await addPerson(),
    ];
    await grant(trustee, 'TRUSTEE');
    await grant(approver, 'COMMITTEE_APPROVER');
    const before = await logSize();
    expect(await codesOf(grant('p-nobody', 'AUDITOR'))).toEqual(['PERSON_NOT_FOUND']);
    expect(await codesOf(grant(trustee, 'TRUSTEE'))).toEqual(['ROLE_ALREADY_HELD']);
    expect(await codesOf(revoke(human, 'AUDITOR'))).toEqual(['ROLE_NOT_HELD']);
    expect(await codesOf(grant(human, 'POSTING_AGENT', approver))).toEqual(['ROLE_FOR_AGENT_ONLY']);
    expect(await codesOf(grant(agent, 'AUDITOR'))).toEqual(['ROLE_NOT_FOR_AGENT']);
    expect(await codesOf(grant(agent, 'POSTING_AGENT'))).toEqual(['AGENT_SECOND_PERSON']);
    expect(await codesOf(grant(agent, 'POSTING_AGENT', human))).toEqual(['AGENT_APPROVER_REQUIRED']);
    expect(await codesOf(grant(trustee, 'COMMITTEE_APPROVER'))).toEqual(['TRUSTEE_NEVER_APPROVES']);
    expect(await codesOf(revoke(estate.operator, 'OPERATOR'))).toEqual(['LAST_OPERATOR']);
    expect(await logSize()).toBe(before);
  });

  it('given twice at the same moment are given once', async () => {
    const person = await addPerson();
    const outcomes = await Promise.allSettled(Array.from({ length: 5 }, () => grant(person, 'AUDITOR')));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as Refusal] : []));
    expect(refused.map((refusal) => refusal.violations[0].code)).toEqual(Array(4).fill('ROLE_ALREADY_HELD'));
  });
});

describe('tokens', () => {
  it('are kept as their hash alone', async () => {
    const person = await addPerson();
    const { text, tokenId } = await issue(person, '审计李老师 2025');
    expect(text).toMatch(/^xinyi_[A-Za-z0-9_-]{43}$/);
    const { rows } = await superuser.query('select * from people.token where token_id = $1', [tokenId]);
    expect((rows[0] as { token_hash: Buffer }).token_hash).toEqual(sha256(text));
    expect(JSON.stringify(rows)).not.toContain(text.slice(6));
    expect((await list()).find((one) => one.person === person)?.tokens).toMatchObject([
      { tokenId, label: '审计李老师 2025' },
    ]);
  });

  it('are refused for every reason in the table, and then not kept', async () => {
    const before = await superuser.query('select count(*) from people.token');
    const terms = { label: '\n', expiresAt: new Date(0), bearers: [] };
    expect(await codesOf(new IssueToken(reads, clock, randomness).execute(terms))).toEqual([
      'TOKEN_LABEL_INVALID',
      'TOKEN_EXPIRY_PAST',
      'TOKEN_WITHOUT_PERSON',
    ]);
    const bearer = { estateId: estate.id, person: estate.operator, by: estate.operator };
    const twice = { label: 'x', bearers: [bearer, bearer] };
    expect(await codesOf(new IssueToken(reads, clock, randomness).execute(twice))).toEqual(['TOKEN_ESTATE_TWICE']);
    expect(await codesOf(issue('p-nobody'))).toEqual(['PERSON_NOT_FOUND']);
    expect((await superuser.query('select count(*) from people.token')).rows).toEqual(before.rows);
  });

  it('are revoked by an operator of an estate they speak in, once for all', async () => {
    const { tokenId } = await issue(await addPerson());
    const verb = new RevokeToken(reads, clock, cache);
    const by = { estateId: estate.id, person: estate.operator };
    const foreign = { estateId: other.id, person: other.operator };
    expect(await codesOf(verb.execute({ tokenId, by: { ...by, person: 'p-nobody' } }))).toEqual(['OPERATOR_REQUIRED']);
    expect(await codesOf(verb.execute({ tokenId, by: foreign }))).toEqual(['TOKEN_NOT_FOUND']);
    expect(await codesOf(verb.execute({ tokenId: 'xinyi_abc', by }))).toEqual(['TOKEN_NOT_FOUND']);
    await verb.execute({ tokenId, by });
    const revokedAt = async (): Promise<unknown> =>
      (await superuser.query('select revoked_at from people.token where token_id = $1', [tokenId])).rows[0];
    const first = await revokedAt();
    expect(first).toEqual({ revoked_at: expect.any(Date) });
    await verb.execute({ tokenId, by });
    expect(await revokedAt()).toEqual(first);
  });

  it('cost no look-up while an answer is fresh, and one after a change', async () => {
    const { text } = await issue(await addPerson());
    let lookups = 0;
    class Counting extends EstateReads {
      override deployment<T>(work: Parameters<EstateReads['deployment']>[0]): Promise<T> {
        lookups += 1;
        return super.deployment(work) as Promise<T>;
      }
    }
    const authenticate = new Authenticate(new Counting(dataSource), clock, cache);
    for (let time = 0; time < 20; time += 1) await authenticate.execute(text);
    expect(lookups).toBe(1);
    cache.forget();
    await authenticate.execute(text);
    expect(lookups).toBe(2);
    for (let time = 0; time < 3; time += 1)
      expect(await codesOf(authenticate.execute('xinyi_guess'))).toEqual(['TOKEN_INVALID']);
    expect(lookups).toBe(5);
  });
});
