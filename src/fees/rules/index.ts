/** The pure front door of the wing `fees`. */
export { AGE_BUCKETS, BUCKET_NAMES, bucketOf, type AgeBucket, type UnitArrears } from './ageing.js';
export { appliedFen, componentTotals, type ChargeRun } from './charge-run.js';
export { type Notice } from './reminder.js';
export { feesRecordTypes } from './record-types.js';
export { lineWords, methodName, readReceiptNumber, receiptNumber } from './receipt.js';
export type { ReceiptContent, ReceiptNumber } from './receipt.js';
export { checkReceiptProof, shortProof, type ProofVerdict, type ReceiptProof } from './receipt-proof.js';
