import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import type { z } from 'zod';
import { sumFen, yuanFromFen } from '../kernel/fen.js';
import { Access, CurrentActor, denied } from '../people/index.js';
import { mayDo, type Actor } from '../people/rules/index.js';
import { estatePath } from '../platform/http/contract-parts.js';
import { Describe, IdempotencyKey } from '../platform/http/index.js';
import { acceptedOf, actingIn, claimOf, estateOf } from './acting.js';
import { AdjustCharges } from './adjust-charges.js';
import { ApproveCharges } from './approve-charges.js';
import {
  adjustmentsInput,
  chargeInput,
  chargesApprovedAnswer,
  householdsAnswer,
  householdsQuery,
  monthPath,
  previewAnswer,
  previewQuery,
  proposalsAnswer,
} from './charge-contract.js';
import { PreviewCharges } from './preview-charges.js';
import { ProposeCharges } from './propose-charges.js';
import { appliedFen, componentTotals, type UnitRun } from './rules/charge-run.js';

const PAGE = 100;

/** A month's charges: looked at, prepared by one person and approved by another. */
@Controller('api/v1/estates/:code/fees')
export class ChargesController {
  constructor(
    private readonly preview: PreviewCharges,
    private readonly propose: ProposeCharges,
    private readonly approval: ApproveCharges,
    private readonly adjusting: AdjustCharges,
  ) {}

  @Get('charges/:month')
  @Access('fees.charges.read')
  @Describe({ zh: '某月还要计费的合计（未入账）', en: 'What a month would charge now', answer: previewAnswer })
  async totals(
    @CurrentActor() actor: Actor,
    @Param({ schema: monthPath }) { month }: z.infer<typeof monthPath>,
    @Query({ schema: previewQuery }) { building = [], shared = [] }: z.infer<typeof previewQuery>,
  ): Promise<z.infer<typeof previewAnswer>> {
    // Of a building with one or two households a total is a household's account.
    if (building.length > 0 && !mayDo('fees.households.read', actor.roles)) throw denied('fees.households.read');
    const scope = { month, buildings: building, pools: new Map(shared) };
    const { units, waiting } = await this.preview.execute(estateOf(actor), scope);
    const totals = componentTotals(units);
    return {
      month,
      households: units.length,
      total: yuanFromFen(sumFen(totals.map(({ fen }) => fen))),
      applied: yuanFromFen(appliedFen(units)),
      components: totals.map(({ fen, ...rest }) => ({ ...rest, amount: yuanFromFen(fen) })),
      waiting: [...waiting],
    };
  }

  @Get('charges/:month/households')
  @Access('fees.households.read')
  @Describe({ zh: '某月还要计费的逐户明细（未入账）', en: 'The same by household', answer: householdsAnswer })
  async households(
    @CurrentActor() actor: Actor,
    @Param({ schema: monthPath }) { month }: z.infer<typeof monthPath>,
    @Query({ schema: householdsQuery }) query: z.infer<typeof householdsQuery>,
  ): Promise<z.infer<typeof householdsAnswer>> {
    const { building = [], shared = [], limit = PAGE } = query;
    const after = query.cursor === undefined ? '' : Buffer.from(query.cursor, 'base64url').toString('utf8');
    const scope = { month, buildings: building, pools: new Map(shared) };
    const { units } = await this.preview.execute(estateOf(actor), scope);
    const rest = [...units].sort(byUnit).filter(({ unit }) => unit > after);
    const page = rest.slice(0, limit);
    const last = page.at(-1);
    const next = rest.length > page.length && last !== undefined;
    return {
      households: page.map(householdView),
      ...(next ? { next: Buffer.from(last.unit, 'utf8').toString('base64url') } : {}),
    };
  }

  @Post('charges/:month')
  @Access('fees.draft')
  @Describe({
    zh: '提交某月的计费，等另一人批准',
    en: 'Propose the charges of a month',
    answer: proposalsAnswer,
    status: 201,
  })
  async charge(
    @CurrentActor() actor: Actor,
    @Param({ schema: monthPath }) { month }: z.infer<typeof monthPath>,
    @Body({ schema: chargeInput }) body: z.infer<typeof chargeInput>,
    @IdempotencyKey() key: string,
  ): Promise<z.infer<typeof proposalsAnswer>> {
    const { estateId, personId: preparer } = actingIn(actor);
    const claim = claimOf(preparer, 'charges.propose', key, [month, body]);
    const { buildings, shared, eventOn } = body;
    const day = eventOn === undefined ? {} : { eventOn };
    const request = { estateId, preparer, month, buildings, pools: new Map(shared), claim, ...day };
    const outcome = acceptedOf(await this.propose.execute(request));
    return { replayed: outcome.replayed, proposalIds: [...outcome.accepted.proposalIds] };
  }

  @Post('charges/:month/approve')
  @Access('proposal.decide')
  @Describe({ zh: '批准某月的全部计费', en: 'Approve the charges of a month', answer: chargesApprovedAnswer })
  async approve(
    @CurrentActor() actor: Actor,
    @Param({ schema: monthPath }) { month }: z.infer<typeof monthPath>,
    @IdempotencyKey() key: string,
  ): Promise<z.infer<typeof chargesApprovedAnswer>> {
    const { estateId, personId: approver } = actingIn(actor);
    const claim = claimOf(approver, 'charges.approve', key, month);
    const outcome = acceptedOf(await this.approval.execute({ estateId, approver, month, claim }));
    return { replayed: outcome.replayed, vouchers: [...outcome.accepted.vouchers] };
  }

  @Post('adjustments')
  @Access('fees.draft')
  @Describe({
    zh: '补收、冲减或减免某几户，等另一人批准',
    en: 'Propose supplements, credits and waivers of households',
    answer: proposalsAnswer,
    status: 201,
  })
  async adjust(
    @CurrentActor() actor: Actor,
    @Param({ schema: estatePath }) _path: z.infer<typeof estatePath>,
    @Body({ schema: adjustmentsInput }) body: z.infer<typeof adjustmentsInput>,
    @IdempotencyKey() key: string,
  ): Promise<z.infer<typeof proposalsAnswer>> {
    const { estateId, personId: preparer } = actingIn(actor);
    const claim = claimOf(preparer, 'charges.adjust', key, body);
    const outcome = acceptedOf(await this.adjusting.execute({ estateId, preparer, claim, ...body }));
    return { replayed: outcome.replayed, proposalIds: [...outcome.accepted.proposalIds] };
  }
}

function byUnit(one: UnitRun, other: UnitRun): number {
  if (one.unit === other.unit) return 0;
  return one.unit < other.unit ? -1 : 1;
}

function householdView(run: UnitRun): z.infer<typeof householdsAnswer>['households'][number] {
  return {
    unit: run.unit,
    building: run.building,
    total: yuanFromFen(sumFen(run.charges.map(({ fen }) => fen))),
    applied: yuanFromFen(appliedFen([run])),
    charges: run.charges.map(({ item, name, fund, fen }) => ({ item, name, fund, amount: yuanFromFen(fen) })),
  };
}
