import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import type { z } from 'zod';
import { sumFen, yuanFromFen } from '../kernel/fen.js';
import { Access, CurrentActor } from '../people/index.js';
import type { Actor } from '../people/rules/index.js';
import { estatePath } from '../platform/http/contract-parts.js';
import { Describe, IdempotencyKey } from '../platform/http/index.js';
import { acceptedOf, actingIn, claimOf, estateOf } from './acting.js';
import {
  arrearsAnswer,
  arrearsQuery,
  noticesAnswer,
  noticesQuery,
  owingAnswer,
  owingQuery,
  remindedAnswer,
  remindersAnswer,
  remindersInput,
} from './arrears-contract.js';
import { noticeView, owingView, reminderView, reportView } from './arrears-answer-contract.js';
import { RecordReminders } from './record-reminders.js';
import { ShowArrears } from './show-arrears.js';
import { ShowNotices } from './show-notices.js';

/** Who has not paid: counts for everybody, households for those who collect. */
@Controller('api/v1/estates/:code/fees')
export class ArrearsController {
  constructor(
    private readonly arrears: ShowArrears,
    private readonly notices: ShowNotices,
    private readonly reminding: RecordReminders,
  ) {}

  @Get('arrears')
  @Access('fees.arrears.read')
  @Describe({
    zh: '欠费户数、账龄和收缴率（不列户）',
    en: 'Arrears by counts, without households',
    answer: arrearsAnswer,
  })
  async report(
    @CurrentActor() actor: Actor,
    @Param({ schema: estatePath }) _path: z.infer<typeof estatePath>,
    @Query({ schema: arrearsQuery }) { on, from }: z.infer<typeof arrearsQuery>,
  ): Promise<z.infer<typeof arrearsAnswer>> {
    const asked = { ...(on === undefined ? {} : { on }), ...(from === undefined ? {} : { from }) };
    return reportView(await this.arrears.report(estateOf(actor), asked));
  }

  @Get('arrears/households')
  @Access('fees.households.read')
  @Describe({ zh: '逐户欠费和账龄', en: 'Arrears by household', answer: owingAnswer })
  async households(
    @CurrentActor() actor: Actor,
    @Param({ schema: estatePath }) _path: z.infer<typeof estatePath>,
    @Query({ schema: owingQuery }) query: z.infer<typeof owingQuery>,
  ): Promise<z.infer<typeof owingAnswer>> {
    const { on, arrears } = await this.arrears.households(estateOf(actor), query.on);
    const asked = arrears.filter(({ building }) => (query.building ?? building) === building);
    return { on, total: yuanFromFen(sumFen(asked.map(({ fen }) => fen))), households: asked.map(owingView) };
  }

  @Get('notices')
  @Access('fees.households.read')
  @Describe({ zh: '催缴通知的内容，按户', en: 'What reminders say, by household', answer: noticesAnswer })
  async list(
    @CurrentActor() actor: Actor,
    @Param({ schema: estatePath }) _path: z.infer<typeof estatePath>,
    @Query({ schema: noticesQuery }) { building, unit }: z.infer<typeof noticesQuery>,
  ): Promise<z.infer<typeof noticesAnswer>> {
    const asked = { ...(building === undefined ? {} : { building }), ...(unit === undefined ? {} : { unit }) };
    return { notices: (await this.notices.execute(estateOf(actor), asked)).map(noticeView) };
  }

  @Get('reminders')
  @Access('fees.households.read')
  @Describe({ zh: '催缴记录', en: 'Reminders that were given', answer: remindersAnswer })
  async given(
    @CurrentActor() actor: Actor,
    @Param({ schema: estatePath }) _path: z.infer<typeof estatePath>,
  ): Promise<z.infer<typeof remindersAnswer>> {
    return { reminders: (await this.notices.given(estateOf(actor))).map(reminderView) };
  }

  @Post('reminders')
  @Access('fees.draft')
  @Describe({
    zh: '记下已经催缴的户',
    en: 'Record which households were reminded',
    answer: remindedAnswer,
    status: 201,
  })
  async remind(
    @CurrentActor() actor: Actor,
    @Param({ schema: estatePath }) _path: z.infer<typeof estatePath>,
    @Body({ schema: remindersInput }) body: z.infer<typeof remindersInput>,
    @IdempotencyKey() key: string,
  ): Promise<z.infer<typeof remindedAnswer>> {
    const { estateId, personId: by } = actingIn(actor);
    const claim = claimOf(by, 'reminders.record', key, body);
    const outcome = acceptedOf(await this.reminding.execute({ estateId, by, claim, ...body }));
    return { replayed: outcome.replayed, ...outcome.accepted };
  }
}
