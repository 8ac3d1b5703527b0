import { Controller, Param, Post } from '@nestjs/common';
import type { z } from 'zod';
import { inputHash } from '../kernel/stable-json.js';
import type { Period } from '../kernel/calendar.js';
import { Access, CurrentActor } from '../people/index.js';
import type { Actor } from '../people/rules/index.js';
import { Describe } from '../platform/http/describe.js';
import { IdempotencyKey } from '../platform/http/idempotency-key.js';
import { actingIn } from './acting-in.js';
import { periodPath, proposedAnswer } from './contract.js';
import { acceptedOf } from './answer-contract.js';
import { ProposeVoucher } from './propose-voucher.js';

/** Closing and reopening a month: proposed here, decided as any proposal. */
@Controller('api/v1/estates/:code/periods/:period')
export class PeriodsController {
  constructor(private readonly propose: ProposeVoucher) {}

  @Post('close')
  @Access('period.close')
  @Describe({ zh: '提交结账', en: 'Propose to close a month', answer: proposedAnswer, status: 201 })
  async close(
    @CurrentActor() actor: Actor,
    @Param({ schema: periodPath }) path: z.infer<typeof periodPath>,
    @IdempotencyKey() key: string,
  ): Promise<z.infer<typeof proposedAnswer>> {
    return this.#propose(actor, 'close', path.period, key);
  }

  @Post('reopen')
  @Access('period.reopen')
  @Describe({
    zh: '提交反结账（默认不允许）',
    en: 'Propose to reopen a month (off by default)',
    answer: proposedAnswer,
    status: 201,
  })
  async reopen(
    @CurrentActor() actor: Actor,
    @Param({ schema: periodPath }) path: z.infer<typeof periodPath>,
    @IdempotencyKey() key: string,
  ): Promise<z.infer<typeof proposedAnswer>> {
    return this.#propose(actor, 'reopen', path.period, key);
  }

  async #propose(
    actor: Actor,
    kind: 'close' | 'reopen',
    period: Period,
    key: string,
  ): Promise<z.infer<typeof proposedAnswer>> {
    const { estateId, personId } = actingIn(actor);
    const claim = { actor: personId, operation: `period.${kind}`, key, inputHash: inputHash(period) };
    const content = { kind, period };
    const outcome = acceptedOf(await this.propose.execute({ estateId, preparer: personId, content, claim }));
    return { replayed: outcome.replayed, ...outcome.accepted };
  }
}
