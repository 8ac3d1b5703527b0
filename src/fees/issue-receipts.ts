import { Injectable } from '@nestjs/common';
import type pg from 'pg';
import { readEstateProfile } from '../estates/index.js';
import { calendarDate, shanghaiDate, type CalendarDate } from '../kernel/calendar.js';
import { Clock } from '../kernel/clock.js';
import { sumFen } from '../kernel/fen.js';
import { Randomness } from '../kernel/ids.js';
import { Refusal } from '../kernel/violation.js';
import { correctionsAround, seqOfNumber } from '../ledger/index.js';
import { formatNumber, openInside, type InsideLeaf, type VoucherNumber } from '../ledger/rules/index.js';
import { appendRecord, lockHead, readDisclosures } from '../log/index.js';
import { sealFields } from '../log/rules/index.js';
import { ListPeople } from '../people/index.js';
import { EstateReads, type Query } from '../platform/database/estate-reads.js';
import { readLastReceipt, readReceiptsOf } from './receipt-reads.js';
import { PAYMENT, readPaymentFacts } from './rules/payment.js';
import {
  nextReceipt,
  placeText,
  RECEIPT_FIELD,
  receiptNumber,
  receiptValue,
  type ReceiptContent,
  type ReceiptNumber,
} from './rules/receipt.js';
import { RECEIPT } from './rules/record-types.js';
import { readTariffs } from './tariff-reads.js';

export interface ReceiptsRequest {
  readonly estateId: string;
  readonly by: string;
  /** The voucher of the payments. */
  readonly voucher: VoucherNumber;
  /** Only this household's; everybody's where absent. */
  readonly unit?: string;
  /** Told after each group of receipts. */
  readonly progress?: (done: number, of: number) => void;
}

export interface GivenReceipt {
  readonly number: string;
  readonly unit: string;
  readonly fen: bigint;
  /** False where the payment had its receipt already. */
  readonly isNew: boolean;
}

interface Payment {
  readonly subject: string;
  readonly leaf: InsideLeaf;
}

interface Printing {
  readonly voucherNo: string;
  readonly payee: string;
  readonly handler: string;
  readonly names: ReadonlyMap<string, string>;
}

/** Receipts written under one lock; a voucher of thousands does not stop the estate meanwhile. */
const GROUP = 100;

/**
 * Gives every payment of a voucher its receipt, in the order of the voucher; a payment that has one keeps it.
 *
 * What is locked: the estate's head, for each group of receipts, since numbers are continuous. A crash leaves the
 * groups before it whole, and the same call gives the rest.
 */
@Injectable()
export class IssueReceipts {
  constructor(
    private readonly reads: EstateReads,
    private readonly people: ListPeople,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {}

  /** @throws Refusal VOUCHER_NOT_FOUND, RECEIPT_NO_PAYMENT, RECEIPT_TAKEN_BACK. */
  async execute(request: ReceiptsRequest): Promise<readonly GivenReceipt[]> {
    const { estateId, by, unit, progress } = request;
    const voucherNo = formatNumber(request.voucher);
    const payments = await this.reads.read(estateId, (query) => readPayments(query, request, voucherNo), {
      private: true,
    });
    const people = await this.people.execute({ estateId, withNames: true });
    const handler = people.find(({ person }) => person === by)?.name ?? by;
    const given: GivenReceipt[] = [];
    for (let start = 0; start < payments.length; start += GROUP) {
      const group = payments.slice(start, start + GROUP);
      given.push(...(await this.#give(request, group, { voucherNo, handler })));
      progress?.(Math.min(start + GROUP, payments.length), payments.length);
    }
    if (given.length === 0) throw Refusal.of('RECEIPT_NO_PAYMENT', 'voucher', { voucher: voucherNo, unit: unit ?? '' });
    return given;
  }

  async #give(
    { estateId, by }: ReceiptsRequest,
    payments: readonly Payment[],
    known: { readonly voucherNo: string; readonly handler: string },
  ): Promise<GivenReceipt[]> {
    return this.reads.write(estateId, async (query, client) => {
      await lockHead(client, estateId);
      const subjects = payments.map(({ subject }) => subject);
      const issued = (await readReceiptsOf(query, estateId, subjects)).filter(({ voided }) => voided === undefined);
      const standing = new Map(issued.map(({ place, number }) => [placeText(place), number]));
      const printing = { ...known, ...(await readPrinting(query, estateId)) };
      let last = await readLastReceipt(query, estateId);
      const given: GivenReceipt[] = [];
      for (const payment of payments) {
        const content = contentOf(payment.leaf, printing);
        const before = standing.get(payment.subject);
        if (before === undefined) {
          last = nextReceipt(last, shanghaiDate(this.clock.now()));
          await this.#write(client, { estateId, by, subject: payment.subject, number: last, content });
        }
        const number = before ?? receiptNumber(last ?? { year: 0, no: 0 });
        given.push({ number, unit: content.unit, fen: content.fen, isNew: before === undefined });
      }
      return given;
    });
  }

  async #write(client: pg.ClientBase, receipt: NewReceipt): Promise<void> {
    const { estateId, by, subject, number, content } = receipt;
    const sealed = sealFields([{ name: RECEIPT_FIELD, value: receiptValue(content) }], this.randomness);
    const leaf = {
      t: RECEIPT,
      subject,
      number: receiptNumber(number),
      by,
      recorded_at: this.clock.now().toISOString(),
      ...sealed.part,
    };
    await appendRecord(client, { estateId, leaf, disclosures: sealed.disclosures.map(({ text }) => text) });
  }
}

interface NewReceipt {
  readonly estateId: string;
  readonly by: string;
  readonly subject: string;
  readonly number: ReceiptNumber;
  readonly content: ReceiptContent;
}

/** The payments inside a voucher that still stands. */
async function readPayments(query: Query, request: ReceiptsRequest, voucherNo: string): Promise<Payment[]> {
  const { estateId, voucher, unit } = request;
  const seq = await seqOfNumber(query, estateId, voucher);
  if (seq === undefined) throw Refusal.of('VOUCHER_NOT_FOUND', 'voucher', { number: voucherNo });
  const links = await correctionsAround(query, estateId, seq);
  if (links.some(({ originalSeq, kind }) => originalSeq === seq && kind === 'red')) {
    throw Refusal.of('RECEIPT_TAKEN_BACK', 'voucher', { voucher: voucherNo });
  }
  return (await readDisclosures(query, estateId, [seq])).flatMap(({ ordinal, text }): Payment[] => {
    const leaf = openInside(text);
    // A red copy's lines are turned round: it is no payment.
    if (leaf?.kind !== PAYMENT || paidFen(leaf) <= 0n || (unit !== undefined && leaf.subject !== unit)) return [];
    return [{ subject: placeText({ seq, ordinal }), leaf }];
  });
}

async function readPrinting(query: Query, estateId: string): Promise<Pick<Printing, 'payee' | 'names'>> {
  const profile = await readEstateProfile(query, estateId);
  const tariffs = await readTariffs(query, estateId);
  const names = tariffs.flatMap(({ components }) => components.map(({ code, name }) => [code, name] as const));
  return { payee: profile?.bodyName ?? '', names: new Map(names) };
}

function contentOf({ subject, lines, facts }: InsideLeaf, printing: Printing): ReceiptContent {
  const { payer, method, receivedOn, note } = readPaymentFacts(facts);
  const { voucherNo, payee, handler, names } = printing;
  return {
    ...{ unit: subject, payer, method, note, payee, handler, voucherNo },
    fen: paidFen({ lines }),
    receivedOn: calendarDate(receivedOn) ?? ('' as CalendarDate),
    lines: lines.map((line) => ({ ...line, fen: -line.fen, name: names.get(line.item) ?? '' })),
  };
}

function paidFen({ lines }: Pick<InsideLeaf, 'lines'>): bigint {
  return sumFen(lines.map(({ fen }) => -fen));
}
