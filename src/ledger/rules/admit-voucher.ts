/**
 * Whether a draft may become a voucher, as far as the draft and the estate's structure tell (floors and periods:
 * fold-batch.ts).
 *
 * 1. Two lines or more; every amount is non-zero, and negative only in red and difference vouchers.
 * 2. Accounts and funds exist, and restricted accounts refuse other funds.
 * 3. Debits equal credits in total and in every fund.
 * 4. Cash moves between funds only through 4901/5901 or 1225/2245, with a resolution; 4901 and 5901 net to zero, but
 *    for year-end
 *    transfers that move no cash.
 * 5. Suspense money can be received and resolved, nothing else.
 * 6. Things happened between the opening of the books and today.
 * 7. Two different persons with their roles stand behind it, or an importing operator, or a posting agent.
 * 8. Public text names no household and no person's numbers.
 * 9. A batch voucher's private inside adds up to its public lines.
 * 10. Charity money is spent on charity.
 * 11. Once an organisation's account is open, nothing more is received on a person's card.
 * 12. The special account of trust money gives out no cash.
 *
 * All violations are returned, each with its place.
 */
import type { CalendarDate } from '../../kernel/calendar.js';
import { MAX_FEN, yuanFromFen } from '../../kernel/fen.js';
import { checkPublicText } from '../../kernel/public-text.js';
import type { Violation } from '../../kernel/violation.js';
import { checkBetweenFunds } from './check-between-funds.js';
import { checkFundPurpose, isForeignExpense } from './check-fund-purpose.js';
import { checkTrustAccount } from './check-trust-account.js';
import { checkInside } from './inside.js';
import { checkApprover, checkPreparer } from './persons.js';
import {
  isCashLike,
  PERSONAL_ACCOUNT,
  SUSPENSE_ACCOUNT,
  type Account,
  type EstateStructure,
  type Fund,
} from './structure.js';
import { isHidden, NONE_RECORDED, POSTED_BY_AGENT, type DraftLine, type VoucherDraft } from './voucher.js';

const MAY_BE_NEGATIVE: ReadonlySet<string> = new Set(['red', 'difference']);
const SUMMARY_LIMIT = 200;

export function admitVoucher(draft: VoucherDraft, structure: EstateStructure, today: CalendarDate): Violation[] {
  return [
    ...checkText(draft),
    ...checkLines(draft, structure),
    ...checkBalance(draft),
    ...checkInside(draft),
    ...checkBetweenFunds(draft, structure),
    ...checkFundPurpose(draft, structure),
    ...checkDate(draft, structure, today),
    ...checkPersonalAccount(draft, structure),
    ...checkTrustAccount(draft),
    ...checkPersons(draft, structure),
  ];
}

function checkText(draft: VoucherDraft): Violation[] {
  const violations: Violation[] = [];
  if (draft.summary.trim() === '') violations.push({ code: 'SUMMARY_EMPTY', at: 'summary' });
  const texts: [string, string][] = [
    ['summary', draft.summary],
    ...draft.lines.map((line, index): [string, string] => [`lines[${index}].summary`, line.summary]),
    ...draft.refs.map(([, value], index): [string, string] => [`refs[${index}]`, value]),
    ...publicDimensions(draft),
  ];
  for (const [at, text] of texts) {
    if (text.length > SUMMARY_LIMIT)
      violations.push({ code: 'TEXT_TOO_LONG', at, facts: { limit: String(SUMMARY_LIMIT) } });
    if (text !== '') violations.push(...checkPublicText(text, at));
  }
  return violations;
}

function publicDimensions(draft: VoucherDraft): [string, string][] {
  return draft.lines.flatMap((line, index) =>
    line.dimensions
      .filter((dimension) => !isHidden(dimension))
      .map(([, value], nth): [string, string] => [`lines[${index}].dimensions[${nth}]`, value]),
  );
}

function checkLines(draft: VoucherDraft, structure: EstateStructure): Violation[] {
  const violations: Violation[] = [];
  if (draft.lines.length < 2) violations.push({ code: 'VOUCHER_LINES_TOO_FEW', at: 'lines' });
  draft.lines.forEach((line, index) => {
    const at = `lines[${index}]`;
    violations.push(...checkAmount(line, draft.kind, `${at}.amount`), ...checkPlace(line, structure, at));
  });
  return violations;
}

function checkAmount(line: DraftLine, kind: string, at: string): Violation[] {
  if (line.fen === 0n) return [{ code: 'LINE_AMOUNT_ZERO', at }];
  if (line.fen < 0n && !MAY_BE_NEGATIVE.has(kind)) {
    return [{ code: 'LINE_AMOUNT_NEGATIVE', at, facts: { amount: yuanFromFen(line.fen) } }];
  }
  if (line.fen > MAX_FEN || line.fen < -MAX_FEN) {
    return [{ code: 'LINE_AMOUNT_TOO_LARGE', at, facts: { limit: yuanFromFen(MAX_FEN) } }];
  }
  return [];
}

function checkPlace(line: DraftLine, structure: EstateStructure, at: string): Violation[] {
  const account = structure.accounts.get(line.account);
  const fund = structure.funds.get(line.fund);
  const violations: Violation[] = [];
  if (account === undefined) {
    violations.push({ code: 'ACCOUNT_UNKNOWN', at: `${at}.account`, facts: { account: line.account } });
  }
  if (fund === undefined) violations.push({ code: 'FUND_UNKNOWN', at: `${at}.fund`, facts: { fund: line.fund } });
  if (account !== undefined && fund !== undefined && !isForeignExpense(line, structure)) {
    violations.push(...checkPair(account, fund, at));
  }
  // Without a trustee there is nobody to whom remuneration could be owed (AT-09).
  if (structure.serviceMode === 'SELF_MANAGED' && line.account.startsWith('5002')) {
    violations.push({ code: 'ACCOUNT_NOT_POSTABLE', at: `${at}.account`, facts: { account: line.account } });
  }
  return violations;
}

function checkPair(account: Account, fund: Fund, at: string): Violation[] {
  if (fund.kind === 'SUSPENSE') {
    return isCashLike(account.code) || account.code === SUSPENSE_ACCOUNT
      ? []
      : [{ code: 'SUSPENSE_MISUSED', at: `${at}.account`, facts: { account: account.code } }];
  }
  if (account.fundKinds === undefined || account.fundKinds.includes(fund.kind)) return [];
  const facts = { account: account.code, name: account.name, fund: fund.code, fundName: fund.name };
  return [{ code: 'ACCOUNT_REFUSES_FUND', at: `${at}.fund`, facts }];
}

/** Debit less credit by fund, in the order in which the funds appear. */
export function imbalanceByFund(lines: readonly DraftLine[]): Map<string, bigint> {
  const byFund = new Map<string, bigint>();
  for (const line of lines) {
    byFund.set(line.fund, (byFund.get(line.fund) ?? 0n) + (line.side === 'D' ? line.fen : -line.fen));
  }
  return byFund;
}

function checkBalance(draft: VoucherDraft): Violation[] {
  const violations: Violation[] = [];
  let total = 0n;
  const byFund = imbalanceByFund(draft.lines);
  for (const imbalance of byFund.values()) total += imbalance;
  if (total !== 0n) {
    violations.push({ code: 'VOUCHER_UNBALANCED', at: 'lines', facts: balanceFacts(draft.lines, total) });
  }
  for (const [fund, imbalance] of byFund) {
    if (imbalance === 0n || (total !== 0n && byFund.size === 1)) continue;
    const lines = draft.lines.filter((line) => line.fund === fund);
    violations.push({ code: 'FUND_UNBALANCED', at: 'lines', facts: { fund, ...balanceFacts(lines, imbalance) } });
  }
  return violations;
}

function balanceFacts(lines: readonly DraftLine[], imbalance: bigint): Record<string, string> {
  const side = (wanted: 'D' | 'C'): string =>
    yuanFromFen(lines.reduce((sum, line) => (line.side === wanted ? sum + line.fen : sum), 0n));
  return {
    debit: side('D'),
    credit: side('C'),
    difference: yuanFromFen(imbalance < 0n ? -imbalance : imbalance),
  };
}

function checkDate(draft: VoucherDraft, structure: EstateStructure, today: CalendarDate): Violation[] {
  if (draft.eventOn > today) {
    return [{ code: 'EVENT_IN_FUTURE', at: 'eventOn', facts: { date: draft.eventOn, today } }];
  }
  if (draft.eventOn < structure.openedOn) {
    return [{ code: 'EVENT_BEFORE_BOOKS', at: 'eventOn', facts: { date: draft.eventOn, opened: structure.openedOn } }];
  }
  return [];
}

/** What the books open with, and what a red copy gives back, are no receipts. */
function checkPersonalAccount(draft: VoucherDraft, structure: EstateStructure): Violation[] {
  const since = structure.orgAccountSince;
  if (since === undefined || draft.eventOn < since || draft.kind === 'opening' || draft.kind === 'red') return [];
  return draft.lines.flatMap((line, index) =>
    line.account.startsWith(PERSONAL_ACCOUNT) && line.side === 'D' && line.fen > 0n
      ? [{ code: 'PERSONAL_ACCOUNT_RECEIPT', at: `lines[${index}].account`, facts: { detail: draft.eventOn } }]
      : [],
  );
}

function checkPersons(draft: VoucherDraft, structure: EstateStructure): Violation[] {
  const holds = (person: string, role: string): boolean => structure.roles.get(person)?.has(role) === true;
  if (draft.approver === NONE_RECORDED) {
    return holds(draft.preparer, 'OPERATOR')
      ? []
      : [{ code: 'ROLE_REQUIRED', at: 'preparer', facts: { role: '系统运维' } }];
  }
  if (draft.approver === POSTED_BY_AGENT) {
    return holds(draft.preparer, 'POSTING_AGENT')
      ? []
      : [{ code: 'ROLE_REQUIRED', at: 'preparer', facts: { role: '过账程序' } }];
  }
  return [
    ...(draft.preparer === draft.approver ? [{ code: 'SECOND_PERSON_REQUIRED', at: 'approver' }] : []),
    ...checkPreparer(draft.preparer, structure.roles),
    ...checkApprover(draft.approver, structure.roles, 'approver'),
  ];
}
