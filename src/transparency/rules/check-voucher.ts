/**
 * What must hold of a voucher at its position, by the leaves before it. Written from the rules' text and not from the
 * posting code,
 * so that a mistake in one is not repeated in the other.
 *
 * 1. Two lines or more; amounts are not zero, and negative only in red and difference vouchers.
 * 2. Accounts and funds exist by then; a restricted account takes only its funds; suspense money is received and
 *    resolved, no more.
 * 3. Debits equal credits in every fund, and so in total; transfers in equal transfers out.
 * 4. Cash moves between funds only by 4901/5901 or 1225/2245, and with a resolution (a red voucher leans on its
 *    original's). A
 *    year-end transfer may empty 4901 and 5901 without either, as long as it touches no money.
 * 5. No public line names a household.
 * 6. The event lies between the opening of the books and the day on which it was recorded.
 * 7. Period and number follow (book-state.ts); the persons hold their roles (people-state.ts).
 */
import { shanghaiDate } from '../../kernel/calendar.js';
import { MAX_FEN } from '../../kernel/fen.js';
import { formatNumber, NONE_RECORDED, parseNumber, SUSPENSE_ACCOUNT } from '../../ledger/rules/index.js';
import type { Period } from '../../kernel/calendar.js';
import type { BookState, ChartedAccount } from './book-state.js';
import type { Findings } from './finding.js';
import type { PeopleState } from './people-state.js';
import type { ReadLine, ReadVoucher } from './voucher-reading.js';

interface FundSide {
  net: bigint;
  cash: bigint;
}

export function checkVoucher(voucher: ReadVoucher, book: BookState, people: PeopleState, findings: Findings): void {
  const { seq } = voucher;
  people.requireVoucherPersons(voucher.preparer, voucher.approver, seq);
  if (voucher.lines.length < 2) findings.error('VERIFY_LINES_TOO_FEW', seq);
  for (const [index, line] of voucher.lines.entries()) checkLine(voucher, line, index, book, findings);
  checkFunds(voucher, book, findings);
  checkTime(voucher, book, findings);
  checkNumber(voucher, book, findings);
}

function checkLine(
  { seq, kind }: ReadVoucher,
  { account, fund, fen, dimensions }: ReadLine,
  index: number,
  book: BookState,
  findings: Findings,
): void {
  if (dimensions.some(([name]) => name === 'unit')) findings.error('VERIFY_HOUSEHOLD_PUBLIC', seq);
  if (!isAmount(fen, kind)) {
    findings.error('VERIFY_LINE_AMOUNT', seq, { line: String(index + 1), fen: String(fen) });
  }
  const charted = book.accounts.get(account);
  const opened = book.funds.get(fund);
  if (charted === undefined) findings.error('VERIFY_ACCOUNT_UNKNOWN', seq, { account });
  if (opened === undefined) findings.error('VERIFY_FUND_UNKNOWN', seq, { fund });
  if (charted === undefined || opened === undefined) return;
  const fault = placeFault(account, charted, opened.kind);
  if (fault !== undefined) findings.error(fault, seq, { account, fund });
}

function isAmount(fen: bigint, kind: string): boolean {
  if (fen === 0n || fen > MAX_FEN || fen < -MAX_FEN) return false;
  return fen > 0n || kind === 'red' || kind === 'difference';
}

function placeFault(account: string, { cashLike, fundKinds }: ChartedAccount, fundKind: string): string | undefined {
  if (fundKind === 'SUSPENSE') {
    return cashLike || account === SUSPENSE_ACCOUNT ? undefined : 'VERIFY_SUSPENSE_MISUSED';
  }
  return fundKinds?.has(fundKind) === false ? 'VERIFY_ACCOUNT_REFUSES_FUND' : undefined;
}

/** What a voucher as a whole does between funds. */
interface Whole {
  transfers: bigint;
  between: boolean;
  touchesMoney: boolean;
}

function checkFunds(voucher: ReadVoucher, book: BookState, findings: Findings): void {
  const sides = new Map<string, FundSide>();
  const whole: Whole = { transfers: 0n, between: false, touchesMoney: false };
  for (const line of voucher.lines) {
    const signed = line.isDebit ? line.fen : -line.fen;
    const isCash = book.accounts.get(line.account)?.cashLike === true;
    const side = sideOf(sides, line.fund);
    side.net += signed;
    if (isCash) side.cash += signed;
    addLine(whole, line.account.slice(0, 4), signed, isCash);
  }
  for (const [fund, { net }] of sides) {
    if (net !== 0n) findings.error('VERIFY_FUND_UNBALANCED', voucher.seq, { fund, fen: String(net) });
  }
  if (voucher.kind === 'closing' && !whole.touchesMoney) return;
  checkBetween(voucher, whole, sides.size > 1 && cashMoves(sides, book), findings);
}

function addLine(whole: Whole, group: string, signed: bigint, isCash: boolean): void {
  const [isTransfer, isLoan] = [TRANSFERS.has(group), LOANS.has(group)];
  if (isTransfer) whole.transfers += signed;
  whole.between ||= isTransfer || isLoan;
  whole.touchesMoney ||= isCash || isLoan;
}

function checkBetween(
  { seq, kind, refs }: ReadVoucher,
  { transfers, between }: Whole,
  moves: boolean,
  findings: Findings,
): void {
  if (transfers !== 0n) findings.error('VERIFY_TRANSFER_NOT_NETTED', seq, { fen: String(transfers) });
  if (moves && !between && kind !== 'red') findings.error('VERIFY_BETWEEN_FUNDS', seq);
  const needsResolution = (moves || between) && kind !== 'red';
  if (needsResolution && !refs.some(([what]) => what === 'resolution'))
    findings.error('VERIFY_RESOLUTION_MISSING', seq);
}

const TRANSFERS: ReadonlySet<string> = new Set(['4901', '5901']);
const LOANS: ReadonlySet<string> = new Set(['1225', '2245']);

function sideOf(sides: Map<string, FundSide>, fund: string): FundSide {
  let side = sides.get(fund);
  if (side === undefined) {
    side = { net: 0n, cash: 0n };
    sides.set(fund, side);
  }
  return side;
}

/** Some fund gains cash while another, which is not suspense being resolved, loses it. */
function cashMoves(sides: ReadonlyMap<string, FundSide>, book: BookState): boolean {
  let [gains, loses] = [false, false];
  for (const [fund, { cash }] of sides) {
    if (cash > 0n) gains = true;
    if (cash < 0n && book.funds.get(fund)?.kind !== 'SUSPENSE') loses = true;
  }
  return gains && loses;
}

function checkTime(voucher: ReadVoucher, book: BookState, findings: Findings): void {
  const { seq, eventOn, recordedAt, period } = voucher;
  const { openedOn } = book;
  const recordedOn = shanghaiDate(new Date(recordedAt));
  if (openedOn === undefined || eventOn < openedOn || eventOn > recordedOn) {
    findings.error('VERIFY_EVENT_DATE', seq, { date: eventOn });
  }
  const earliest = book.earliestOpen();
  const expected = eventOn.slice(0, 7) < earliest ? earliest : eventOn.slice(0, 7);
  // An import keeps the month of the number that it brings where that is later.
  const isKept = voucher.approver === NONE_RECORDED && period > expected && period <= recordedOn.slice(0, 7);
  if (period !== expected && !isKept) findings.error('VERIFY_PERIOD_WRONG', seq, { period, expected });
}

/** Numbers what comes after a wrong number from there on, so that one gap is one finding. */
function checkNumber({ seq, number, period }: ReadVoucher, book: BookState, findings: Findings): void {
  const no = book.nextNumber(period);
  const expected = formatNumber({ period: period as Period, no });
  if (number === expected) {
    book.takeNumber(period, no, seq);
    return;
  }
  findings.error('VERIFY_NUMBER_BROKEN', seq, { number, expected });
  const parsed = parseNumber(number);
  book.takeNumber(period, parsed?.period === period ? parsed.no : no, seq);
}

/**
 * A red voucher takes back a voucher of its own year that is not itself red, as its exact negative. An original that
 * cannot be read
 * has been reported where it stands.
 */
export function checkRed(
  red: ReadVoucher,
  original: ReadVoucher | undefined,
  originalSeq: number,
  findings: Findings,
): void {
  const facts = { original: String(originalSeq) };
  if (original === undefined || !isExactNegative(original, red)) {
    findings.error('VERIFY_RED_NOT_EXACT', red.seq, facts);
    return;
  }
  if (original.kind === 'red') findings.error('VERIFY_RED_OF_RED', red.seq, facts);
  if (original.period.slice(0, 4) !== red.period.slice(0, 4)) findings.error('VERIFY_RED_OTHER_YEAR', red.seq, facts);
}

/** Each line once, on its own side. */
function isExactNegative(original: ReadVoucher, red: ReadVoucher): boolean {
  if (original.lines.length !== red.lines.length) return false;
  const places = new Map<string, number>();
  for (const line of original.lines) count(places, placeOf(line, line.fen), 1);
  for (const line of red.lines) count(places, placeOf(line, -line.fen), -1);
  return [...places.values()].every((left) => left === 0);
}

function placeOf({ account, fund, isDebit }: ReadLine, fen: bigint): string {
  return `${account} ${fund} ${isDebit ? 'D' : 'C'} ${String(fen)}`;
}

function count(places: Map<string, number>, place: string, by: number): void {
  places.set(place, (places.get(place) ?? 0) + by);
}
