import { randomUUID } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import { appendRecord, GENESIS_TYPE } from '../../src/log/index.js';
import { AddPerson, GrantRole, IssueToken } from '../../src/people/index.js';
import type { GrantedRole } from '../../src/people/rules/index.js';
import { EstateReads } from '../../src/platform/database/estate-reads.js';

export interface TestEstate {
  readonly id: string;
  readonly code: string;
  readonly operator: string;
}

/** An estate that is its genesis alone: enough for people, roles and tokens. */
export async function foundTestEstate(reads: EstateReads, code: string): Promise<TestEstate> {
  const estate = { id: randomUUID(), code, operator: 'p-operator' };
  const leaf = {
    t: GENESIS_TYPE,
    code,
    name: `小区 ${code}`,
    address: '某市某路',
    service_mode: 'TRUST',
    lifecycle_stage: 'OPERATING',
    body_kind: 'COMMITTEE',
    body_name: '物管委',
    books_opened_on: '2024-07-01',
    by: estate.operator,
    recorded_at: new Date().toISOString(),
  };
  await reads.write(estate.id, (_query, client) => appendRecord(client, { estateId: estate.id, leaf }));
  return estate;
}

export interface TestPerson {
  readonly person: string;
  readonly token: string;
  readonly tokenId: string;
}

/** A person with these roles and a token; a posting agent needs an approver of the estate. */
export async function addTestPerson(
  app: INestApplicationContext,
  estate: TestEstate,
  roles: readonly GrantedRole[],
  approver?: string,
): Promise<TestPerson> {
  const by = estate.operator;
  const isAgent = roles.includes('POSTING_AGENT');
  const kind = isAgent ? 'agent' : 'human';
  const person = await app.get(AddPerson, { strict: false }).execute({ estateId: estate.id, name: '测试某', kind, by });
  for (const role of roles) {
    const second = isAgent && approver !== undefined ? { approver } : {};
    await app.get(GrantRole, { strict: false }).execute({ estateId: estate.id, person, role, by, ...second });
  }
  const bearers = [{ estateId: estate.id, person, by }];
  const { text, tokenId } = await app
    .get(IssueToken, { strict: false })
    .execute({ label: roles.join(' ') || '无', bearers });
  return { person, token: text, tokenId };
}
