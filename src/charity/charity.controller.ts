import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import type { z } from 'zod';
import { inputHash } from '../kernel/stable-json.js';
import { Access, CurrentActor, CurrentEstate } from '../people/index.js';
import type { Actor } from '../people/rules/index.js';
import { Describe } from '../platform/http/describe.js';
import { estatePath } from '../platform/http/contract-parts.js';
import { IdempotencyKey } from '../platform/http/idempotency-key.js';
import { charityFundAnswer, charityFundsAnswer, proposedAnswer, purposeAnswer } from './answer-contract.js';
import { acceptedOf, actingIn, fundsView, fundView } from './shown-contract.js';
import { daysQuery, fundPath, leftoverInput, purposeChangeInput, purposeInput, purposePath } from './contract.js';
import { DeclarePurpose } from './declare-purpose.js';
import { MovePurpose } from './move-purpose.js';
import { ShowCharity } from './show-charity.js';

/** Charity funds and their purposes. Recording and publishing only: nothing here asks for money or takes any. */
@Controller('api/v1/estates/:code/charity/funds')
export class CharityController {
  constructor(
    private readonly charity: ShowCharity,
    private readonly purposes: DeclarePurpose,
    private readonly moves: MovePurpose,
  ) {}

  @Get()
  @Access('charity.read')
  @Describe({ zh: '慈善基金一览', en: 'Charity funds', answer: charityFundsAnswer })
  async list(
    @CurrentEstate() estateId: string,
    @Param({ schema: estatePath }) _path: z.infer<typeof estatePath>,
  ): Promise<z.infer<typeof charityFundsAnswer>> {
    return fundsView(await this.charity.funds(estateId));
  }

  @Get(':fund')
  @Access('charity.read')
  @Describe({
    zh: '一个慈善基金：收、支、各用途余额、慰问户数；与业主共有资金并列，不相加',
    en: 'One charity fund beside the common funds, never added to them',
    answer: charityFundAnswer,
  })
  async show(
    @CurrentEstate() estateId: string,
    @Param({ schema: fundPath }) path: z.infer<typeof fundPath>,
    @Query({ schema: daysQuery }) days: z.infer<typeof daysQuery>,
  ): Promise<z.infer<typeof charityFundAnswer>> {
    return fundView(await this.charity.fund(estateId, path.fund, days));
  }

  @Post(':fund/purposes')
  @Access('charity.purpose')
  @Describe({ zh: '登记一个用途', en: 'Declare a purpose', answer: purposeAnswer, status: 201 })
  async declare(
    @CurrentActor() actor: Actor,
    @Param({ schema: fundPath }) path: z.infer<typeof fundPath>,
    @Body({ schema: purposeInput }) body: z.infer<typeof purposeInput>,
    @IdempotencyKey() key: string,
  ): Promise<z.infer<typeof purposeAnswer>> {
    const { estateId, personId: by } = actingIn(actor);
    const { purpose, name, use } = body;
    const claim = { actor: by, operation: 'charity.purpose', key, inputHash: inputHash([path.fund, body]) };
    const request = { estateId, by, fund: path.fund, purpose, declares: { name, use }, claim };
    return acceptedOf(await this.purposes.execute(request));
  }

  @Post(':fund/purposes/:purpose/end')
  @Access('charity.purpose')
  @Describe({ zh: '一个用途结束，不再接受捐款', en: 'End a purpose', answer: purposeAnswer })
  async end(
    @CurrentActor() actor: Actor,
    @Param({ schema: purposePath }) path: z.infer<typeof purposePath>,
    @IdempotencyKey() key: string,
  ): Promise<z.infer<typeof purposeAnswer>> {
    const { estateId, personId: by } = actingIn(actor);
    const { fund, purpose } = path;
    const claim = { actor: by, operation: 'charity.purpose.end', key, inputHash: inputHash([fund, purpose]) };
    return acceptedOf(await this.purposes.execute({ estateId, by, fund, purpose, claim }));
  }

  @Post(':fund/purpose-changes')
  @Access('charity.propose')
  @Describe({
    zh: '经捐赠人同意改变用途（待批）',
    en: "Propose a change of purpose with the donors' consent",
    answer: proposedAnswer,
    status: 201,
  })
  async change(
    @CurrentActor() actor: Actor,
    @Param({ schema: fundPath }) path: z.infer<typeof fundPath>,
    @Body({ schema: purposeChangeInput }) body: z.infer<typeof purposeChangeInput>,
    @IdempotencyKey() key: string,
  ): Promise<z.infer<typeof proposedAnswer>> {
    const { estateId, personId: preparer } = actingIn(actor);
    const claim = { actor: preparer, operation: 'charity.change', key, inputHash: inputHash([path.fund, body]) };
    const moves = { consented: body.move };
    const outcome = await this.moves.execute({ estateId, preparer, fund: path.fund, on: body.on, moves, claim });
    return proposedView(acceptedOf(outcome));
  }

  @Post(':fund/leftovers')
  @Access('charity.propose')
  @Describe({
    zh: '已结束用途的剩余款转给相近用途（待批）',
    en: 'Propose that what is left of an ended purpose serves a similar one',
    answer: proposedAnswer,
    status: 201,
  })
  async leftover(
    @CurrentActor() actor: Actor,
    @Param({ schema: fundPath }) path: z.infer<typeof fundPath>,
    @Body({ schema: leftoverInput }) body: z.infer<typeof leftoverInput>,
    @IdempotencyKey() key: string,
  ): Promise<z.infer<typeof proposedAnswer>> {
    const { estateId, personId: preparer } = actingIn(actor);
    const claim = { actor: preparer, operation: 'charity.leftover', key, inputHash: inputHash([path.fund, body]) };
    const moves = { leftover: body.leftover };
    const outcome = await this.moves.execute({ estateId, preparer, fund: path.fund, on: body.on, moves, claim });
    return proposedView(acceptedOf(outcome));
  }
}

function proposedView(outcome: {
  readonly replayed: boolean;
  readonly proposalIds: readonly string[];
}): z.infer<typeof proposedAnswer> {
  return { replayed: outcome.replayed, proposalIds: [...outcome.proposalIds] };
}
