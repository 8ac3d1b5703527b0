import type { RecordType } from '../../log/rules/index.js';

/** A tariff that waits for the second person. Subject: the tariff's code. */
export const TARIFF_PROPOSAL = 'xinyi/tariff-proposal/v1';
/** A version of a tariff in force from its day. Subject: the tariff's code. */
export const TARIFF = 'xinyi/tariff/v1';
/** What households have of a thing. Subject: the thing; private inside: `unit-fact` = [unit, quantity]. */
export const UNIT_FACTS = 'xinyi/unit-facts/v1';
/** Reminders that were given. Subject: the day; private inside: `reminder` = [unit, day, how, amount in fen]. */
export const REMINDER = 'xinyi/reminder/v1';
/** A receipt. Subject: its payment's place in the log, `seq/ordinal`; the number stands in the leaf. */
export const RECEIPT = 'xinyi/receipt/v1';
/** A receipt that is void; it keeps its number. Subject: that of the receipt. */
export const RECEIPT_VOID = 'xinyi/receipt-void/v1';

const DRAFTERS = ['COMMITTEE_PREPARER', 'TRUSTEE'] as const;

export const feesRecordTypes: readonly RecordType[] = [
  { type: TARIFF_PROPOSAL, by: DRAFTERS },
  { type: TARIFF, by: DRAFTERS, approver: ['COMMITTEE_APPROVER'] },
  { type: UNIT_FACTS, by: DRAFTERS },
  { type: REMINDER, by: DRAFTERS },
  { type: RECEIPT, by: ['COMMITTEE_PREPARER', 'COMMITTEE_APPROVER', 'TRUSTEE', 'POSTING_AGENT'] },
  { type: RECEIPT_VOID, by: ['COMMITTEE_PREPARER', 'COMMITTEE_APPROVER'] },
];
