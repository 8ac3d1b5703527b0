/**
 * A reconciliation with two names under it.
 *
 * 1. What is signed are figures: book, bank, the four kinds, both adjusted balances, the funds, and each open item.
 *    What has become of an item later is no figure of the day and is not signed.
 * 2. The digest is over the figures in one spelling; the same figures always have the same digest.
 * 3. A day that is red, or that the bank's lines do not reach, is not signed.
 * 4. Whatever makes the figures of a signed day differ later is listed: first how they differ, then what came after
 *    the signature. Nothing changes silently.
 * 5. What is read back from a leaf is judged like foreign input.
 */
import { calendarDate, type CalendarDate } from '../../kernel/calendar.js';
import type { LeafObject, LeafValue } from '../../kernel/canonical.js';
import { formatFen } from '../../kernel/fen.js';
import { sha256 } from '../../kernel/hash.js';
import { stableJson } from '../../kernel/stable-json.js';
import type { Violation } from '../../kernel/violation.js';
import { OPEN_ITEM_TITLES, type OpenItemKind } from './open-items.js';
import type { Reconciliation } from './reconcile.js';

export interface SignedItem {
  readonly kind: OpenItemKind;
  readonly on: CalendarDate;
  /** The voucher's number or the bank's serial; empty for a line of a person's account. */
  readonly reference: string;
  readonly fen: bigint;
}

export interface SignedFigures {
  readonly on: CalendarDate;
  readonly bookFen: bigint;
  readonly bankFen: bigint;
  readonly adjustedBookFen: bigint;
  readonly adjustedBankFen: bigint;
  readonly totals: Readonly<Record<OpenItemKind, bigint>>;
  readonly byFund: readonly (readonly [fund: string, fen: bigint])[];
  readonly items: readonly SignedItem[];
  readonly light: string;
}

/** Lines of a list that a person still reads, and that one leaf holds. */
export const MOST_SIGNED_ITEMS = 120;

/** Why a reconciliation cannot be signed; empty where it can. */
export function checkSignOff(reconciliation: Reconciliation): Violation[] {
  const { on, reachesTo, bankFen, light, items } = reconciliation;
  if (bankFen === undefined || reachesTo === undefined || reachesTo < on) {
    return [{ code: 'RECONCILIATION_NO_STATEMENT', at: 'date', facts: { on } }];
  }
  const count = String(items.length);
  return [
    ...(light.colour === 'red'
      ? [{ code: 'RECONCILIATION_RED', at: 'date', facts: { on, sentence: light.sentence } }]
      : []),
    ...(items.length > MOST_SIGNED_ITEMS
      ? [{ code: 'RECONCILIATION_TOO_MANY_ITEMS', at: 'date', facts: { on, count, limit: String(MOST_SIGNED_ITEMS) } }]
      : []),
  ];
}

/**
 * The figures of a day. What is signed is public for ever, so lines of an account that a person holds go without their
 * serials: a wallet's are that person's orders.
 */
export function figuresOf(reconciliation: Reconciliation, holder: 'ORG' | 'PERSON'): SignedFigures {
  const { on, bookFen, bankFen, adjustedBookFen, adjustedBankFen, totals, byFund, items, light } = reconciliation;
  return {
    on,
    bookFen,
    bankFen: bankFen ?? 0n,
    adjustedBookFen,
    adjustedBankFen: adjustedBankFen ?? 0n,
    totals,
    byFund: byFund.map((fund) => [fund.fund, fund.balanceFen]),
    items: items.map(({ kind, on: since, reference, voucherNo, amountFen: fen }) => {
      return { kind, on: since, reference: holder === 'ORG' ? reference : (voucherNo ?? ''), fen };
    }),
    light: light.colour,
  };
}

/** SHA-256 of the figures, hex. */
export function figuresDigest(figures: SignedFigures): string {
  return sha256(stableJson(figuresPart(figures))).toString('hex');
}

/** The figures as a leaf tells them. */
export function figuresPart(figures: SignedFigures): LeafObject {
  const { totals } = figures;
  return {
    on: figures.on,
    book: figures.bookFen.toString(),
    bank: figures.bankFen.toString(),
    adjusted_book: figures.adjustedBookFen.toString(),
    adjusted_bank: figures.adjustedBankFen.toString(),
    totals: [totals.A, totals.B, totals.C, totals.D].map(String),
    funds: figures.byFund.map(([fund, fen]) => [fund, fen.toString()]),
    items: figures.items.map(({ kind, on, reference, fen }) => [kind, on, reference, fen.toString()]),
    light: figures.light,
  };
}

/** Reads a leaf's figures back; `undefined` where they are none. */
export function figuresFromLeaf(leaf: LeafObject): SignedFigures | undefined {
  const on = calendarDate(textOf(leaf['on']));
  const balances = balancesOf(leaf);
  const totals = totalsOf(leaf['totals']);
  const byFund = whole(listOf(leaf['funds']).map(fundOf));
  const items = whole(listOf(leaf['items']).map(itemOf));
  if (on === undefined || balances === undefined || totals === undefined) return undefined;
  if (byFund === undefined || items === undefined) return undefined;
  return { on, ...balances, totals, byFund, items, light: textOf(leaf['light']) };
}

type Balances = Pick<SignedFigures, 'bookFen' | 'bankFen' | 'adjustedBookFen' | 'adjustedBankFen'>;

function balancesOf(leaf: LeafObject): Balances | undefined {
  const fens = ['book', 'bank', 'adjusted_book', 'adjusted_bank'].map((name) => fenOf(leaf[name]));
  const [bookFen, bankFen, adjustedBookFen, adjustedBankFen] = fens;
  if (bookFen === undefined || bankFen === undefined) return undefined;
  if (adjustedBookFen === undefined || adjustedBankFen === undefined) return undefined;
  return { bookFen, bankFen, adjustedBookFen, adjustedBankFen };
}

function totalsOf(value: LeafValue | undefined): SignedFigures['totals'] | undefined {
  const [A, B, C, D] = listOf(value).map(fenOf);
  if (A === undefined || B === undefined || C === undefined || D === undefined) return undefined;
  return { A, B, C, D };
}

/** All of a list, or nothing where one of it is none. */
function whole<T>(list: readonly (T | undefined)[]): readonly T[] | undefined {
  const found = list.filter((each) => each !== undefined);
  return found.length === list.length ? found : undefined;
}

export function textOf(value: LeafValue | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** A list; what is none becomes a list of one that nothing accepts. */
function listOf(value: LeafValue | undefined): readonly (LeafValue | undefined)[] {
  return Array.isArray(value) ? (value as readonly LeafValue[]) : [undefined];
}

function fenOf(value: LeafValue | undefined): bigint | undefined {
  return typeof value === 'string' && /^(0|-?[1-9]\d{0,17})$/.test(value) ? BigInt(value) : undefined;
}

function fundOf(value: LeafValue | undefined): readonly [string, bigint] | undefined {
  const [fund, amount] = listOf(value);
  const fen = fenOf(amount);
  return typeof fund === 'string' && fen !== undefined ? [fund, fen] : undefined;
}

function itemOf(value: LeafValue | undefined): SignedItem | undefined {
  const [kind, day, reference, amount] = listOf(value).map(textOf);
  const [on, fen] = [calendarDate(day ?? ''), fenOf(amount)];
  if (kind === undefined || !(kind in OPEN_ITEM_TITLES) || on === undefined || fen === undefined) return undefined;
  return { kind: kind as OpenItemKind, on, reference: reference ?? '', fen };
}

/** What came into the log after the signature and concerns the signed day. */
export interface LaterEvents {
  readonly vouchers: readonly { readonly voucherNo: string; readonly eventOn: CalendarDate; readonly netFen: bigint }[];
  readonly lines: number;
  readonly matchesMade: number;
  readonly matchesUndone: number;
}

/** How the figures differ from the signed ones, in sentences; empty where they are the same. */
export function figureChanges(signed: SignedFigures, now: SignedFigures): string[] {
  const amounts: readonly (readonly [string, bigint, bigint])[] = [
    ['账上余额', signed.bookFen, now.bookFen],
    ['银行余额', signed.bankFen, now.bankFen],
    ['账上调节后余额', signed.adjustedBookFen, now.adjustedBookFen],
    ['银行调节后余额', signed.adjustedBankFen, now.adjustedBankFen],
  ];
  return [
    ...amounts.filter(([, before, after]) => before !== after).map((change) => amountChange(...change)),
    ...fundChanges(signed, now),
    ...itemsWithout(signed.items, now.items).map((item) => `少了一笔未达账项：${itemWords(item)}`),
    ...itemsWithout(now.items, signed.items).map((item) => `多了一笔未达账项：${itemWords(item)}`),
    ...(signed.light === now.light ? [] : [`对账结果：签字时${lightWord(signed.light)}，现在${lightWord(now.light)}`]),
  ];
}

const LIGHT_WORDS: Readonly<Record<string, string>> = { green: '相符', amber: '待处理', red: '不符' };

function lightWord(light: string): string {
  return `“${LIGHT_WORDS[light] ?? light}”`;
}

function amountChange(name: string, before: bigint, after: bigint): string {
  return `${name}：签字时 ${formatFen(before)} 元，现在 ${formatFen(after)} 元`;
}

function fundChanges(signed: SignedFigures, now: SignedFigures): string[] {
  const [before, after] = [new Map(signed.byFund), new Map(now.byFund)];
  return [...new Set([...before.keys(), ...after.keys()])].sort().flatMap((fund) => {
    const [old, current] = [before.get(fund) ?? 0n, after.get(fund) ?? 0n];
    return old === current ? [] : [amountChange(`资金 ${fund} 的余额`, old, current)];
  });
}

function itemsWithout(items: readonly SignedItem[], others: readonly SignedItem[]): SignedItem[] {
  const known = new Set(others.map(itemWords));
  return items.filter((item) => !known.has(itemWords(item)));
}

function itemWords({ kind, on, reference, fen }: SignedItem): string {
  return `${OPEN_ITEM_TITLES[kind]}，${on}，${reference === '' ? '银行流水' : reference}，${formatFen(fen)} 元`;
}

const MOST_TOLD = 10;

/** What came after the signature, in sentences. */
export function eventSentences({ vouchers, lines, matchesMade, matchesUndone }: LaterEvents): string[] {
  const told = vouchers.slice(0, MOST_TOLD).map(({ voucherNo, eventOn, netFen }) => {
    const amount = netFen < 0n ? `付 ${formatFen(-netFen)} 元` : `收 ${formatFen(netFen)} 元`;
    return `签字以后记入凭证 ${voucherNo}（${eventOn}，${amount}）`;
  });
  const more = vouchers.length - told.length;
  return [
    ...told,
    ...(more > 0 ? [`签字以后还记入了另外 ${String(more)} 张这一天以前的凭证`] : []),
    ...(lines > 0 ? [`签字以后导入了 ${String(lines)} 笔这一天以前的银行流水`] : []),
    ...(matchesMade > 0 ? [`签字以后又对上了 ${String(matchesMade)} 组流水和凭证`] : []),
    ...(matchesUndone > 0 ? [`签字以后撤销了 ${String(matchesUndone)} 个核对`] : []),
  ];
}
