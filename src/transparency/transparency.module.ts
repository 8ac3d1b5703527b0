import { Module } from '@nestjs/common';
import { ExportEstate } from './export-estate.js';
import { LogModule } from '../log/index.js';
import { LogWatch } from './log-watch.js';
import { LogController } from './log.controller.js';
import { ReadLog } from './read-log.js';
import { RestoreEstate } from './restore-estate.js';
import { VerifyEstate } from './verify-estate.js';

const verbs = [LogWatch, ReadLog, VerifyEstate, ExportEstate, RestoreEstate];

@Module({ imports: [LogModule], controllers: [LogController], providers: verbs, exports: verbs })
export class TransparencyModule {}
