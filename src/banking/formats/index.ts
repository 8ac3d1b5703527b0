/** Bank files -> bank lines. */
export { BankFileReader, readBankFile, type BankFileSource } from './read-bank-file.js';
export { readStatement } from './read-statement.js';
export type { StatementSource, TableRow } from './read-statement.js';
export type { KnownAccount, StatementReading } from './statement-reading.js';
