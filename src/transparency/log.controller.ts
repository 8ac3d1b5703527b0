import { Controller, Get, Param, Query } from '@nestjs/common';
import type { z } from 'zod';
import { Access, CurrentEstate } from '../people/index.js';
import { estatePath } from '../platform/http/contract-parts.js';
import { Describe } from '../platform/http/index.js';
import {
  consistencyAnswer,
  consistencyQuery,
  leavesAnswer,
  leavesQuery,
  proofAnswer,
  proofPath,
  rootAnswer,
  rootQuery,
} from './contract.js';
import { ReadLog, type ConsistencyProof, type InclusionProof, type LeafPage, type LogRoot } from './read-log.js';

const PAGE = 100;

/** The estate's log, for everybody: whoever kept a root can find out later whether anything before it was changed. */
@Controller('api/v1/estates/:code/log')
export class LogController {
  constructor(private readonly log: ReadLog) {}

  @Get('leaves')
  @Access('log.read')
  @Describe({
    zh: '日志原文：对 body 的 UTF-8 字节前加一个零字节求 SHA-256，应得到 leafHash',
    en: 'Leaves as they are: SHA-256 of a zero byte and the UTF-8 bytes of `body` is `leafHash`',
    answer: leavesAnswer,
  })
  leaves(
    @CurrentEstate() estateId: string,
    @Param({ schema: estatePath }) _path: z.infer<typeof estatePath>,
    @Query({ schema: leavesQuery }) query: z.infer<typeof leavesQuery>,
  ): Promise<LeafPage> {
    return this.log.leaves(estateId, query.from ?? 0, query.limit ?? PAGE);
  }

  @Get('root')
  @Access('log.read')
  @Describe({
    zh: '日志的根哈希（RFC 6962），可指定条数',
    en: 'The root of the log, or of its first `size` leaves',
    answer: rootAnswer,
  })
  root(
    @CurrentEstate() estateId: string,
    @Param({ schema: estatePath }) _path: z.infer<typeof estatePath>,
    @Query({ schema: rootQuery }) query: z.infer<typeof rootQuery>,
  ): Promise<LogRoot> {
    return this.log.root(estateId, query.size);
  }

  @Get('proof/:seq')
  @Access('log.read')
  @Describe({ zh: '证明某一条在日志里', en: 'Proof that a leaf is in the log', answer: proofAnswer })
  inclusion(
    @CurrentEstate() estateId: string,
    @Param({ schema: proofPath }) { seq }: z.infer<typeof proofPath>,
    @Query({ schema: rootQuery }) query: z.infer<typeof rootQuery>,
  ): Promise<InclusionProof> {
    return this.log.inclusion(estateId, seq, query.size);
  }

  @Get('consistency')
  @Access('log.read')
  @Describe({
    zh: '证明早先的日志是现在日志的开头，没有被改写',
    en: 'Proof that an older log is the beginning of a newer one',
    answer: consistencyAnswer,
  })
  consistency(
    @CurrentEstate() estateId: string,
    @Param({ schema: estatePath }) _path: z.infer<typeof estatePath>,
    @Query({ schema: consistencyQuery }) query: z.infer<typeof consistencyQuery>,
  ): Promise<ConsistencyProof> {
    return this.log.consistency(estateId, query.from, query.to);
  }
}
