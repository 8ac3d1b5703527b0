/** What the doors of occupancies take and give. */
import { z } from 'zod';
import { day } from '../platform/http/contract-parts.js';
import { words } from '../platform/http/issue-words.js';
import { OCCUPANT_KINDS } from './rules/occupancy.js';

const PERSON_WORDS = words('应是人员编号，例如 p-1a2b3c4d', "should be a person's id like p-1a2b3c4d");

const person = z
  .string()
  .regex(/^p-[0-9a-z-]{2,40}$/, PERSON_WORDS)
  .meta({ examples: ['p-1a2b3c4d'] });
const unit = z
  .string()
  .min(1)
  .max(40)
  .meta({ examples: ['9-909'] });

export const occupancyInput = z.strictObject({
  person,
  unit,
  kind: z.enum(OCCUPANT_KINDS).default('owner'),
  from: day,
  to: day.optional(),
});

export const occupancyAnswer = z.object({ recorded: z.boolean() });

export const occupanciesAnswer = z.object({
  occupancies: z.array(
    z.object({
      person: z.string(),
      unit: z.string(),
      kind: z.string(),
      from: z.string(),
      to: z.string().optional(),
    }),
  ),
});
