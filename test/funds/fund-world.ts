/** An estate behind real HTTP with its funds, its households and two people, and short words for what they do. */
import { randomUUID } from 'node:crypto';
import { appendRecord } from '../../src/log/index.js';
import { batchPart, makeDisclosure, privateLeafHash } from '../../src/log/rules/index.js';
import { GrantRole, RevokeRole } from '../../src/people/index.js';
import type { GrantedRole } from '../../src/people/rules/index.js';
import { EstateReads } from '../../src/platform/database/estate-reads.js';
import { VerifyEstate } from '../../src/transparency/index.js';
import { Deployment, type Answer, type Asking } from '../acceptance/deployment.js';
import { SeededRandomness } from '../kernel/seeded-randomness.js';
import { addTestPerson, type TestPerson } from '../people/test-estate.js';
import { foundSample } from '../support/founding.js';
import { PEOPLE } from '../support/drafts.js';

export interface Refused {
  readonly code: string;
  readonly violations: readonly { readonly code: string; readonly at?: string; readonly title: string }[];
}

export interface Fund {
  readonly code: string;
  readonly net: string;
  readonly cash: string;
  readonly heldByOthers: string;
}

/** [unit, area in square metres]; the building is what stands before the dash. */
export type RollRow = readonly [unit: string, areaM2: string];

const ROLES = ['COMMITTEE_PREPARER', 'COMMITTEE_APPROVER', 'AUDITOR', 'POSTING_AGENT', 'RESIDENT'] as const;

export class FundWorld {
  readonly #people = new Map<GrantedRole, TestPerson>();

  private constructor(
    readonly deployment: Deployment,
    readonly estateId: string,
  ) {}

  static async open(): Promise<FundWorld> {
    const deployment = await Deployment.start();
    const world = new FundWorld(deployment, randomUUID());
    await world.reads.write(world.estateId, (_query, client) => foundSample(client, world.estateId, {}));
    const estate = { id: world.estateId, code: world.code, operator: PEOPLE.operator };
    for (const role of ROLES) {
      const approver = world.#people.get('COMMITTEE_APPROVER')?.person;
      world.#people.set(role, await addTestPerson(deployment.running.app, estate, [role], approver));
    }
    return world;
  }

  close(): Promise<void> {
    return this.deployment.close();
  }

  get code(): string {
    return `e${this.estateId.slice(-12)}`;
  }

  personOf(role: GrantedRole): string {
    return this.#people.get(role)?.person ?? '';
  }

  /** Another role for the person who holds the first. */
  async give(holder: GrantedRole, role: GrantedRole): Promise<void> {
    const change = { estateId: this.estateId, person: this.personOf(holder), role, by: PEOPLE.operator };
    await this.deployment.running.app.get(GrantRole, { strict: false }).execute(change);
  }

  async take(holder: GrantedRole, role: GrantedRole): Promise<void> {
    const change = { estateId: this.estateId, person: this.personOf(holder), role, by: PEOPLE.operator };
    await this.deployment.running.app.get(RevokeRole, { strict: false }).execute(change);
  }

  get reads(): EstateReads {
    return this.deployment.running.app.get(EstateReads, { strict: false });
  }

  async addRoll(rows: readonly RollRow[]): Promise<void> {
    const randomness = new SeededRandomness('roll');
    const texts = rows.map(([unit, areaM2]) => {
      const value = [unit, unit.split('-')[0] ?? '', areaM2, '0', '1', 'MONTHLY'];
      return makeDisclosure({ name: 'unit', value }, randomness).text;
    });
    const area = rows.reduce((sum, [, areaM2]) => sum + Number(areaM2), 0).toFixed(2);
    const households = String(rows.length);
    await this.leaf(
      {
        t: 'xinyi/roll/v1',
        ...batchPart(texts.map(privateLeafHash)),
        households,
        area_m2: area,
        applicants: households,
        applicant_area_m2: area,
      },
      texts,
    );
  }

  async openOrgAccount(openedOn: string): Promise<void> {
    await this.leaf({
      t: 'xinyi/bank-account/v1',
      account: '100201',
      alias: '',
      bank: 'CCB',
      bank_account: 'ba-1',
      closed_on: '',
      holder: '物管委',
      holder_type: 'ORG',
      kind: 'BASIC',
      number: '51050100000000000001',
      opened_on: openedOn,
    });
  }

  async leaf(leaf: Readonly<Record<string, string>>, disclosures: readonly string[] = []): Promise<void> {
    const at = { by: PEOPLE.operator, recorded_at: new Date().toISOString() };
    await this.reads.write(this.estateId, (_query, client) =>
      appendRecord(client, { estateId: this.estateId, leaf: { ...leaf, ...at }, disclosures }),
    );
  }

  ask<Body = Refused>(path: string, role?: GrantedRole, asking: Asking = {}): Promise<Answer<Body>> {
    const token = role === undefined ? {} : { token: this.#people.get(role)?.token };
    return this.deployment.ask<Body>(`estates/${this.code}/${path}`, { ...token, ...asking });
  }

  /** As a reader without a token; it must be a good answer. */
  async see<Body>(path: string, role?: GrantedRole): Promise<Body> {
    const answer = await this.ask<Body>(path, role);
    if (answer.status !== 200) throw new Error(`${path}: ${answer.text}`);
    return answer.body;
  }

  draft<Body = { proposals: string[] } & Refused>(path: string, body: unknown, key?: string): Promise<Answer<Body>> {
    return this.ask<Body>(path, 'COMMITTEE_PREPARER', { body, ...(key === undefined ? {} : { key }) });
  }

  /** Drafts and insists; the ids of the proposals. */
  async drafted<Told extends object>(path: string, body: unknown): Promise<Told & { proposals: string[] }> {
    const answer = await this.draft<Told & { proposals: string[] }>(path, body);
    if (answer.status !== 201) throw new Error(`${path}: ${answer.text}`);
    return answer.body;
  }

  approve(id: string): Promise<Answer<Refused>> {
    return this.ask(`proposals/${id}/approve`, 'COMMITTEE_APPROVER', { method: 'POST' });
  }

  /** Drafts, and has every proposal approved by the other person. */
  async book<Told extends object = object>(path: string, body: unknown): Promise<Told & { proposals: string[] }> {
    const drafted = await this.drafted<Told>(path, body);
    for (const id of drafted.proposals) {
      const approved = await this.approve(id);
      if (approved.status !== 200) throw new Error(approved.text);
    }
    return drafted;
  }

  /** A record proposed by one and put in force by the other. */
  async record(path: string, body: unknown): Promise<string> {
    const { status, text, body: drafted } = await this.draft<{ proposalId: string }>(path, body);
    if (status !== 201) throw new Error(`${path}: ${text}`);
    const id = drafted.proposalId;
    const approved = await this.ask(`fund-records/${id}/approve`, 'COMMITTEE_APPROVER', { method: 'POST' });
    if (approved.status !== 200) throw new Error(approved.text);
    return id;
  }

  /** An ordinary voucher by the posting agent: `post('2025-01-05', '收款', '100201/PR +5.00 400208/PR -5.00')`. */
  async post(eventOn: string, summary: string, text: string, more: object = {}): Promise<Answer<Refused>> {
    const words = text.split(' ');
    const lines = words.flatMap((word, index) => {
      const [account, fund] = word.split('/');
      const amount = words[index + 1] ?? '';
      if (index % 2 === 1) return [];
      return [{ account, fund, [amount.startsWith('+') ? 'debit' : 'credit']: amount.slice(1) }];
    });
    return this.ask('vouchers', 'POSTING_AGENT', { body: { eventOn, summary, lines, ...more } });
  }

  async must(eventOn: string, summary: string, text: string, more: object = {}): Promise<void> {
    const answer = await this.post(eventOn, summary, text, more);
    if (answer.status !== 201) throw new Error(answer.text);
  }

  async fund(code: string, asOf?: string): Promise<Fund> {
    const query = asOf === undefined ? '' : `?asOf=${asOf}`;
    const { funds } = await this.see<{ funds: readonly Fund[] }>(`funds${query}`);
    const found = funds.find((fund) => fund.code === code);
    if (found === undefined) throw new Error(`no fund ${code}`);
    return found;
  }

  /** Debit less credit. */
  async balance(account: string, fund: string): Promise<string> {
    const { balances } = await this.see<{ balances: readonly { balance: string }[] }>(
      `balances?account=${account}&fund=${fund}`,
    );
    return balances[0]?.balance ?? '0.00';
  }

  /** Codes of what `verify` finds; none where everything holds. */
  async findings(): Promise<object> {
    const { counts } = await new VerifyEstate(this.reads).execute(this.estateId);
    return counts;
  }
}

/** Codes and places of a refusal. */
export function refusedBy(answer: Answer<Refused>): readonly (readonly [string, string])[] {
  return answer.body.violations.map(({ code, at }) => [code, at ?? ''] as const);
}

/** `1-01` to `1-40`, `2-01`, ...: so many units of each building. */
export function unitNames(...counts: readonly number[]): string[] {
  return counts.flatMap((count, building) =>
    Array.from({ length: count }, (_, index) => `${String(building + 1)}-${String(index + 1).padStart(2, '0')}`),
  );
}
