import { Controller, Get, Inject, Param, Query, Req, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { Refusal } from '../kernel/violation.js';
import { Access } from '../people/index.js';
import { Describe, PlatformRoute } from '../platform/http/index.js';
import {
  assetPath,
  accountPath,
  homePath,
  listQuery,
  reconciliationPath,
  statementPath,
  voucherPath,
} from './contract.js';
import { assetAnswer, pageAnswer, type PageAnswer } from './page-answer.js';
import { renderBankJournalPage } from './pages/bank-journal-page.js';
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
import {
  readAskedDay,
  readBankJournalQuery,
  readDay,
  readVoucherNumber,
  readVouchersQuery,
  type RawQuery,
  type Read,
} from './rules/read-address.js';
import { assets } from './style/assets.js';

const PAGE = ['text/html'];

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
  @Access('estates.read')
  @Describe({ zh: '页面：本平台的小区', en: 'Page: all estates', mediaTypes: PAGE })
  async estates(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const view = await this.facts.estates();
    sendPage(request, reply, (frame) => renderEstatesPage(view, frame));
  }

  @Get('e/:code')
  @Access('funds.read')
  @Describe({ zh: '页面：一个小区', en: 'Page: an estate', mediaTypes: PAGE })
  async home(
    @Param({ schema: homePath }) { code }: z.infer<typeof homePath>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const view = await this.facts.home(code);
    sendPage(request, reply, (frame) => renderHomePage(view, frame));
  }

  @Get('e/:code/vouchers')
  @Access('vouchers.read')
  @Describe({ zh: '页面：全部凭证', en: 'Page: all vouchers', mediaTypes: PAGE })
  async vouchers(
    @Param({ schema: homePath }) { code }: z.infer<typeof homePath>,
    @Query({ schema: listQuery }) query: z.infer<typeof listQuery>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const view = await this.facts.vouchers(code, valueOf(readVouchersQuery(query as RawQuery)));
    sendPage(request, reply, (frame) => renderVouchersPage(view, frame));
  }

  @Get('e/:code/vouchers/:number')
  @Access('vouchers.read')
  @Describe({ zh: '页面：一张凭证', en: 'Page: a voucher', mediaTypes: PAGE })
  async voucher(
    @Param({ schema: voucherPath }) { code, number }: z.infer<typeof voucherPath>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const view = await this.facts.voucher(code, valueOf(readVoucherNumber(number)));
    sendPage(request, reply, (frame) => renderVoucherPage(view, frame));
  }

  @Get('e/:code/statements/:id')
  @Access('statements.read')
  @Describe({ zh: '页面：公示报表', en: 'Page: a statement', mediaTypes: PAGE })
  async statement(
    @Param({ schema: statementPath }) { code, id }: z.infer<typeof statementPath>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const view = await this.facts.statement(code, id);
    sendPage(request, reply, (frame) => renderStatementPage(view, frame));
  }

  @Get('e/:code/reconciliations/:account/:date')
  @Access('reconciliation.read')
  @Describe({ zh: '页面：余额调节表', en: 'Page: a reconciliation', mediaTypes: PAGE })
  async reconciliation(
    @Param({ schema: reconciliationPath }) place: z.infer<typeof reconciliationPath>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const view = await this.facts.reconciliation(place.code, place.account, valueOf(readDay(place.date)));
    sendPage(request, reply, (frame) => renderReconciliationPage(view, frame));
  }

  @Get('e/:code/reconciliations/:account')
  @Access('reconciliation.read')
  @Describe({ zh: '页面：余额调节表，任选一天', en: 'Page: a reconciliation on a chosen day', mediaTypes: PAGE })
  async reconciliationOn(
    @Param({ schema: accountPath }) { code, account }: z.infer<typeof accountPath>,
    @Query({ schema: listQuery }) query: z.infer<typeof listQuery>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const view = await this.facts.reconciliation(code, account, valueOf(readAskedDay(query as RawQuery)));
    sendPage(request, reply, (frame) => renderReconciliationPage(view, frame));
  }

  @Get('e/:code/bank-journal/:account')
  @Access('bank-journal.read')
  @Describe({ zh: '页面：银行存款日记账', en: 'Page: a bank journal', mediaTypes: PAGE })
  async bankJournal(
    @Param({ schema: accountPath }) { code, account }: z.infer<typeof accountPath>,
    @Query({ schema: listQuery }) query: z.infer<typeof listQuery>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const view = await this.facts.bankJournal(code, account, valueOf(readBankJournalQuery(query as RawQuery)));
    sendPage(request, reply, (frame) => renderBankJournalPage(view, frame));
  }

  @Get('assets/:file')
  @PlatformRoute()
  @Describe({ zh: '页面的样式', en: 'Stylesheets of the pages', mediaTypes: PAGE })
  asset(@Param({ schema: assetPath }) { file }: z.infer<typeof assetPath>, @Res() reply: FastifyReply): void {
    const asset = assets.get(file);
    if (asset === undefined) throw Refusal.of('PORTAL_PAGE_NOT_FOUND');
    send(reply, assetAnswer(asset.contentType, asset.body));
  }

  @Get('styleguide')
  @PlatformRoute()
  @Describe({ zh: '页面部件（仅开发时）', en: 'Parts of the pages (development only)', mediaTypes: PAGE })
  parts(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    if (!this.styleguide) throw Refusal.of('PORTAL_PAGE_NOT_FOUND');
    sendPage(request, reply, renderStyleguidePage);
  }
}
