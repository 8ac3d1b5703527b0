/**
 * What a published document is: its key, its name, the periods it takes, and the SQL that reads its lines.
 * The definitions themselves stand in reports/, one folder a document, for auditors to read.
 */
import type { Violation } from '../../kernel/violation.js';
import type { ReportDocument } from './report-document.js';
import type { PeriodForm } from './report-period.js';

export interface ReportDefinition<Facts, Edition> {
  /** ASCII, as it stands in statement ids. */
  readonly key: string;
  readonly title: string;
  /** Forms of period, or the end of a day, or any days from one to another. */
  readonly spans: readonly PeriodForm[] | 'day' | 'days';
  /** Name of the definition's SQL file inside its folder. */
  readonly sql: string;
  /** Counts up when the same facts would give other bytes, so that an old publication names the form it was made in. */
  readonly form: string;
  readonly build: (facts: Facts, edition?: Edition) => ReportDocument;
  /** Violations for which the document may not be published. */
  readonly check: (facts: Facts) => readonly Violation[];
}
