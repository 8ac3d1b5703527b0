/** The bytes of a donation file to donations, with every problem that was met on the way. */
import type { Violation } from '../kernel/violation.js';
import { csvText, wholeNamedRows, type TableProblem } from '../platform/tables/index.js';
import {
  DONATION_COLUMNS,
  DONATION_TEMPLATE,
  placeIn,
  readDonations,
  type DonationReading,
} from './rules/donation-file.js';

export function readDonationFile(bytes: Uint8Array): DonationReading {
  const problems: TableProblem[] = [];
  const rows = wholeNamedRows(bytes, DONATION_COLUMNS, (problem) => problems.push(problem));
  const reading = readDonations(rows);
  const violations = [...problems.map(violationOf), ...reading.violations];
  const isEmpty = rows.length === 0 && violations.length === 0;
  return { ...reading, violations: isEmpty ? [{ code: 'FILE_EMPTY', at: 'text' }] : violations };
}

/** The empty layout with two rows as examples. */
export function donationTable(): string {
  return csvText(DONATION_TEMPLATE);
}

function violationOf({ code, line, column, facts }: TableProblem): Violation {
  const at = line === undefined ? 'text' : placeIn(line, column ?? '').trim();
  return { code, at, ...(facts === undefined ? {} : { facts }) };
}
