/**
 * What an open line looks like, so that its voucher can be begun in one step.
 *
 * 1. One suggestion a line, the surest that applies; a suggestion books nothing.
 * 2. Words come from templates and from the estate's own vouchers, never from the bank's remark or counterparty.
 */
import { fen, formatFen } from '../../../kernel/fen.js';
import type { BookUnit } from './book-unit.js';
import { amountWords, groupBy, netOf, type Ground, type Sides } from './ground.js';
import { daysInWords } from './learned.js';
import { saysReturn } from './line-pairs.js';
import type { LineView } from './line-view.js';
import type { LineSuggestion } from './match.js';

type Guess = Omit<LineSuggestion, 'lineKey'>;
type Guesser = (view: LineView, look: Look) => Guess | undefined;

/** What is open on the books' side, so that it can be found quickly. */
interface Look {
  readonly ground: Ground;
  readonly byRef: ReadonlyMap<string, readonly BookUnit[]>;
  readonly byWord: ReadonlyMap<string, readonly BookUnit[]>;
  readonly channelDays: ReadonlyMap<number, readonly BookUnit[]>;
}

export function suggestLines(sides: Sides, ground: Ground): LineSuggestion[] {
  const channels = sides.units.filter((unit) => unit.channel !== '' && unit.netFen > 0n);
  const look: Look = {
    ground,
    byRef: indexBy(sides.units, (unit) => unit.refs),
    byWord: indexBy(sides.units, (unit) => unit.words),
    channelDays: groupBy(channels, (unit) => unit.first),
  };
  return sides.views.flatMap((view) => {
    for (const guess of GUESSERS) {
      const found = guess(view, look);
      if (found !== undefined) return [{ lineKey: view.key, ...found }];
    }
    return [];
  });
}

function indexBy(units: readonly BookUnit[], namesOf: (unit: BookUnit) => readonly string[]): Map<string, BookUnit[]> {
  const index = new Map<string, BookUnit[]>();
  for (const unit of units) {
    for (const name of namesOf(unit)) {
      const list = index.get(name);
      if (list === undefined) index.set(name, [unit]);
      else list.push(unit);
    }
  }
  return index;
}

const GUESSERS: readonly Guesser[] = [
  otherAmount,
  interest,
  returned,
  settlementFee,
  bankFee,
  learned,
  householdFee,
  unidentified,
];

/** The line names a voucher, or its other side has one that day, and the figure is another. */
function otherAmount(view: LineView, look: Look): Guess | undefined {
  const named = [...view.tokens].flatMap((token) => look.byRef.get(token) ?? []);
  const near = [...view.tokens]
    .flatMap((token) => look.byWord.get(token) ?? [])
    .filter((unit) => Math.abs(unit.first - view.day) <= look.ground.windowDays && isSlip(unit.netFen, view.netFen));
  const [unit] = [...named, ...near].filter((each) => each.netFen !== view.netFen && each.members.length === 1);
  if (unit === undefined) return undefined;
  const difference = view.netFen - unit.netFen;
  const size = formatFen(difference < 0n ? -difference : difference);
  const sides = `银行${amountWords(view.netFen)}，账上${amountWords(unit.netFen)}`;
  const explanation = `看来是凭证 ${unit.id}，但金额相差 ${size} 元：${sides}，请核对是哪边写错`;
  return { rule: 'other-amount', score: named.length > 0 ? 70 : 50, explanation, voucherNo: unit.id };
}

/** Two digits exchanged differ by a multiple of nine; small differences are slips too. */
function isSlip(book: bigint, bank: bigint): boolean {
  if (book < 0n !== bank < 0n) return false;
  const difference = book - bank < 0n ? bank - book : book - bank;
  const size = bank < 0n ? -bank : bank;
  return difference !== 0n && difference * 10n <= size && (difference % 9n === 0n || difference < 100n);
}

function interest(view: LineView): Guess | undefined {
  if (view.netFen <= 0n || !view.topics.has('interest')) return undefined;
  return { rule: 'interest', score: 90, explanation: `银行结息，${amountWords(view.netFen)}，记作利息收入` };
}

function returned(view: LineView): Guess | undefined {
  if (!saysReturn(view)) return undefined;
  const explanation = `付出去的钱退了回来或被银行冲回（${amountWords(view.netFen)}），请用红字冲销原来的凭证`;
  return { rule: 'returned', score: 75, explanation };
}

function bankFee(view: LineView): Guess | undefined {
  if (view.netFen >= 0n || !view.topics.has('bank-fee')) return undefined;
  return { rule: 'bank-fee', score: 90, explanation: `银行收取的手续费，${amountWords(view.netFen)}，记作手续费支出` };
}

/** The channel's vouchers of a day come to a little more than what arrived: the rest is its fee. */
function settlementFee(view: LineView, look: Look): Guess | undefined {
  if (view.netFen <= 0n || !view.topics.has('settlement')) return undefined;
  for (const day of [view.day - 1, view.day, view.day - 2, view.day - 3]) {
    const units = look.channelDays.get(day) ?? [];
    const fee = netOf(units) - view.netFen;
    if (units.length < 2 || fee <= 0n || fee * 50n > view.netFen) continue;
    const less = `比账上 ${String(units.length)} 笔收款少 ${formatFen(fee)} 元`;
    const explanation = `聚合收款到账 ${formatFen(view.netFen)} 元，${less}，看来是渠道扣的手续费，请补记`;
    return { rule: 'settlement-fee', score: 65, explanation, feeFen: fen(fee) };
  }
  return undefined;
}

function learned(view: LineView, { ground }: Look): Guess | undefined {
  const [rule] = [...ground.learned.of(view)].sort(
    (one, other) => other.times - one.times || (one.id < other.id ? -1 : 1),
  );
  if (rule === undefined) return undefined;
  const explanation = `以往 ${String(rule.times)} 次同样的收付（${daysInWords(rule)}）都记作“${rule.summary}”`;
  const { summary, counterAccounts } = rule;
  return { rule: 'learned', score: Math.min(85, 60 + rule.times), explanation, summary, counterAccounts };
}

function householdFee(view: LineView): Guess | undefined {
  if (view.netFen <= 0n) return undefined;
  const isFee = view.topics.has('property-fee') || view.topics.has('parking');
  if (!isFee && view.rooms.length === 0) return undefined;
  const explanation = `看来是住户交来的费用，${amountWords(view.netFen)}，请核对是哪一户、哪一期`;
  return { rule: 'household-fee', score: isFee ? 70 : 60, explanation };
}

function unidentified(view: LineView): Guess {
  if (view.netFen > 0n) {
    const explanation = `不知是谁、为什么付来的 ${formatFen(view.netFen)} 元，可先记入待定资金，弄清后再转出`;
    return { rule: 'unidentified-receipt', score: 30, explanation };
  }
  const explanation = `银行付出 ${formatFen(-view.netFen)} 元，账上没有凭证，请找出经手人和单据`;
  return { rule: 'unidentified-payment', score: 30, explanation };
}
