import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import type { z } from 'zod';
import { Access, CurrentActor, CurrentEstate } from '../people/index.js';
import type { Actor } from '../people/rules/index.js';
import { estatePath } from '../platform/http/contract-parts.js';
import { Describe, IdempotencyKey } from '../platform/http/index.js';
import { occupanciesAnswer, occupancyAnswer, occupancyInput } from './occupancy-contract.js';
import { RecordOccupancy } from './record-occupancy.js';

/** Who lives in which household: it decides what a resident may see. */
@Controller('api/v1/estates/:code/occupancies')
export class OccupanciesController {
  constructor(private readonly occupancies: RecordOccupancy) {}

  @Get()
  @Access('occupancy.read')
  @Describe({ zh: '谁住在哪一户', en: 'Who lives where', answer: occupanciesAnswer })
  async list(
    @CurrentEstate() estateId: string,
    @Param({ schema: estatePath }) _path: z.infer<typeof estatePath>,
  ): Promise<z.infer<typeof occupanciesAnswer>> {
    return { occupancies: [...(await this.occupancies.list(estateId))] };
  }

  @Post()
  @Access('occupancy.record')
  @Describe({ zh: '登记某人住在哪一户，或住到哪一天', en: 'Record who lives where', answer: occupancyAnswer })
  async record(
    @CurrentActor() actor: Actor,
    @Param({ schema: estatePath }) _path: z.infer<typeof estatePath>,
    @Body({ schema: occupancyInput }) body: z.infer<typeof occupancyInput>,
    // The same again records nothing, whatever the key.
    @IdempotencyKey() _key: string,
  ): Promise<z.infer<typeof occupancyAnswer>> {
    const { estateId = '', personId = '' } = actor;
    const { to, ...occupancy } = body;
    const recorded = await this.occupancies.execute(estateId, personId, {
      ...occupancy,
      ...(to === undefined ? {} : { to }),
    });
    return { recorded };
  }
}
