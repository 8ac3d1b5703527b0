/** What the doors of signed reconciliations take and give. */
import { z } from 'zod';
import { day, signedYuan } from '../platform/http/contract-parts.js';
import { accountPath } from './match-contract.js';

export const signPath = accountPath.extend({ date: day });

const count = z.int().min(0);

export const signedStepAnswer = z.object({ replayed: z.boolean(), digest: z.string(), seq: count });

const figures = z.object({
  book: signedYuan,
  bank: signedYuan,
  adjustedBook: signedYuan,
  adjustedBank: signedYuan,
  totals: z.object({ A: signedYuan, B: signedYuan, C: signedYuan, D: signedYuan }),
  funds: z.array(z.object({ fund: z.string(), balance: signedYuan })),
  items: z.array(z.object({ kind: z.string(), on: z.string(), reference: z.string(), amount: signedYuan })),
  light: z.string(),
});

const prepared = { preparer: z.string(), preparedAt: z.string(), digest: z.string(), seq: count, figures };
const signed = { ...prepared, reviewer: z.string(), signedAt: z.string(), asOf: count };

export const signOffAnswer = z.object({
  on: z.string(),
  light: z.string(),
  signed: z.object(signed).optional(),
  /** What has changed since the signature; empty where nothing has. */
  changes: z.array(z.string()),
  waiting: z.object(prepared).optional(),
});

export const signOffsAnswer = z.object({ signOffs: z.array(z.object({ on: z.string(), ...signed })) });
