import { Body, Controller, Get, Header, Param, Post, Query } from '@nestjs/common';
import type { z } from 'zod';
import { Access, CurrentActor } from '../people/index.js';
import type { Actor } from '../people/rules/index.js';
import { estatePath } from '../platform/http/contract-parts.js';
import { Describe, IdempotencyKey } from '../platform/http/index.js';
import { answerOf, askingOf, estateOf } from './acting.js';
import {
  campaignHouseholdsAnswer,
  campaignInput,
  campaignOf,
  campaignsAnswer,
  campaignView,
  householdView,
  pledgedAnswer,
  pledgesInput,
} from './campaign-contract.js';
import { asOfDay, namedPath, recordDraftedAnswer } from './parts-contract.js';
import { PledgeToCampaign } from './pledge-to-campaign.js';
import { ProposeRecord } from './propose-record.js';
import { contributionTable } from './receive-contributions.js';
import { campaignFields } from './rules/campaign.js';
import { ShowCampaigns } from './show-campaigns.js';

/** Crowdfunding: what is asked, promised, given, spent and left; names and households stay inside. */
@Controller('api/v1/estates/:code/campaigns')
export class CampaignsController {
  constructor(
    private readonly campaigns: ShowCampaigns,
    private readonly record: ProposeRecord,
    private readonly pledges: PledgeToCampaign,
  ) {}

  @Get()
  @Access('funds.read')
  @Describe({ zh: '众筹的进展，只有户数和金额', en: 'Campaigns in counts and sums', answer: campaignsAnswer })
  async list(
    @CurrentActor() actor: Actor,
    @Param({ schema: estatePath }) _path: z.infer<typeof estatePath>,
    @Query({ schema: asOfDay }) query: z.infer<typeof asOfDay>,
  ): Promise<z.infer<typeof campaignsAnswer>> {
    const { asOf, campaigns } = await this.campaigns.list(estateOf(actor), query.asOf);
    return { asOf, campaigns: campaigns.map(campaignView) };
  }

  @Post()
  @Access('voucher.propose')
  @Describe({ zh: '提交一个众筹项目，待批准', en: 'Propose a campaign', answer: recordDraftedAnswer, status: 201 })
  async propose(
    @CurrentActor() actor: Actor,
    @Param({ schema: estatePath }) _path: z.infer<typeof estatePath>,
    @Body({ schema: campaignInput }) body: z.infer<typeof campaignInput>,
    @IdempotencyKey() key: string,
  ): Promise<z.infer<typeof recordDraftedAnswer>> {
    const asking = askingOf(actor, 'campaign.propose', key, body);
    const fields = campaignFields(campaignOf(body));
    return answerOf(await this.record.execute(asking, { kind: 'campaign', target: body.id, fields }));
  }

  @Get('contribution-template.csv')
  @Access('voucher.propose')
  @Header('content-type', 'text/csv; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="contributions.csv"')
  @Describe({ zh: '缴款名单的模板', en: 'The template of contribution files', mediaTypes: ['text/csv'] })
  template(@Param({ schema: estatePath }) _path: z.infer<typeof estatePath>): string {
    return contributionTable();
  }

  @Get(':id/households')
  @Access('private.read')
  @Describe({ zh: '各户认缴和实缴', en: 'Pledges and money by household', answer: campaignHouseholdsAnswer })
  async households(
    @CurrentActor() actor: Actor,
    @Param({ schema: namedPath }) { id }: z.infer<typeof namedPath>,
  ): Promise<z.infer<typeof campaignHouseholdsAnswer>> {
    return { households: (await this.campaigns.households(estateOf(actor), id)).map(householdView) };
  }

  @Post(':id/pledges')
  @Access('voucher.propose')
  @Describe({ zh: '登记认缴，不记账', en: 'Keep pledges, a memo', answer: pledgedAnswer, status: 201 })
  async pledge(
    @CurrentActor() actor: Actor,
    @Param({ schema: namedPath }) { id }: z.infer<typeof namedPath>,
    @Body({ schema: pledgesInput }) body: z.infer<typeof pledgesInput>,
    @IdempotencyKey() key: string,
  ): Promise<z.infer<typeof pledgedAnswer>> {
    const asking = askingOf(actor, 'campaign.pledge', key, [id, body]);
    const rows = body.rows.map(({ unit, amount: fen }) => ({ unit, fen }));
    return answerOf(await this.pledges.execute(asking, id, rows));
  }
}
