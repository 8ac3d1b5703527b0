import { Injectable } from '@nestjs/common';
import { shanghaiDate, type CalendarDate } from '../kernel/calendar.js';
import { Clock } from '../kernel/clock.js';
import { sumFen } from '../kernel/fen.js';
import { Randomness, uuidV7 } from '../kernel/ids.js';
import { Refusal, type Violation } from '../kernel/violation.js';
import { ProposeVoucher, type Decision, type DraftContent, type IdempotencyClaim } from '../ledger/index.js';
import { EstateReads, type Query } from '../platform/database/estate-reads.js';
import { readOpenBankAccounts, readPaymentGround } from './payment-reads.js';
import { cashPlace, type OpenBankAccount } from './rules/cash-place.js';
import {
  PART_PAYMENTS,
  PAYMENT_REF,
  paymentDrafts,
  type AllocatedPayment,
  type CashPlace,
} from './rules/payment-draft.js';
import { atMost, PaymentRows, type PaymentRow } from './rules/payment-row.js';
import { planPayments, type PaymentPlan } from './rules/plan-payments.js';
import { nameOf } from './rules/request-name.js';
import { settle, type Settlement } from './rules/settlement.js';

export interface PaymentsRequest {
  readonly estateId: string;
  readonly preparer: string;
  /** As they were written, with their places. */
  readonly rows: readonly PaymentRow[];
  readonly settlement: Settlement;
  /** Ledger account that the money came to; found by the method and the estate's bank accounts where absent. */
  readonly account?: string;
  readonly claim?: IdempotencyClaim;
  /** Payments in one voucher, for tests. */
  readonly partPayments?: number;
}

export interface PaymentsView {
  readonly fresh: readonly AllocatedPayment[];
  readonly booked: number;
  readonly waiting: number;
  readonly grossFen: bigint;
  readonly feeFen: bigint;
  /** Vouchers that the new payments make. */
  readonly vouchers: number;
}

export interface ReceivedPayments extends PaymentsView {
  /** Names the vouchers of this call together; approve them under it. */
  readonly batch: string;
  readonly proposalIds: readonly string[];
  readonly replayed: boolean;
}

/**
 * Receives payments of households, one or a file of them, and proposes their vouchers: one a day and account, cut into
 * parts. What is booked or waits already is passed over, so that the same file twice books once.
 *
 * What is locked: the estate's head, while debts are read and settled, so that no debt is settled twice.
 */
@Injectable()
export class ReceivePayments {
  constructor(
    private readonly reads: EstateReads,
    private readonly propose: ProposeVoucher,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {}

  /** What the payments would settle now; nothing is kept. @throws Refusal with every fault. */
  preview(request: PaymentsRequest): Promise<PaymentsView> {
    return this.reads.read(request.estateId, async (query) => viewOf(await this.#plan(query, request, '')), {
      private: true,
    });
  }

  async execute(request: PaymentsRequest): Promise<ReceivedPayments> {
    const { estateId, preparer, claim } = request;
    const batch = nameOf(estateId, preparer, claim?.key ?? uuidV7(this.clock.now(), this.randomness));
    let planned: Planned | undefined;
    const prepare = async (query: Query): Promise<Decision<readonly DraftContent[]>> => {
      planned = await this.#plan(query, request, batch);
      return { accepted: planned.drafts };
    };
    const outcome = await this.propose.executeAll({
      estateId,
      preparer,
      prepare,
      ...(claim === undefined ? {} : { claim }),
    });
    if ('refused' in outcome) throw new Refusal(outcome.refused as [Violation, ...Violation[]], outcome.replayed);
    const { proposalIds } = outcome.accepted;
    const view = planned === undefined ? await this.preview(request) : viewOf(planned);
    return { ...view, batch, proposalIds, replayed: outcome.replayed };
  }

  async #plan(query: Query, request: PaymentsRequest, batch: string): Promise<Planned> {
    const reading = new PaymentRows(shanghaiDate(this.clock.now()));
    for (const row of request.rows) reading.push(row);
    const settled = settle(reading.payments, request.settlement);
    const ground = await readPaymentGround(query, request.estateId, settled.payments);
    const plan = planPayments(settled.payments, ground, () => uuidV7(this.clock.now(), this.randomness));
    // Sums of rows that could not be read would only repeat their faults in other words.
    const sums = reading.violations.length === 0 ? settled.violations : [];
    const accounts = await readOpenBankAccounts(query, request.estateId);
    const groups = groupsOf(plan.fresh, request, accounts);
    const faults = [...reading.violations, ...plan.violations, ...sums, ...groups.violations];
    if (faults.length > 0) throw new Refusal(atMost(faults) as [Violation, ...Violation[]]);
    const refs = [[PAYMENT_REF, batch]] as const;
    const drafts = groups.list.flatMap(({ payments, cash, on }) =>
      paymentDrafts(payments, { cash, eventOn: on, refs }, request.partPayments ?? PART_PAYMENTS),
    );
    return { plan, drafts };
  }
}

interface Planned {
  readonly plan: PaymentPlan;
  readonly drafts: readonly DraftContent[];
}

interface Group {
  readonly cash: CashPlace;
  readonly on: CalendarDate;
  readonly payments: AllocatedPayment[];
}

/** Payments by the day on which their money came and the account that it came to. */
function groupsOf(
  payments: readonly AllocatedPayment[],
  { settlement, account }: PaymentsRequest,
  accounts: readonly OpenBankAccount[],
): { readonly list: readonly Group[]; readonly violations: readonly Violation[] } {
  const groups = new Map<string, Group>();
  const violations = new Map<string, Violation>();
  for (const payment of payments) {
    const cash = cashPlace(account, payment.terms.method, accounts);
    if ('code' in cash) {
      violations.set(cash.code, cash);
      continue;
    }
    const on = settlement.settledOn ?? payment.terms.receivedOn;
    const key = `${on} ${cash.account}`;
    const group = groups.get(key) ?? { cash, on, payments: [] };
    groups.set(key, group);
    group.payments.push(payment);
  }
  const list = [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
  return { list, violations: [...violations.values()] };
}

function viewOf({ plan, drafts }: Planned): PaymentsView {
  return {
    fresh: plan.fresh,
    booked: plan.booked,
    waiting: plan.waiting,
    grossFen: sumFen(plan.fresh.map(({ terms }) => terms.fen)),
    feeFen: sumFen(plan.fresh.map(({ terms }) => terms.feeFen)),
    vouchers: drafts.length,
  };
}
