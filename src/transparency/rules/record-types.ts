/**
 * Every record that this program can judge. Each wing tells its own; the database's list (log.record_type) must be the
 * same, or a leaf could be written that nobody can verify.
 */
import { bankingRecordTypes } from '../../banking/rules/index.js';
import { charityRecordTypes } from '../../charity/rules/index.js';
import { estateRecordTypes } from '../../estates/rules/index.js';
import { feesRecordTypes } from '../../fees/rules/index.js';
import { fundsRecordTypes } from '../../funds/rules/index.js';
import type { RecordType } from '../../log/rules/index.js';

export const RECORD_TYPES: ReadonlyMap<string, RecordType> = new Map(
  [...bankingRecordTypes, ...charityRecordTypes, ...estateRecordTypes, ...feesRecordTypes, ...fundsRecordTypes].map(
    (one): [string, RecordType] => [one.type, one],
  ),
);
