/** What the doors of funding plans take and give. */
import { z } from 'zod';
import { yuanFromFen } from '../kernel/fen.js';
import { day, signedYuan } from '../platform/http/contract-parts.js';
import {
  amountAboveZero,
  count,
  documents,
  fundCode,
  moneyAccount,
  plainText,
  recordName,
  resolutionText,
  saidText,
} from './parts-contract.js';
import { percentOf, SOURCES, type FundingPlan } from './rules/funding-plan.js';
import type { PlanView } from './show-funding-plans.js';

export const planInput = z.strictObject({
  id: recordName,
  title: saidText(60),
  fund: fundCode,
  price: amountAboveZero,
  resolution: resolutionText,
  /** True: a concession is booked gross (5004 against 4007) when it is granted; false: it is only told. */
  bookConcessions: z.boolean().default(false),
  lines: z
    .array(z.strictObject({ source: z.enum(SOURCES), amount: amountAboveZero, note: plainText(80).default('') }))
    .min(1)
    .max(30),
});

export function planOf({ price, lines, ...rest }: z.infer<typeof planInput>): FundingPlan {
  return {
    ...rest,
    priceFen: price,
    lines: lines.map(({ source, amount, note }) => ({ source, fen: amount, note })),
  };
}

const line = z.int().min(1).max(30);
const booking = {
  eventOn: day,
  amount: amountAboveZero,
  account: moneyAccount.default('100201'),
  summary: saidText(200).optional(),
  resolution: resolutionText.optional(),
  documents: documents.default([]),
};
export const planReceiptInput = z.strictObject({
  ...booking,
  line,
  /** Where public revenue comes from, for a line of that source. */
  revenueFund: fundCode.default('PR'),
  revenueAccount: moneyAccount.default('100201'),
});
export const planSpendingInput = z.strictObject(booking);
export const planConcessionInput = z.strictObject({
  eventOn: day,
  amount: amountAboveZero,
  line,
  summary: saidText(200).optional(),
  documents: documents.default([]),
});

export const plansAnswer = z.object({
  asOf: z.string(),
  /** Projects to which public revenue gave something. */
  projects: count,
  withPublicRevenue: count,
  publicRevenuePercent: z.string(),
  plans: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      fund: z.string(),
      price: signedYuan,
      resolution: z.string(),
      bookConcessions: z.boolean(),
      cashPromised: signedYuan,
      inKindPromised: signedYuan,
      inKindPercent: z.string(),
      cashIn: signedYuan,
      cashOut: signedYuan,
      lines: z.array(
        z.object({
          line: count,
          source: z.string(),
          sourceZh: z.string(),
          form: z.enum(['cash', 'in-kind']),
          note: z.string(),
          promised: signedYuan,
          received: signedYuan,
          spent: signedYuan,
        }),
      ),
    }),
  ),
});

export function plansView(asOf: string, plans: readonly PlanView[]): z.infer<typeof plansAnswer> {
  const withRevenue = plans.filter(({ plan }) => plan.lines.some(({ source }) => source === 'PUBLIC_REVENUE'));
  return {
    asOf,
    projects: plans.length,
    withPublicRevenue: withRevenue.length,
    publicRevenuePercent: percentOf(BigInt(withRevenue.length), BigInt(plans.length)),
    plans: plans.map(planView),
  };
}

function planView({ plan, state }: PlanView): z.infer<typeof plansAnswer>['plans'][number] {
  const { priceFen, lines: _lines, ...terms } = plan;
  return {
    ...terms,
    price: yuanFromFen(priceFen),
    cashPromised: yuanFromFen(state.cashPromisedFen),
    inKindPromised: yuanFromFen(state.inKindPromisedFen),
    inKindPercent: state.inKindPercent,
    cashIn: yuanFromFen(state.cashInFen),
    cashOut: yuanFromFen(state.cashOutFen),
    lines: state.lines.map((row, index) => ({
      line: index + 1,
      source: row.source,
      sourceZh: row.zh,
      form: row.isInKind ? 'in-kind' : 'cash',
      note: row.note,
      promised: yuanFromFen(row.fen),
      received: yuanFromFen(row.receivedFen),
      spent: yuanFromFen(row.spentFen),
    })),
  };
}
