/** Every way in which the fees refuse, in both languages. */
import type { ProblemTable } from '../kernel/violation.js';
import { chargeProblems } from './charge-problems.js';
import { paymentProblems } from './payment-problems.js';
import { receiptProblems } from './receipt-problems.js';
import { tariffProblems } from './tariff-problems.js';

export const feesProblems: ProblemTable = {
  ...tariffProblems,
  ...chargeProblems,
  ...paymentProblems,
  ...receiptProblems,
};
