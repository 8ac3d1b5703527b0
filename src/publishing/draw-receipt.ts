import { Injectable } from '@nestjs/common';
import { ShowReceipt, type ShownReceipt } from '../fees/index.js';
import { receiptNumber, type ReceiptNumber } from '../fees/rules/index.js';
import { Refusal } from '../kernel/violation.js';
import { documentDigest } from './document-digest.js';
import { buildReceipt } from './rules/receipt-document.js';
import type { ReportDocument } from './rules/report-document.js';

export interface DrawnReceipt {
  readonly document: ReportDocument;
  readonly digest: string;
}

/** A receipt as a document that can be printed. */
@Injectable()
export class DrawReceipt {
  constructor(private readonly receipts: ShowReceipt) {}

  /** @throws Refusal RECEIPT_NOT_FOUND. */
  async execute(estateId: string, number: ReceiptNumber): Promise<DrawnReceipt> {
    return drawn(await this.receipts.execute(estateId, number), number);
  }

  /** A resident's own. @throws Refusal HOUSEHOLD_NOT_KNOWN, RECEIPT_NOT_FOUND. */
  async ownOf(estateId: string, person: string, number: ReceiptNumber): Promise<DrawnReceipt> {
    return drawn(await this.receipts.ownOf(estateId, person, number), number);
  }
}

function drawn({ estateName, receipt, takenBack, proof }: ShownReceipt, number: ReceiptNumber): DrawnReceipt {
  const { content, issuedOn, issuedAt, voided } = receipt;
  // What was erased by law cannot be printed any more.
  if (content === undefined || proof === undefined) {
    throw Refusal.of('RECEIPT_NOT_FOUND', 'number', { number: receiptNumber(number) });
  }
  const ended = voided !== undefined ? `已作废 ${voided.on}` : takenBack ? '收款已冲销' : undefined;
  const document = buildReceipt({
    ...{ estateName, number: receipt.number, issuedOn, issuedAt, content, proof },
    ...(ended === undefined ? {} : { ended }),
  });
  return { document, digest: documentDigest(document) };
}
