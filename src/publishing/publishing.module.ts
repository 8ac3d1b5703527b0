import { Module } from '@nestjs/common';
import { BankingModule } from '../banking/index.js';
import { FeesModule } from '../fees/index.js';
import { LogModule } from '../log/index.js';
import { BankJournalController } from './bank-journal.controller.js';
import { BankLight } from './bank-light.js';
import { DrawBankJournal } from './draw-bank-journal.js';
import { DrawReceipt } from './draw-receipt.js';
import { DrawReconciliation } from './draw-reconciliation.js';
import { GatherStatement } from './gather-statement.js';
import { ListStatements } from './list-statements.js';
import { PreviewStatement } from './preview-statement.js';
import { PublishStatement } from './publish-statement.js';
import { ReceiptsController } from './receipts.controller.js';
import { ReconciliationsController } from './reconciliations.controller.js';
import { RenderReport } from './render-report.js';
import { ShowStatement } from './show-statement.js';
import { StatementsController } from './statements.controller.js';

const verbs = [
  BankLight,
  DrawBankJournal,
  DrawReceipt,
  DrawReconciliation,
  GatherStatement,
  ListStatements,
  PreviewStatement,
  PublishStatement,
  RenderReport,
  ShowStatement,
];

@Module({
  imports: [BankingModule, FeesModule, LogModule],
  controllers: [StatementsController, ReceiptsController, ReconciliationsController, BankJournalController],
  providers: verbs,
  exports: verbs,
})
export class PublishingModule {}
