import { Controller, Get, Query } from '@nestjs/common';
import type { z } from 'zod';
import { Access } from '../people/index.js';
import { Describe } from '../platform/http/index.js';
import { estatesAnswer, estatesQuery } from './contract.js';
import { ListEstates } from './list-estates.js';

const PAGE = 50;

@Controller('api/v1/estates')
export class EstatesController {
  constructor(private readonly estates: ListEstates) {}

  @Get()
  @Access('estates.read')
  @Describe({ zh: '本平台的小区', en: 'Estates of this deployment', answer: estatesAnswer })
  async list(
    @Query({ schema: estatesQuery }) query: z.infer<typeof estatesQuery>,
  ): Promise<z.infer<typeof estatesAnswer>> {
    const { estates, next } = await this.estates.execute({ after: query.cursor, limit: query.limit ?? PAGE });
    return {
      estates: estates.map((estate) => ({
        code: estate.code,
        name: estate.name,
        address: estate.address,
        serviceMode: estate.serviceMode,
        lifecycleStage: estate.lifecycleStage,
        body: estate.bodyName,
        booksOpenedOn: estate.booksOpenedOn,
        ...(estate.roll === undefined ? {} : { households: estate.roll.households, areaM2: estate.roll.areaM2 }),
      })),
      ...(next === undefined ? {} : { next }),
    };
  }
}
