import { Module } from '@nestjs/common';
import { LedgerModule } from '../ledger/index.js';
import { BankStatusController } from './bank-status.controller.js';
import { DecideMatch } from './decide-match.js';
import { DraftFromLine } from './draft-from-line.js';
import { ImportStatement } from './import-statement.js';
import { ListMatches } from './list-matches.js';
import { ListSignOffs } from './list-sign-offs.js';
import { ListStatementFiles } from './list-statement-files.js';
import { MappingController } from './mapping.controller.js';
import { MatchAccount } from './match-account.js';
import { MatchesController } from './matches.controller.js';
import { PreviewMapping } from './preview-mapping.js';
import { SaveMapping } from './save-mapping.js';
import { ShowBankJournal } from './show-bank-journal.js';
import { ShowBankStatus } from './show-bank-status.js';
import { ShowMapping } from './show-mapping.js';
import { ShowReconciliation } from './show-reconciliation.js';
import { SignOffsController } from './sign-offs.controller.js';
import { SignReconciliation } from './sign-reconciliation.js';
import { StatementsController } from './statements.controller.js';

const verbs = [
  DecideMatch,
  DraftFromLine,
  ImportStatement,
  ListMatches,
  ListSignOffs,
  ListStatementFiles,
  MatchAccount,
  PreviewMapping,
  SaveMapping,
  ShowBankJournal,
  ShowBankStatus,
  ShowMapping,
  ShowReconciliation,
  SignReconciliation,
];

@Module({
  imports: [LedgerModule],
  controllers: [BankStatusController, MappingController, MatchesController, SignOffsController, StatementsController],
  providers: verbs,
  exports: verbs,
})
export class BankingModule {}
