import { Module } from '@nestjs/common';
import { LogTree } from './log-tree.js';

/** The tree keeps what it has read of every log, so there is one of it. */
@Module({ providers: [LogTree], exports: [LogTree] })
export class LogModule {}
