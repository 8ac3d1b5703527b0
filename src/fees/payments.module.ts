import { Module } from '@nestjs/common';
import { LedgerModule } from '../ledger/index.js';
import { LogModule } from '../log/index.js';
import { PeopleModule } from '../people/index.js';
import { ApprovePayments } from './approve-payments.js';
import { HouseholdMoneyController } from './household-money.controller.js';
import { HouseholdMoney } from './household-money.js';
import { HouseholdsController } from './households.controller.js';
import { IssueReceipts } from './issue-receipts.js';
import { OwnHousehold } from './own-household.js';
import { PaymentsController } from './payments.controller.js';
import { ReceivePayments } from './receive-payments.js';
import { ShowHouseholdAccount } from './show-household-account.js';
import { ShowReceipt } from './show-receipt.js';
import { SuspenseMoney } from './suspense-money.js';
import { VoidReceipt } from './void-receipt.js';

const verbs = [
  ApprovePayments,
  HouseholdMoney,
  IssueReceipts,
  OwnHousehold,
  ReceivePayments,
  ShowHouseholdAccount,
  ShowReceipt,
  SuspenseMoney,
  VoidReceipt,
];

/** Money that households pay and get back, their accounts and receipts. */
@Module({
  imports: [LedgerModule, LogModule, PeopleModule],
  controllers: [PaymentsController, HouseholdsController, HouseholdMoneyController],
  providers: verbs,
  exports: verbs,
})
export class PaymentsModule {}
