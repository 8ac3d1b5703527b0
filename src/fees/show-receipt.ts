import { Injectable } from '@nestjs/common';
import { readEstateProfile } from '../estates/index.js';
import { base64url } from '../kernel/hash.js';
import { invariant } from '../kernel/invariant.js';
import { Refusal } from '../kernel/violation.js';
import { correctionsAround } from '../ledger/index.js';
import { logSize, LogTree, readDisclosuresAt, readLeaves, readPrivateHashes } from '../log/index.js';
import { inclusionProof } from '../log/rules/index.js';
import { EstateReads, type Query } from '../platform/database/estate-reads.js';
import { OwnHousehold } from './own-household.js';
import { findReceipt, type IssuedReceipt } from './receipt-reads.js';
import type { ReceiptProof } from './rules/receipt-proof.js';
import { receiptNumber, type PaymentPlace, type ReceiptNumber } from './rules/receipt.js';

export interface ShownReceipt {
  readonly estateName: string;
  readonly receipt: IssuedReceipt;
  /** The payment's voucher was taken back. */
  readonly takenBack: boolean;
  /** Absent where the payment's private part was erased. */
  readonly proof?: ReceiptProof;
}

/** A receipt with the proof that its payment is inside the published total. */
@Injectable()
export class ShowReceipt {
  constructor(
    private readonly reads: EstateReads,
    private readonly tree: LogTree,
    private readonly own: OwnHousehold,
  ) {}

  /** @throws Refusal RECEIPT_NOT_FOUND. */
  execute(estateId: string, number: ReceiptNumber): Promise<ShownReceipt> {
    return this.reads.read(estateId, (query) => this.#show(query, estateId, number), { private: true });
  }

  /**
   * A resident's own: another household's receipt, or one of who lived there before, is as if it were not there.
   *
   * @throws Refusal HOUSEHOLD_NOT_KNOWN, RECEIPT_NOT_FOUND.
   */
  ownOf(estateId: string, person: string, number: ReceiptNumber): Promise<ShownReceipt> {
    return this.reads.read(
      estateId,
      async (query) => {
        const { unit, from } = await this.own.find(query, estateId, person);
        const receipt = await findReceipt(query, estateId, number);
        const content = receipt?.content;
        if (content?.unit !== unit || content.receivedOn < from) throw notFound(number);
        return this.#show(query, estateId, number);
      },
      { private: true },
    );
  }

  async #show(query: Query, estateId: string, number: ReceiptNumber): Promise<ShownReceipt> {
    const receipt = await findReceipt(query, estateId, number);
    if (receipt === undefined) throw notFound(number);
    const { seq } = receipt.place;
    const links = await correctionsAround(query, estateId, seq);
    const proof = await this.#proof(query, estateId, receipt.place);
    return {
      estateName: (await readEstateProfile(query, estateId))?.name ?? '',
      receipt,
      takenBack: links.some(({ originalSeq, kind }) => originalSeq === seq && kind === 'red'),
      ...(proof === undefined ? {} : { proof }),
    };
  }

  async #proof(query: Query, estateId: string, place: PaymentPlace): Promise<ReceiptProof | undefined> {
    const [payment] = await readDisclosuresAt(query, estateId, [place]);
    if (payment === undefined) return undefined;
    const [leaf] = await readLeaves(query, estateId, place.seq, 1);
    invariant(leaf !== undefined, 'a payment has its leaf');
    const hashes = await readPrivateHashes(query, estateId, place.seq);
    const [index, seq, size] = [place.ordinal - 1, Number(place.seq), Number(await logSize(query, estateId))];
    return {
      disclosure: payment.text,
      batch: { index, path: inclusionProof(hashes, index).map(base64url) },
      leaf: { seq, bytes: base64url(leaf.body) },
      log: {
        size,
        root: base64url(await this.tree.root(query, estateId, size)),
        path: (await this.tree.inclusion(query, estateId, seq, size)).map(base64url),
      },
    };
  }
}

function notFound(number: ReceiptNumber): Refusal {
  return Refusal.of('RECEIPT_NOT_FOUND', 'number', { number: receiptNumber(number) });
}
