/** Drafts in few words, for tests of rules and of the whole ledger alike. Nothing here knows a database. */
import { calendarDate, type CalendarDate } from '../../src/kernel/calendar.js';
import { fenFromYuan } from '../../src/kernel/fen.js';
import { sha256 } from '../../src/kernel/hash.js';
import { invariant } from '../../src/kernel/invariant.js';
import type { IdempotencyClaim } from '../../src/ledger/rules/fold-batch.js';
import type { DraftContent } from '../../src/ledger/rules/proposal.js';
import type { Dimension, DraftLine, Ref, VoucherKind } from '../../src/ledger/rules/voucher.js';

export const PEOPLE = {
  operator: 'p-operator',
  preparer: 'p-preparer-1',
  otherPreparer: 'p-preparer-2',
  approver: 'p-approver-1',
  otherApprover: 'p-approver-2',
  trustee: 'p-trustee',
  auditor: 'p-auditor',
  agent: 'p-agent',
} as const;

export function day(text: string): CalendarDate {
  const date = calendarDate(text);
  invariant(date !== undefined, `${text} is a day`);
  return date;
}

/**
 * `line('100201/PS', '+12.00')`: plus is a debit, minus a credit. `red` writes the amount negative on the same
 * side.
 */
export function line(place: string, amount: string, dimensions: readonly Dimension[] = []): DraftLine {
  const [account = '', fund = ''] = place.split('/');
  const match = /^([+-])(red)?(.+)$/.exec(amount);
  const fen = match?.[3] === undefined ? undefined : fenFromYuan(match[3]);
  invariant(match !== null && fen !== undefined, `${amount} is an amount with its side`);
  return {
    account,
    fund,
    side: match[1] === '+' ? 'D' : 'C',
    fen: match[2] === 'red' ? -(fen as bigint) : fen,
    summary: '',
    dimensions,
  };
}

export interface DraftExtras {
  readonly kind?: VoucherKind;
  readonly refs?: readonly Ref[];
  readonly summary?: string;
}

export function content(on: string, lines: readonly DraftLine[], extras: DraftExtras = {}): DraftContent {
  return {
    eventOn: day(on),
    kind: extras.kind ?? 'normal',
    summary: extras.summary ?? '测试凭证',
    lines,
    refs: extras.refs ?? [],
    docs: [],
  };
}

export function claimOf(
  key: string,
  input = key,
  actor: string = PEOPLE.preparer,
  operation = 'post',
): IdempotencyClaim {
  return { actor, operation, key, inputHash: sha256(input).toString('hex') };
}

export const RESOLUTION: Ref = ['resolution', '2024-02'];
