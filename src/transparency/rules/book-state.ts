/**
 * The book by its leaves: chart, funds, months and their closing, at the position that the fold has reached.
 *
 * 1. A voucher's period is its event's month, or the earliest open month where that one is closed.
 * 2. Numbers of a period have no gap and follow posting order.
 * 3. Months close one after the other and are reopened from the last, and only where the policy allows it; two persons
 *    each time.
 */
import { addMonths, type Period } from '../../kernel/calendar.js';
import { isCashLike } from '../../ledger/rules/index.js';
import type { ExpectedRow } from './derived-rows.js';
import type { Findings } from './finding.js';
import { isDate, isPeriod, type LeafFields } from './leaf-fields.js';
import type { PeopleState } from './people-state.js';

const FUND_KINDS = ['PROPERTY_FEE', 'COMMON', 'WORKING', 'REPAIR', 'CHARITY', 'CAMPAIGN', 'SUSPENSE'];
const ACCOUNT_CODE = /^[1-5][0-9]{3}([0-9]{2}){0,4}$/;
const FUND_CODE = /^[A-Z][A-Z0-9-]{0,19}$/;

export interface ChartedAccount {
  readonly cashLike: boolean;
  /** Kinds of fund that it takes; undefined: every fund. */
  readonly fundKinds?: ReadonlySet<string>;
  readonly row: ExpectedRow;
}

export interface OpenedFund {
  readonly kind: string;
  readonly row: ExpectedRow;
}

interface Month {
  readonly firstSeq: number;
  lastSeq: number;
  lastNo: number;
  /** Position of each number, from 1 on: eight bytes a voucher, so that a correction finds its original. */
  readonly seqs: number[];
}

export class BookState {
  readonly accounts = new Map<string, ChartedAccount>();
  readonly funds = new Map<string, OpenedFund>();
  readonly #months = new Map<string, Month>();
  readonly #events: ExpectedRow[] = [];
  #openedOn: string | undefined;
  #closedThrough: Period | undefined;
  #reopenAllowed = false;

  constructor(
    private readonly findings: Findings,
    private readonly people: PeopleState,
  ) {}

  get openedOn(): string | undefined {
    return this.#openedOn;
  }

  open(fields: LeafFields): void {
    if (this.#openedOn !== undefined) this.findings.error('VERIFY_KEY_REPEATED', fields.seq, { key: 'book' });
    this.#openedOn = fields.text('opened_on', isDate);
  }

  earliestOpen(): string {
    if (this.#closedThrough !== undefined) return addMonths(this.#closedThrough, 1);
    return this.#openedOn?.slice(0, 7) ?? '';
  }

  addAccounts(fields: LeafFields): void {
    for (const cells of fields.rows('accounts', 5)) {
      const code = cells[0] ?? '';
      const account = chartedAccount(cells, fields.seq);
      if (account === undefined) fields.fault('accounts');
      if (this.accounts.has(code)) this.findings.error('VERIFY_KEY_REPEATED', fields.seq, { key: code });
      if (account !== undefined) this.accounts.set(code, account);
    }
  }

  addFunds(fields: LeafFields): void {
    for (const cells of fields.rows('funds', 5)) {
      const code = cells[0] ?? '';
      const fund = openedFund(cells, fields.seq);
      if (fund === undefined) fields.fault('funds');
      if (this.funds.has(code)) this.findings.error('VERIFY_KEY_REPEATED', fields.seq, { key: code });
      if (fund !== undefined) this.funds.set(code, fund);
    }
  }

  periodEvent(fields: LeafFields): void {
    const month = fields.text('period', isPeriod) as Period;
    const action = fields.oneOf('action', ['close', 'reopen']);
    const [preparer, approver] = [fields.person('preparer'), fields.person('approver')];
    this.people.requireTwoPersons(preparer, approver, fields.seq);
    this.#events.push({ seq: fields.seq, cells: [String(fields.seq), firstDay(month), action, preparer, approver] });
    if (action === 'close') this.#close(month, fields.seq);
    else this.#reopen(month, fields.seq);
  }

  #close(month: Period, seq: number): void {
    if (month !== this.earliestOpen()) this.#outOfOrder(month, seq);
    this.#closedThrough = month;
  }

  #reopen(month: Period, seq: number): void {
    if (!this.#reopenAllowed || month !== this.#closedThrough) this.#outOfOrder(month, seq);
    const before = month === '' ? month : addMonths(month, -1);
    const none = this.#openedOn === undefined ? '' : addMonths(this.#openedOn.slice(0, 7) as Period, -1);
    this.#closedThrough = before === none ? undefined : before;
  }

  #outOfOrder(month: string, seq: number): void {
    this.findings.error('VERIFY_PERIOD_ORDER', seq, { period: month });
  }

  policy(fields: LeafFields): void {
    const [by, approver] = [fields.person('by'), fields.person('approver')];
    this.people.requireRole(by, 'OPERATOR', fields.seq);
    if (by === approver) this.findings.error('VERIFY_SECOND_PERSON', fields.seq, { person: by });
    this.people.requireRole(approver, 'COMMITTEE_APPROVER', fields.seq);
    this.#reopenAllowed = fields.text('reopen') === 'allowed';
  }

  /** Takes a voucher's number, and gives the one that it should have had. */
  nextNumber(period: string): number {
    return (this.#months.get(period)?.lastNo ?? 0) + 1;
  }

  takeNumber(period: string, no: number, seq: number): void {
    const month = this.#months.get(period);
    if (month === undefined) {
      const seqs: number[] = [];
      seqs[no - 1] = seq;
      this.#months.set(period, { firstSeq: seq, lastSeq: seq, lastNo: no, seqs });
      return;
    }
    month.lastSeq = seq;
    month.lastNo = no;
    month.seqs[no - 1] = seq;
  }

  /** Where the voucher of a number stands; undefined where none has been posted yet. */
  seqOf(period: string, no: number): number | undefined {
    return this.#months.get(period)?.seqs[no - 1];
  }

  accountRows(): ExpectedRow[] {
    return [...this.accounts.values()].map(({ row }) => row);
  }

  fundRows(): ExpectedRow[] {
    return [...this.funds.values()].map(({ row }) => row);
  }

  bookRows(): ExpectedRow[] {
    if (this.#openedOn === undefined) return [];
    const closed = this.#closedThrough === undefined ? null : firstDay(this.#closedThrough);
    return [{ cells: [this.#openedOn, closed, String(this.#reopenAllowed)] }];
  }

  periodRows(): ExpectedRow[] {
    return [...this.#months].map(([period, { lastNo, firstSeq, lastSeq }]) => ({
      cells: [firstDay(period), String(lastNo), String(firstSeq), String(lastSeq)],
    }));
  }

  periodEventRows(): readonly ExpectedRow[] {
    return this.#events;
  }
}

export function firstDay(period: string): string {
  return `${period}-01`;
}

/** A row is [code, name, English name, kind, fund kinds parted by spaces or ""]. */
function chartedAccount(cells: readonly string[], seq: number): ChartedAccount | undefined {
  const [code, name, nameEn, kind, funds] = cells as readonly [string, string, string, string, string];
  const kinds = funds === '' ? [] : funds.split(' ');
  const isCharted = ACCOUNT_CODE.test(code) && /^[ALNIE]$/.test(kind);
  if (!isCharted || !kinds.every((one) => FUND_KINDS.includes(one))) return undefined;
  const cashLike = isCashLike(code);
  const kindsText = kinds.length === 0 ? null : `{${kinds.join(',')}}`;
  const row = { seq, cells: [code, name, nameEn, kind, kindsText, String(cashLike), String(seq)] };
  return { cashLike, row, ...(kinds.length === 0 ? {} : { fundKinds: new Set(kinds) }) };
}

/** A row is [code, name, kind, legal basis or "", custodian or ""]. */
function openedFund(cells: readonly string[], seq: number): OpenedFund | undefined {
  const [code, name, kind, basis, custodian] = cells as readonly [string, string, string, string, string];
  if (!FUND_CODE.test(code) || !FUND_KINDS.includes(kind)) return undefined;
  return { kind, row: { seq, cells: [code, name, kind, basis || null, custodian || null, String(seq)] } };
}
