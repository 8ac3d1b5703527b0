import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import type { z } from 'zod';
import { Access, CurrentActor } from '../people/index.js';
import type { Actor } from '../people/rules/index.js';
import { estatePath } from '../platform/http/contract-parts.js';
import { Describe, IdempotencyKey } from '../platform/http/index.js';
import { answerOf, askingOf, draftedOf, estateOf } from './acting.js';
import { DistributeRevenue } from './distribute-revenue.js';
import { asOfDay, draftedAnswer } from './parts-contract.js';
import {
  distributionDraftedAnswer,
  distributionInput,
  distributionPath,
  distributionQuery,
  distributionsAnswer,
  distributionToldAnswer,
  distributionView,
  heldAnswer,
  heldView,
  payoutInput,
  transferInput,
} from './revenue-use-contract.js';
import { ShowHeldByOthers } from './show-held-by-others.js';
import { TransferBetweenFunds } from './transfer-between-funds.js';

/** Where the common money goes and where it lies: between funds, to the owners, in other hands. */
@Controller('api/v1/estates/:code')
export class RevenueUseController {
  constructor(
    private readonly transfer: TransferBetweenFunds,
    private readonly distribution: DistributeRevenue,
    private readonly held: ShowHeldByOthers,
  ) {}

  @Get('funds/held-by-others')
  @Access('funds.read')
  @Describe({ zh: '别人代管的钱；存在个人账户里的会一直提示', en: 'Money in other hands', answer: heldAnswer })
  async elsewhere(
    @CurrentActor() actor: Actor,
    @Param({ schema: estatePath }) _path: z.infer<typeof estatePath>,
    @Query({ schema: asOfDay }) query: z.infer<typeof asOfDay>,
  ): Promise<z.infer<typeof heldAnswer>> {
    const { asOf, held } = await this.held.execute(estateOf(actor), query.asOf);
    return { asOf, warning: held.some(({ isWarning }) => isWarning), held: held.map(heldView) };
  }

  @Post('fund-transfers')
  @Access('voucher.propose')
  @Describe({ zh: '资金之间划转，凭决议', en: 'Move money between funds', answer: draftedAnswer, status: 201 })
  async move(
    @CurrentActor() actor: Actor,
    @Param({ schema: estatePath }) _path: z.infer<typeof estatePath>,
    @Body({ schema: transferInput }) body: z.infer<typeof transferInput>,
    @IdempotencyKey() key: string,
  ): Promise<z.infer<typeof draftedAnswer>> {
    const asking = askingOf(actor, 'fund-transfer.propose', key, body);
    const { amount: fen, ...rest } = body;
    return draftedOf(answerOf(await this.transfer.execute(asking, { ...rest, fen })));
  }

  @Get('distributions')
  @Access('funds.read')
  @Describe({ zh: '分配给业主的公共收益', en: 'Distributions to owners', answer: distributionsAnswer })
  async list(
    @CurrentActor() actor: Actor,
    @Param({ schema: estatePath }) _path: z.infer<typeof estatePath>,
  ): Promise<z.infer<typeof distributionsAnswer>> {
    return { distributions: (await this.distribution.list(estateOf(actor))).map(distributionView) };
  }

  @Get('distribution-previews')
  @Access('proposal.read')
  @Describe({ zh: '试算分配', en: 'What a distribution would come to', answer: distributionToldAnswer })
  preview(
    @CurrentActor() actor: Actor,
    @Param({ schema: estatePath }) _path: z.infer<typeof estatePath>,
    @Query({ schema: distributionQuery }) query: z.infer<typeof distributionQuery>,
  ): Promise<z.infer<typeof distributionToldAnswer>> {
    return this.distribution.preview(estateOf(actor), query);
  }

  @Post('distributions')
  @Access('voucher.propose')
  @Describe({ zh: '提交分配方案', en: 'Propose a distribution', answer: distributionDraftedAnswer, status: 201 })
  async distribute(
    @CurrentActor() actor: Actor,
    @Param({ schema: estatePath }) _path: z.infer<typeof estatePath>,
    @Body({ schema: distributionInput }) body: z.infer<typeof distributionInput>,
    @IdempotencyKey() key: string,
  ): Promise<z.infer<typeof distributionDraftedAnswer>> {
    const asking = askingOf(actor, 'distribution.propose', key, { ...body, perM2: body.perM2.toFixed() });
    return draftedOf(answerOf(await this.distribution.execute(asking, body)));
  }

  @Post('distributions/:id/payments')
  @Access('voucher.propose')
  @Describe({ zh: '支付分配款，先核验房屋', en: 'Pay households their shares', answer: draftedAnswer, status: 201 })
  async pay(
    @CurrentActor() actor: Actor,
    @Param({ schema: distributionPath }) { id }: z.infer<typeof distributionPath>,
    @Body({ schema: payoutInput }) body: z.infer<typeof payoutInput>,
    @IdempotencyKey() key: string,
  ): Promise<z.infer<typeof draftedAnswer>> {
    const asking = askingOf(actor, 'distribution.pay', key, [id, body]);
    const { rows, ...ask } = body;
    return draftedOf(answerOf(await this.distribution.pay(asking, { id, ...ask }, rows)));
  }
}
