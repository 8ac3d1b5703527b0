import { Injectable } from '@nestjs/common';
import { ApproveProposal, decideOnce, knownOutcome, type DecidedOnce, type IdempotencyClaim } from '../ledger/index.js';
import { EstateReads } from '../platform/database/estate-reads.js';
import { readWaitingBatch } from './payment-reads.js';
import { PAYMENT_REF } from './rules/payment-draft.js';

export interface PaymentApproval {
  readonly estateId: string;
  readonly batch: string;
  readonly approver: string;
  readonly claim?: IdempotencyClaim;
  /** Told after each voucher. */
  readonly progress?: (done: number, of: number) => void;
}

export interface ApprovedPayments {
  readonly vouchers: readonly { readonly number: string }[];
}

/**
 * Approves every waiting voucher of a batch of payments, one after the other. Each is atomic; where one is refused the
 * earlier ones stand, and the call can be made again for the rest.
 */
@Injectable()
export class ApprovePayments {
  constructor(
    private readonly reads: EstateReads,
    private readonly approve: ApproveProposal,
  ) {}

  async execute(approval: PaymentApproval): Promise<DecidedOnce<ApprovedPayments>> {
    const { estateId, claim } = approval;
    if (claim === undefined) return this.#approveAll(approval);
    const known = await this.reads.write(estateId, (_query, client) =>
      knownOutcome<ApprovedPayments>(client, estateId, claim),
    );
    if (known !== undefined) return known;
    const outcome = await this.#approveAll(approval);
    if ('refused' in outcome) return outcome;
    // Kept once all vouchers stand, so that the same request is answered in the same words.
    return this.reads.write(estateId, (_query, client) =>
      decideOnce(client, estateId, claim, () => Promise.resolve({ accepted: outcome.accepted })),
    );
  }

  async #approveAll(approval: PaymentApproval): Promise<DecidedOnce<ApprovedPayments>> {
    const { estateId, batch, approver, claim } = approval;
    const waiting = await this.reads.read(
      estateId,
      (query) => readWaitingBatch(query, estateId, [PAYMENT_REF, batch]),
      { private: true },
    );
    if (waiting.length === 0) {
      return { refused: [{ code: 'PAYMENT_BATCH_NOT_FOUND', at: 'batch', facts: { batch } }], replayed: false };
    }
    const vouchers: { readonly number: string }[] = [];
    for (const [index, proposalId] of waiting.entries()) {
      const own = claim === undefined ? {} : { claim: { ...claim, key: `${claim.key}/${proposalId}` } };
      const outcome = await this.approve.execute({ estateId, proposalId, approver, ...own });
      if ('refused' in outcome) return outcome;
      vouchers.push(...outcome.accepted.vouchers.map(({ number }) => ({ number })));
      approval.progress?.(index + 1, waiting.length);
    }
    return { accepted: { vouchers }, replayed: false };
  }
}
