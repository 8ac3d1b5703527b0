/** What the doors of campaigns take and give. */
import { z } from 'zod';
import { yuanFromFen } from '../kernel/fen.js';
import { day, signedYuan } from '../platform/http/contract-parts.js';
import {
  amount,
  amountAboveZero,
  count,
  documents,
  fundCode,
  moneyAccount,
  proposals,
  recordName,
  replayed,
  resolutionText,
  saidText,
  unitCode,
} from './parts-contract.js';
import { targetOf, type Campaign } from './rules/campaign.js';
import type { CampaignHousehold, CampaignView } from './show-campaigns.js';

export const campaignInput = z.strictObject({
  id: recordName,
  title: saidText(60),
  fund: fundCode,
  /** What each household is asked for. */
  share: amountAboveZero,
  /** How many households are asked. */
  households: z.int().min(1).max(100_000),
  deadline: day,
  resolution: resolutionText,
});

export function campaignOf({ share: shareFen, ...rest }: z.infer<typeof campaignInput>): Campaign {
  return { ...rest, shareFen };
}

const MOST_ROWS = 10_000;

export const pledgesInput = z.strictObject({
  rows: z
    .array(z.strictObject({ unit: unitCode, amount }))
    .min(1)
    .max(MOST_ROWS),
});

const line = z.string().max(100);
/** Cells as they were typed: what is wrong with them is told row by row by the same rules as for a file. */
export const contributionsInput = z.strictObject({
  account: moneyAccount.default('100201'),
  rows: z.array(z.strictObject({ unit: line, amount: line, paidOn: line, serial: line })).max(MOST_ROWS),
});
export const contributionFileQuery = z.strictObject({ account: moneyAccount.default('100201') });

export const worksInput = z.strictObject({
  eventOn: day,
  amount: amountAboveZero,
  account: moneyAccount.default('100201'),
  summary: saidText(200).optional(),
  resolution: resolutionText.optional(),
  documents: documents.default([]),
});
export const refundInput = z.strictObject({
  eventOn: day,
  account: moneyAccount.default('100201'),
  resolution: resolutionText.optional(),
});

export const pledgedAnswer = z.object({ replayed, households: count, total: signedYuan });
export const contributionsAnswer = z.object({
  replayed,
  proposals,
  households: count,
  amount: signedYuan,
  booked: count,
  waiting: count,
});
const told = {
  total: signedYuan,
  households: count,
  shares: z.array(z.object({ amount: signedYuan, households: count })),
};
export const refundToldAnswer = z.object(told);
export const refundDraftedAnswer = z.object({ replayed, proposals, ...told });

export const campaignsAnswer = z.object({
  asOf: z.string(),
  campaigns: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      fund: z.string(),
      state: z.string(),
      stateZh: z.string(),
      share: signedYuan,
      households: count,
      target: signedYuan,
      deadline: z.string(),
      resolution: z.string(),
      pledged: signedYuan,
      pledgedHouseholds: count,
      contributed: signedYuan,
      paidHouseholds: count,
      otherIncome: signedYuan,
      spent: signedYuan,
      refunded: signedYuan,
      left: signedYuan,
      /** Absent where a figure would be so small that it points at a household. */
      buildings: z.array(z.object({ building: z.string(), households: count, paid: count })).optional(),
    }),
  ),
});

const STATES: Readonly<Record<CampaignView['state'], string>> = {
  RAISING: '正在筹款',
  RAISED: '筹款截止，尚未动用',
  WORKS: '已动用，尚未结清',
  SETTLED: '已结清',
  EMPTY: '截止时没有收到款项',
};

export function campaignView(view: CampaignView): z.infer<typeof campaignsAnswer>['campaigns'][number] {
  const { campaign, money, state, buildings } = view;
  const { shareFen, ...terms } = campaign;
  return {
    ...terms,
    state,
    stateZh: STATES[state],
    share: yuanFromFen(shareFen),
    target: yuanFromFen(targetOf(campaign)),
    pledged: yuanFromFen(view.pledgedFen),
    pledgedHouseholds: view.pledgedHouseholds,
    contributed: yuanFromFen(money.contributedFen),
    paidHouseholds: view.paidHouseholds,
    otherIncome: yuanFromFen(money.otherFen),
    spent: yuanFromFen(money.spentFen),
    refunded: yuanFromFen(money.refundedFen),
    left: yuanFromFen(money.leftFen),
    ...(buildings === undefined ? {} : { buildings: [...buildings] }),
  };
}

export const campaignHouseholdsAnswer = z.object({
  households: z.array(z.object({ unit: z.string(), pledged: signedYuan, given: signedYuan })),
});

export function householdView(row: CampaignHousehold): z.infer<typeof campaignHouseholdsAnswer>['households'][number] {
  return { unit: row.unit, pledged: yuanFromFen(row.pledgedFen), given: yuanFromFen(row.givenFen) };
}
