import { Injectable } from '@nestjs/common';
import type { Period } from '../kernel/calendar.js';
import {
  ApproveProposal,
  decideOnce,
  knownOutcome,
  openProposalsWithRef,
  type Approved,
  type DecidedOnce,
  type IdempotencyClaim,
} from '../ledger/index.js';
import { EstateReads } from '../platform/database/estate-reads.js';
import { CHARGE_RUN_REF } from './rules/charge-draft.js';

export interface ChargeApproval {
  readonly estateId: string;
  readonly month: Period;
  readonly approver: string;
  readonly claim?: IdempotencyClaim;
  /** Told after each voucher. */
  readonly progress?: (done: number, of: number) => void;
}

export interface ApprovedCharge {
  readonly number: string;
  readonly period: string;
  readonly eventOn: string;
  readonly id: string;
  readonly seq: string;
  readonly leafHash: string;
}

export interface ApprovedCharges {
  readonly vouchers: readonly ApprovedCharge[];
}

/**
 * Approves every waiting part of a month's charge run, one voucher after the other. Each part is atomic; where one is
 * refused the earlier ones stand, and the call can be made again for the rest.
 */
@Injectable()
export class ApproveCharges {
  constructor(
    private readonly reads: EstateReads,
    private readonly approve: ApproveProposal,
  ) {}

  async execute(approval: ChargeApproval): Promise<DecidedOnce<ApprovedCharges>> {
    const { estateId, claim } = approval;
    const known =
      claim === undefined
        ? undefined
        : await this.reads.write(estateId, (_query, client) => knownOutcome<ApprovedCharges>(client, estateId, claim));
    if (known !== undefined) return known;
    const outcome = await this.#approveParts(approval);
    if ('refused' in outcome || claim === undefined) return outcome;
    // Kept once all parts stand, so that the same request is answered in the same words.
    return this.reads.write(estateId, (_query, client) =>
      decideOnce(client, estateId, claim, () => Promise.resolve({ accepted: outcome.accepted })),
    );
  }

  async #approveParts({
    estateId,
    month,
    approver,
    claim,
    progress,
  }: ChargeApproval): Promise<DecidedOnce<ApprovedCharges>> {
    const open = await this.reads.read(estateId, (query) => openProposalsWithRef(query, estateId, CHARGE_RUN_REF), {
      private: true,
    });
    const parts = open.filter(({ refs }) => refs.some(([kind, value]) => kind === CHARGE_RUN_REF && value === month));
    if (parts.length === 0) {
      return { refused: [{ code: 'CHARGE_RUN_NOT_FOUND', at: 'month', facts: { month } }], replayed: false };
    }
    const vouchers: ApprovedCharge[] = [];
    for (const [index, { proposalId }] of parts.entries()) {
      const own = claim === undefined ? {} : { claim: { ...claim, key: `${claim.key}/${proposalId}` } };
      const outcome = await this.approve.execute({ estateId, proposalId, approver, ...own });
      if ('refused' in outcome) return outcome;
      vouchers.push(...outcome.accepted.vouchers.map(chargeView));
      progress?.(index + 1, parts.length);
    }
    return { accepted: { vouchers }, replayed: false };
  }
}

function chargeView({ number, period, eventOn, id, seq, leafHash }: Approved['vouchers'][number]): ApprovedCharge {
  return { number, period, eventOn, id, seq: String(seq), leafHash };
}
