import { Module } from '@nestjs/common';
import { LedgerModule } from '../ledger/index.js';
import { AdjustCharges } from './adjust-charges.js';
import { ApproveCharges } from './approve-charges.js';
import { ApproveTariff } from './approve-tariff.js';
import { ArrearsController } from './arrears.controller.js';
import { ChargesController } from './charges.controller.js';
import { PaymentsModule } from './payments.module.js';
import { PreviewCharges } from './preview-charges.js';
import { ProposeCharges } from './propose-charges.js';
import { ProposeTariff } from './propose-tariff.js';
import { RecordReminders } from './record-reminders.js';
import { RecordUnitFacts } from './record-unit-facts.js';
import { ShowArrears } from './show-arrears.js';
import { ShowNotices } from './show-notices.js';
import { ShowTariffs } from './show-tariffs.js';
import { TariffsController } from './tariffs.controller.js';

const verbs = [
  AdjustCharges,
  ApproveCharges,
  ApproveTariff,
  PreviewCharges,
  ProposeCharges,
  ProposeTariff,
  RecordReminders,
  RecordUnitFacts,
  ShowArrears,
  ShowNotices,
  ShowTariffs,
];

@Module({
  imports: [LedgerModule, PaymentsModule],
  controllers: [ArrearsController, ChargesController, TariffsController],
  providers: verbs,
  exports: [...verbs, PaymentsModule],
})
export class FeesModule {}
