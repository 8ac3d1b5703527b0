import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import type { z } from 'zod';
import { Access, CurrentActor } from '../people/index.js';
import type { Actor } from '../people/rules/index.js';
import { estatePath } from '../platform/http/contract-parts.js';
import { Describe, IdempotencyKey } from '../platform/http/index.js';
import { answerOf, askingOf, estateOf } from './acting.js';
import { DecideRecord } from './decide-record.js';
import { ListRecordProposals } from './list-record-proposals.js';
import {
  recordDecidedAnswer,
  recordProposalPath,
  recordProposalsAnswer,
  recordProposalsQuery,
  recordReturnInput,
} from './record-contract.js';

/** Contracts, campaigns, plans and the like: proposed by one person, put in force by another. */
@Controller('api/v1/estates/:code/fund-records')
export class FundRecordsController {
  constructor(
    private readonly proposals: ListRecordProposals,
    private readonly decide: DecideRecord,
  ) {}

  @Get()
  @Access('proposal.read')
  @Describe({ zh: '待批、已批、退回的登记', en: 'Proposed records by state', answer: recordProposalsAnswer })
  async list(
    @CurrentActor() actor: Actor,
    @Param({ schema: estatePath }) _path: z.infer<typeof estatePath>,
    @Query({ schema: recordProposalsQuery }) query: z.infer<typeof recordProposalsQuery>,
  ): Promise<z.infer<typeof recordProposalsAnswer>> {
    const proposals = await this.proposals.execute(estateOf(actor), query.state);
    return { count: proposals.length, proposals };
  }

  @Post(':id/approve')
  @Access('proposal.decide')
  @Describe({ zh: '批准一项登记，从此生效', en: 'Put a record in force', answer: recordDecidedAnswer })
  async approve(
    @CurrentActor() actor: Actor,
    @Param({ schema: recordProposalPath }) { id }: z.infer<typeof recordProposalPath>,
    @IdempotencyKey() key: string,
  ): Promise<z.infer<typeof recordDecidedAnswer>> {
    const asking = askingOf(actor, 'fund-record.approve', key, id);
    return answerOf(await this.decide.execute(asking, id, 'approved'));
  }

  @Post(':id/return')
  @Access('proposal.decide')
  @Describe({ zh: '退回一项登记', en: 'Give a proposed record back', answer: recordDecidedAnswer })
  async giveBack(
    @CurrentActor() actor: Actor,
    @Param({ schema: recordProposalPath }) { id }: z.infer<typeof recordProposalPath>,
    @Body({ schema: recordReturnInput }) { reason }: z.infer<typeof recordReturnInput>,
    @IdempotencyKey() key: string,
  ): Promise<z.infer<typeof recordDecidedAnswer>> {
    const asking = askingOf(actor, 'fund-record.return', key, [id, reason]);
    return answerOf(await this.decide.execute(asking, id, 'returned', reason));
  }
}
