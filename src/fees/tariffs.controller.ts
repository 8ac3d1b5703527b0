import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import type { z } from 'zod';
import { Access, CurrentActor } from '../people/index.js';
import type { Actor } from '../people/rules/index.js';
import { estatePath } from '../platform/http/contract-parts.js';
import { Describe, IdempotencyKey } from '../platform/http/index.js';
import { acceptedOf, actingIn, claimOf, estateOf } from './acting.js';
import { ApproveTariff } from './approve-tariff.js';
import { ProposeTariff } from './propose-tariff.js';
import { RecordUnitFacts } from './record-unit-facts.js';
import type { TariffVersion } from './rules/tariff.js';
import { ShowTariffs } from './show-tariffs.js';
import {
  draftedAnswer,
  tariffApprovedAnswer,
  tariffInput,
  tariffPath,
  tariffsAnswer,
  unitFactsAnswer,
  unitFactsInput,
} from './tariff-contract.js';

type TariffAnswer = z.infer<typeof tariffsAnswer>['tariffs'][number];

/** What is charged, and what households have of what is counted. */
@Controller('api/v1/estates/:code/fees')
export class TariffsController {
  constructor(
    private readonly tariffs: ShowTariffs,
    private readonly propose: ProposeTariff,
    private readonly approval: ApproveTariff,
    private readonly facts: RecordUnitFacts,
  ) {}

  @Get('tariffs')
  @Access('fees.tariffs.read')
  @Describe({ zh: '收费标准的各个版本', en: 'Every version of every tariff', answer: tariffsAnswer })
  async list(
    @CurrentActor() actor: Actor,
    @Param({ schema: estatePath }) _path: z.infer<typeof estatePath>,
  ): Promise<z.infer<typeof tariffsAnswer>> {
    const { versions, waiting } = await this.tariffs.execute(estateOf(actor));
    return { tariffs: versions.map(tariffView), waiting: waiting.map(tariffView) };
  }

  @Post('tariffs')
  @Access('fees.draft')
  @Describe({
    zh: '起草收费标准或它的新版本',
    en: 'Draft a tariff or its next version',
    answer: draftedAnswer,
    status: 201,
  })
  async draft(
    @CurrentActor() actor: Actor,
    @Param({ schema: estatePath }) _path: z.infer<typeof estatePath>,
    @Body({ schema: tariffInput }) terms: z.infer<typeof tariffInput>,
    @IdempotencyKey() key: string,
  ): Promise<z.infer<typeof draftedAnswer>> {
    const { estateId, personId } = actingIn(actor);
    const claim = claimOf(personId, 'tariff.propose', key, terms);
    const outcome = acceptedOf(await this.propose.execute({ estateId, preparer: personId, terms, claim }));
    return { replayed: outcome.replayed, ...outcome.accepted };
  }

  @Post('tariffs/:position/approve')
  @Access('fees.tariff.approve')
  @Describe({ zh: '批准收费标准，从它的日期起生效', en: 'Put a tariff in force', answer: tariffApprovedAnswer })
  async approve(
    @CurrentActor() actor: Actor,
    @Param({ schema: tariffPath }) path: z.infer<typeof tariffPath>,
    @IdempotencyKey() key: string,
  ): Promise<z.infer<typeof tariffApprovedAnswer>> {
    const { estateId, personId: approver } = actingIn(actor);
    const claim = claimOf(approver, 'tariff.approve', key, String(path.position));
    const outcome = acceptedOf(await this.approval.execute({ estateId, approver, proposal: path.position, claim }));
    return { replayed: outcome.replayed, ...outcome.accepted };
  }

  @Post('unit-facts')
  @Access('fees.draft')
  @Describe({
    zh: '登记各户的数量：车位、表的读数、空置',
    en: 'Record what households have: parking spaces, meter readings, vacancy',
    answer: unitFactsAnswer,
    status: 201,
  })
  async record(
    @CurrentActor() actor: Actor,
    @Param({ schema: estatePath }) _path: z.infer<typeof estatePath>,
    @Body({ schema: unitFactsInput }) body: z.infer<typeof unitFactsInput>,
    @IdempotencyKey() key: string,
  ): Promise<z.infer<typeof unitFactsAnswer>> {
    const { estateId, personId: by } = actingIn(actor);
    const claim = claimOf(by, 'unit-facts.record', key, body);
    const outcome = acceptedOf(await this.facts.execute({ estateId, by, claim, ...body }));
    return { replayed: outcome.replayed, ...outcome.accepted };
  }
}

function tariffView(version: TariffVersion): TariffAnswer {
  const { seq, by, approver, proposal: _proposal, buildings, components, ...rest } = version;
  return {
    ...rest,
    buildings: [...buildings],
    components: components.map((one) => ({ ...one })),
    position: String(seq),
    preparer: by,
    ...(approver === '' ? {} : { approver }),
  };
}
