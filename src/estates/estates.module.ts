import { Module } from '@nestjs/common';
import { EstatesController } from './estates.controller.js';
import { ListEstates } from './list-estates.js';

@Module({ controllers: [EstatesController], providers: [ListEstates], exports: [ListEstates] })
export class EstatesModule {}
