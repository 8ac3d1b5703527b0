import type { ProblemTable } from '../kernel/violation.js';
import { changeProblems } from './rules/texts/changes.js';
import { folderProblems } from './rules/texts/folder-estate.js';
import { householdProblems } from './rules/texts/households.js';
import { journalLineProblems } from './rules/texts/journal-line.js';
import { journalVoucherProblems } from './rules/texts/journal-voucher.js';

/** Everything that an estate's folder can get wrong. Files that are no tables have their texts in `platform/tables`. */
export const intakeProblems: ProblemTable = {
  ...changeProblems,
  ...folderProblems,
  ...householdProblems,
  ...journalLineProblems,
  ...journalVoucherProblems,
};
