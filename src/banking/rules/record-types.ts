import type { RecordType } from '../../log/rules/index.js';

/** Matches of bank lines with vouchers. Subject: the bank account's id. */
export const BANK_MATCH = 'xinyi/bank-match/v1';
/** A match that a person took back. Subject: the bank account's id. */
export const BANK_MATCH_UNDONE = 'xinyi/bank-match-undone/v1';
/** A reconciliation that waits for its reviewer. Subject: the bank account's id and the day. */
export const RECONCILIATION_PREPARED = 'xinyi/reconciliation-prepared/v1';
/** A reconciliation with two names under it. Subject: the bank account's id and the day. */
export const RECONCILIATION_SIGNED = 'xinyi/reconciliation/v1';
/** What the columns of a bank's export hold. Subject: the bank account's id; `columns` = [[field, place], ...]. */
export const BANK_MAPPING = 'xinyi/bank-mapping/v1';

export const bankingRecordTypes: readonly RecordType[] = [
  { type: BANK_MAPPING, by: ['OPERATOR', 'COMMITTEE_PREPARER', 'COMMITTEE_APPROVER'] },
  { type: BANK_MATCH, by: ['OPERATOR', 'COMMITTEE_PREPARER', 'COMMITTEE_APPROVER', 'POSTING_AGENT'] },
  { type: BANK_MATCH_UNDONE, by: ['COMMITTEE_PREPARER', 'COMMITTEE_APPROVER'] },
  { type: RECONCILIATION_PREPARED, by: ['COMMITTEE_PREPARER'] },
  { type: RECONCILIATION_SIGNED, by: ['COMMITTEE_PREPARER'], approver: ['COMMITTEE_APPROVER'] },
];
