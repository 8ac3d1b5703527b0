/**
 * Records: facts of low volume that are read from their leaves.
 *
 * 1. A record's leaf says what it is about in `subject`, who wrote it in `by`, when in `recorded_at`, and where two
 *    people must stand behind it, who the second was in `approver`.
 * 2. Who may write which is kept by the database (log.record_type) and told here once more for `verify`; a test
 *    compares the two.
 */
export interface RecordType {
  /** xinyi/<name>/v1 */
  readonly type: string;
  /** Any one of these roles may write it. */
  readonly by: readonly string[];
  /** Any one of these roles must stand behind it as the second person; absent where nobody need. */
  readonly approver?: readonly string[];
}
