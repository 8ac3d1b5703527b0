/** The verbs of received money and receipts that commands use. */
import {
  ApprovePayments,
  IssueReceipts,
  OwnHousehold,
  ReceivePayments,
  ShowReceipt,
  VoidReceipt,
} from '../fees/index.js';
import type { Clock } from '../kernel/clock.js';
import type { Randomness } from '../kernel/ids.js';
import { ApproveProposal, ProposeVoucher, type JournalWriter } from '../ledger/index.js';
import { LogTree } from '../log/index.js';
import { ListPeople } from '../people/index.js';
import type { EstateReads } from '../platform/database/estate-reads.js';
import { DrawReceipt } from '../publishing/index.js';

export interface PaymentVerbs {
  readonly receivePayments: ReceivePayments;
  readonly approvePayments: ApprovePayments;
  readonly issueReceipts: IssueReceipts;
  readonly voidReceipt: VoidReceipt;
  readonly drawReceipt: DrawReceipt;
}

export function composePayments(
  reads: EstateReads,
  writer: JournalWriter,
  clock: Clock,
  randomness: Randomness,
): PaymentVerbs {
  const showReceipt = new ShowReceipt(reads, new LogTree(), new OwnHousehold(clock));
  return {
    receivePayments: new ReceivePayments(reads, new ProposeVoucher(reads, clock, randomness), clock, randomness),
    approvePayments: new ApprovePayments(reads, new ApproveProposal(reads, writer, clock)),
    issueReceipts: new IssueReceipts(reads, new ListPeople(reads), clock, randomness),
    voidReceipt: new VoidReceipt(reads, clock, randomness),
    drawReceipt: new DrawReceipt(showReceipt),
  };
}
