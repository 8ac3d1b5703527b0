/** What the door of proposed records takes and gives. */
import { z } from 'zod';
import { estateCode } from '../platform/http/contract-parts.js';
import { count, saidText } from './parts-contract.js';

export const recordProposalPath = z.object({ code: estateCode, id: z.uuid() });
export const recordProposalsQuery = z.strictObject({ state: z.enum(['open', 'approved', 'returned']).default('open') });
export const recordReturnInput = z.strictObject({ reason: saidText(200) });

export const recordProposalsAnswer = z.object({
  count,
  proposals: z.array(
    z.object({
      proposalId: z.string(),
      kind: z.string(),
      id: z.string(),
      state: z.string(),
      preparer: z.string(),
      decider: z.string().optional(),
      reason: z.string().optional(),
      proposedAt: z.string(),
      /** As the log will keep it: amounts in fen. */
      fields: z.record(z.string(), z.unknown()),
    }),
  ),
});

export const recordDecidedAnswer = z.object({
  replayed: z.boolean(),
  decided: z.string(),
  kind: z.string(),
  id: z.string(),
});
