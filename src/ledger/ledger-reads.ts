/**
 * What other wings take from the ledger inside their own transaction: figures at one log size, accounts and funds,
 * and the once-only decision
 * that their own verbs need.
 */
export { readBook } from './store/book-store.js';
export { readTags, type VoucherTag } from './store/dimension-reads.js';
export { decideOnce, knownOutcome, type DecidedOnce, type Decision } from './store/decide-once.js';
export { openProposalsByRef } from './store/proposal-store.js';
export { readAccounts, readFunds, type AccountRow, type FundRow } from './store/structure-reads.js';
export {
  readMovementsBetween,
  turnoverBetween,
  type AccountTurnover,
  type MovementRange,
} from './store/movement-store.js';
export { readOpenDrafts } from './store/open-drafts.js';
export {
  dimensionThrough,
  periodFigures,
  readMovements,
  seqsOfDimension,
  turnoverThrough,
  type AccountMovement,
  type PeriodFigures,
  type Turnover,
} from './store/turnover-store.js';
export { readChangesAfter, readChargedItems, readKindSums, type ChargedItem, type KindSum } from './store/unit-sums.js';
export { openProposalsWithRef, type OpenProposal } from './store/proposal-store.js';
export { readBookedSources, type BookedSource } from './store/unit-sources.js';
export {
  bookedSources,
  readEntriesAt,
  readEntriesBySource,
  readUnitEntries,
  readUnitItems,
  type ItemFilter,
  type UnitEntry,
  type UnitItem,
} from './store/unit-store.js';
export {
  correctionsAround,
  countVouchers,
  journalPage,
  largestExpense,
  listVouchers,
  readVouchersAt,
  recordedTime,
  seqOfNumber,
  vouchersByNumber,
  type StoredVoucher,
  type VoucherSummary,
} from './store/voucher-store.js';
