/** Bank files -> bank lines. */
export { readStatement } from './read-statement.js';
export type { StatementSource, TableRow } from './read-statement.js';
export type { AccountStatement, KnownAccount, StatementReading } from './statement-reading.js';
