/** The front door of banking. Its pure rules have a door of their own, `rules/index.ts`. */
export { addStatement, type StatementAdded, type StatementPlace, type StatementToAdd } from './add-statement.js';
export { BankingModule } from './banking.module.js';
export { DecideMatch, type MatchToConfirm, type MatchToUndo } from './decide-match.js';
export { DraftFromLine, type LineToDraft } from './draft-from-line.js';
export { ImportStatement, type AccountImported, type BankImported, type StatementImport } from './import-statement.js';
export { ListMatches, type LineToMatch, type MatchPage, type MatchWork } from './list-matches.js';
export { makeMatches, type AccountMatched, type MatchRun } from './make-matches.js';
export { MatchAccount, type MatchOutcome, type MatchRequest } from './match-account.js';
export { ListStatementFiles, type ImportedFile } from './list-statement-files.js';
export { PreviewMapping, type MappingPreview, type MappingTrial } from './preview-mapping.js';
export { SaveMapping, type MappingSaved, type MappingToSave } from './save-mapping.js';
export { ShowMapping } from './show-mapping.js';
export { STATEMENT_FIELDS, readBankFile, type KnownAccount } from './formats/index.js';
export { ShowBankJournal, type AccountJournal, type BankJournalAsked } from './show-bank-journal.js';
export {
  ShowBankStatus,
  type AccountAtBank,
  type AlertWithLines,
  type EstateAtBank,
  type EstatesAtBank,
} from './show-bank-status.js';
export { ShowReconciliation, type AccountReconciliation } from './show-reconciliation.js';
export { ListSignOffs } from './list-sign-offs.js';
export type { PreparedReconciliation, SignedReconciliation, SignOff } from './read-sign-offs.js';
export { SignReconciliation, type SignRequest, type SignStep } from './sign-reconciliation.js';
export { bankingProblems } from './problems.js';
