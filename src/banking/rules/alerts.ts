/**
 * What somebody should look at, whatever the light says.
 *
 * 1. Public money in an account that a person holds: what is left there, and what came in lately although the estate
 *    has an account of its own.
 * 2. Payments to somebody who was never paid before and whom no voucher names.
 * 3. Money that left the bank without a voucher, with its age.
 * 4. Sentences are public: they count and add up, and name neither a person nor the bank's words. Which payments they
 *    are is told apart, for those who may see it.
 */
import { addDays, daysBetween, type CalendarDate } from '../../kernel/calendar.js';
import { formatFen, sumFen } from '../../kernel/fen.js';
import { compareText, lineNetFen, type KeyedLine } from './bank-line.js';
import { partyOf, plain } from './matching/line-view.js';
import type { Movement } from './movement.js';
import type { OpenItem } from './open-items.js';

export type AlertKind = 'personal-balance' | 'personal-receipts' | 'unknown-payee' | 'unexplained-withdrawal';

export interface BankAlert {
  readonly kind: AlertKind;
  /** The account by its public name. */
  readonly account: string;
  readonly count: number;
  readonly amountFen: bigint;
  /** The earliest day that it is about, and how long ago that is. */
  readonly since?: CalendarDate;
  readonly days?: number;
  readonly sentence: string;
  /** Keys of the bank lines that are meant, for those who may see them. */
  readonly lineKeys: readonly string[];
}

export interface AlertFacts {
  readonly account: { readonly publicName: string; readonly holderType: 'ORG' | 'PERSON' };
  readonly today: CalendarDate;
  /** When the estate opened an account of its own; absent where it has none. */
  readonly ownSince?: CalendarDate;
  /** What the books say is in the account today. */
  readonly bookFen: bigint;
  readonly movements: readonly Movement[];
  /** With their private words. */
  readonly lines: readonly KeyedLine[];
  /** The vouchers that explain a line, by the line's key. */
  readonly explained: ReadonlyMap<string, readonly string[]>;
  /** Keys of lines that nothing explains. */
  readonly openLines: ReadonlySet<string>;
  /** What is open on the last day that the bank's lines reach. */
  readonly items: readonly OpenItem[];
}

/** Older ones have been seen; who has not looked by then will not be helped by a sentence. */
const LATELY_DAYS = 90;

export function alertsOf(facts: AlertFacts): BankAlert[] {
  return [...personalMoney(facts), ...unexplainedWithdrawals(facts), ...unknownPayees(facts)];
}

function personalMoney({ account, bookFen, movements, ownSince, today }: AlertFacts): BankAlert[] {
  if (account.holderType !== 'PERSON') return [];
  const place = { account: account.publicName, lineKeys: [] };
  const left: BankAlert[] = [];
  if (bookFen !== 0n) {
    const sentence = `还有 ${formatFen(bookFen)} 元公款放在个人账户（${account.publicName}）里，请尽快转到小区自己的账户。`;
    left.push({ ...place, kind: 'personal-balance', count: 1, amountFen: bookFen, sentence });
  }
  const from = addDays(today, -LATELY_DAYS);
  const late = movements.filter(
    ({ kind, eventOn, netFen }) =>
      kind !== 'opening' && netFen > 0n && eventOn >= from && eventOn > (ownSince ?? today),
  );
  if (late.length === 0) return left;
  const amountFen = sumFen(late.map((movement) => movement.netFen));
  const [since] = late.map((movement) => movement.eventOn).sort(compareText);
  const sentence = `小区已经有自己的账户，个人账户（${account.publicName}）最近还收了 ${String(late.length)} 笔钱，共 ${formatFen(amountFen)} 元。`;
  return [
    ...left,
    { ...place, ...agedSince(since, today), kind: 'personal-receipts', count: late.length, amountFen, sentence },
  ];
}

function unexplainedWithdrawals({ account, items, today, lines, openLines }: AlertFacts): BankAlert[] {
  const withdrawals = items.filter((item) => item.kind === 'D');
  if (withdrawals.length === 0) return [];
  const amountFen = sumFen(withdrawals.map((item) => item.amountFen));
  const [since] = withdrawals.map((item) => item.on).sort(compareText);
  const aged = agedSince(since, today);
  const age = aged.days === undefined ? '' : `，最早的一笔已经 ${String(aged.days)} 天`;
  const sentence = `银行付出了 ${String(withdrawals.length)} 笔钱，账上还没有凭证，共 ${formatFen(amountFen)} 元${age}。`;
  const lineKeys = lines.filter((line) => openLines.has(line.key) && lineNetFen(line) < 0n).map((line) => line.key);
  const counts = { count: withdrawals.length, amountFen, lineKeys };
  return [{ kind: 'unexplained-withdrawal', account: account.publicName, ...counts, ...aged, sentence }];
}

function unknownPayees(facts: AlertFacts): BankAlert[] {
  const { account, today } = facts;
  const found = paymentsToStrangers(facts);
  if (found.length === 0) return [];
  const amountFen = sumFen(found.map((line) => line.outFen - line.inFen));
  const aged = agedSince(found[0]?.bookedOn, today);
  const sentence = `最近有 ${String(found.length)} 笔钱付给了以前没有付过、凭证里也没有写到的收款方，共 ${formatFen(amountFen)} 元。`;
  const counts = { count: found.length, amountFen, lineKeys: found.map((line) => line.key) };
  return [{ kind: 'unknown-payee', account: account.publicName, ...counts, ...aged, sentence }];
}

/** Payments of late, in order, whose other side no voucher names and nobody paid before with a voucher. */
function paymentsToStrangers({ lines, explained, movements, today }: AlertFacts): KeyedLine[] {
  const from = addDays(today, -LATELY_DAYS);
  const byNumber = new Map(movements.map((movement) => [movement.voucherNo, movement]));
  const known = new Set<string>();
  const strangers: KeyedLine[] = [];
  const payments = lines.filter((line) => lineNetFen(line) < 0n && partyOf(line) !== '');
  for (const line of [...payments].sort((one, other) => compareText(one.bookedOn, other.bookedOn))) {
    const party = partyOf(line);
    const vouchers = (explained.get(line.key) ?? []).flatMap((number) => byNumber.get(number) ?? []);
    const isNamed = vouchers.some((voucher) => names(voucher, party));
    if (!known.has(party) && !isNamed && line.bookedOn >= from) strangers.push(line);
    if (vouchers.length > 0) known.add(party);
  }
  return strangers;
}

const LEAST_NAME = 2;

function names(voucher: Movement, party: string): boolean {
  const words = (voucher.payeeWords ?? []).map(plain).filter((word) => word.length >= LEAST_NAME);
  return plain(voucher.summary).includes(party) || words.some((word) => party.includes(word) || word.includes(party));
}

function agedSince(since: CalendarDate | undefined, today: CalendarDate): Pick<BankAlert, 'since' | 'days'> {
  return since === undefined ? {} : { since, days: Math.max(0, daysBetween(since, today)) };
}
