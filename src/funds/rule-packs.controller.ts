import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import type { z } from 'zod';
import { Access, CurrentActor } from '../people/index.js';
import type { Actor } from '../people/rules/index.js';
import { estatePath } from '../platform/http/contract-parts.js';
import { Describe, IdempotencyKey } from '../platform/http/index.js';
import { answerOf, askingOf, draftedOf, estateOf } from './acting.js';
import { draftedAnswer, recordDraftedAnswer } from './parts-contract.js';
import { ProposeRecord } from './propose-record.js';
import {
  choiceInput,
  rulePacksAnswer,
  rulePacksView,
  topUpAnswer,
  topUpInput,
  topUpQuery,
  topUpView,
} from './revenue-use-contract.js';
import { THE_ESTATE } from './rules/fund-records.js';
import { choiceFields } from './rules/top-up.js';
import { ShowRulePacks } from './show-rule-packs.js';
import { TopUpRepairFund } from './top-up-repair-fund.js';

/** Local rules, and what they ask of public revenue for the repair fund. */
@Controller('api/v1/estates/:code')
export class RulePacksController {
  constructor(
    private readonly packs: ShowRulePacks,
    private readonly record: ProposeRecord,
    private readonly topUps: TopUpRepairFund,
  ) {}

  @Get('rule-packs')
  @Access('funds.read')
  @Describe({ zh: '地方规则，以及本小区选了哪一个', en: 'Local rules and the chosen one', answer: rulePacksAnswer })
  async list(
    @CurrentActor() actor: Actor,
    @Param({ schema: estatePath }) _path: z.infer<typeof estatePath>,
  ): Promise<z.infer<typeof rulePacksAnswer>> {
    return rulePacksView(await this.packs.chosen(estateOf(actor)));
  }

  @Post('rule-packs')
  @Access('voucher.propose')
  @Describe({ zh: '提交所选的地方规则', en: 'Propose a rule pack', answer: recordDraftedAnswer, status: 201 })
  async choose(
    @CurrentActor() actor: Actor,
    @Param({ schema: estatePath }) _path: z.infer<typeof estatePath>,
    @Body({ schema: choiceInput }) body: z.infer<typeof choiceInput>,
    @IdempotencyKey() key: string,
  ): Promise<z.infer<typeof recordDraftedAnswer>> {
    const asking = askingOf(actor, 'rule-pack.propose', key, body);
    const { repairFirstAmount: repairFirstFen, ...rest } = body;
    const fields = choiceFields({ ...rest, repairFirstFen });
    return answerOf(await this.record.execute(asking, { kind: 'rule-pack', target: THE_ESTATE, fields }));
  }

  @Get('repair-top-ups')
  @Access('funds.read')
  @Describe({ zh: '按所选规则应补充多少维修资金', en: 'What tops the repair fund up', answer: topUpAnswer })
  async preview(
    @CurrentActor() actor: Actor,
    @Param({ schema: estatePath }) _path: z.infer<typeof estatePath>,
    @Query({ schema: topUpQuery }) query: z.infer<typeof topUpQuery>,
  ): Promise<z.infer<typeof topUpAnswer>> {
    return topUpView(await this.topUps.preview(estateOf(actor), query));
  }

  @Post('repair-top-ups')
  @Access('voucher.propose')
  @Describe({ zh: '提交补充维修资金的凭证', en: 'Propose a top-up', answer: draftedAnswer, status: 201 })
  async topUp(
    @CurrentActor() actor: Actor,
    @Param({ schema: estatePath }) _path: z.infer<typeof estatePath>,
    @Body({ schema: topUpInput }) body: z.infer<typeof topUpInput>,
    @IdempotencyKey() key: string,
  ): Promise<z.infer<typeof draftedAnswer>> {
    return draftedOf(answerOf(await this.topUps.execute(askingOf(actor, 'repair-top-up.propose', key, body), body)));
  }
}
