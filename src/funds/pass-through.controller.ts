import { Body, Controller, Param, Post } from '@nestjs/common';
import type { z } from 'zod';
import { Access, CurrentActor } from '../people/index.js';
import type { Actor } from '../people/rules/index.js';
import { estatePath } from '../platform/http/contract-parts.js';
import { Describe, IdempotencyKey } from '../platform/http/index.js';
import { answerOf, askingOf, draftedOf } from './acting.js';
import { passThroughInput } from './household-contract.js';
import { draftedAnswer } from './parts-contract.js';
import { PassThrough } from './pass-through.js';

/** A household's own money for a service of its own: never the estate's income. */
@Controller('api/v1/estates/:code/pass-through')
export class PassThroughController {
  constructor(private readonly money: PassThrough) {}

  @Post()
  @Access('voucher.propose')
  @Describe({ zh: '代收或代付一户的自费服务款', en: 'Pass money through', answer: draftedAnswer, status: 201 })
  async book(
    @CurrentActor() actor: Actor,
    @Param({ schema: estatePath }) _path: z.infer<typeof estatePath>,
    @Body({ schema: passThroughInput }) body: z.infer<typeof passThroughInput>,
    @IdempotencyKey() key: string,
  ): Promise<z.infer<typeof draftedAnswer>> {
    const asking = askingOf(actor, 'pass-through.book', key, body);
    const { direction, amount: fen, ...rest } = body;
    return draftedOf(answerOf(await this.money.execute(asking, direction, { ...rest, fen })));
  }
}
