/** Bank files -> bank lines. */
export { readStatement } from './read-statement.js';
export type { AccountStatement, KnownAccount, StatementReading, StatementSource, TableRow } from './read-statement.js';
