import { Injectable } from '@nestjs/common';
import { Clock } from '../kernel/clock.js';
import { Randomness } from '../kernel/ids.js';
import { Refusal } from '../kernel/violation.js';
import { decideOnce, type DecidedOnce, type Decision, type IdempotencyClaim } from '../ledger/index.js';
import { appendRecord } from '../log/index.js';
import { sealFields } from '../log/rules/index.js';
import { EstateReads } from '../platform/database/estate-reads.js';
import { findReceipt } from './receipt-reads.js';
import { placeText, receiptNumber, VOID_FIELD, type ReceiptNumber } from './rules/receipt.js';
import { RECEIPT_VOID } from './rules/record-types.js';

export interface VoidRequest {
  readonly estateId: string;
  readonly by: string;
  readonly number: ReceiptNumber;
  readonly reason: string;
  readonly claim?: IdempotencyClaim;
}

/** Makes a receipt void. It keeps its number, and its payment may get another one. */
@Injectable()
export class VoidReceipt {
  constructor(
    private readonly reads: EstateReads,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {}

  /** @throws Refusal RECEIPT_NOT_FOUND. */
  async execute(request: VoidRequest): Promise<DecidedOnce<{ number: string }>> {
    const { estateId, by, reason, claim } = request;
    const number = receiptNumber(request.number);
    return this.reads.write(estateId, (query, client) =>
      decideOnce(client, estateId, claim, async (): Promise<Decision<{ number: string }>> => {
        const receipt = await findReceipt(query, estateId, request.number);
        if (receipt === undefined) throw Refusal.of('RECEIPT_NOT_FOUND', 'number', { number });
        if (receipt.voided !== undefined) {
          return { refused: [{ code: 'RECEIPT_VOID', at: 'number', facts: { number, day: receipt.voided.on } }] };
        }
        const sealed = sealFields([{ name: VOID_FIELD, value: reason }], this.randomness);
        const leaf = {
          t: RECEIPT_VOID,
          subject: placeText(receipt.place),
          number,
          by,
          recorded_at: this.clock.now().toISOString(),
          ...sealed.part,
        };
        await appendRecord(client, { estateId, leaf, disclosures: sealed.disclosures.map(({ text }) => text) });
        return { accepted: { number } };
      }),
    );
  }
}
