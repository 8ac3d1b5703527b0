/** What the doors of the bank's status give. Amounts are yuan as text with two decimals. */
import { z } from 'zod';
import { cursor, limit, signedYuan } from '../platform/http/contract-parts.js';

const count = z.int().min(0);
const light = z.enum(['green', 'amber', 'red', 'unknown']);

export const statusesQuery = z.strictObject({ cursor: cursor.optional(), limit: limit.optional() });

export const statusAnswer = z.object({
  code: z.string(),
  name: z.string(),
  light,
  accounts: z.array(
    z.object({
      account: z.string(),
      holder: z.enum(['ORG', 'PERSON']),
      kind: z.string(),
      on: z.string(),
      light,
      sentence: z.string(),
      /** The last day known to be green. */
      agreedAsOf: z.string().optional(),
      /** The last day that the bank's lines reach, and how many days ago that is. */
      reachesTo: z.string().optional(),
      daysBehind: count.optional(),
      /** The last day that two people signed. */
      signedThrough: z.string().optional(),
      book: signedYuan,
      bank: signedYuan.optional(),
      unexplained: signedYuan,
      withoutVoucher: z.object({ count, in: signedYuan, out: signedYuan }),
      gaps: count,
      oldest: z.object({ kind: z.string(), on: z.string(), days: count, amount: signedYuan }).optional(),
    }),
  ),
});

export const statusesAnswer = z.object({ estates: z.array(statusAnswer), next: z.string().optional() });

export const alertsAnswer = z.object({
  alerts: z.array(
    z.object({
      kind: z.string(),
      account: z.string(),
      count,
      amount: signedYuan,
      since: z.string().optional(),
      days: count.optional(),
      sentence: z.string(),
      /** Which payments are meant; given to those alone who may see the bank's words. */
      lines: z
        .array(
          z.object({
            line: z.string(),
            bookedOn: z.string(),
            amount: signedYuan,
            counterparty: z.string(),
            counterpartyNumber: z.string(),
            summary: z.string(),
          }),
        )
        .optional(),
    }),
  ),
});
