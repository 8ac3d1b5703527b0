import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import type { z } from 'zod';
import { inputHash } from '../kernel/stable-json.js';
import { Refusal } from '../kernel/violation.js';
import { Access, CurrentActor } from '../people/index.js';
import type { Actor } from '../people/rules/index.js';
import { Describe } from '../platform/http/describe.js';
import { estatePath } from '../platform/http/contract-parts.js';
import { IdempotencyKey } from '../platform/http/idempotency-key.js';
import { actingIn } from './acting-in.js';
import { ApproveProposal } from './approve-proposal.js';
import {
  postedAnswer,
  proposalAnswer,
  voucherInput,
  proposalPath,
  proposalsAnswer,
  proposalsQuery,
  proposedAnswer,
  returnInput,
} from './contract.js';
import { acceptedOf, postedView, proposalView } from './answer-contract.js';
import { ProposeVoucher } from './propose-voucher.js';
import { ReturnProposal } from './return-proposal.js';
import { ShowProposals } from './show-proposals.js';

/** Two persons: one proposes, another decides. */
@Controller('api/v1/estates/:code/proposals')
export class ProposalsController {
  constructor(
    private readonly propose: ProposeVoucher,
    private readonly approve: ApproveProposal,
    private readonly giveBack: ReturnProposal,
    private readonly proposals: ShowProposals,
  ) {}

  @Get()
  @Access('proposal.read')
  @Describe({ zh: '待批、已批、退回的单子', en: 'Proposals by state', answer: proposalsAnswer })
  async list(
    @CurrentActor() actor: Actor,
    @Query({ schema: proposalsQuery }) query: z.infer<typeof proposalsQuery>,
  ): Promise<z.infer<typeof proposalsAnswer>> {
    const rows = await this.proposals.list(actingIn(actor).estateId, query.state);
    return { proposals: rows.map(proposalView) };
  }

  @Post()
  @Access('voucher.propose')
  @Describe({ zh: '提交一张待批的凭证', en: 'Propose a voucher', answer: proposedAnswer, status: 201 })
  async create(
    @CurrentActor() actor: Actor,
    @Param({ schema: estatePath }) _path: z.infer<typeof estatePath>,
    @Body({ schema: voucherInput }) draft: z.infer<typeof voucherInput>,
    @IdempotencyKey() key: string,
  ): Promise<z.infer<typeof proposedAnswer>> {
    const { estateId, personId } = actingIn(actor);
    const claim = { actor: personId, operation: 'voucher.propose', key, inputHash: inputHash(draft) };
    const content = { kind: 'voucher', draft } as const;
    const outcome = acceptedOf(await this.propose.execute({ estateId, preparer: personId, content, claim }));
    return { replayed: outcome.replayed, ...outcome.accepted };
  }

  @Get(':id')
  @Access('proposal.read')
  @Describe({ zh: '一张单子', en: 'One proposal', answer: proposalAnswer })
  async show(
    @CurrentActor() actor: Actor,
    @Param({ schema: proposalPath }) path: z.infer<typeof proposalPath>,
  ): Promise<z.infer<typeof proposalAnswer>> {
    const row = await this.proposals.find(actingIn(actor).estateId, path.id);
    if (row === undefined) throw Refusal.of('PROPOSAL_NOT_FOUND', undefined, { id: path.id });
    return proposalView(row);
  }

  @Post(':id/approve')
  @Access('proposal.decide')
  @Describe({ zh: '批准：凭证从此入账', en: 'Approve: now there is a voucher', answer: postedAnswer })
  async approveOne(
    @CurrentActor() actor: Actor,
    @Param({ schema: proposalPath }) path: z.infer<typeof proposalPath>,
    @IdempotencyKey() key: string,
  ): Promise<z.infer<typeof postedAnswer>> {
    const { estateId, personId } = actingIn(actor);
    const claim = { actor: personId, operation: 'proposal.approve', key, inputHash: inputHash(path.id) };
    const outcome = acceptedOf(
      await this.approve.execute({ estateId, proposalId: path.id, approver: personId, claim }),
    );
    return postedView(outcome.accepted.vouchers, outcome.replayed, outcome.accepted.period);
  }

  @Post(':id/return')
  @Access('proposal.decide')
  @Describe({ zh: '退回给制单人', en: 'Return to the preparer', answer: proposedAnswer })
  async returnOne(
    @CurrentActor() actor: Actor,
    @Param({ schema: proposalPath }) path: z.infer<typeof proposalPath>,
    @Body({ schema: returnInput }) body: z.infer<typeof returnInput>,
    @IdempotencyKey() key: string,
  ): Promise<z.infer<typeof proposedAnswer>> {
    const { estateId, personId } = actingIn(actor);
    const claim = { actor: personId, operation: 'proposal.return', key, inputHash: inputHash([path.id, body]) };
    const request = { estateId, proposalId: path.id, decider: personId, reason: body.reason, claim };
    const outcome = acceptedOf(await this.giveBack.execute(request));
    return { replayed: outcome.replayed, ...outcome.accepted };
  }
}
