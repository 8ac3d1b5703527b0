import { Module } from '@nestjs/common';
import { LogWatch } from './log-watch.js';
import { VerifyEstate } from './verify-estate.js';

const verbs = [LogWatch, VerifyEstate];

@Module({ providers: verbs, exports: verbs })
export class TransparencyModule {}
