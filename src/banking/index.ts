/** The front door of banking. Its pure rules have a door of their own, `rules/index.ts`. */
export { addStatement, type StatementAdded, type StatementToAdd } from './add-statement.js';
export { BankingModule } from './banking.module.js';
export { readBankFile, type KnownAccount } from './formats/index.js';
export { ShowReconciliation, type AccountReconciliation } from './show-reconciliation.js';
export { bankingProblems } from './problems.js';
