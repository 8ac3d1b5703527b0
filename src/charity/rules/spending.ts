/**
 * Spending of charity money, and grants to people.
 *
 * 1. Money given for a purpose pays that purpose's own expense; running cost is paid from money given for no purpose.
 * 2. No purpose is spent beyond its balance, and money for no purpose not beyond what no purpose holds.
 * 3. A grant to a person says its category (五本台账) and the person privately; the public voucher says how many
 *    households and how much, and the number only where it is no small cell.
 * 4. A person who was helped before keeps the same pseudonym, so that an auditor sees repetition without names.
 */
import type { CalendarDate } from '../../kernel/calendar.js';
import { sumFen } from '../../kernel/fen.js';
import { checkPublicText } from '../../kernel/public-text.js';
import type { Violation } from '../../kernel/violation.js';
import type { DraftLine, InsideLeaf } from '../../ledger/rules/index.js';
import { SMALL_CELL, type Cell } from './publish-cells.js';
import { checkPurpose, overdrawn, PURPOSE, USE_ACCOUNTS, USES, type Purpose, type PurposeBalance } from './purpose.js';

export const GRANT = 'grant';

/** The five registers of vulnerable people. */
export const CATEGORIES = ['ELDERLY_AND_CHILDREN', 'PREGNANT', 'DISABLED', 'SERIOUSLY_ILL', 'HARDSHIP'] as const;
export type Category = (typeof CATEGORIES)[number];

export const CATEGORY_WORDS: Readonly<Record<Category, string>> = {
  ELDERLY_AND_CHILDREN: '一老一小',
  PREGNANT: '孕妇',
  DISABLED: '残疾人',
  SERIOUSLY_ILL: '重大基础病患者',
  HARDSHIP: '特殊困难',
};

export const SPENT_ON = [...USES, 'RUNNING'] as const;
export type SpentOn = (typeof SPENT_ON)[number];
const RUNNING = { zh: '慈善管理成本', expense: '500604' } as const;

export interface Recipient {
  readonly category: Category;
  /** Private. */
  readonly name: string;
  readonly fen: bigint;
  /** Private: why, what was brought. */
  readonly note: string;
}

export interface Spending {
  readonly on: CalendarDate;
  readonly use: SpentOn;
  /** Empty: from money given for no purpose. */
  readonly purpose: string;
  /** Of what is paid to no person: works, an event. */
  readonly fen: bigint;
  readonly recipients: readonly Recipient[];
  /** Public. Grants to people have words of their own. */
  readonly summary: string;
  readonly resolution: string;
}

export interface SpendingFacts {
  readonly purposes: ReadonlyMap<string, Purpose>;
  readonly balances: ReadonlyMap<string, PurposeBalance>;
  readonly unrestrictedFen: bigint;
}

function wordsOf(use: SpentOn): { readonly zh: string; readonly expense: string } {
  return use === 'RUNNING' ? RUNNING : USE_ACCOUNTS[use];
}

export function useOf(account: string): SpentOn | undefined {
  return SPENT_ON.find((use) => wordsOf(use).expense === account);
}

export function useWords(use: SpentOn): string {
  return wordsOf(use).zh;
}

export function totalOf({ fen, recipients }: Pick<Spending, 'fen' | 'recipients'>): bigint {
  return fen + sumFen(recipients.map((recipient) => recipient.fen));
}

export function checkSpending(spending: Spending, facts: SpendingFacts): Violation[] {
  const purpose = facts.purposes.get(spending.purpose);
  const unknown = spending.purpose !== '' && purpose === undefined;
  return [
    ...checkShape(spending),
    ...(unknown ? checkPurpose(spending.purpose, facts.purposes, 'purpose') : []),
    ...(purpose === undefined || purpose.use === spending.use ? [] : [otherUse(purpose, spending.use)]),
    ...(unknown ? [] : checkEnough(spending, purpose, facts)),
    ...checkPublicText(spending.summary, 'summary'),
  ];
}

function otherUse(purpose: Purpose, use: SpentOn): Violation {
  const facts = { purpose: purpose.name, given: USE_ACCOUNTS[purpose.use].zh, asked: useWords(use) };
  return { code: 'PURPOSE_OTHER_USE', at: 'use', facts };
}

function checkShape({ fen, recipients, summary, use }: Spending): Violation[] {
  const violations: Violation[] = [];
  if (fen > 0n === recipients.length > 0) violations.push({ code: 'SPENDING_AMOUNT', at: 'amount' });
  if (recipients.length > 0 && use === 'RUNNING') violations.push({ code: 'GRANT_USE', at: 'use' });
  if (recipients.length === 0 && summary === '') violations.push({ code: 'SPENDING_SUMMARY', at: 'summary' });
  const names = new Set<string>();
  recipients.forEach(({ name, fen: amount }, nth) => {
    const at = `recipients[${String(nth)}]`;
    if (amount <= 0n) violations.push({ code: 'SPENDING_AMOUNT', at: `${at}.amount` });
    if (names.has(name)) violations.push({ code: 'GRANT_TWICE', at: `${at}.name`, facts: { row: String(nth + 1) } });
    names.add(name);
  });
  return violations;
}

function checkEnough(spending: Spending, purpose: Purpose | undefined, facts: SpendingFacts): Violation[] {
  const left = purpose === undefined ? facts.unrestrictedFen : (facts.balances.get(spending.purpose)?.balanceFen ?? 0n);
  return overdrawn(purpose?.name ?? '未限定用途', left, totalOf(spending), 'amount');
}

export function spendingLines(spending: Spending, fund: string, account: string): DraftLine[] {
  const fen = totalOf(spending);
  const place = { fund, fen, summary: '' };
  const dimensions = spending.purpose === '' ? [] : [[PURPOSE, spending.purpose] as const];
  return [
    { ...place, account: wordsOf(spending.use).expense, side: 'D', dimensions },
    { ...place, account, side: 'C', dimensions: [] },
  ];
}

/** Words for the public: of people only how many, and of few not even that. */
export function spendingSummary({ use, recipients, summary }: Spending): string {
  if (recipients.length === 0) return summary;
  const count = recipients.length < SMALL_CELL ? '' : ` ${String(recipients.length)} 户`;
  return `${useWords(use)}${count}`;
}

/** `pseudonymOf`: the pseudonym that a person has or gets. */
export function grantInside(spending: Spending, fund: string, pseudonymOf: (name: string) => string): InsideLeaf[] {
  const account = wordsOf(spending.use).expense;
  return spending.recipients.map(({ category, name, fen, note }) => ({
    name: GRANT,
    subject: pseudonymOf(name),
    kind: category,
    source: '',
    lines: [{ account, fund, fen, item: spending.purpose, period: '' }],
    facts: [name, note],
  }));
}

/** A grant as it stands in the books. */
export interface BookedGrant {
  readonly voucher: string;
  readonly on: CalendarDate;
  readonly pseudonym: string;
  readonly category: Category;
  readonly fen: bigint;
  readonly purpose: string;
  readonly name: string;
  readonly note: string;
}

export interface GrantVoucher {
  readonly number: string;
  readonly on: CalendarDate;
  readonly inside: readonly InsideLeaf[];
}

export function bookedGrants({ number, on, inside }: GrantVoucher): BookedGrant[] {
  return inside.flatMap((leaf) => {
    const [line] = leaf.lines;
    const category = CATEGORIES.find((known) => known === leaf.kind);
    if (leaf.name !== GRANT || line === undefined || category === undefined) return [];
    const [name = '', note = ''] = leaf.facts;
    return [{ voucher: number, on, pseudonym: leaf.subject, category, fen: line.fen, purpose: line.item, name, note }];
  });
}

export function categoryCells(grants: readonly BookedGrant[]): Cell[] {
  return CATEGORIES.map((category) => {
    const own = grants.filter((grant) => grant.category === category);
    return { key: category, count: own.length, fen: sumFen(own.map(({ fen }) => fen)) };
  });
}
