import { Module } from '@nestjs/common';
import { BankingModule } from '../banking/index.js';
import { LogModule } from '../log/index.js';
import { BankLight } from './bank-light.js';
import { DrawReconciliation } from './draw-reconciliation.js';
import { GatherStatement } from './gather-statement.js';
import { ListStatements } from './list-statements.js';
import { PreviewStatement } from './preview-statement.js';
import { PublishStatement } from './publish-statement.js';
import { ReconciliationsController } from './reconciliations.controller.js';
import { RenderReport } from './render-report.js';
import { ShowStatement } from './show-statement.js';
import { StatementsController } from './statements.controller.js';

const verbs = [
  BankLight,
  DrawReconciliation,
  GatherStatement,
  ListStatements,
  PreviewStatement,
  PublishStatement,
  RenderReport,
  ShowStatement,
];

@Module({
  imports: [BankingModule, LogModule],
  controllers: [StatementsController, ReconciliationsController],
  providers: verbs,
  exports: verbs,
})
export class PublishingModule {}
