/**
 * Purposes: what donors gave for.
 *
 * 1. A purpose is declared before money is given for it, with its use: the expense that it may pay.
 * 2. Its balance is what was given for it, less what was spent of it, and what donors let pass to another purpose.
 * 3. Money given for no purpose is the fund's net assets less all purposes.
 * 4. A purpose that has ended receives nothing more; what is left of it may pass to a similar one.
 */
import { yuanFromFen } from '../../kernel/fen.js';
import { checkPublicText } from '../../kernel/public-text.js';
import type { Violation } from '../../kernel/violation.js';

export const USES = ['MICRO_RENEWAL', 'AID', 'ACTIVITY'] as const;
export type Use = (typeof USES)[number];

interface UseAccounts {
  readonly zh: string;
  /** Net assets of the purpose, by which money passes from one purpose to another. */
  readonly net: string;
  readonly expense: string;
}

export const USE_ACCOUNTS: Readonly<Record<Use, UseAccounts>> = {
  MICRO_RENEWAL: { zh: '微更新', net: '300301', expense: '500601' },
  AID: { zh: '慰问', net: '300302', expense: '500602' },
  ACTIVITY: { zh: '公益活动', net: '300303', expense: '500603' },
};

/** The dimension by which lines say which purpose they are of. */
export const PURPOSE = 'purpose';

export interface Purpose {
  readonly code: string;
  readonly name: string;
  readonly use: Use;
  readonly isEnded: boolean;
}

export interface PurposeBalance {
  readonly code: string;
  readonly receivedFen: bigint;
  readonly spentFen: bigint;
  /** Came from other purposes less went to them. */
  readonly movedFen: bigint;
  readonly balanceFen: bigint;
}

interface RecordLeaf {
  readonly subject: string;
  readonly leaf: Readonly<Record<string, unknown>>;
}

export function subjectOf(fund: string, purpose: string): string {
  return `${fund}/${purpose}`;
}

/** The purposes of a fund as their latest records say, in the order in which they were declared. */
export function foldPurposes(records: readonly RecordLeaf[], fund: string): Map<string, Purpose> {
  const purposes = new Map<string, Purpose>();
  for (const { leaf } of records) {
    const use = USES.find((known) => known === leaf['use']);
    if (leaf['fund'] !== fund || use === undefined) continue;
    const code = String(leaf['purpose']);
    purposes.set(code, { code, name: String(leaf['name']), use, isEnded: leaf['state'] === 'ended' });
  }
  return purposes;
}

export interface DimensionTurnover {
  readonly value: string;
  readonly account: string;
  readonly fund: string;
  readonly debitFen: bigint;
  readonly creditFen: bigint;
}

export function purposeBalances(rows: readonly DimensionTurnover[], fund: string): Map<string, PurposeBalance> {
  const found = new Map<string, PurposeBalance>();
  for (const row of rows) {
    if (row.fund !== fund || !/^[345]/.test(row.account)) continue;
    const before = found.get(row.value) ?? nothing(row.value);
    const credit = row.creditFen - row.debitFen;
    found.set(row.value, {
      ...before,
      receivedFen: before.receivedFen + (row.account.startsWith('4') ? credit : 0n),
      spentFen: before.spentFen - (row.account.startsWith('5') ? credit : 0n),
      movedFen: before.movedFen + (row.account.startsWith('3') ? credit : 0n),
      balanceFen: before.balanceFen + credit,
    });
  }
  return found;
}

export function nothing(code: string): PurposeBalance {
  return { code, receivedFen: 0n, spentFen: 0n, movedFen: 0n, balanceFen: 0n };
}

/** What was given for no purpose in particular. */
export function unrestrictedFen(netFen: bigint, balances: ReadonlyMap<string, PurposeBalance>): bigint {
  return [...balances.values()].reduce((left, { balanceFen }) => left - balanceFen, netFen);
}

export function checkNewPurpose(
  purpose: Pick<Purpose, 'code' | 'name'>,
  known: ReadonlyMap<string, Purpose>,
): Violation[] {
  const again = known.has(purpose.code)
    ? [{ code: 'PURPOSE_KNOWN', at: 'purpose', facts: { purpose: purpose.code } }]
    : [];
  return [...again, ...checkPublicText(purpose.name, 'name'), ...checkPublicText(purpose.code, 'purpose')];
}

/** The purpose, where it exists and still takes part; an empty code is no purpose. */
export function checkPurpose(code: string, known: ReadonlyMap<string, Purpose>, at: string): Violation[] {
  if (code === '') return [];
  const purpose = known.get(code);
  if (purpose === undefined) return [{ code: 'PURPOSE_UNKNOWN', at, facts: { purpose: code } }];
  return purpose.isEnded ? [{ code: 'PURPOSE_ENDED', at, facts: { purpose: purpose.name } }] : [];
}

/** The same code under which the database refuses what two people spend at the same moment. */
export function overdrawn(name: string, leftFen: bigint, askedFen: bigint, at: string): Violation[] {
  if (askedFen <= leftFen) return [];
  const detail = `${name}，余 ${yuanFromFen(leftFen)} 元，要用 ${yuanFromFen(askedFen)} 元`;
  return [{ code: 'PURPOSE_OVERDRAWN', at, facts: { detail } }];
}
