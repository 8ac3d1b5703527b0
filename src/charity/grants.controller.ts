import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import type { z } from 'zod';
import { yuanFromFen } from '../kernel/fen.js';
import { inputHash } from '../kernel/stable-json.js';
import { Access, CurrentActor, CurrentEstate } from '../people/index.js';
import type { Actor } from '../people/rules/index.js';
import { Describe } from '../platform/http/describe.js';
import { IdempotencyKey } from '../platform/http/idempotency-key.js';
import { grantPersonsAnswer, grantRecordsAnswer, proposedAnswer } from './answer-contract.js';
import { acceptedOf, actingIn } from './shown-contract.js';
import { daysQuery, fundPath, spendingInput } from './contract.js';
import { ShowCharity } from './show-charity.js';
import { SpendCharity } from './spend-charity.js';

/** Spending of charity money. Who was helped is known to the approver; an auditor reads pseudonyms. */
@Controller('api/v1/estates/:code/charity/funds/:fund')
export class GrantsController {
  constructor(
    private readonly spending: SpendCharity,
    private readonly charity: ShowCharity,
  ) {}

  @Post('spending')
  @Access('charity.propose')
  @Describe({
    zh: '慈善支出（待批）：慰问到户的写明类别和人，公开的只有户数和金额',
    en: 'Propose spending; people stand privately inside',
    answer: proposedAnswer,
    status: 201,
  })
  async spend(
    @CurrentActor() actor: Actor,
    @Param({ schema: fundPath }) path: z.infer<typeof fundPath>,
    @Body({ schema: spendingInput }) body: z.infer<typeof spendingInput>,
    @IdempotencyKey() key: string,
  ): Promise<z.infer<typeof proposedAnswer>> {
    const { estateId, personId: preparer } = actingIn(actor);
    const claim = { actor: preparer, operation: 'charity.spend', key, inputHash: inputHash([path.fund, body]) };
    const outcome = await this.spending.execute({ estateId, preparer, fund: path.fund, ...body, claim });
    const { replayed, proposalIds } = acceptedOf(outcome);
    return { replayed, proposalIds: [...proposalIds] };
  }

  @Get('grant-records')
  @Access('charity.audit')
  @Describe({ zh: '逐户慰问记录，只写代号', en: 'Grants one by one under pseudonyms', answer: grantRecordsAnswer })
  async records(
    @CurrentEstate() estateId: string,
    @Param({ schema: fundPath }) path: z.infer<typeof fundPath>,
    @Query({ schema: daysQuery }) days: z.infer<typeof daysQuery>,
  ): Promise<z.infer<typeof grantRecordsAnswer>> {
    const grants = await this.charity.grants(estateId, path.fund, days);
    return {
      grants: grants.map(({ voucher, on, pseudonym, category, fen, purpose }) => ({
        voucher,
        on,
        person: pseudonym,
        category,
        amount: yuanFromFen(fen),
        ...(purpose === '' ? {} : { purpose }),
      })),
    };
  }

  @Get('grant-persons')
  @Access('charity.person')
  @Describe({
    zh: '慰问对象（只给审核人看）',
    en: 'Who was helped, for the approver alone',
    answer: grantPersonsAnswer,
  })
  async persons(
    @CurrentEstate() estateId: string,
    @Param({ schema: fundPath }) path: z.infer<typeof fundPath>,
    @Query({ schema: daysQuery }) days: z.infer<typeof daysQuery>,
  ): Promise<z.infer<typeof grantPersonsAnswer>> {
    const grants = await this.charity.grants(estateId, path.fund, days);
    return {
      grants: grants.map(({ voucher, on, pseudonym, name, note, category, fen }) => {
        return { voucher, on, person: pseudonym, name, note, category, amount: yuanFromFen(fen) };
      }),
    };
  }
}
