import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Access, CurrentActor } from '../people/index.js';
import type { Actor } from '../people/rules/index.js';
import { estateCode } from '../platform/http/contract-parts.js';
import { Describe } from '../platform/http/describe.js';
import { DrawNotice } from './draw-notice.js';
import { RenderReport } from './render-report.js';
import { REPORT_MEDIA, sendReport } from './send-report.js';

const format = z.enum(['pdf', 'html', 'json']);
const noticePath = z.object({ code: estateCode, unit: z.string().min(1).max(40), format });
const noticeListPath = z.object({ code: estateCode, format });
const noticeListQuery = z.strictObject({ building: z.string().min(1).max(40).optional() });

/** Reminders on paper, for those who hand them out. */
@Controller('api/v1/estates/:code/fees')
export class NoticesController {
  constructor(
    private readonly notices: DrawNotice,
    private readonly render: RenderReport,
  ) {}

  @Get('notices/document.:format')
  @Access('fees.households.read')
  @Describe({ zh: '催缴清单的打印件，可按楼栋', en: 'The list of reminders on paper', mediaTypes: REPORT_MEDIA })
  async list(
    @CurrentActor() actor: Actor,
    @Param({ schema: noticeListPath }) path: z.infer<typeof noticeListPath>,
    @Query({ schema: noticeListQuery }) { building }: z.infer<typeof noticeListQuery>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const drawn = await this.notices.list(actor.estateId ?? '', building);
    await sendReport(this.render, drawn, path.format, request, reply);
  }

  @Get('notices/:unit/document.:format')
  @Access('fees.households.read')
  @Describe({ zh: '一户的缴费通知单', en: 'The reminder of one household on paper', mediaTypes: REPORT_MEDIA })
  async show(
    @CurrentActor() actor: Actor,
    @Param({ schema: noticePath }) path: z.infer<typeof noticePath>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const drawn = await this.notices.ofUnit(actor.estateId ?? '', path.unit);
    await sendReport(this.render, drawn, path.format, request, reply);
  }
}
