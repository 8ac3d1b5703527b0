/**
 * The public light of one account on one day.
 *
 * 1. Red: book, bank and funds do not add up, or bank lines are missing between known ones.
 * 2. Amber: bank lines wait for a voucher, items at the bank are older than 30 days, or the bank's lines do not reach
 *    the day.
 * 3. Green: nothing of the above. Vouchers on their way to the bank for up to 30 days keep it green.
 * 4. The sentence says everything that is wrong, in words that need no accounting.
 */
import type { CalendarDate } from '../../kernel/calendar.js';
import { formatFen, sumFen } from '../../kernel/fen.js';
import type { Gap } from './chain-lines.js';
import { OVERDUE_DAYS, type OpenItem } from './open-items.js';

export type LightColour = 'green' | 'amber' | 'red';

export type LightReason =
  'gap' | 'unexplained' | 'funds' | 'no-statement' | 'unrecorded' | 'overdue' | 'not-reached' | 'in-transit';

export interface Light {
  readonly colour: LightColour;
  /** Why, the gravest first. Empty, or only `in-transit`, for green. */
  readonly reasons: readonly LightReason[];
  readonly sentence: string;
}

export interface LightFacts {
  readonly on: CalendarDate;
  /** Absent where no line of the account is known. */
  readonly reachesTo?: CalendarDate;
  readonly items: readonly OpenItem[];
  readonly gaps: readonly Gap[];
  /** What is left between the adjusted balances; absent where the bank's balance is not known. */
  readonly unexplainedFen?: bigint;
  readonly fundsDifferenceFen: bigint;
}

const COLOURS: Readonly<Record<LightReason, LightColour>> = {
  gap: 'red',
  unexplained: 'red',
  funds: 'red',
  'no-statement': 'amber',
  unrecorded: 'amber',
  overdue: 'amber',
  'not-reached': 'amber',
  'in-transit': 'green',
};

type Finding = readonly [reason: LightReason, sentence: string];

export function lightOf(facts: LightFacts): Light {
  const found = [...redFindings(facts), ...amberFindings(facts), ...greenFindings(facts)];
  const reasons = found.map(([reason]) => reason);
  const colours = new Set(reasons.map((reason) => COLOURS[reason]));
  const colour = colours.has('red') ? 'red' : colours.has('amber') ? 'amber' : 'green';
  const sentences = found.map(([, sentence]) => sentence);
  return { colour, reasons, sentence: [...opening(colour, reasons, facts.on), ...sentences].join('') };
}

function opening(colour: LightColour, reasons: readonly LightReason[], on: CalendarDate): string[] {
  if (colour === 'green') return [`截至 ${on}，账上、银行和各项资金的合计都对得上。`];
  if (colour === 'red') return [`截至 ${on}，账和银行没有对上。`];
  if (reasons.includes('no-statement') || reasons.includes('not-reached'))
    return [`截至 ${on}，还不能说账和银行已经对上。`];
  return [`截至 ${on}，金额都能说清，但有事情要办。`];
}

function redFindings(facts: LightFacts): Finding[] {
  const found: Finding[] = facts.gaps.map((gap) => ['gap', gapSentence(gap)]);
  if (facts.unexplainedFen !== undefined && facts.unexplainedFen !== 0n) {
    found.push(['unexplained', `调节以后两边还差 ${yuan(facts.unexplainedFen)}，原因不明。`]);
  }
  if (facts.fundsDifferenceFen !== 0n) {
    found.push(['funds', `账上余额与各项资金的合计相差 ${yuan(facts.fundsDifferenceFen)}。`]);
  }
  return found;
}

function gapSentence(gap: Gap): string {
  const [after, before] = [formatFen(gap.afterBalanceFen), formatFen(gap.beforeBalanceFen)];
  return `银行流水缺了一段：${gap.from} 余额 ${after} 元以后、${gap.to} 余额从 ${before} 元开始以前，中间的流水还没有。`;
}

function amberFindings(facts: LightFacts): Finding[] {
  if (facts.reachesTo === undefined) return [['no-statement', '这个账户的银行流水还没有导入。']];
  const found: Finding[] = [];
  const unrecorded = facts.items.filter((item) => item.kind === 'C' || item.kind === 'D');
  if (unrecorded.length > 0) {
    found.push([
      'unrecorded',
      `银行有 ${String(unrecorded.length)} 笔流水还没有记账（${sides(unrecorded, 'C', 'D')}）。`,
    ]);
  }
  const overdue = facts.items.filter((item) => (item.kind === 'A' || item.kind === 'B') && item.overdue);
  if (overdue.length > 0) {
    const count = `账上有 ${String(overdue.length)} 笔超过 ${String(OVERDUE_DAYS)} 天银行还没有办`;
    found.push(['overdue', `${count}（${sides(overdue, 'A', 'B')}）。`]);
  }
  if (facts.reachesTo < facts.on) found.push(['not-reached', `银行流水只到 ${facts.reachesTo}，以后的还没有导入。`]);
  return found;
}

function greenFindings(facts: LightFacts): Finding[] {
  const travelling = facts.items.filter((item) => (item.kind === 'A' || item.kind === 'B') && !item.overdue);
  if (travelling.length === 0) return [];
  return [['in-transit', `账上有 ${String(travelling.length)} 笔银行正在办（${sides(travelling, 'A', 'B')}）。`]];
}

function sides(items: readonly OpenItem[], received: string, paid: string): string {
  const sum = (kind: string): bigint =>
    sumFen(items.filter((item) => item.kind === kind).map((item) => item.amountFen));
  const parts = [
    ['收', sum(received)],
    ['付', sum(paid)],
  ] as const;
  return parts
    .filter(([, amount]) => amount !== 0n)
    .map(([word, amount]) => `${word} ${yuan(amount)}`)
    .join('，');
}

function yuan(amount: bigint): string {
  return `${formatFen(amount < 0n ? -amount : amount)} 元`;
}
