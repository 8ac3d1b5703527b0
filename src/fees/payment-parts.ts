/** Doors and verbs of money that households pay, for the module of the wing. */
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

export const paymentControllers = [PaymentsController, HouseholdsController, HouseholdMoneyController];

export const paymentVerbs = [
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
