/** The sample behind real HTTP with people of every role, a neighbour beside it, and short words for what is sent. */
import type { GrantedRole } from '../../../src/people/rules/index.js';
import {
  Deployment,
  tokenOf,
  writeFolder,
  type Answer,
  type Asking,
  type Settled,
} from '../../acceptance/deployment.js';
import { generateEstate } from '../../support/estate-generator.js';
import { SAMPLE_FOLDER } from '../../support/sample-ledger.js';

export interface ProblemBody {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly replayed?: boolean;
  readonly violations: readonly {
    readonly code: string;
    readonly at?: string;
    readonly title: string;
    readonly remedy: string;
  }[];
}

export interface PostedBody {
  readonly replayed: boolean;
  readonly vouchers: readonly {
    readonly number: string;
    readonly period: string;
    readonly eventOn: string;
    readonly seq: number;
  }[];
}

export class Doors {
  private constructor(
    readonly deployment: Deployment,
    readonly sample: Settled,
  ) {}

  static async open(): Promise<Doors> {
    const deployment = await Deployment.start();
    return new Doors(deployment, await deployment.settle(SAMPLE_FOLDER));
  }

  async neighbour(): Promise<Settled> {
    return this.deployment.settle(await writeFolder(generateEstate(5).files));
  }

  close(): Promise<void> {
    return this.deployment.close();
  }

  /** Asks in the sample estate as a person of a role; as nobody without one. */
  ask<Body = ProblemBody>(path: string, role?: GrantedRole, asking: Asking = {}): Promise<Answer<Body>> {
    const token = role === undefined ? {} : { token: tokenOf(this.sample, role) };
    return this.deployment.ask<Body>(`estates/${this.sample.estate.code}/${path}`, { ...token, ...asking });
  }

  post(body: unknown, key?: string): Promise<Answer<PostedBody & ProblemBody>> {
    return this.ask('vouchers', 'POSTING_AGENT', { body, ...(key === undefined ? {} : { key }) });
  }

  async propose(body: unknown, role: GrantedRole = 'COMMITTEE_PREPARER', path = 'proposals'): Promise<string> {
    const answer = await this.ask<{ proposalId: string }>(path, role, { body });
    if (answer.status !== 201) throw new Error(answer.text);
    return answer.body.proposalId;
  }

  approve(
    id: string,
    key?: string,
    role: GrantedRole = 'COMMITTEE_APPROVER',
  ): Promise<Answer<PostedBody & ProblemBody>> {
    return this.ask(`proposals/${id}/approve`, role, { method: 'POST', ...(key === undefined ? {} : { key }) });
  }

  async count(table: string): Promise<number> {
    const [row] = await this.deployment.rows<{ count: string }>(`select count(*) as count from ${table}`);
    return Number(row?.count);
  }
}

interface LineBody {
  readonly account: string;
  readonly fund: string;
  readonly debit?: string;
  readonly credit?: string;
}

/** `line('100201/PR', '+12.00')`: plus is a debit, minus a credit. */
export function line(place: string, amount: string, more: object = {}): LineBody {
  const [account = '', fund = ''] = place.split('/');
  const side = amount.startsWith('-') ? 'credit' : 'debit';
  return { account, fund, [side]: amount.slice(1), ...more };
}

/** Interest that comes in; the shortest sound voucher. */
export function receipt(yuan = '10.00', more: object = {}): Record<string, unknown> {
  const lines = [line('100201/PR', `+${yuan}`), line('4008/PR', `-${yuan}`)];
  return { eventOn: '2025-08-01', summary: '银行存款结息', lines, ...more };
}

export function payment(yuan: string, more: object = {}, fund = 'PR'): Record<string, unknown> {
  const lines = [line(`5009/${fund}`, `+${yuan}`), line(`100201/${fund}`, `-${yuan}`)];
  return { eventOn: '2025-08-02', summary: '支付手续费', lines, ...more };
}

/** A problem document in the house's form, Chinese first, every violation with its title and remedy. */
export function expectProblem(answer: Answer<ProblemBody>, status: number, code: string, at?: string): void {
  expect({ status: answer.status, code: answer.body.code }).toEqual({ status, code });
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(answer.body.status).toBe(status);
  for (const { title, remedy } of answer.body.violations) {
    expect(title).toMatch(/\p{Script=Han}/u);
    expect(remedy).toMatch(/\p{Script=Han}/u);
    expect(`${title}${remedy}`).not.toMatch(/\{\w+\}|undefined/);
  }
  if (at !== undefined) expect(answer.body.violations.map((violation) => violation.at)).toContain(at);
}
