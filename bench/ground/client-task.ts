/** What the HTTP client is told and what it tells. */
import { z } from 'zod';

export const clientTask = z.object({
  origin: z.string(),
  path: z.string(),
  token: z.string(),
  connections: z.number(),
  forMs: z.number(),
  /** Vouchers of one request. */
  bulk: z.number(),
  eventOn: z.string(),
});
export type ClientTask = z.infer<typeof clientTask>;

export const clientResult = z.object({
  count: z.number(),
  wallMs: z.number(),
  p50Ms: z.number(),
  p99Ms: z.number(),
  clientMs: z.number(),
});
export type ClientResult = z.infer<typeof clientResult>;
