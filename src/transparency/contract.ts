/** What the log's public addresses take and give. Positions and sizes are whole numbers, hashes are hex. */
import { z } from 'zod';
import { estateCode, limit } from '../platform/http/contract-parts.js';
import { words } from '../platform/http/issue-words.js';

const COUNT_WORDS = words('应是不小于 0 的整数', 'should be a whole number, 0 or more');

/** A position or a size: small enough to be a number everywhere. */
const place = z
  .string()
  .regex(/^(0|[1-9]\d{0,14})$/, COUNT_WORDS)
  .transform(Number)
  .meta({ examples: ['0'] });

const count = z.int().nonnegative();
const hash = z.string().regex(/^[0-9a-f]{64}$/);

export const leavesQuery = z.strictObject({ from: place.optional(), limit: limit.optional() });
export const rootQuery = z.strictObject({ size: place.optional() });
export const proofPath = z.object({ code: estateCode, seq: place });
export const consistencyQuery = z.strictObject({ from: place, to: place.optional() });

export const leavesAnswer = z.object({
  size: count,
  leaves: z.array(
    z.object({ seq: count, leafHash: z.string(), body: z.string().optional(), bodyBase64: z.string().optional() }),
  ),
  next: count.optional(),
});

export const rootAnswer = z.object({ size: count, root: hash });
export const proofAnswer = z.object({ seq: count, size: count, leafHash: hash, root: hash, proof: z.array(hash) });
export const consistencyAnswer = z.object({
  from: count,
  to: count,
  fromRoot: hash,
  toRoot: hash,
  proof: z.array(hash),
});
