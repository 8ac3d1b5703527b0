import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { Access, CurrentActor } from '../people/index.js';
import type { Actor } from '../people/rules/index.js';
import { estatePath } from '../platform/http/contract-parts.js';
import { Describe } from '../platform/http/describe.js';
import { bankJournalQuery } from './contract.js';
import { DrawBankJournal } from './draw-bank-journal.js';
import { RenderReport } from './render-report.js';
import { REPORT_MEDIA, sendReport } from './send-report.js';

/** 银行存款日记账, made at each look, for everybody: each of its rows is a voucher that everybody may read. */
@Controller('api/v1/estates/:code/bank-journal')
export class BankJournalController {
  constructor(
    private readonly journals: DrawBankJournal,
    private readonly render: RenderReport,
  ) {}

  @Get()
  @Access('bank-journal.read')
  @Describe({
    zh: '银行存款日记账，全部基金或一个基金',
    en: 'The bank journal of one account',
    mediaTypes: REPORT_MEDIA,
  })
  async show(
    @CurrentActor() actor: Actor,
    @Param({ schema: estatePath }) _path: z.infer<typeof estatePath>,
    @Query({ schema: bankJournalQuery }) query: z.infer<typeof bankJournalQuery>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { format, ...asked } = query;
    await sendReport(this.render, await this.journals.execute(actor.estateId ?? '', asked), format, request, reply);
  }
}
