import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import type { z } from 'zod';
import { Access, CurrentActor } from '../people/index.js';
import type { Actor } from '../people/rules/index.js';
import { estatePath } from '../platform/http/contract-parts.js';
import { Describe, IdempotencyKey } from '../platform/http/index.js';
import { answerOf, askingOf, draftedOf, estateOf } from './acting.js';
import {
  cancelledInput,
  insuranceAnswer,
  insuranceInput,
  insuranceOf,
  insuranceView,
  insuredAnswer,
  insuredHouseholdsAnswer,
  insuredInput,
  insuredView,
} from './household-contract.js';
import { InsureHouseholds } from './insure-households.js';
import { asOfDay, namedPath, recordDraftedAnswer } from './parts-contract.js';
import { ProposeRecord } from './propose-record.js';
import { insuranceFields } from './rules/insurance.js';
import { ShowInsurance } from './show-insurance.js';

/** Household insurance in batches. The policy stays with the household whoever lives there. */
@Controller('api/v1/estates/:code/insurance-batches')
export class InsuranceController {
  constructor(
    private readonly insurance: ShowInsurance,
    private readonly record: ProposeRecord,
    private readonly households: InsureHouseholds,
  ) {}

  @Get()
  @Access('funds.read')
  @Describe({ zh: '惠民保险各批次', en: 'Batches of household insurance', answer: insuranceAnswer })
  async list(
    @CurrentActor() actor: Actor,
    @Param({ schema: estatePath }) _path: z.infer<typeof estatePath>,
    @Query({ schema: asOfDay }) query: z.infer<typeof asOfDay>,
  ): Promise<z.infer<typeof insuranceAnswer>> {
    const { asOf, batches } = await this.insurance.list(estateOf(actor), query.asOf);
    return { asOf, batches: batches.map(insuranceView) };
  }

  @Post()
  @Access('voucher.propose')
  @Describe({ zh: '提交一批保险，待批准', en: 'Propose a batch', answer: recordDraftedAnswer, status: 201 })
  async propose(
    @CurrentActor() actor: Actor,
    @Param({ schema: estatePath }) _path: z.infer<typeof estatePath>,
    @Body({ schema: insuranceInput }) body: z.infer<typeof insuranceInput>,
    @IdempotencyKey() key: string,
  ): Promise<z.infer<typeof recordDraftedAnswer>> {
    const asking = askingOf(actor, 'insurance.propose', key, body);
    const fields = insuranceFields(insuranceOf(body));
    return answerOf(await this.record.execute(asking, { kind: 'insurance', target: body.id, fields }));
  }

  @Get(':id/households')
  @Access('private.read')
  @Describe({ zh: '这一批的各户保单', en: 'Policies by household', answer: insuredHouseholdsAnswer })
  async insured(
    @CurrentActor() actor: Actor,
    @Param({ schema: namedPath }) { id }: z.infer<typeof namedPath>,
  ): Promise<z.infer<typeof insuredHouseholdsAnswer>> {
    return { households: (await this.insurance.households(estateOf(actor), id)).map(insuredView) };
  }

  @Post(':id/purchases')
  @Access('voucher.propose')
  @Describe({ zh: '为名单上的各户投保', en: 'Insure households', answer: insuredAnswer, status: 201 })
  async buy(
    @CurrentActor() actor: Actor,
    @Param({ schema: namedPath }) { id }: z.infer<typeof namedPath>,
    @Body({ schema: insuredInput }) body: z.infer<typeof insuredInput>,
    @IdempotencyKey() key: string,
  ): Promise<z.infer<typeof insuredAnswer>> {
    const asking = askingOf(actor, 'insurance.buy', key, [id, body]);
    return draftedOf(answerOf(await this.households.buy(asking, id, body)));
  }

  @Post(':id/cancellations')
  @Access('voucher.propose')
  @Describe({ zh: '退保，按户退还', en: 'Cancel policies', answer: insuredAnswer, status: 201 })
  async cancel(
    @CurrentActor() actor: Actor,
    @Param({ schema: namedPath }) { id }: z.infer<typeof namedPath>,
    @Body({ schema: cancelledInput }) body: z.infer<typeof cancelledInput>,
    @IdempotencyKey() key: string,
  ): Promise<z.infer<typeof insuredAnswer>> {
    const asking = askingOf(actor, 'insurance.cancel', key, [id, body]);
    const rows = body.rows.map(({ unit, refund: refundFen }) => ({ unit, refundFen }));
    return draftedOf(answerOf(await this.households.cancel(asking, id, { ...body, rows })));
  }
}
