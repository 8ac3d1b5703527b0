/**
 * Every record that this program can judge. Each wing tells its own; the database's list (log.record_type) must be the
 * same, or a leaf could be written that nobody can verify.
 */
import { estateRecordTypes } from '../../estates/rules/index.js';
import type { RecordType } from '../../log/rules/index.js';

export const RECORD_TYPES: ReadonlyMap<string, RecordType> = new Map(
  [...estateRecordTypes].map((one): [string, RecordType] => [one.type, one]),
);
