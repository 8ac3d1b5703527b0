/** What the estates' door takes and gives. */
import { z } from 'zod';
import { cursor, limit } from '../platform/http/contract-parts.js';

export const estatesQuery = z.strictObject({ cursor: cursor.optional(), limit: limit.optional() });

export const estatesAnswer = z.object({
  estates: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      address: z.string(),
      serviceMode: z.string(),
      lifecycleStage: z.string(),
      body: z.string(),
      booksOpenedOn: z.string(),
      households: z.int().min(0).optional(),
      areaM2: z.string().optional(),
    }),
  ),
  next: z.string().optional(),
});
