/** Bank files -> bank lines. */
export { BATCH_LINES, openBankFile, type BankFileOnDisk, type OpenedBankFile } from './open-bank-file.js';
export { BankFileReader, readBankFile, type BankFileSource } from './read-bank-file.js';
export { readStatement } from './read-statement.js';
export type { StatementSource, TableRow } from './read-statement.js';
export { STATEMENT_FIELDS, type ColumnMapping } from './column-aliases.js';
export type { KnownAccount, StatementReading } from './statement-reading.js';
