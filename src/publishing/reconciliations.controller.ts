import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { Access, CurrentActor } from '../people/index.js';
import type { Actor } from '../people/rules/index.js';
import { Describe } from '../platform/http/describe.js';
import { previewPath, reconciliationPath } from './contract.js';
import { documentDigest } from './document-digest.js';
import { DrawReconciliation } from './draw-reconciliation.js';
import { PreviewStatement } from './preview-statement.js';
import { RenderReport } from './render-report.js';
import { REPORT_MEDIA, sendReport } from './send-report.js';

/** Documents that are made at each look: the 余额调节表 for everybody, and previews for those who work on the books. */
@Controller('api/v1/estates/:code')
export class ReconciliationsController {
  constructor(
    private readonly reconciliations: DrawReconciliation,
    private readonly preview: PreviewStatement,
    private readonly render: RenderReport,
  ) {}

  @Get('bank-accounts/:number/reconciliations/:date.:format')
  @Access('reconciliation.read')
  @Describe({ zh: '银行存款余额调节表', en: 'The reconciliation of one account', mediaTypes: REPORT_MEDIA })
  async reconciliation(
    @CurrentActor() actor: Actor,
    @Param({ schema: reconciliationPath }) path: z.infer<typeof reconciliationPath>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const drawn = await this.reconciliations.execute(actor.estateId ?? '', path.number, path.date);
    await sendReport(this.render, drawn, path.format, request, reply);
  }

  @Get('statement-previews/:report/:period.:format')
  @Access('journal.read')
  @Describe({ zh: '报表预览，标明未公示', en: 'A statement before it is published', mediaTypes: REPORT_MEDIA })
  async statementPreview(
    @CurrentActor() actor: Actor,
    @Param({ schema: previewPath }) path: z.infer<typeof previewPath>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { document } = await this.preview.execute(actor.estateId ?? '', path.report, path.period);
    await sendReport(this.render, { document, digest: documentDigest(document) }, path.format, request, reply);
  }
}
