import { Module } from '@nestjs/common';
import { PeopleModule } from '../people/index.js';
import { EstatesController } from './estates.controller.js';
import { ListEstates } from './list-estates.js';
import { OccupanciesController } from './occupancies.controller.js';
import { RecordOccupancy } from './record-occupancy.js';

@Module({
  imports: [PeopleModule],
  controllers: [EstatesController, OccupanciesController],
  providers: [ListEstates, RecordOccupancy],
  exports: [ListEstates, RecordOccupancy],
})
export class EstatesModule {}
