/**
 * Contracts that bring public revenue (parking, advertising, charging piles, lockers, rooms).
 *
 * 1. A contract names its kind, counterparty, term, and each due date with its amount. A private person's name is no
 *    public field; it stands sealed beside the leaf.
 * 2. Dues lie inside the term, rise in time, and are positive.
 * 3. Expected at a day is what fell due until then; received is what was booked with the contract's name; payments
 *    settle the oldest due first, and what is left of a due after its day is overdue.
 * 4. Operating cost (5003) rests on papers; net is income less cost.
 * 5. A later record of the same contract replaces the earlier one from then on; neither is overwritten.
 */
import { addMonths, daysBetween, periodOf, type CalendarDate } from '../../kernel/calendar.js';
import type { LeafObject } from '../../kernel/canonical.js';
import type { Violation } from '../../kernel/violation.js';
import { credit, debit, draftOf, refsOf, type FundDraft } from './draft.js';
import { checkFund, netOf, type Funds, type Sum } from './facts.js';
import { fenOfText, rowsOf, textOf } from './leaf-reading.js';

export const CONTRACT_KINDS = [
  'TEMPORARY_PARKING',
  'PARKING',
  'ADVERTISING',
  'SITE',
  'MACHINES',
  'ROOM',
  'OTHER',
] as const;
export type ContractKind = (typeof CONTRACT_KINDS)[number];

export const CONTRACT_WORDS: Readonly<Record<ContractKind, readonly [account: string, zh: string]>> = {
  TEMPORARY_PARKING: ['400201', '临停费'],
  PARKING: ['400202', '车位租金'],
  ADVERTISING: ['400203', '广告收入'],
  SITE: ['400204', '场地租金'],
  MACHINES: ['400205', '充电桩、快递柜等设备收入'],
  ROOM: ['400206', '公共用房租金'],
  OTHER: ['400208', '其他公共收益'],
};

export interface Due {
  readonly on: CalendarDate;
  readonly fen: bigint;
}

export interface RevenueContract {
  readonly id: string;
  readonly kind: ContractKind;
  readonly fund: string;
  /** An organisation's name; empty for a private person, whose name is sealed. */
  readonly counterparty: string;
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  readonly resolution: string;
  readonly dues: readonly Due[];
}

export const CONTRACT_DIMENSION = 'contract';
const MOST_DUES = 240;

export type Rhythm = 'MONTHLY' | 'QUARTERLY' | 'YEARLY';
const MONTHS: Readonly<Record<Rhythm, number>> = { MONTHLY: 1, QUARTERLY: 3, YEARLY: 12 };

/** Equal dues from the first day of the term on; a day that a month does not have becomes the month's last. */
export function regularDues(rhythm: Rhythm, fen: bigint, from: CalendarDate, to: CalendarDate): Due[] {
  const dues: Due[] = [];
  for (let step = 0; dues.length <= MOST_DUES; step += MONTHS[rhythm]) {
    const on = sameDay(from, step);
    if (on > to) break;
    dues.push({ on, fen });
  }
  return dues;
}

function sameDay(from: CalendarDate, months: number): CalendarDate {
  const month = addMonths(periodOf(from), months);
  const last = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).getUTCDate();
  return `${month}-${String(Math.min(Number(from.slice(8)), last)).padStart(2, '0')}` as CalendarDate;
}

export function contractFields(contract: RevenueContract): LeafObject {
  return {
    contract_kind: contract.kind,
    fund: contract.fund,
    counterparty: contract.counterparty,
    from: contract.from,
    to: contract.to,
    resolution: contract.resolution,
    dues: contract.dues.map((due) => [due.on, due.fen.toString()]),
  };
}

export function readContract(id: string, leaf: LeafObject): RevenueContract {
  return {
    id,
    kind: textOf(leaf, 'contract_kind') as ContractKind,
    fund: textOf(leaf, 'fund'),
    counterparty: textOf(leaf, 'counterparty'),
    from: textOf(leaf, 'from') as CalendarDate,
    to: textOf(leaf, 'to') as CalendarDate,
    resolution: textOf(leaf, 'resolution'),
    dues: rowsOf(leaf, 'dues').map(([on = '', fen]) => ({ on: on as CalendarDate, fen: fenOfText(fen) })),
  };
}

export function checkContract(contract: RevenueContract, funds: Funds): Violation[] {
  const violations = checkFund(contract.fund, ['COMMON'], funds, 'fund');
  if (contract.from > contract.to) violations.push({ code: 'CONTRACT_TERM', at: 'to' });
  if (contract.dues.length === 0 || contract.dues.length > MOST_DUES) {
    violations.push({ code: 'CONTRACT_DUES_COUNT', at: 'dues', facts: { most: String(MOST_DUES) } });
  }
  contract.dues.forEach((due, index) => {
    const before = contract.dues[index - 1]?.on ?? '';
    const isInside = due.on >= contract.from && due.on <= contract.to;
    if (isInside && due.on > before && due.fen > 0n) return;
    violations.push({ code: 'CONTRACT_DUE', at: `dues[${String(index)}]`, facts: { date: due.on } });
  });
  return violations;
}

export interface DueState extends Due {
  readonly openFen: bigint;
  /** Whole days since it fell due; 0 for what is settled or not yet due. */
  readonly daysOverdue: number;
}

export interface ContractState {
  readonly expectedFen: bigint;
  readonly receivedFen: bigint;
  readonly overdueFen: bigint;
  readonly costFen: bigint;
  readonly netFen: bigint;
  readonly dues: readonly DueState[];
}

export function contractState(contract: RevenueContract, sums: readonly Sum[], asOf: CalendarDate): ContractState {
  const receivedFen = -netOf(sums, '4002');
  const costFen = netOf(sums, '5003');
  let rest = receivedFen;
  const dues = contract.dues.map((due): DueState => {
    const paid = rest < due.fen ? (rest > 0n ? rest : 0n) : due.fen;
    rest -= paid;
    const openFen = due.fen - paid;
    const isLate = openFen > 0n && due.on < asOf;
    return { ...due, openFen, daysOverdue: isLate ? daysBetween(due.on, asOf) : 0 };
  });
  const total = (rows: readonly DueState[], amount: (row: DueState) => bigint): bigint =>
    rows.reduce((sum, row) => sum + amount(row), 0n);
  return {
    expectedFen: total(
      dues.filter((due) => due.on <= asOf),
      (due) => due.fen,
    ),
    receivedFen,
    overdueFen: total(
      dues.filter((due) => due.daysOverdue > 0),
      (due) => due.openFen,
    ),
    costFen,
    netFen: receivedFen - costFen,
    dues,
  };
}

export interface Booking {
  readonly eventOn: CalendarDate;
  readonly fen: bigint;
  /** The account of the money, for example 100201. */
  readonly account: string;
  readonly summary?: string | undefined;
}

export function contractReceipt(contract: RevenueContract, booking: Booking): FundDraft {
  const [income, words] = CONTRACT_WORDS[contract.kind];
  const summary = booking.summary ?? `收${words}（合同${contract.id}）`;
  const { fund } = contract;
  return draftOf(
    { eventOn: booking.eventOn, summary },
    [
      debit({ account: booking.account, fund }, booking.fen),
      credit({ account: income, fund }, booking.fen, [[CONTRACT_DIMENSION, contract.id]]),
    ],
    { refs: [['contract', contract.id]] },
  );
}

/** Who runs the business bears the proof of its cost (民法典 282): no paper, no cost. */
export function contractCost(
  contract: RevenueContract,
  booking: Booking & { readonly documents: readonly string[] },
): FundDraft {
  const [, words] = CONTRACT_WORDS[contract.kind];
  const summary = booking.summary ?? `支付${words}的经营成本（合同${contract.id}）`;
  const { fund } = contract;
  return draftOf(
    { eventOn: booking.eventOn, summary },
    [
      debit({ account: '5003', fund }, booking.fen, [[CONTRACT_DIMENSION, contract.id]]),
      credit({ account: booking.account, fund }, booking.fen),
    ],
    { refs: [['contract', contract.id], ...refsOf(undefined, booking.documents)] },
  );
}
