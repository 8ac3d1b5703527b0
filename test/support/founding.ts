/** How the estates of tests are founded: six funds, eight people with their roles, and a clock that can be set. */
import type pg from 'pg';
import { Clock } from '../../src/kernel/clock.js';
import { foundEstate, openFunds, type NewFund } from '../../src/ledger/found-estate.js';
import { appendRecord } from '../../src/log/index.js';
import { PEOPLE } from './drafts.js';

const ROLES: readonly (readonly [string, string, string])[] = [
  [PEOPLE.preparer, 'human', 'COMMITTEE_PREPARER'],
  [PEOPLE.otherPreparer, 'human', 'COMMITTEE_PREPARER'],
  [PEOPLE.approver, 'human', 'COMMITTEE_APPROVER'],
  [PEOPLE.otherApprover, 'human', 'COMMITTEE_APPROVER'],
  [PEOPLE.trustee, 'human', 'TRUSTEE'],
  [PEOPLE.auditor, 'human', 'AUDITOR'],
  [PEOPLE.agent, 'agent', 'POSTING_AGENT'],
];

const FUNDS: readonly NewFund[] = [
  { code: 'PR', name: '公共收益', kind: 'COMMON' },
  { code: 'PS', name: '物业服务资金', kind: 'PROPERTY_FEE' },
  { code: 'WF', name: '工作经费', kind: 'WORKING' },
  { code: 'RF', name: '维修资金', kind: 'REPAIR' },
  { code: 'CF', name: '慈善基金', kind: 'CHARITY' },
  { code: 'CW-2025-01', name: '门禁众筹', kind: 'CAMPAIGN' },
];

/** The system's clock until a test sets it. */
export class SettableClock extends Clock {
  #fixed: Date | undefined;

  now(): Date {
    return this.#fixed ?? new Date();
  }

  set(instant: string | undefined): void {
    this.#fixed = instant === undefined ? undefined : new Date(instant);
  }
}

export interface FoundingOptions {
  /** The day on which the books were opened. */
  readonly openedOn?: string;
  readonly serviceMode?: string;
}

export async function foundSample(client: pg.ClientBase, estateId: string, options: FoundingOptions): Promise<void> {
  const recordedAt = new Date();
  const at = { by: PEOPLE.operator, recorded_at: recordedAt.toISOString() };
  await foundEstate(client, {
    estateId,
    code: `e${estateId.slice(-12)}`,
    name: '测试小区',
    address: '测试路1号',
    serviceMode: options.serviceMode ?? 'TRUST',
    lifecycleStage: 'DAILY_LIFE',
    bodyKind: 'PROPERTY_COMMITTEE',
    bodyName: '物管委',
    booksOpenedOn: options.openedOn ?? '2020-01-01',
    by: PEOPLE.operator,
    recordedAt,
  });
  await openFunds(client, estateId, PEOPLE.operator, recordedAt, FUNDS);
  for (const [person, kind, role] of ROLES) {
    await appendRecord(client, { estateId, leaf: { t: 'xinyi/person/v1', person, kind, ...at } });
    const trust = role === 'POSTING_AGENT' ? { approver: PEOPLE.approver } : {};
    const leaf = { t: 'xinyi/role/v1', person, role, action: 'grant', ...trust, ...at };
    await appendRecord(client, { estateId, leaf });
  }
}
