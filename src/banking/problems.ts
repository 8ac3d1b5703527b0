import type { ProblemTable } from '../kernel/violation.js';
import { matchProblems } from './match-problems.js';
import { statementProblems } from './statement-problems.js';

/** Everything that can be wrong between a bank's account and the books. */
export const bankingProblems: ProblemTable = {
  ...statementProblems,
  ...matchProblems,
};
