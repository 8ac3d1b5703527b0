import { Controller, Get, Inject, Param, Query, Req, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../kernel/violation.js';
import { assetAnswer, pageAnswer, type PageAnswer } from './page-answer.js';
import { renderEstatesPage } from './pages/estates-page.js';
import { renderHomePage } from './pages/home-page.js';
import { renderReconciliationPage } from './pages/reconciliation-page.js';
import { renderStatementPage } from './pages/statement-page.js';
import { renderStyleguidePage } from './pages/styleguide-page.js';
import { renderVoucherPage } from './pages/voucher-page.js';
import { renderVouchersPage } from './pages/vouchers-page.js';
import { PortalFacts } from './portal-facts.js';
import { PORTAL_STYLEGUIDE } from './portal-options.js';
import { PortalProblemFilter } from './portal-problem.filter.js';
import { frameOf, type Frame } from './rules/addresses.js';
import { readDay, readVoucherNumber, readVouchersQuery, type RawQuery, type Read } from './rules/read-address.js';
import { assets } from './style/assets.js';

function valueOf<T>(read: Read<T>): T {
  if (!read.ok) throw new Refusal(read.violations);
  return read.value;
}

function send(reply: FastifyReply, answer: PageAnswer): void {
  void reply.status(answer.status).headers(answer.headers).send(answer.body);
}

/** Every page takes the same way out: drawn in the reader's frame, with a tag that saves sending it again. */
function sendPage(request: FastifyRequest, reply: FastifyReply, draw: (frame: Frame) => string): void {
  send(reply, pageAnswer(draw(frameOf(request.url)), request.headers['if-none-match']));
}

/** The pages that anybody may read. HEAD is answered as GET without the body. */
@Controller()
@UseFilters(PortalProblemFilter)
export class PortalController {
  constructor(
    private readonly facts: PortalFacts,
    @Inject(PORTAL_STYLEGUIDE) private readonly styleguide: boolean,
  ) {}

  @Get()
  async estates(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const view = await this.facts.estates();
    sendPage(request, reply, (frame) => renderEstatesPage(view, frame));
  }

  @Get('e/:code')
  async home(@Param('code') code: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const view = await this.facts.home(code);
    sendPage(request, reply, (frame) => renderHomePage(view, frame));
  }

  @Get('e/:code/vouchers')
  async vouchers(
    @Param('code') code: string,
    @Query() query: RawQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const view = await this.facts.vouchers(code, valueOf(readVouchersQuery(query)));
    sendPage(request, reply, (frame) => renderVouchersPage(view, frame));
  }

  @Get('e/:code/vouchers/:number')
  async voucher(
    @Param('code') code: string,
    @Param('number') number: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const view = await this.facts.voucher(code, valueOf(readVoucherNumber(number)));
    sendPage(request, reply, (frame) => renderVoucherPage(view, frame));
  }

  @Get('e/:code/statements/:id')
  async statement(
    @Param('code') code: string,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const view = await this.facts.statement(code, id);
    sendPage(request, reply, (frame) => renderStatementPage(view, frame));
  }

  @Get('e/:code/reconciliations/:account/:date')
  async reconciliation(
    @Param() place: { readonly code: string; readonly account: string; readonly date: string },
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const view = await this.facts.reconciliation(place.code, place.account, valueOf(readDay(place.date)));
    sendPage(request, reply, (frame) => renderReconciliationPage(view, frame));
  }

  @Get('assets/:file')
  asset(@Param('file') file: string, @Res() reply: FastifyReply): void {
    const asset = assets.get(file);
    if (asset === undefined) throw Refusal.of('PORTAL_PAGE_NOT_FOUND');
    send(reply, assetAnswer(asset.contentType, asset.body));
  }

  @Get('styleguide')
  parts(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    if (!this.styleguide) throw Refusal.of('PORTAL_PAGE_NOT_FOUND');
    sendPage(request, reply, renderStyleguidePage);
  }
}
