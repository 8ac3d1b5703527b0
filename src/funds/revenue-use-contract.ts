/** What the doors of using public revenue take and give: rule packs, top-ups, distributions, transfers, money held. */
import { z } from 'zod';
import { decimal, type DecimalNumber } from '../kernel/decimal.js';
import { fenFromYuan, yuanFromFen } from '../kernel/fen.js';
import { invariant } from '../kernel/invariant.js';
import { day, estateCode, month, signedYuan, yuan } from '../platform/http/contract-parts.js';
import { words } from '../platform/http/issue-words.js';
import type { DistributionView } from './distribute-revenue.js';
import {
  amountAboveZero,
  count,
  fundCode,
  moneyAccount,
  proposals,
  recordName,
  replayed,
  resolutionText,
  saidText,
  unitCode,
} from './parts-contract.js';
import { ROOM_PAPERS } from './rules/distribution.js';
import type { HeldElsewhere } from '../ledger/rules/index.js';
import { RULE_PACKS, toldRule } from './rules/rule-packs.js';
import type { RulePackChoice } from './rules/top-up.js';
import type { TopUpView } from './top-up-repair-fund.js';

const SHARE_WORDS = words('应是百分比，例如 "60" 或 "52.5"', 'should be a share in per cent like "60" or "52.5"');
const RATE_WORDS = words('应是每平方米的元数，例如 "6.00"', 'should be yuan for a square metre like "6.00"');
const MONTHS_WORDS = words('应不晚于 to', 'should not be after to');

export const choiceInput = z.strictObject({
  pack: z.string().max(20),
  /** Share of net public revenue for the repair fund, in per cent; empty where nothing is topped up. */
  share: z
    .string()
    .regex(/^(?:(?:0|[1-9]\d{0,2})(?:\.\d{1,2})?)?$/, SHARE_WORDS)
    .default(''),
  repairFirstAmount: yuan.default('0.00').transform((text) => fenFromYuan(text) ?? 0n),
  resolution: resolutionText,
});

const rule = z.object({
  id: z.string(),
  standing: z.enum(['law', 'setting']),
  zh: z.string(),
  en: z.string(),
  article: z.string().optional(),
});
const choice = z.object({
  pack: z.string(),
  share: z.string(),
  repairFirstAmount: signedYuan,
  resolution: z.string(),
});
export const rulePacksAnswer = z.object({
  chosen: choice.optional(),
  packs: z.array(z.object({ id: z.string(), zh: z.string(), en: z.string(), rules: z.array(rule) })),
});

export function rulePacksView(chosen: RulePackChoice | undefined): z.infer<typeof rulePacksAnswer> {
  const packs = RULE_PACKS.map(({ id, zh, en, rules }) => ({ id, zh, en, rules: rules.map(toldRule) }));
  return { packs, ...(chosen === undefined ? {} : { chosen: choiceView(chosen) }) };
}

function choiceView({ pack, share, resolution, repairFirstFen }: RulePackChoice): z.infer<typeof choice> {
  return { pack, share, resolution, repairFirstAmount: yuanFromFen(repairFirstFen) };
}

const months = {
  from: month,
  to: month,
  sourceFund: fundCode.default('PR'),
  repairFund: fundCode.default('RF'),
};
const inOrder = { error: MONTHS_WORDS, path: ['from'] };
export const topUpQuery = z.strictObject(months).refine(({ from, to }) => from <= to, inOrder);
export const topUpInput = z
  .strictObject({
    ...months,
    eventOn: day,
    resolution: resolutionText,
    sourceAccount: moneyAccount.default('100201'),
    repairAccount: moneyAccount.default('100203'),
  })
  .refine(({ from, to }) => from <= to, inOrder);

export const topUpAnswer = z.object({
  chosen: choice.optional(),
  income: signedYuan,
  cost: signedYuan,
  net: signedYuan,
  due: z.boolean(),
  amount: signedYuan,
  remains: signedYuan,
  booked: signedYuan,
});

export function topUpView(view: TopUpView): z.infer<typeof topUpAnswer> {
  return {
    ...(view.choice === undefined ? {} : { chosen: choiceView(view.choice) }),
    income: yuanFromFen(view.incomeFen),
    cost: yuanFromFen(view.costFen),
    net: yuanFromFen(view.netFen),
    due: view.isDue,
    amount: yuanFromFen(view.amountFen),
    remains: yuanFromFen(view.remainsFen),
    booked: yuanFromFen(view.bookedFen),
  };
}

export const transferInput = z.strictObject({
  eventOn: day,
  fromFund: fundCode,
  toFund: fundCode,
  fromAccount: moneyAccount.default('100201'),
  toAccount: moneyAccount.default('100201'),
  amount: amountAboveZero,
  resolution: resolutionText,
  summary: saidText(200).optional(),
});

const rate = z
  .string()
  .regex(/^(0|[1-9]\d{0,8})(\.\d{1,6})?$/, RATE_WORDS)
  .transform((text): DecimalNumber => {
    const read = decimal(text);
    invariant(read !== undefined, 'the pattern is narrower than a decimal');
    return read;
  });

export const distributionQuery = z.strictObject({ fund: fundCode.default('PR'), perM2: rate });
export const distributionInput = z.strictObject({
  id: recordName,
  eventOn: day,
  fund: fundCode.default('PR'),
  perM2: rate,
  resolution: resolutionText,
});
const told = { total: signedYuan, households: count, area: z.string(), left: signedYuan };
export const distributionToldAnswer = z.object(told);
export const distributionDraftedAnswer = z.object({ replayed, proposals, ...told });
export const distributionsAnswer = z.object({
  distributions: z.array(
    z.object({ id: z.string(), fund: z.string(), total: signedYuan, paid: signedYuan, owed: signedYuan }),
  ),
});

export function distributionView(row: DistributionView): z.infer<typeof distributionsAnswer>['distributions'][number] {
  const { id, fund, totalFen, owedFen } = row;
  return { id, fund, total: yuanFromFen(totalFen), paid: yuanFromFen(totalFen - owedFen), owed: yuanFromFen(owedFen) };
}

export const payoutInput = z.strictObject({
  eventOn: day,
  fund: fundCode.default('PR'),
  account: moneyAccount.default('100201'),
  /** By which paper of the room the household was verified. No copy of an identity card is asked for. */
  rows: z
    .array(z.strictObject({ unit: unitCode, paper: z.enum(ROOM_PAPERS).optional() }))
    .min(1)
    .max(10_000),
});
export const distributionPath = z.object({ code: estateCode, id: recordName });

export const heldAnswer = z.object({
  asOf: z.string(),
  warning: z.boolean(),
  held: z.array(
    z.object({
      holder: z.string(),
      account: z.string(),
      fund: z.string(),
      amount: signedYuan,
      warning: z.boolean(),
      zh: z.string(),
      en: z.string(),
    }),
  ),
});

export function heldView(row: HeldElsewhere): z.infer<typeof heldAnswer>['held'][number] {
  const { holder, account, fund, fen, isWarning, zh, en } = row;
  return { holder, account, fund, amount: yuanFromFen(fen), warning: isWarning, zh, en };
}
