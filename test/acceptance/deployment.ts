/**
 * A whole deployment behind real HTTP: the composed application, estates imported as an operator would, and people of
 * every role.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { ImportFolder, type ImportResult } from '../../src/intake/index.js';
import { ROLES, type GrantedRole } from '../../src/people/rules/index.js';
import { tempFolder } from '../harness/temp-folder.js';
import { addTestPerson, type TestEstate, type TestPerson } from '../people/test-estate.js';
import { startTestApp, type TestApp } from '../platform/http/test-app.js';

export const OPERATOR = 'p-operator';

export interface Settled {
  readonly result: ImportResult;
  readonly estate: TestEstate;
  readonly people: ReadonlyMap<GrantedRole, TestPerson>;
}

export interface Answer<Body = Record<string, unknown>> {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: Body;
}

export interface Asking {
  readonly token?: string | undefined;
  readonly method?: 'GET' | 'POST';
  /** Sent as JSON. */
  readonly body?: unknown;
  /** The Idempotency-Key; a POST gets a fresh one where none is named. */
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

let keys = 0;

export class Deployment {
  private constructor(readonly running: TestApp) {}

  static async start(): Promise<Deployment> {
    return new Deployment(await startTestApp());
  }

  close(): Promise<void> {
    return this.running.close();
  }

  /** Straight from the database, as its superuser: what stands there whatever the doors say. */
  async rows<Row extends pg.QueryResultRow>(sql: string, parameters: readonly unknown[] = []): Promise<readonly Row[]> {
    const client = new pg.Client({ connectionString: this.running.database.superuserUrl });
    await client.connect();
    try {
      return (await client.query<Row>(sql, [...parameters])).rows;
    } finally {
      await client.end();
    }
  }

  import(folder: string): Promise<ImportResult> {
    return this.running.app.get(ImportFolder, { strict: false }).execute({ folder, as: OPERATOR });
  }

  /** Imports a folder and gives the estate one person of every role. */
  async settle(folder: string): Promise<Settled> {
    const result = await this.import(folder);
    const estate = { id: result.estateId, code: result.code, operator: OPERATOR };
    const people = new Map<GrantedRole, TestPerson>();
    for (const role of ROLES) {
      const approver = people.get('COMMITTEE_APPROVER')?.person;
      people.set(role, await addTestPerson(this.running.app, estate, [role], approver));
    }
    return { result, estate, people };
  }

  /** Asks the product as any program would; `path` begins behind `/api/v1/`, or with a slash for another place. */
  async ask<Body = Record<string, unknown>>(path: string, asking: Asking = {}): Promise<Answer<Body>> {
    const place = path.startsWith('/') ? path : `/api/v1/${path}`;
    const response = await fetch(`${this.running.origin}${place}`, requestOf(asking));
    const text = await response.text();
    const isJson = (response.headers.get('content-type') ?? '').includes('json');
    return { status: response.status, headers: response.headers, text, body: (isJson ? JSON.parse(text) : {}) as Body };
  }

  /** The body of an answer that must be good. */
  async get<Body>(path: string, token?: string): Promise<Body> {
    const { status, body, text } = await this.ask<Body>(path, { token });
    if (status !== 200) throw new Error(`${path} answered ${status}: ${text}`);
    return body;
  }

  /** Every page of a list, by its cursor, as one list. */
  async pages<Item>(path: string, list: string, limit: number, token?: string): Promise<readonly Item[]> {
    const items: Item[] = [];
    let cursor: string | undefined;
    do {
      const join = path.includes('?') ? '&' : '?';
      const place = cursor === undefined ? '' : `&cursor=${cursor}`;
      const page = await this.get<Record<string, unknown>>(`${path}${join}limit=${limit}${place}`, token);
      const found = page[list] as readonly Item[];
      if (found.length > limit) throw new Error(`${found.length} items on a page of ${limit}`);
      items.push(...found);
      cursor = page['next'] as string | undefined;
    } while (cursor !== undefined);
    return items;
  }
}

function requestOf(asking: Asking): RequestInit {
  const { token, body, method = body === undefined ? 'GET' : 'POST' } = asking;
  const headers = {
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(method === 'POST' ? { 'idempotency-key': asking.key ?? freshKey() } : {}),
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...asking.headers,
  };
  return { method, headers, ...(body === undefined ? {} : { body: textOf(body) }) };
}

function freshKey(): string {
  keys += 1;
  return `k-${keys}`;
}

/** A text is sent as it is, so that what is no JSON can be sent too. */
function textOf(body: unknown): string {
  return typeof body === 'string' ? body : JSON.stringify(body);
}

export function tokenOf(settled: Settled, role: GrantedRole): string {
  const person = settled.people.get(role);
  if (person === undefined) throw new Error(`nobody is ${role}`);
  return person.token;
}

/** Writes a folder's files (path inside the folder -> content) to a place of the test's own. */
export async function writeFolder(files: ReadonlyMap<string, Buffer | string>): Promise<string> {
  const folder = await tempFolder();
  for (const [path, content] of files) {
    const target = join(folder, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, content);
  }
  return folder;
}
