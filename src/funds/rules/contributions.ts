/**
 * Contributions to a campaign, from a list or from a file.
 *
 * 1. The file is a table with the columns 户号, 金额, 缴款日期, 流水号; amounts are yuan with two decimals.
 * 2. Every flaw is told at once with its line and column; nothing is booked while there is one.
 * 3. What is booked already (by its serial) is passed over, so that a file sent twice books once.
 * 4. One voucher a day, since money is booked on its own day.
 */
import { calendarDate, type CalendarDate } from '../../kernel/calendar.js';
import { fenFromYuan } from '../../kernel/fen.js';
import type { Violation } from '../../kernel/violation.js';
import { campaignItem, INCOME, type Campaign } from './campaign.js';
import { credit, debit, draftOf, type FundDraft } from './draft.js';
import { householdLeaf, tellAll } from './household-rows.js';

/** The kind of a household's line that brings money. */
export const CONTRIBUTION = 'contribution';

export const CONTRIBUTION_COLUMNS = ['户号', '金额', '缴款日期', '流水号'] as const;

export interface ContributionRow {
  readonly unit: string;
  readonly amount: string;
  readonly paidOn: string;
  readonly serial: string;
  /** Where the row stands, as the caller knows it: `rows[2]` or `line[3]`. */
  readonly at: string;
}

export interface Contribution {
  readonly unit: string;
  readonly fen: bigint;
  readonly paidOn: CalendarDate;
  readonly serial: string;
}

export interface ContributionFacts {
  readonly roll: ReadonlySet<string>;
  readonly today: CalendarDate;
  readonly campaign: Campaign;
}

export type ContributionReading =
  | { readonly ok: true; readonly contributions: readonly Contribution[] }
  | { readonly ok: false; readonly violations: Violation[] };

export function readContributions(rows: readonly ContributionRow[], facts: ContributionFacts): ContributionReading {
  const violations: Violation[] = [];
  const serials = new Set<string>();
  const contributions = rows.flatMap((row): Contribution[] => {
    const found = checkRow(row, facts, serials);
    violations.push(...found);
    const fen = fenFromYuan(row.amount);
    const paidOn = calendarDate(row.paidOn);
    return found.length > 0 || fen === undefined || paidOn === undefined
      ? []
      : [{ unit: row.unit, fen, paidOn, serial: row.serial }];
  });
  if (rows.length === 0) violations.push({ code: 'CONTRIBUTIONS_EMPTY', at: 'rows' });
  return violations.length > 0 ? { ok: false, violations: tellAll(violations) } : { ok: true, contributions };
}

const SERIAL = /^[A-Za-z0-9._-]{1,64}$/;

function checkRow(row: ContributionRow, facts: ContributionFacts, serials: Set<string>): Violation[] {
  const { at, unit, amount, paidOn, serial } = row;
  const violations: Violation[] = [];
  if (!facts.roll.has(unit)) violations.push({ code: 'FUNDS_UNIT_UNKNOWN', at: `${at}.unit`, facts: { unit } });
  const fen = fenFromYuan(amount);
  if (fen === undefined || fen <= 0n)
    violations.push({ code: 'CONTRIBUTION_AMOUNT', at: `${at}.amount`, facts: { amount } });
  violations.push(...checkDay(paidOn, facts, `${at}.paidOn`));
  if (!SERIAL.test(serial)) violations.push({ code: 'CONTRIBUTION_SERIAL', at: `${at}.serial`, facts: { serial } });
  else if (serials.has(serial)) {
    violations.push({ code: 'CONTRIBUTION_SERIAL_TWICE', at: `${at}.serial`, facts: { serial } });
  }
  serials.add(serial);
  return violations;
}

function checkDay(text: string, { today, campaign }: ContributionFacts, at: string): Violation[] {
  const day = calendarDate(text);
  if (day === undefined || day > today) return [{ code: 'CONTRIBUTION_DAY', at, facts: { date: text } }];
  if (day <= campaign.deadline) return [];
  return [{ code: 'CAMPAIGN_OVER', at, facts: { date: day, deadline: campaign.deadline } }];
}

export function sourceOf(campaign: Campaign, serial: string): string {
  return `${campaignItem(campaign.id)}/${serial}`;
}

/** One draft for each day on which money came in, in the order of the days. */
export function contributionDrafts(
  campaign: Campaign,
  account: string,
  contributions: readonly Contribution[],
): FundDraft[] {
  const byDay = new Map<CalendarDate, Contribution[]>();
  for (const one of contributions) byDay.set(one.paidOn, [...(byDay.get(one.paidOn) ?? []), one]);
  return [...byDay]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([paidOn, given]) => contributionDraft(campaign, account, paidOn, given));
}

function contributionDraft(
  campaign: Campaign,
  account: string,
  eventOn: CalendarDate,
  given: readonly Contribution[],
): FundDraft {
  const { fund, id, title } = campaign;
  const fen = given.reduce((sum, one) => sum + one.fen, 0n);
  return draftOf(
    { eventOn, summary: `收${title}众筹款 ${String(given.length)} 笔` },
    [debit({ account, fund }, fen), credit({ account: INCOME, fund }, fen)],
    {
      refs: [['campaign', id]],
      inside: given.map((one) =>
        householdLeaf({
          unit: one.unit,
          kind: CONTRIBUTION,
          source: sourceOf(campaign, one.serial),
          item: campaignItem(id),
          lines: [{ account: INCOME, fund, fen: -one.fen }],
        }),
      ),
    },
  );
}
