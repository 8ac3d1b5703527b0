import { bankingProblems } from '../banking/problems.js';
import { charityProblems } from '../charity/problems.js';
import { estatesProblems } from '../estates/problems.js';
import { feesProblems } from '../fees/problems.js';
import { fundsProblems } from '../funds/problems.js';
import { intakeProblems } from '../intake/problems.js';
import type { ProblemTable } from '../kernel/violation.js';
import { ledgerProblems } from '../ledger/problems.js';
import { logProblems } from '../log/problems.js';
import { peopleProblems } from '../people/problems.js';
import { tableProblems } from '../platform/tables/index.js';
import { publishingProblems } from '../publishing/problems.js';
import { transparencyProblems } from '../transparency/problems.js';

/** The texts of whatever a verb may refuse. */
export const wingProblems: ProblemTable = {
  ...logProblems,
  ...peopleProblems,
  ...tableProblems,
  ...estatesProblems,
  ...ledgerProblems,
  ...fundsProblems,
  ...feesProblems,
  ...charityProblems,
  ...bankingProblems,
  ...publishingProblems,
  ...transparencyProblems,
  ...intakeProblems,
};
