/**
 * Topping the repair fund up from public revenue, by the rule pack that the estate chose.
 *
 * 1. Net is income (4002) less reasonable operating cost (5003) of the public-revenue funds in whole months. Interest
 *    and gifts are no revenue of common parts.
 * 2. The share is the estate's own and must satisfy the pack; without a pack that has such a rule there is none.
 * 3. Beijing's share is due only while the repair fund is below 30 % of its first amount.
 * 4. The amount is rounded half up to the fen; what remains is net less the amount.
 * 5. It moves between funds, so it needs a resolution, and a stretch of months is topped up once.
 */
import type { CalendarDate, Period } from '../../kernel/calendar.js';
import type { LeafObject } from '../../kernel/canonical.js';
import { decimal, scaledInteger } from '../../kernel/decimal.js';
import { yuanFromFen } from '../../kernel/fen.js';
import type { Violation } from '../../kernel/violation.js';
import { credit, debit, draftOf, refsOf, type FundDraft } from './draft.js';
import { fenOf, textOf } from './leaf-reading.js';
import type { TopUpRule } from './rule-packs/rule-pack.js';
import { rulePackOf } from './rule-packs.js';

export const TOP_UP_DIMENSION = 'topUp';

export interface RulePackChoice {
  readonly pack: string;
  /** Share of net revenue in per cent with two decimals at most; empty where nothing is topped up. */
  readonly share: string;
  /** First amount of the repair fund; zero where nobody stated it. */
  readonly repairFirstFen: bigint;
  readonly resolution: string;
}

export function choiceFields(choice: RulePackChoice): LeafObject {
  return {
    pack: choice.pack,
    share: choice.share,
    repair_first: choice.repairFirstFen.toString(),
    resolution: choice.resolution,
  };
}

export function readChoice(leaf: LeafObject): RulePackChoice {
  return {
    pack: textOf(leaf, 'pack'),
    share: textOf(leaf, 'share'),
    repairFirstFen: fenOf(leaf, 'repair_first'),
    resolution: textOf(leaf, 'resolution'),
  };
}

/** All of it, in hundredths of a per cent. */
const WHOLE = 10_000n;

/** The share in hundredths of a per cent. */
function shareOf(choice: RulePackChoice): bigint | undefined {
  const share = choice.share === '' ? undefined : decimal(choice.share);
  return share === undefined ? undefined : scaledInteger(share, 2);
}

export function checkChoice(choice: RulePackChoice): Violation[] {
  const pack = rulePackOf(choice.pack);
  if (pack === undefined) return [{ code: 'RULE_PACK_UNKNOWN', at: 'pack', facts: { pack: choice.pack } }];
  const share = shareOf(choice);
  return share === undefined ? [] : [...checkShare(choice, share, pack.topUp), ...checkFirst(choice, pack.topUp)];
}

function checkShare(choice: RulePackChoice, share: bigint, rule: TopUpRule | undefined): Violation[] {
  const least = (rule?.atLeastPercent ?? 0n) * 100n;
  const isEnough = rule?.isAbove === true ? share > least : share >= least;
  if (isEnough && share <= WHOLE) return [];
  const limit = share > WHOLE ? 100n : (rule?.atLeastPercent ?? 0n);
  return [{ code: 'TOP_UP_SHARE', at: 'share', facts: { share: choice.share, least: String(limit) } }];
}

/** A rule that compares with the first amount needs it. */
function checkFirst(choice: RulePackChoice, rule: TopUpRule | undefined): Violation[] {
  if (rule?.belowPercentOfFirst === undefined || choice.repairFirstFen > 0n) return [];
  return [{ code: 'REPAIR_FIRST_MISSING', at: 'repairFirstAmount' }];
}

export interface TopUpFacts {
  readonly incomeFen: bigint;
  readonly costFen: bigint;
  readonly repairFen: bigint;
}

export interface TopUp {
  readonly netFen: bigint;
  readonly amountFen: bigint;
  readonly remainsFen: bigint;
  /** False where the pack's own condition is not met, so that nothing is due. */
  readonly isDue: boolean;
}

export function topUpOf(choice: RulePackChoice | undefined, facts: TopUpFacts): TopUp {
  const netFen = facts.incomeFen - facts.costFen;
  const share = choice === undefined ? undefined : shareOf(choice);
  const limit = choice === undefined ? undefined : rulePackOf(choice.pack)?.topUp?.belowPercentOfFirst;
  const isLow = limit === undefined || choice === undefined || facts.repairFen * 100n < choice.repairFirstFen * limit;
  const isDue = share !== undefined && isLow && netFen > 0n;
  const amountFen = isDue ? (netFen * share + WHOLE / 2n) / WHOLE : 0n;
  return { netFen, amountFen, remainsFen: netFen - amountFen, isDue };
}

export interface TopUpAsk {
  readonly from: Period;
  readonly to: Period;
  readonly eventOn: CalendarDate;
  readonly resolution: string;
  readonly sourceFund: string;
  readonly repairFund: string;
  readonly sourceAccount: string;
  readonly repairAccount: string;
}

export function topUpName(ask: Pick<TopUpAsk, 'from' | 'to'>): string {
  return `${ask.from}/${ask.to}`;
}

export function checkTopUp(topUp: TopUp, ask: TopUpAsk, bookedFen: bigint): Violation[] {
  if (bookedFen !== 0n) {
    return [{ code: 'TOP_UP_DONE', facts: { months: topUpName(ask), amount: yuanFromFen(bookedFen) } }];
  }
  return topUp.isDue ? [] : [{ code: 'TOP_UP_NOT_DUE', facts: { net: yuanFromFen(topUp.netFen) } }];
}

export function topUpDraft(topUp: TopUp, ask: TopUpAsk): FundDraft {
  const dimension = [[TOP_UP_DIMENSION, topUpName(ask)]] as const;
  const { sourceFund, repairFund, amountFen } = { ...ask, ...topUp };
  return draftOf(
    { eventOn: ask.eventOn, summary: `${ask.from}至${ask.to}公共收益补充维修资金`, kind: 'interfund' },
    [
      debit({ account: '5901', fund: sourceFund }, amountFen, dimension),
      credit({ account: ask.sourceAccount, fund: sourceFund }, amountFen),
      debit({ account: ask.repairAccount, fund: repairFund }, amountFen),
      credit({ account: '4901', fund: repairFund }, amountFen),
    ],
    { refs: refsOf(ask.resolution) },
  );
}
