import { Module } from '@nestjs/common';
import { BankingModule } from '../banking/index.js';
import { CharityModule } from '../charity/index.js';
import { FeesModule } from '../fees/index.js';
import { LogModule } from '../log/index.js';
import { BankJournalController } from './bank-journal.controller.js';
import { BankLight } from './bank-light.js';
import { DrawBankJournal } from './draw-bank-journal.js';
import { DrawNotice } from './draw-notice.js';
import { DrawReceipt } from './draw-receipt.js';
import { DrawReconciliation } from './draw-reconciliation.js';
import { DrawSlip } from './draw-slip.js';
import { GatherStatement } from './gather-statement.js';
import { ListStatements } from './list-statements.js';
import { PreviewStatement } from './preview-statement.js';
import { PublishStatement } from './publish-statement.js';
import { NoticesController } from './notices.controller.js';
import { ReceiptsController } from './receipts.controller.js';
import { ReconciliationsController } from './reconciliations.controller.js';
import { RenderReport } from './render-report.js';
import { ShowStatement } from './show-statement.js';
import { SlipsController } from './slips.controller.js';
import { StatementsController } from './statements.controller.js';

const verbs = [
  BankLight,
  DrawBankJournal,
  DrawNotice,
  DrawReceipt,
  DrawReconciliation,
  DrawSlip,
  GatherStatement,
  ListStatements,
  PreviewStatement,
  PublishStatement,
  RenderReport,
  ShowStatement,
];

@Module({
  imports: [BankingModule, CharityModule, FeesModule, LogModule],
  controllers: [
    StatementsController,
    SlipsController,
    NoticesController,
    ReceiptsController,
    ReconciliationsController,
    BankJournalController,
  ],
  providers: verbs,
  exports: verbs,
})
export class PublishingModule {}
