import { Controller, Get, Query } from '@nestjs/common';
import type { z } from 'zod';
import { Access, CurrentActor } from '../people/index.js';
import type { Actor } from '../people/rules/index.js';
import { Describe } from '../platform/http/describe.js';
import { asOfQuery, balancesAnswer, balancesQuery, fundsAnswer } from './contract.js';
import { balancesView, fundsView } from './answer-contract.js';
import { ShowBalances, type AsOf } from './show-balances.js';

/** What is left, at any date (`asOf`) and any size of the log (`at`). */
@Controller('api/v1/estates/:code')
export class BalancesController {
  constructor(private readonly balances: ShowBalances) {}

  @Get('funds')
  @Access('funds.read')
  @Describe({
    zh: '各项资金：净资产、可用的钱、别人代管的钱',
    en: 'Funds: net assets, cash, and money held by others',
    answer: fundsAnswer,
  })
  async funds(
    @CurrentActor() actor: Actor,
    @Query({ schema: asOfQuery }) query: z.infer<typeof asOfQuery>,
  ): Promise<z.infer<typeof fundsAnswer>> {
    return fundsView(await this.balances.funds(actor.estateId ?? '', whenOf(query)));
  }

  @Get('balances')
  @Access('balances.read')
  @Describe({
    zh: '科目余额，按资金，或按辅助核算',
    en: 'Balances by account and fund, or by a dimension',
    answer: balancesAnswer,
  })
  async byAccount(
    @CurrentActor() actor: Actor,
    @Query({ schema: balancesQuery }) query: z.infer<typeof balancesQuery>,
  ): Promise<z.infer<typeof balancesAnswer>> {
    const { dimension, ...asked } = query;
    const when = { ...asked, ...whenOf(asked) };
    const estateId = actor.estateId ?? '';
    return balancesView(
      dimension === undefined
        ? await this.balances.balances(estateId, when)
        : await this.balances.byDimension(estateId, dimension, when),
    );
  }
}

/** `to` and `asOf` name the same last day. */
function whenOf({ asOf, to, at, from }: z.infer<typeof asOfQuery>): AsOf {
  return { asOf: asOf ?? to, at, from };
}
