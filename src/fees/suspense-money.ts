import { Injectable } from '@nestjs/common';
import { knownUnits } from '../estates/index.js';
import { shanghaiDate, type CalendarDate } from '../kernel/calendar.js';
import { Clock } from '../kernel/clock.js';
import { Randomness, uuidV7 } from '../kernel/ids.js';
import type { Violation } from '../kernel/violation.js';
import { dimensionThrough, ProposeVoucher, readOpenDrafts, type Decision, type DraftContent } from '../ledger/index.js';
import { EstateReads, type Query } from '../platform/database/estate-reads.js';
import type { MoneyRequest, Proposed } from './household-money.js';
import { readOpenBankAccounts, readPaymentGround } from './payment-reads.js';
import { cashPlace } from './rules/cash-place.js';
import type { PaymentMethod, PaymentTerms } from './rules/payment.js';
import { planPayments } from './rules/plan-payments.js';
import { nameOf } from './rules/request-name.js';
import {
  checkOpen,
  parkDraft,
  parkedReceipts,
  resolveDraft,
  sendBackDraft,
  SUSPENSE_DIMENSION,
  type ParkedReceipt,
} from './rules/suspense-receipt.js';

export interface Parking {
  readonly receivedOn: CalendarDate;
  readonly fen: bigint;
  readonly method: PaymentMethod;
  readonly account?: string;
}

export interface Resolving {
  readonly name: string;
  readonly eventOn: CalendarDate;
  /** The household's payment; its serial books it once. */
  readonly terms: PaymentTerms;
}

/**
 * Money of which nobody knows whose it is: parked, later resolved to a household or sent back.
 *
 * What is locked: the estate's head, while it is read what is open.
 */
@Injectable()
export class SuspenseMoney {
  constructor(
    private readonly reads: EstateReads,
    private readonly propose: ProposeVoucher,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {}

  /** What is still open, the oldest name first. */
  list(estateId: string): Promise<readonly ParkedReceipt[]> {
    return this.reads.read(estateId, async (query) => [...(await this.#open(query, estateId)).values()], {
      private: true,
    });
  }

  async park(request: MoneyRequest, parking: Parking): Promise<Proposed & { readonly name: string }> {
    const key = request.claim?.key ?? uuidV7(this.clock.now(), this.randomness);
    const name = nameOf(request.estateId, request.preparer, key);
    const outcome = await this.propose.executeAll({
      ...request,
      prepare: async (query): Promise<Decision<readonly DraftContent[]>> => {
        const accounts = await readOpenBankAccounts(query, request.estateId);
        const cash = cashPlace(parking.account, parking.method, accounts);
        if ('code' in cash) return { refused: [cash] };
        return { accepted: [parkDraft(name, parking.fen, cash, parking.receivedOn)] };
      },
    });
    return { ...outcome, name };
  }

  resolve(request: MoneyRequest, { name, eventOn, terms }: Resolving): Promise<Proposed> {
    return this.#settle(request, name, terms.fen, async (query, parked) => {
      const ground = await readPaymentGround(query, request.estateId, [{ line: 1, terms }]);
      const known = await knownUnits(query, request.estateId, [terms.unit]);
      if (!known.has(terms.unit))
        return { refused: [{ code: 'UNIT_UNKNOWN', at: 'unit', facts: { detail: terms.unit } }] };
      const plan = planPayments([{ line: 1, terms }], ground, () => uuidV7(this.clock.now(), this.randomness));
      if (plan.violations.length > 0) return { refused: plan.violations };
      const [payment] = plan.fresh;
      return { accepted: payment === undefined ? [] : [resolveDraft(parked, payment, eventOn)] };
    });
  }

  sendBack(request: MoneyRequest, name: string, fen: bigint, eventOn: CalendarDate): Promise<Proposed> {
    return this.#settle(request, name, fen, (_query, parked) =>
      Promise.resolve({ accepted: [sendBackDraft(parked, fen, eventOn)] }),
    );
  }

  #settle(
    request: MoneyRequest,
    name: string,
    fen: bigint,
    work: (query: Query, parked: ParkedReceipt) => Promise<Decision<readonly DraftContent[]>>,
  ): Promise<Proposed> {
    return this.propose.executeAll({
      ...request,
      prepare: async (query) => {
        const parked = (await this.#open(query, request.estateId)).get(name);
        if (parked === undefined) return { refused: [{ code: 'SUSPENSE_NOT_FOUND', at: 'name', facts: { name } }] };
        const violations: Violation[] = checkOpen(parked, fen);
        return violations.length > 0 ? { refused: violations } : work(query, parked);
      },
    });
  }

  async #open(query: Query, estateId: string): Promise<Map<string, ParkedReceipt>> {
    const turnover = await dimensionThrough(query, estateId, SUSPENSE_DIMENSION, shanghaiDate(this.clock.now()));
    const waiting = await readOpenDrafts(query, estateId);
    return parkedReceipts(
      turnover,
      waiting.flatMap(({ lines }) => lines),
    );
  }
}
