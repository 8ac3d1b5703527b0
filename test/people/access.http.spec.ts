import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Get, Module, Post } from '@nestjs/common';
import pg from 'pg';
import { Access, CurrentActor, GrantRole, IssueToken, RevokeRole, RevokeToken } from '../../src/people/index.js';
import { ACTIONS, mayDo, ROLES, type Actor, type GrantedRole, type Role } from '../../src/people/rules/index.js';
import { EstateReads } from '../../src/platform/database/estate-reads.js';
import { IdempotencyKey } from '../../src/platform/http/index.js';
import type { ProblemDocument } from '../../src/platform/http/problem-registry.js';
import { startTestApp, type TestApp } from '../platform/http/test-app.js';
import { addTestPerson, foundTestEstate, type TestEstate, type TestPerson } from './test-estate.js';

type Told = Omit<Actor, 'roles'> & { readonly roles: readonly Role[] };

/** One door for each action of the table, so that the whole matrix is tried over HTTP. */
@Controller('api/try')
class ActionDoors {
  @Post('estates/:code/keyed')
  @Access('voucher.propose')
  keyed(@IdempotencyKey() key: string): { key: string } {
    return { key };
  }

  @Get('estates')
  @Access('estates.read')
  everywhere(@CurrentActor() actor: Actor): Told {
    return told(actor);
  }

  @Get('operators')
  @Access('estate.create')
  nowhere(@CurrentActor() actor: Actor): Told {
    return told(actor);
  }
}

@Controller('api/try')
class ForgottenDoor {
  @Get('forgotten')
  forgotten(): string {
    return 'never';
  }
}

function told(actor: Actor): Told {
  return { ...actor, roles: [...actor.roles].sort() };
}

/**
 * Decorators are functions: this is what `@Get(...) @Access(action) try(@CurrentActor() actor)` does, once for each
 * action.
 */
for (const action of ACTIONS) {
  const name = `try ${action}`;
  const descriptor = { value: (actor: Actor): Told => told(actor), writable: true, configurable: true };
  Object.defineProperty(ActionDoors.prototype, name, descriptor);
  CurrentActor()(ActionDoors.prototype, name, 0);
  Access(action)(ActionDoors.prototype, name, descriptor);
  Get(`estates/:code/${action}`)(ActionDoors.prototype, name, descriptor);
}

@Module({ controllers: [ActionDoors, ForgottenDoor] })
class ActionModule {}

let running: TestApp;
let here: TestEstate;
let there: TestEstate;
const people = new Map<GrantedRole, TestPerson>();

beforeAll(async () => {
  running = await startTestApp({ more: [ActionModule] });
  const reads = running.app.get(EstateReads);
  here = await foundTestEstate(reads, 'here');
  there = await foundTestEstate(reads, 'there');
  for (const role of ROLES) {
    const approver = people.get('COMMITTEE_APPROVER')?.person;
    people.set(role, await addTestPerson(running.app, here, [role], approver));
  }
});

afterAll(async () => {
  await running.close();
});

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Told & ProblemDocument;
}

async function ask(path: string, token?: string, init: RequestInit = {}): Promise<Answer> {
  const authorization: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const headers = { ...authorization, ...(init.headers as Record<string, string> | undefined) };
  const response = await fetch(`${running.origin}/api/try/${path}`, { ...init, headers });
  return { status: response.status, headers: response.headers, body: (await response.json()) as Answer['body'] };
}

describe('role and route', () => {
  it.each(ROLES)('%s may do over HTTP what the table says, in its estate', async (role) => {
    const { token, person, tokenId } = people.get(role)!;
    for (const action of ACTIONS) {
      const { status, body } = await ask(`estates/here/${action}`, token);
      const may = mayDo(action, new Set<Role>(['PUBLIC', role]));
      expect([action, status]).toEqual([action, may ? 200 : 403]);
      if (may) expect(body).toEqual({ personId: person, tokenId, estateId: here.id, roles: ['PUBLIC', role].sort() });
      else expect(body.code).toBe('ACCESS_DENIED');
    }
  });

  it('a person of one estate is the public in another', async () => {
    for (const [role, { token, tokenId }] of people) {
      for (const action of ACTIONS) {
        const { status, body } = await ask(`estates/there/${action}`, token);
        const isPublic = mayDo(action, new Set<Role>(['PUBLIC']));
        expect([role, action, status]).toEqual([role, action, isPublic ? 200 : 403]);
        if (isPublic) expect(body).toEqual({ tokenId, estateId: there.id, roles: ['PUBLIC'] });
      }
    }
  });

  it('without a token one is the public, or must say who one is', async () => {
    for (const action of ACTIONS) {
      const { status, body, headers } = await ask(`estates/here/${action}`);
      const isPublic = mayDo(action, new Set<Role>(['PUBLIC']));
      expect([action, status]).toEqual([action, isPublic ? 200 : 401]);
      if (isPublic) expect(body).toEqual({ estateId: here.id, roles: ['PUBLIC'] });
      else expect([body.code, headers.get('www-authenticate')]).toEqual(['TOKEN_REQUIRED', 'Bearer realm="xinyi"']);
    }
  });

  it('outside an estate nobody has a role', async () => {
    const { token, tokenId } = people.get('OPERATOR')!;
    expect((await ask('estates', token)).body).toEqual({ tokenId, roles: ['PUBLIC'] });
    expect((await ask('operators', token)).status).toBe(403);
  });

  it('a route that declares nothing is closed to everybody', async () => {
    for (const token of [undefined, people.get('OPERATOR')!.token]) {
      const { status, body } = await ask('forgotten', token);
      expect([status, body.code]).toEqual([403, 'ACCESS_UNDECLARED']);
    }
  });

  it('the refusal names the roles in Chinese', async () => {
    const { body } = await ask('estates/here/proposal.decide', people.get('TRUSTEE')!.token);
    expect(body.title).toContain('物管委审核人');
  });
});

describe('estates', () => {
  it.each(['nowhere', 'HERE', '..', 'a'.repeat(90), "x' or '1'='1"])(
    'that do not exist are not found: %s',
    async (code) => {
      const { status, body } = await ask(`estates/${encodeURIComponent(code)}/funds.read`);
      expect([status, body.code]).toEqual([404, code === '..' ? 'NOT_FOUND_ROUTE' : 'ESTATE_NOT_FOUND']);
    },
  );

  it('are not told apart before one says who one is', async () => {
    expect((await ask('estates/nowhere/voucher.propose')).body.code).toBe('TOKEN_REQUIRED');
  });
});

describe('tokens', () => {
  it.each([
    ['unknown', `xinyi_${'A'.repeat(43)}`],
    ['cut short', 'xinyi_'],
    ['of another kind', 'x'.repeat(200)],
  ])('%s are refused, on public routes too', async (_what, token) => {
    for (const path of ['estates', 'estates/here/funds.read', 'estates/here/voucher.propose']) {
      const { status, body, headers } = await ask(path, token);
      expect([status, body.code]).toEqual([401, 'TOKEN_INVALID']);
      expect(headers.get('www-authenticate')).toContain('invalid_token');
    }
  });

  it.each(['Basic dXNlcjpwYXNz', 'Bearer', 'Bearer a b', `Bearer ${'x'.repeat(201)}`, ''])(
    'in a header that reads %j are refused',
    async (authorization) => {
      const { status, body } = await ask('estates', undefined, { headers: { authorization } });
      expect([status, body.code]).toEqual([401, 'TOKEN_INVALID']);
    },
  );

  it('are not looked at by platform routes', async () => {
    const response = await fetch(`${running.origin}/healthz`, { headers: { authorization: 'Bearer nonsense' } });
    expect(response.status).toBe(200);
  });

  it('take any spelling of the scheme', async () => {
    const { token, tokenId } = people.get('AUDITOR')!;
    const { body } = await ask('estates', undefined, { headers: { authorization: `bearer  ${token}` } });
    expect(body.tokenId).toBe(tokenId);
  });

  it('end at once when they are revoked here', async () => {
    const { token, tokenId } = await addTestPerson(running.app, here, ['AUDITOR']);
    expect((await ask('estates/here/journal.read', token)).status).toBe(200);
    await running.app
      .get(RevokeToken, { strict: false })
      .execute({ tokenId, by: { estateId: here.id, person: here.operator } });
    const { status, body } = await ask('estates/here/journal.read', token);
    expect([status, body.code]).toEqual([401, 'TOKEN_REVOKED']);
  });

  it('end within five seconds when they are revoked elsewhere', async () => {
    const { token, tokenId } = await addTestPerson(running.app, here, ['AUDITOR']);
    expect((await ask('estates/here/journal.read', token)).status).toBe(200);
    const elsewhere = new pg.Client({ connectionString: running.database.appUrl });
    await elsewhere.connect();
    await elsewhere.query('update people.token set revoked_at = now() where token_id = $1', [tokenId]);
    await elsewhere.end();
    await delay(4900);
    expect((await ask('estates/here/journal.read', token)).body.code).toBe('TOKEN_REVOKED');
  });

  it('end at their time', async () => {
    const bearers = [{ estateId: here.id, person: people.get('AUDITOR')!.person, by: here.operator }];
    const expiresAt = new Date(Date.now() + 400);
    const { text } = await running.app.get(IssueToken, { strict: false }).execute({ label: '短', expiresAt, bearers });
    expect((await ask('estates/here/journal.read', text)).status).toBe(200);
    await delay(500);
    expect((await ask('estates/here/journal.read', text)).body.code).toBe('TOKEN_EXPIRED');
  });

  it('speak for a person of each estate that they name', async () => {
    const one = await addTestPerson(running.app, here, ['AUDITOR']);
    const other = await addTestPerson(running.app, there, ['SUPERVISOR']);
    const { text } = await running.app.get(IssueToken, { strict: false }).execute({
      label: '两处',
      bearers: [
        { estateId: here.id, person: one.person, by: here.operator },
        { estateId: there.id, person: other.person, by: there.operator },
      ],
    });
    const answers = [await ask('estates/here/journal.read', text), await ask('estates/there/journal.read', text)];
    expect(answers.map(({ body }) => [body.personId, body.roles])).toEqual([
      [one.person, ['AUDITOR', 'PUBLIC']],
      [other.person, ['PUBLIC', 'SUPERVISOR']],
    ]);
    expect((await ask('estates/there/private.read', text)).status).toBe(403);
  });
});

describe('roles', () => {
  it('that are given or taken count at once here', async () => {
    const { person, token } = await addTestPerson(running.app, here, []);
    const change = { estateId: here.id, person, role: 'COMMITTEE_PREPARER', by: here.operator } as const;
    expect((await ask('estates/here/voucher.propose', token)).status).toBe(403);
    await running.app.get(GrantRole, { strict: false }).execute(change);
    expect((await ask('estates/here/voucher.propose', token)).status).toBe(200);
    await running.app.get(RevokeRole, { strict: false }).execute(change);
    expect((await ask('estates/here/voucher.propose', token)).status).toBe(403);
  });
});

describe('the description', () => {
  it('shows its roles in the description', async () => {
    const openapi = (await (await fetch(`${running.origin}/openapi.json`)).json()) as {
      paths: Record<string, { get?: Record<string, unknown> }>;
    };
    const decide = openapi.paths['/api/try/estates/{code}/proposal.decide']?.get;
    expect(decide).toMatchObject({
      'x-roles': ['COMMITTEE_APPROVER'],
      'x-action': 'proposal.decide',
      security: [{ bearer: [] }],
    });
  });
});

describe('the order of questions', () => {
  it('is: who, may they, and only then the idempotency key', async () => {
    const keyed = (token?: string): Promise<Answer> => ask('estates/here/keyed', token, { method: 'POST' });
    expect((await keyed()).body.code).toBe('TOKEN_REQUIRED');
    expect((await keyed(people.get('RESIDENT')!.token)).body.code).toBe('ACCESS_DENIED');
    expect((await keyed(people.get('TRUSTEE')!.token)).body.code).toBe('IDEMPOTENCY_KEY_MISSING');
  });
});
