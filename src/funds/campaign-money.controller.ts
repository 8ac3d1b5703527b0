import { readFile } from 'node:fs/promises';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import type { z } from 'zod';
import { Access, CurrentActor } from '../people/index.js';
import type { Actor } from '../people/rules/index.js';
import { Describe, FileBody, IdempotencyKey, TakesFile, type FileUpload } from '../platform/http/index.js';
import { answerOf, askingOf, draftedOf, estateOf } from './acting.js';
import {
  contributionFileQuery,
  contributionsAnswer,
  contributionsInput,
  refundDraftedAnswer,
  refundInput,
  refundToldAnswer,
  worksInput,
} from './campaign-contract.js';
import { draftedAnswer, namedPath } from './parts-contract.js';
import { readContributionFile, ReceiveContributions } from './receive-contributions.js';
import { SpendCampaign } from './spend-campaign.js';

const FILE_LIMIT_BYTES = 5 * 1024 * 1024;

/** A campaign's money: in from households, out to the works, and what is left back to the households. */
@Controller('api/v1/estates/:code/campaigns/:id')
export class CampaignMoneyController {
  constructor(
    private readonly contributions: ReceiveContributions,
    private readonly spending: SpendCampaign,
  ) {}

  @Post('contributions')
  @Access('voucher.propose')
  @Describe({ zh: '收众筹款，待批准', en: 'Receive contributions', answer: contributionsAnswer, status: 201 })
  async receive(
    @CurrentActor() actor: Actor,
    @Param({ schema: namedPath }) { id }: z.infer<typeof namedPath>,
    @Body({ schema: contributionsInput }) body: z.infer<typeof contributionsInput>,
    @IdempotencyKey() key: string,
  ): Promise<z.infer<typeof contributionsAnswer>> {
    const asking = askingOf(actor, 'campaign.receive', key, [id, body]);
    const rows = body.rows.map((row, index) => ({ ...row, at: `rows[${String(index)}]` }));
    return draftedOf(answerOf(await this.contributions.execute(asking, { id, account: body.account, rows })));
  }

  @Post('contribution-files')
  @Access('voucher.propose')
  @TakesFile(FILE_LIMIT_BYTES)
  @Describe({ zh: '导入缴款名单，待批准', en: 'Import contributions', answer: contributionsAnswer, status: 201 })
  receiveFile(
    @CurrentActor() actor: Actor,
    @Param({ schema: namedPath }) { id }: z.infer<typeof namedPath>,
    @Query({ schema: contributionFileQuery }) { account }: z.infer<typeof contributionFileQuery>,
    @FileBody() file: FileUpload,
    @IdempotencyKey() key: string,
  ): Promise<z.infer<typeof contributionsAnswer>> {
    return file.received(async (path) => {
      const reading = readContributionFile(await readFile(path));
      const asking = askingOf(actor, 'campaign.receive-file', key, [id, account, reading]);
      return draftedOf(answerOf(await this.contributions.execute(asking, { id, account, ...reading })));
    });
  }

  @Post('works-payments')
  @Access('voucher.propose')
  @Describe({ zh: '付工程款，待批准', en: 'Pay the works', answer: draftedAnswer, status: 201 })
  async payWorks(
    @CurrentActor() actor: Actor,
    @Param({ schema: namedPath }) { id }: z.infer<typeof namedPath>,
    @Body({ schema: worksInput }) body: z.infer<typeof worksInput>,
    @IdempotencyKey() key: string,
  ): Promise<z.infer<typeof draftedAnswer>> {
    const asking = askingOf(actor, 'campaign.works', key, [id, body]);
    const { amount: fen, ...rest } = body;
    return draftedOf(answerOf(await this.spending.payWorks(asking, id, { ...rest, fen })));
  }

  @Get('refund-preview')
  @Access('proposal.read')
  @Describe({ zh: '试算按比例退款', en: 'What would go back', answer: refundToldAnswer })
  preview(
    @CurrentActor() actor: Actor,
    @Param({ schema: namedPath }) { id }: z.infer<typeof namedPath>,
  ): Promise<z.infer<typeof refundToldAnswer>> {
    return this.spending.previewRefund(estateOf(actor), id);
  }

  @Post('refunds')
  @Access('voucher.propose')
  @Describe({ zh: '按出资比例退还结余', en: 'Refund what is left', answer: refundDraftedAnswer, status: 201 })
  async refund(
    @CurrentActor() actor: Actor,
    @Param({ schema: namedPath }) { id }: z.infer<typeof namedPath>,
    @Body({ schema: refundInput }) body: z.infer<typeof refundInput>,
    @IdempotencyKey() key: string,
  ): Promise<z.infer<typeof refundDraftedAnswer>> {
    const asking = askingOf(actor, 'campaign.refund', key, [id, body]);
    return draftedOf(answerOf(await this.spending.refund(asking, id, body)));
  }
}
