/** Estates to post to, founded through the product's own verbs, and drafts of two-line vouchers. */
import type pg from 'pg';
import { addDays, shanghaiDate, type CalendarDate } from '../../src/kernel/calendar.js';
import { uuidV7 } from '../../src/kernel/ids.js';
import { foundEstate, openFunds, type PostUnit } from '../../src/ledger/index.js';
import { NONE_RECORDED, POSTED_BY_AGENT, type VoucherDraft } from '../../src/ledger/rules/index.js';
import { appendRecord } from '../../src/log/index.js';
import type { Ground } from './server.js';

export const OPERATOR = 'p-operator';
export const AGENT = 'p-agent';
const APPROVER = 'p-approver';

/** An estate with one fund of common money, somebody who approves, and a posting agent that two people trust. */
export async function makeEstate(ground: Ground, booksOpenedOn: string): Promise<string> {
  const estateId = uuidV7(ground.clock.now(), ground.randomness);
  await ground.reads.write(estateId, async (_query, client) => {
    const recordedAt = ground.clock.now();
    await foundEstate(client, {
      estateId,
      code: codeOf(estateId),
      name: '测速小区',
      address: '',
      serviceMode: 'HOURLY',
      lifecycleStage: 'DAILY_LIFE',
      bodyKind: 'PROPERTY_COMMITTEE',
      bodyName: '物管委',
      booksOpenedOn,
      by: OPERATOR,
      recordedAt,
    });
    await openFunds(client, estateId, OPERATOR, recordedAt, [{ code: 'PR', name: '公共收益', kind: 'COMMON' }]);
    await addPersons(client, estateId, recordedAt);
  });
  return estateId;
}

export function codeOf(estateId: string): string {
  return `e${estateId.slice(-12)}`;
}

async function addPersons(client: pg.ClientBase, estateId: string, recordedAt: Date): Promise<void> {
  const at = { by: OPERATOR, recorded_at: recordedAt.toISOString() };
  const grant = { t: 'xinyi/role/v1', action: 'grant', ...at };
  const records = [
    { t: 'xinyi/person/v1', person: APPROVER, kind: 'human', ...at },
    { ...grant, person: APPROVER, role: 'COMMITTEE_APPROVER' },
    { t: 'xinyi/person/v1', person: AGENT, kind: 'agent', ...at },
    { ...grant, person: AGENT, role: 'POSTING_AGENT', approver: APPROVER },
  ];
  for (const leaf of records) await appendRecord(client, { estateId, leaf });
}

export interface DraftPlace {
  readonly estateId: string;
  readonly eventOn: CalendarDate;
  /** Who made it: an import (bulk) or the posting agent (live). */
  readonly imported?: boolean;
}

const INCOME = ['400201', '400202', '400203', '400204'] as const;

/** Money in (parking, advertising ...) or out (repairs), on the estate's bank account: its hot account. */
export function twoLines(place: DraftPlace, nth: number, fen: bigint): VoucherDraft {
  const isIncome = nth % 2 === 0;
  const income = INCOME[(nth >> 1) % INCOME.length] ?? INCOME[0];
  const line = { fund: 'PR', fen, summary: '', dimensions: [] };
  return {
    estateId: place.estateId,
    eventOn: place.eventOn,
    kind: 'normal',
    summary: isIncome ? '收停车及广告收入' : '付公共设施更新改造款',
    lines: [
      { ...line, account: isIncome ? '100201' : '5004', side: 'D' },
      { ...line, account: isIncome ? income : '100201', side: 'C' },
    ],
    refs: [],
    docs: [],
    preparer: place.imported === true ? OPERATOR : AGENT,
    approver: place.imported === true ? NONE_RECORDED : POSTED_BY_AGENT,
  };
}

/** A post by the estate's agent, with an idempotency key of its own. */
export function agentPost(draft: VoucherDraft, key: string): PostUnit {
  const claim = { actor: AGENT, operation: 'post-vouchers', key, inputHash: 'ab'.repeat(32) };
  return { estateId: draft.estateId, vouchers: [{ draft }], claim };
}

/** The last days up to today, over and over: most posts are of these days, and each is behind some other. */
export function recentDays(ground: Ground, count: number): CalendarDate[] {
  const today = shanghaiDate(ground.clock.now());
  return Array.from({ length: count }, (_, index) => addDays(today, index - count + 1));
}
