/**
 * Crowdfunding (众筹): households raise money for one piece of work.
 *
 * 1. A campaign has a fund of its own of the kind CAMPAIGN, a share for each household, a number of households that
 *    are asked, and a deadline. Its target is their product.
 * 2. A pledge is a memo and books nothing. A later pledge of the same household replaces the earlier one.
 * 3. A contribution is a household's, dated on or before the deadline, and is booked once by its serial.
 * 4. What is left is what the fund earned less what it spent, whatever voucher booked it.
 * 5. What is left, but never more than the households gave, goes back in proportion to what each gave, to the fen
 *    (largest remainder, ties by ascending unit), after the deadline.
 * 6. The public sees counts and sums; a list by building is shown only where no figure in it is smaller than three.
 */
import { allocate } from '../../kernel/allocate.js';
import type { CalendarDate } from '../../kernel/calendar.js';
import type { LeafObject } from '../../kernel/canonical.js';
import { yuanFromFen } from '../../kernel/fen.js';
import type { Violation } from '../../kernel/violation.js';
import { credit, debit, draftOf, refsOf, type FundDraft } from './draft.js';
import { checkFund, creditsOf, debitsOf, netOf, type Funds, type Sum } from './facts.js';
import { householdLeaf, type RollUnit } from './household-rows.js';
import { fenOf, textOf } from './leaf-reading.js';

export const INCOME = '4005';
const SMALLEST_CELL = 3;

export interface Campaign {
  readonly id: string;
  readonly title: string;
  readonly fund: string;
  readonly shareFen: bigint;
  readonly households: number;
  readonly deadline: CalendarDate;
  readonly resolution: string;
}

export function campaignFields(campaign: Campaign): LeafObject {
  return {
    title: campaign.title,
    fund: campaign.fund,
    share: campaign.shareFen.toString(),
    households: String(campaign.households),
    deadline: campaign.deadline,
    resolution: campaign.resolution,
  };
}

export function readCampaign(id: string, leaf: LeafObject): Campaign {
  return {
    id,
    title: textOf(leaf, 'title'),
    fund: textOf(leaf, 'fund'),
    shareFen: fenOf(leaf, 'share'),
    households: Number(textOf(leaf, 'households')),
    deadline: textOf(leaf, 'deadline') as CalendarDate,
    resolution: textOf(leaf, 'resolution'),
  };
}

export function checkCampaign(campaign: Campaign, funds: Funds, others: readonly Campaign[]): Violation[] {
  const violations = checkFund(campaign.fund, ['CAMPAIGN'], funds, 'fund');
  const taken = others.find((other) => other.fund === campaign.fund && other.id !== campaign.id);
  if (taken !== undefined) {
    violations.push({ code: 'CAMPAIGN_FUND_TAKEN', at: 'fund', facts: { fund: campaign.fund, campaign: taken.id } });
  }
  if (campaign.shareFen <= 0n) violations.push({ code: 'CAMPAIGN_SHARE', at: 'share' });
  return violations;
}

export function targetOf(campaign: Campaign): bigint {
  return campaign.shareFen * BigInt(campaign.households);
}

export function campaignItem(id: string): string {
  return `campaign/${id}`;
}

export type CampaignState = 'RAISING' | 'RAISED' | 'WORKS' | 'SETTLED' | 'EMPTY';

export interface CampaignMoney {
  readonly contributedFen: bigint;
  readonly refundedFen: bigint;
  /** What else came into the fund: grants, sponsors, transfers, interest. */
  readonly otherFen: bigint;
  readonly spentFen: bigint;
  readonly leftFen: bigint;
}

/** Of the sums of the campaign's fund. */
export function campaignMoney(sums: readonly Sum[]): CampaignMoney {
  const contributedFen = creditsOf(sums, INCOME);
  const refundedFen = debitsOf(sums, INCOME);
  const otherFen = -netOf(sums, '4') - contributedFen + refundedFen;
  const spentFen = netOf(sums, '5');
  return {
    contributedFen,
    refundedFen,
    otherFen,
    spentFen,
    leftFen: contributedFen - refundedFen + otherFen - spentFen,
  };
}

export function campaignState(campaign: Campaign, money: CampaignMoney, asOf: CalendarDate): CampaignState {
  if (money.contributedFen > 0n && money.leftFen === 0n && asOf > campaign.deadline) return 'SETTLED';
  if (money.spentFen > 0n || money.refundedFen > 0n) return 'WORKS';
  if (asOf <= campaign.deadline) return 'RAISING';
  return money.contributedFen > 0n ? 'RAISED' : 'EMPTY';
}

/** A household's own money in the campaign, in fen. */
export type GivenByUnit = ReadonlyMap<string, bigint>;

export interface BuildingCount {
  readonly building: string;
  readonly households: number;
  readonly paid: number;
}

/** Households that paid, by building; `undefined` where any figure is so small that it would point at somebody. */
export function paidByBuilding(roll: readonly RollUnit[], given: GivenByUnit): readonly BuildingCount[] | undefined {
  const counts = new Map<string, { households: number; paid: number }>();
  for (const { unit, building } of roll) {
    const count = counts.get(building) ?? { households: 0, paid: 0 };
    count.households += 1;
    if ((given.get(unit) ?? 0n) > 0n) count.paid += 1;
    counts.set(building, count);
  }
  const small = (figure: number): boolean => figure > 0 && figure < SMALLEST_CELL;
  const rows = [...counts].map(([building, count]) => ({ building, ...count }));
  if (rows.some(({ households, paid }) => small(paid) || small(households - paid))) return undefined;
  return rows.sort((one, other) => (one.building < other.building ? -1 : 1));
}

export interface WorksPayment {
  readonly eventOn: CalendarDate;
  readonly fen: bigint;
  readonly account: string;
  readonly summary?: string | undefined;
  readonly resolution?: string | undefined;
  readonly documents: readonly string[];
}

export function worksDraft(campaign: Campaign, payment: WorksPayment): FundDraft {
  const { fund } = campaign;
  return draftOf(
    { eventOn: payment.eventOn, summary: payment.summary ?? `支付${campaign.title}工程款` },
    [debit({ account: '5004', fund }, payment.fen), credit({ account: payment.account, fund }, payment.fen)],
    {
      refs: [['campaign', campaign.id], ...refsOf(payment.resolution ?? campaign.resolution, payment.documents)],
    },
  );
}

export interface Refund {
  readonly totalFen: bigint;
  readonly shares: readonly { readonly unit: string; readonly fen: bigint }[];
}

export function refundOf(money: CampaignMoney, given: GivenByUnit): Refund {
  const givers = [...given].filter(([, fen]) => fen > 0n);
  const givenFen = givers.reduce((sum, [, fen]) => sum + fen, 0n);
  const totalFen = money.leftFen < givenFen ? money.leftFen : givenFen;
  if (totalFen <= 0n) return { totalFen: 0n, shares: [] };
  const weights = givers.map(([key, weight]) => ({ key, weight }));
  const shares = allocate(totalFen, weights).flatMap(({ key, amount }) =>
    amount > 0n ? [{ unit: key, fen: amount }] : [],
  );
  return { totalFen, shares };
}

export function checkRefund(campaign: Campaign, refund: Refund, eventOn: CalendarDate): Violation[] {
  const violations: Violation[] = [];
  if (eventOn <= campaign.deadline) {
    violations.push({ code: 'CAMPAIGN_STILL_RAISING', at: 'eventOn', facts: { deadline: campaign.deadline } });
  }
  if (refund.totalFen === 0n) violations.push({ code: 'CAMPAIGN_NOTHING_LEFT' });
  return violations;
}

export function refundDraft(
  campaign: Campaign,
  refund: Refund,
  ask: { readonly eventOn: CalendarDate; readonly account: string; readonly resolution?: string | undefined },
): FundDraft {
  const { id, fund, title } = campaign;
  const summary = `${title}结余 ${yuanFromFen(refund.totalFen)} 元按出资比例退还 ${String(refund.shares.length)} 户`;
  return draftOf(
    { eventOn: ask.eventOn, summary, kind: 'refund' },
    [debit({ account: INCOME, fund }, refund.totalFen), credit({ account: ask.account, fund }, refund.totalFen)],
    {
      refs: [['campaign', id], ...refsOf(ask.resolution)],
      inside: refund.shares.map(({ unit, fen }) =>
        householdLeaf({
          unit,
          kind: 'campaign-refund',
          source: `${campaignItem(id)}/refund/${ask.eventOn}/${unit}`,
          item: campaignItem(id),
          lines: [{ account: INCOME, fund, fen }],
        }),
      ),
    },
  );
}
