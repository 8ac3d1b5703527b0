/** The example of docs/doors.md; a test compares the two and asks this door. */
// contract.ts: what goes in and out, nothing else.
import { z } from 'zod';
import { day, estateCode, limit, yuan } from '../../src/platform/http/contract-parts.js';
import { words } from '../../src/platform/http/issue-words.js';

export const noteQuery = z.strictObject({ asOf: day.optional(), limit: limit.optional() });

export const notePath = z.object({ code: estateCode, note: z.string().regex(/^n-\d{1,9}$/) });

export const newNote = z.strictObject({
  text: z
    .string()
    .min(1, words('要写几个字', 'needs some words'))
    .max(200)
    .meta({ examples: ['六月电费'] }),
  amount: yuan,
});

export const noteView = z.object({ note: z.string(), text: z.string(), amount: yuan });

// notes.controller.ts: reads by the contract, calls one verb, answers. It decides nothing.
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Access, CurrentActor, CurrentEstate } from '../../src/people/index.js';
import type { Actor } from '../../src/people/rules/index.js';
import { Describe, IdempotencyKey } from '../../src/platform/http/index.js';

@Controller('api/v1/estates/:code/notes')
export class NotesController {
  @Get(':note')
  @Access('vouchers.read')
  @Describe({ zh: '一条便条', en: 'One note', answer: noteView })
  find(
    @CurrentEstate() _estateId: string,
    @Param({ schema: notePath }) { note }: z.infer<typeof notePath>,
    @Query({ schema: noteQuery }) query: z.infer<typeof noteQuery>,
  ): z.infer<typeof noteView> {
    return { note, text: `截至 ${query.asOf ?? '今天'}`, amount: '0.00' };
  }

  @Post()
  @Access('voucher.propose')
  @Describe({ zh: '写一条便条', en: 'Write a note', answer: noteView, status: 201 })
  write(
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
    @Body({ schema: newNote }) body: z.infer<typeof newNote>,
  ): z.infer<typeof noteView> {
    return { note: `${actor.personId ?? ''} ${key}`, ...body };
  }
}
