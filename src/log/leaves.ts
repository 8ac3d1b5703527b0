/**
 * What other wings do with the log: append a leaf inside their own transaction, and read leaves and private values
 * under their own scope.
 */
export { appendRecord, lockHead, GENESIS_TYPE, type AppendedRecord, type EstateRecord } from './store/append-record.js';
export {
  readDisclosures,
  readDisclosuresAt,
  readPrivateHashes,
  type StoredDisclosure,
} from './store/read-disclosures.js';
export { logSize, readLeafHashes, readLeaves, readLeavesAt, type StoredLeaf } from './store/read-leaves.js';
export { countRecords, readRecords, type RecordFilter, type StoredRecord } from './store/read-records.js';
