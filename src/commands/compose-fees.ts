/** The verbs of fees that commands use. */
import { ApproveCharges, PreviewCharges, ProposeCharges, ShowArrears } from '../fees/index.js';
import type { Clock } from '../kernel/clock.js';
import type { Randomness } from '../kernel/ids.js';
import { ApproveProposal, ProposeVoucher, type JournalWriter } from '../ledger/index.js';
import type { EstateReads } from '../platform/database/estate-reads.js';

export interface FeeVerbs {
  readonly previewCharges: PreviewCharges;
  readonly proposeCharges: ProposeCharges;
  readonly approveCharges: ApproveCharges;
  readonly showArrears: ShowArrears;
}

export function composeFees(reads: EstateReads, writer: JournalWriter, clock: Clock, randomness: Randomness): FeeVerbs {
  const propose = new ProposeVoucher(reads, clock, randomness);
  const approve = new ApproveProposal(reads, writer, clock);
  return {
    previewCharges: new PreviewCharges(reads),
    proposeCharges: new ProposeCharges(propose, clock),
    approveCharges: new ApproveCharges(reads, approve),
    showArrears: new ShowArrears(reads, clock),
  };
}
