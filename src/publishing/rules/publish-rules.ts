/**
 * May this statement be published, and as what?
 *
 * 1. A period is published once it is over.
 * 2. Versions count up. A later one needs a reason, and the reason is public text: screened, and short.
 * 3. The same content is not published twice; whoever asks is told which version already says it.
 * 4. All violations are returned.
 */
import type { CalendarDate } from '../../kernel/calendar.js';
import { checkPublicText } from '../../kernel/public-text.js';
import type { Violation } from '../../kernel/violation.js';
import type { ReportDocument } from './report-document.js';
import type { ReportPeriod } from './report-period.js';
import type { StatementFacts, StatementLight } from './statement-facts.js';

export const LONGEST_REASON = 200;

export interface PublishingCase {
  readonly period: ReportPeriod;
  readonly today: CalendarDate;
  readonly version: number;
  readonly reason: string;
  /** Whether the person holds the role COMMITTEE_APPROVER. */
  readonly mayPublish: boolean;
}

export function checkPublishing({ period, today, version, reason, mayPublish }: PublishingCase): readonly Violation[] {
  const violations: Violation[] = [];
  if (!mayPublish) violations.push({ code: 'ROLE_REQUIRED', at: 'by', facts: { role: '审核' } });
  if (period.lastDay >= today) {
    violations.push({
      code: 'STATEMENT_PERIOD_NOT_OVER',
      at: 'period',
      facts: { period: period.text, last: period.lastDay },
    });
  }
  if (version > 1 && reason === '') {
    violations.push({ code: 'STATEMENT_REASON_MISSING', at: 'reason', facts: { version: String(version) } });
  }
  if (reason.length > LONGEST_REASON) {
    violations.push({ code: 'STATEMENT_REASON_TOO_LONG', at: 'reason', facts: { limit: String(LONGEST_REASON) } });
  }
  return [...violations, ...checkPublicText(reason, 'reason')];
}

/** Whether two documents say the same, whenever and as whatever version they were made. */
export function saysTheSame(one: ReportDocument, other: ReportDocument): boolean {
  return contentOf(one) === contentOf(other);
}

function contentOf({ title, span, light, facts, sections, notes }: ReportDocument): string {
  return JSON.stringify({ title, span, light, facts, sections, notes }, (_key, value: unknown) =>
    typeof value === 'bigint' ? value.toString() : value,
  );
}

export interface AccountLight extends StatementLight {
  readonly account: string;
}

const GRAVITY = { green: 0, amber: 1, red: 2 } as const;

/** One light for all accounts: the gravest colour, and every account's sentence. Nothing where no account is known. */
export function jointLight(lights: readonly AccountLight[]): StatementLight | undefined {
  const [gravest] = [...lights].sort((one, other) => GRAVITY[other.colour] - GRAVITY[one.colour]);
  if (gravest === undefined) return undefined;
  const text = lights.length === 1 ? gravest.text : lights.map((light) => `${light.account}：${light.text}`).join(' ');
  return { colour: gravest.colour, text };
}

/** The same document with an alarm that nobody can miss: what was published cannot be made again from the records. */
export function withAlarm(document: ReportDocument, published: string, found: string): ReportDocument {
  const text = '▲ 这张表与公示时的内容不一致，请不要采信，并告知监督人和审计人员。';
  return {
    ...document,
    light: { colour: 'red', text },
    notes: [`${text}公示时的摘要值：${published}。现在算出的摘要值：${found}。`, ...document.notes],
  };
}

export function withLight(facts: StatementFacts, light: StatementLight | undefined): StatementFacts {
  const { light: _, ...rest } = facts;
  return light === undefined ? rest : { ...rest, light };
}
