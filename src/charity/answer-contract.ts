/** What the doors of charity give. */
import { z } from 'zod';
import { signedYuan } from '../platform/http/contract-parts.js';
import { CATEGORIES } from './rules/spending.js';

const count = z.number().int();
const fundFacts = {
  code: z.string(),
  name: z.string(),
  legalBasis: z.string().optional(),
  legalBasisText: z.string().optional(),
  custodian: z.string().optional(),
};
const fundSums = {
  received: signedYuan,
  spent: signedYuan,
  balance: signedYuan,
  heldByCustodian: signedYuan,
  inOwnAccounts: signedYuan,
};

export const charityFundsAnswer = z.object({ funds: z.array(z.object({ ...fundFacts, ...fundSums })) });

export const spentRow = z.object({
  voucher: z.string(),
  on: z.string(),
  summary: z.string(),
  use: z.string().optional(),
  purpose: z.string().optional(),
  amount: signedYuan,
  households: count.optional(),
});

const cells = z.object({
  households: count.optional(),
  amount: signedYuan,
  categories: z.array(z.object({ category: z.string(), text: z.string(), households: count, amount: signedYuan })),
  /** Categories of too few people, as one figure. */
  otherCategories: z.object({ households: count, amount: signedYuan }).optional(),
});

export const charityFundAnswer = z.object({
  ...fundFacts,
  ...fundSums,
  asOf: z.string(),
  donations: count,
  unrestricted: signedYuan,
  purposes: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      use: z.string(),
      state: z.enum(['open', 'ended']),
      received: signedYuan,
      spent: signedYuan,
      moved: signedYuan,
      balance: signedYuan,
    }),
  ),
  spending: z.array(spentRow),
  purposeMoves: z.array(
    z.object({
      voucher: z.string(),
      on: z.string(),
      summary: z.string(),
      amount: signedYuan,
      consents: count.optional(),
    }),
  ),
  grants: cells,
  beside: z.object({
    note: z.string(),
    commonFunds: z.array(z.object({ code: z.string(), name: z.string(), balance: signedYuan })),
  }),
});

export const donationsAnswer = z.object({
  donations: z.array(
    z.object({
      number: z.string().optional(),
      voucher: z.string(),
      on: z.string(),
      donor: z.string(),
      amount: signedYuan,
      purpose: z.string().optional(),
    }),
  ),
  count,
  total: signedYuan,
});

export const donationUseAnswer = z.object({
  number: z.string(),
  on: z.string(),
  fund: z.string(),
  donor: z.string(),
  amount: signedYuan,
  purpose: z.object({ code: z.string(), name: z.string() }).optional(),
  /** What is left of the same money now. */
  balance: signedYuan,
  spending: z.array(spentRow),
});

export const slipAnswer = z.object({
  title: z.string(),
  notice: z.string(),
  rows: z.array(z.object({ label: z.string(), value: z.string() })),
});

export const grantRecordsAnswer = z.object({
  grants: z.array(
    z.object({
      voucher: z.string(),
      on: z.string(),
      person: z.string(),
      category: z.enum(CATEGORIES),
      amount: signedYuan,
      purpose: z.string().optional(),
    }),
  ),
});
export const grantPersonsAnswer = z.object({
  grants: z.array(
    z.object({
      voucher: z.string(),
      on: z.string(),
      person: z.string(),
      name: z.string(),
      note: z.string(),
      category: z.enum(CATEGORIES),
      amount: signedYuan,
    }),
  ),
});

export const purposeAnswer = z.object({ replayed: z.boolean(), purpose: z.string() });
export const namingAnswer = z.object({ replayed: z.boolean(), number: z.string(), shown: z.boolean() });
export const proposedAnswer = z.object({ replayed: z.boolean(), proposalIds: z.array(z.string()) });
export const donationsProposedAnswer = proposedAnswer.extend({ alreadyKnown: count.optional() });
