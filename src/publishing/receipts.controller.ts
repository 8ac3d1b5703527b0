import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { readReceiptNumber, type ReceiptNumber } from '../fees/rules/index.js';
import { Access, CurrentActor } from '../people/index.js';
import type { Actor } from '../people/rules/index.js';
import { estateCode } from '../platform/http/contract-parts.js';
import { Describe } from '../platform/http/describe.js';
import { words } from '../platform/http/issue-words.js';
import { DrawReceipt } from './draw-receipt.js';
import { RenderReport } from './render-report.js';
import { REPORT_MEDIA, sendReport } from './send-report.js';

const RECEIPT_WORDS = words('应是收据号，例如 SJ-2025-00001', 'should be a receipt number, for example SJ-2025-00001');

const receiptDocumentPath = z.object({
  code: estateCode,
  receipt: z
    .string()
    .refine((typed) => readReceiptNumber(typed) !== undefined, RECEIPT_WORDS)
    .transform((typed) => readReceiptNumber(typed) as ReceiptNumber)
    .meta({ examples: ['SJ-2025-00001'] }),
  format: z.enum(['pdf', 'html']),
});

/** Receipts on paper: for who keeps the books, and for who lives in the household. */
@Controller('api/v1/estates/:code/fees')
export class ReceiptsController {
  constructor(
    private readonly receipts: DrawReceipt,
    private readonly render: RenderReport,
  ) {}

  @Get('receipts/:receipt/document.:format')
  @Access('fees.households.read')
  @Describe({ zh: '收据的打印件', en: 'A receipt on paper', mediaTypes: REPORT_MEDIA })
  async show(
    @CurrentActor() actor: Actor,
    @Param({ schema: receiptDocumentPath }) path: z.infer<typeof receiptDocumentPath>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const drawn = await this.receipts.execute(actor.estateId ?? '', path.receipt);
    await sendReport(this.render, drawn, path.format, request, reply);
  }

  @Get('my/receipts/:receipt/document.:format')
  @Access('fees.own.read')
  @Describe({ zh: '自己收据的打印件', en: 'My receipt on paper', mediaTypes: REPORT_MEDIA })
  async showOwn(
    @CurrentActor() actor: Actor,
    @Param({ schema: receiptDocumentPath }) path: z.infer<typeof receiptDocumentPath>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const drawn = await this.receipts.ownOf(actor.estateId ?? '', actor.personId ?? '', path.receipt);
    await sendReport(this.render, drawn, path.format, request, reply);
  }
}
