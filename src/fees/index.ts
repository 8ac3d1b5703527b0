/** The front door of the fees: tariffs, charge runs, payments, receipts, the accounts of households. */
export { ApproveCharges, type ApprovedCharges } from './approve-charges.js';
export { FeesModule } from './fees.module.js';
export { feesProblems } from './problems.js';
export { PreviewCharges } from './preview-charges.js';
export { ProposeCharges, type ChargeRequest } from './propose-charges.js';
export { ShowArrears, type ArrearsReport } from './show-arrears.js';
export { ShowNotices } from './show-notices.js';
export { ApprovePayments } from './approve-payments.js';
export { OwnHousehold } from './own-household.js';
export { paymentTemplate, readPaymentFile } from './formats/payment-file.js';
export { ShowHouseholdAccount, type ShownAccount } from './show-household-account.js';
export { VoidReceipt } from './void-receipt.js';
export { IssueReceipts, type GivenReceipt } from './issue-receipts.js';
export { ReceivePayments, type PaymentsRequest, type PaymentsView, type ReceivedPayments } from './receive-payments.js';
export { ShowReceipt, type ShownReceipt } from './show-receipt.js';
