import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import type { z } from 'zod';
import { Access, CurrentActor } from '../people/index.js';
import type { Actor } from '../people/rules/index.js';
import { estatePath } from '../platform/http/contract-parts.js';
import { Describe, IdempotencyKey } from '../platform/http/index.js';
import { answerOf, askingOf, draftedOf, estateOf } from './acting.js';
import { BookRevenue } from './book-revenue.js';
import { asOfDay, draftedAnswer, namedPath, recordDraftedAnswer } from './parts-contract.js';
import { ProposeRecord } from './propose-record.js';
import {
  contractCostInput,
  contractInput,
  contractOf,
  contractReceiptInput,
  contractsAnswer,
  contractView,
  counterpartyAnswer,
  revenueAnswer,
  revenueQuery,
  revenueView,
} from './revenue-door-contract.js';
import { contractFields } from './rules/contract-terms.js';
import { ShowContracts } from './show-contracts.js';

/** Contracts that bring public revenue: expected, received, overdue, and what is left after cost. */
@Controller('api/v1/estates/:code')
export class RevenueContractsController {
  constructor(
    private readonly contracts: ShowContracts,
    private readonly record: ProposeRecord,
    private readonly book: BookRevenue,
  ) {}

  @Get('revenue-contracts')
  @Access('funds.read')
  @Describe({ zh: '经营合同：应收、已收、逾期', en: 'Revenue contracts', answer: contractsAnswer })
  async list(
    @CurrentActor() actor: Actor,
    @Param({ schema: estatePath }) _path: z.infer<typeof estatePath>,
    @Query({ schema: asOfDay }) query: z.infer<typeof asOfDay>,
  ): Promise<z.infer<typeof contractsAnswer>> {
    const { asOf, contracts } = await this.contracts.list(estateOf(actor), query.asOf);
    return { asOf, contracts: contracts.map(contractView) };
  }

  @Get('public-revenue')
  @Access('funds.read')
  @Describe({ zh: '公共收益：收入、成本、净额', en: 'Public revenue: income, cost, net', answer: revenueAnswer })
  async revenue(
    @CurrentActor() actor: Actor,
    @Param({ schema: estatePath }) _path: z.infer<typeof estatePath>,
    @Query({ schema: revenueQuery }) { from, to }: z.infer<typeof revenueQuery>,
  ): Promise<z.infer<typeof revenueAnswer>> {
    return { from, to, funds: (await this.contracts.result(estateOf(actor), from, to)).map(revenueView) };
  }

  @Get('revenue-contracts/:id/counterparty')
  @Access('private.read')
  @Describe({ zh: '合同对方，个人的姓名也在内', en: 'The counterparty by name', answer: counterpartyAnswer })
  async counterparty(
    @CurrentActor() actor: Actor,
    @Param({ schema: namedPath }) { id }: z.infer<typeof namedPath>,
  ): Promise<z.infer<typeof counterpartyAnswer>> {
    return { id, counterparty: await this.contracts.counterparty(estateOf(actor), id) };
  }

  @Post('revenue-contracts')
  @Access('voucher.propose')
  @Describe({
    zh: '提交一份经营合同，待另一人批准',
    en: 'Propose a contract',
    answer: recordDraftedAnswer,
    status: 201,
  })
  async propose(
    @CurrentActor() actor: Actor,
    @Param({ schema: estatePath }) _path: z.infer<typeof estatePath>,
    @Body({ schema: contractInput }) body: z.infer<typeof contractInput>,
    @IdempotencyKey() key: string,
  ): Promise<z.infer<typeof recordDraftedAnswer>> {
    const asking = askingOf(actor, 'revenue-contract.propose', key, body);
    const { kind, name } = body.counterparty;
    const secret = kind === 'PERSON' ? [{ name: 'counterparty', value: name }] : [];
    const fields = contractFields(contractOf(body));
    return answerOf(await this.record.execute(asking, { kind: 'revenue-contract', target: body.id, fields, secret }));
  }

  @Post('revenue-contracts/:id/receipts')
  @Access('voucher.propose')
  @Describe({ zh: '收合同款，待批准', en: 'Receive money of a contract', answer: draftedAnswer, status: 201 })
  async receive(
    @CurrentActor() actor: Actor,
    @Param({ schema: namedPath }) { id }: z.infer<typeof namedPath>,
    @Body({ schema: contractReceiptInput }) body: z.infer<typeof contractReceiptInput>,
    @IdempotencyKey() key: string,
  ): Promise<z.infer<typeof draftedAnswer>> {
    const asking = askingOf(actor, 'revenue-contract.receive', key, [id, body]);
    const { amount: fen, ...rest } = body;
    return draftedOf(answerOf(await this.book.receive(asking, id, { ...rest, fen })));
  }

  @Post('revenue-contracts/:id/costs')
  @Access('voucher.propose')
  @Describe({ zh: '付经营成本，要有单据', en: 'Pay a cost of running it', answer: draftedAnswer, status: 201 })
  async spend(
    @CurrentActor() actor: Actor,
    @Param({ schema: namedPath }) { id }: z.infer<typeof namedPath>,
    @Body({ schema: contractCostInput }) body: z.infer<typeof contractCostInput>,
    @IdempotencyKey() key: string,
  ): Promise<z.infer<typeof draftedAnswer>> {
    const asking = askingOf(actor, 'revenue-contract.spend', key, [id, body]);
    const { amount: fen, ...rest } = body;
    return draftedOf(answerOf(await this.book.spend(asking, id, { ...rest, fen })));
  }
}
