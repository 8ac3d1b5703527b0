import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import type { z } from 'zod';
import { Access, CurrentActor } from '../people/index.js';
import type { Actor } from '../people/rules/index.js';
import { estatePath } from '../platform/http/contract-parts.js';
import { Describe, IdempotencyKey } from '../platform/http/index.js';
import { answerOf, askingOf, draftedOf, estateOf } from './acting.js';
import { BookFundingPlan } from './book-funding-plan.js';
import { asOfDay, draftedAnswer, namedPath, recordDraftedAnswer } from './parts-contract.js';
import {
  planConcessionInput,
  planInput,
  planOf,
  planReceiptInput,
  plansAnswer,
  planSpendingInput,
  plansView,
} from './plan-contract.js';
import { ProposeRecord } from './propose-record.js';
import { planFields } from './rules/funding-plan.js';
import { ShowFundingPlans } from './show-funding-plans.js';

/** Projects that several sources pay for, in cash and in kind. */
@Controller('api/v1/estates/:code/funding-plans')
export class FundingPlansController {
  constructor(
    private readonly plans: ShowFundingPlans,
    private readonly record: ProposeRecord,
    private readonly book: BookFundingPlan,
  ) {}

  @Get()
  @Access('funds.read')
  @Describe({ zh: '多元筹资：约定、到账、支出，让利不算现金', en: 'Funding plans by source', answer: plansAnswer })
  async list(
    @CurrentActor() actor: Actor,
    @Param({ schema: estatePath }) _path: z.infer<typeof estatePath>,
    @Query({ schema: asOfDay }) query: z.infer<typeof asOfDay>,
  ): Promise<z.infer<typeof plansAnswer>> {
    const { asOf, plans } = await this.plans.list(estateOf(actor), query.asOf);
    return plansView(asOf, plans);
  }

  @Post()
  @Access('voucher.propose')
  @Describe({ zh: '提交一个筹资方案，待批准', en: 'Propose a funding plan', answer: recordDraftedAnswer, status: 201 })
  async propose(
    @CurrentActor() actor: Actor,
    @Param({ schema: estatePath }) _path: z.infer<typeof estatePath>,
    @Body({ schema: planInput }) body: z.infer<typeof planInput>,
    @IdempotencyKey() key: string,
  ): Promise<z.infer<typeof recordDraftedAnswer>> {
    const asking = askingOf(actor, 'funding-plan.propose', key, body);
    const fields = planFields(planOf(body));
    return answerOf(await this.record.execute(asking, { kind: 'funding-plan', target: body.id, fields }));
  }

  @Post(':id/receipts')
  @Access('voucher.propose')
  @Describe({ zh: '收某一项来源的钱', en: 'Receive money of a source', answer: draftedAnswer, status: 201 })
  async receive(
    @CurrentActor() actor: Actor,
    @Param({ schema: namedPath }) { id }: z.infer<typeof namedPath>,
    @Body({ schema: planReceiptInput }) body: z.infer<typeof planReceiptInput>,
    @IdempotencyKey() key: string,
  ): Promise<z.infer<typeof draftedAnswer>> {
    const asking = askingOf(actor, 'funding-plan.receive', key, [id, body]);
    const { amount: fen, line, revenueFund, revenueAccount, ...rest } = body;
    const revenue = { fund: revenueFund, account: revenueAccount };
    return draftedOf(answerOf(await this.book.receive(asking, id, line, { ...rest, fen, revenue })));
  }

  @Post(':id/payments')
  @Access('voucher.propose')
  @Describe({ zh: '付项目款，按各来源余额分摊', en: 'Pay for the project', answer: draftedAnswer, status: 201 })
  async spend(
    @CurrentActor() actor: Actor,
    @Param({ schema: namedPath }) { id }: z.infer<typeof namedPath>,
    @Body({ schema: planSpendingInput }) body: z.infer<typeof planSpendingInput>,
    @IdempotencyKey() key: string,
  ): Promise<z.infer<typeof draftedAnswer>> {
    const asking = askingOf(actor, 'funding-plan.spend', key, [id, body]);
    const { amount: fen, ...rest } = body;
    return draftedOf(answerOf(await this.book.spend(asking, id, { ...rest, fen })));
  }

  @Post(':id/concessions')
  @Access('voucher.propose')
  @Describe({ zh: '登记物业让利（不动现金）', en: 'Book a concession, no cash', answer: draftedAnswer, status: 201 })
  async concede(
    @CurrentActor() actor: Actor,
    @Param({ schema: namedPath }) { id }: z.infer<typeof namedPath>,
    @Body({ schema: planConcessionInput }) body: z.infer<typeof planConcessionInput>,
    @IdempotencyKey() key: string,
  ): Promise<z.infer<typeof draftedAnswer>> {
    const asking = askingOf(actor, 'funding-plan.concede', key, [id, body]);
    const { amount: fen, line, ...rest } = body;
    return draftedOf(answerOf(await this.book.concede(asking, id, line, { ...rest, fen, account: '' })));
  }
}
