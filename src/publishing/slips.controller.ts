import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { isDonationNumber } from '../charity/rules/index.js';
import { Access, CurrentEstate } from '../people/index.js';
import { estateCode } from '../platform/http/contract-parts.js';
import { Describe } from '../platform/http/describe.js';
import { words } from '../platform/http/issue-words.js';
import { DrawSlip } from './draw-slip.js';
import { RenderReport } from './render-report.js';
import { REPORT_MEDIA, sendReport } from './send-report.js';

const NUMBER_WORDS = words('应是捐赠编号，例如 202412-0003-017', 'should be a donation number like 202412-0003-017');

const slipPath = z.object({
  code: estateCode,
  number: z
    .string()
    .refine(isDonationNumber, NUMBER_WORDS)
    .meta({ examples: ['202412-0003-017'] }),
  format: z.enum(['pdf', 'html']),
});

/** Slips of donations on paper, for the committee to hand to the donor. */
@Controller('api/v1/estates/:code/charity')
export class SlipsController {
  constructor(
    private readonly slips: DrawSlip,
    private readonly render: RenderReport,
  ) {}

  @Get('donations/:number/slip.:format')
  @Access('charity.slip')
  @Describe({
    zh: '捐赠登记确认单的打印件（不是捐赠票据），交给捐赠人',
    en: 'The acknowledgement slip on paper, which is no donation receipt',
    mediaTypes: REPORT_MEDIA,
  })
  async show(
    @CurrentEstate() estateId: string,
    @Param({ schema: slipPath }) path: z.infer<typeof slipPath>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await sendReport(this.render, await this.slips.execute(estateId, path.number), path.format, request, reply);
  }
}
