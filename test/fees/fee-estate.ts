/** An estate behind real HTTP with a roll of its own making, people of every role, and short words for its fees. */
import { EstateReads } from '../../src/platform/database/estate-reads.js';
import { ApproveProposal, JournalWriter, type DraftContent } from '../../src/ledger/index.js';
import { appendRecord } from '../../src/log/index.js';
import { batchPart, makeDisclosure, privateLeafHash } from '../../src/log/rules/index.js';
import { ROLES, type GrantedRole } from '../../src/people/rules/index.js';
import { Deployment, type Answer, type Asking } from '../acceptance/deployment.js';
import { SeededRandomness } from '../kernel/seeded-randomness.js';
import { addTestPerson, type TestPerson } from '../people/test-estate.js';
import { PEOPLE } from '../support/drafts.js';
import { foundSample } from '../support/founding.js';

export interface RollUnit {
  readonly unit: string;
  readonly building: string;
  readonly area: string;
}

export interface Problem {
  readonly code: string;
  readonly violations: readonly { readonly code: string; readonly at?: string; readonly title: string }[];
}

const randomness = new SeededRandomness('fees');
let estates = 0;

/** Units `1-101`, `1-102` ... of one building, one for each area. */
export function unitsOf(areas: readonly string[], building = '1'): RollUnit[] {
  return areas.map((area, index) => ({ unit: `${building}-${String(index + 101)}`, building, area }));
}

export class FeeEstate {
  private constructor(
    readonly deployment: Deployment,
    readonly estateId: string,
    readonly code: string,
    readonly people: ReadonlyMap<GrantedRole, TestPerson>,
  ) {}

  static async found(deployment: Deployment, units: readonly RollUnit[]): Promise<FeeEstate> {
    estates += 1;
    const estateId = `0197f6a0-0000-7000-8000-${String(estates).padStart(12, '0')}`;
    const { app } = deployment.running;
    const reads = app.get(EstateReads, { strict: false });
    await reads.write(estateId, (_query, client) => foundSample(client, estateId, {}));
    const code = `e${estateId.slice(-12)}`;
    const people = new Map<GrantedRole, TestPerson>();
    for (const role of ROLES) {
      const approver = people.get('COMMITTEE_APPROVER')?.person;
      const estate = { id: estateId, code, operator: PEOPLE.operator };
      people.set(role, await addTestPerson(app, estate, [role], approver));
    }
    const made = new FeeEstate(deployment, estateId, code, people);
    await made.addToRoll(units);
    return made;
  }

  async addToRoll(units: readonly RollUnit[]): Promise<void> {
    const disclosures = units.map(({ unit, building, area }) => {
      return makeDisclosure({ name: 'unit', value: [unit, building, area, '0', '1', 'M'] }, randomness).text;
    });
    const total = units.reduce((sum, { area }) => sum + Math.round(Number(area) * 100), 0) / 100;
    const counts = { households: String(units.length), applicants: String(units.length) };
    const areas = { area_m2: String(total), applicant_area_m2: String(total) };
    const leaf = { t: 'xinyi/roll/v1', by: PEOPLE.operator, recorded_at: new Date().toISOString() };
    const sealed = batchPart(disclosures.map(privateLeafHash));
    await this.deployment.running.app.get(EstateReads, { strict: false }).write(this.estateId, (_query, client) =>
      appendRecord(client, {
        estateId: this.estateId,
        leaf: { ...leaf, ...counts, ...areas, ...sealed },
        disclosures,
      }),
    );
  }

  person(role: GrantedRole): string {
    return this.people.get(role)?.person ?? '';
  }

  /** Asks as a person of a role; as nobody without one. */
  ask<Body = Record<string, unknown>>(
    path: string,
    role?: GrantedRole,
    asking: Asking = {},
  ): Promise<Answer<Body & Problem>> {
    const token = role === undefined ? {} : { token: this.people.get(role)?.token };
    return this.deployment.ask<Body & Problem>(`estates/${this.code}/${path}`, { ...token, ...asking });
  }

  async get<Body>(path: string, role?: GrantedRole): Promise<Body> {
    const answer = await this.ask<Body>(path, role);
    if (answer.status !== 200) throw new Error(`${path} answered ${String(answer.status)}: ${answer.text}`);
    return answer.body;
  }

  /** Posts and insists. */
  async must<Body>(path: string, role: GrantedRole, body?: unknown): Promise<Body> {
    const answer = await this.ask<Body>(path, role, { method: 'POST', ...(body === undefined ? {} : { body }) });
    if (answer.status >= 300) throw new Error(`${path} answered ${String(answer.status)}: ${answer.text}`);
    return answer.body;
  }

  /** Drafts a tariff and has it approved. */
  async tariff(terms: object): Promise<void> {
    const { position } = await this.must<{ position: string }>('fees/tariffs', 'COMMITTEE_PREPARER', terms);
    await this.must(`fees/tariffs/${position}/approve`, 'COMMITTEE_APPROVER');
  }

  /** Charges a month: how many proposals were made and approved. */
  async charge(month: string, body: object = {}): Promise<number> {
    const { proposalIds } = await this.must<{ proposalIds: string[] }>(
      `fees/charges/${month}`,
      'COMMITTEE_PREPARER',
      body,
    );
    if (proposalIds.length > 0) await this.must(`fees/charges/${month}/approve`, 'COMMITTEE_APPROVER');
    return proposalIds.length;
  }

  async approveAll(proposalIds: readonly string[]): Promise<void> {
    for (const id of proposalIds) await this.must(`proposals/${id}/approve`, 'COMMITTEE_APPROVER');
  }

  /** Straight into the journal, for what other verbs than the one under test would have booked. */
  async book(draft: DraftContent): Promise<string> {
    const outcome = await this.deployment.running.app.get(JournalWriter, { strict: false }).post({
      estateId: this.estateId,
      vouchers: [
        { draft: { ...draft, estateId: this.estateId, preparer: PEOPLE.preparer, approver: PEOPLE.approver } },
      ],
    });
    if ('refused' in outcome) throw new Error(JSON.stringify(outcome.refused));
    return outcome.posted[0]?.number ?? '';
  }

  get approving(): ApproveProposal {
    return this.deployment.running.app.get(ApproveProposal, { strict: false });
  }

  async balance(account: string, asOf: string): Promise<string> {
    const { balances } = await this.get<{ balances: { balance: string }[] }>(
      `balances?account=${account}&asOf=${asOf}`,
    );
    return balances[0]?.balance ?? '0.00';
  }
}

/** A component of the property fee by area. */
export function areaFee(rate: string, more: object = {}): object {
  const places = { income: '400102', receivable: '112201', fund: 'PS' };
  return { code: 'FEE', name: '物业服务费', basis: 'AREA', rate, ...places, ...more };
}

export function tariff(from: string, components: readonly object[], more: object = {}): object {
  return { code: 'WY', name: '物业服务收费标准', from, resolution: '2024-01', components, ...more };
}
