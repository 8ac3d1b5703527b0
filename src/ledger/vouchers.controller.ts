import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import type { z } from 'zod';
import { inputHash } from '../kernel/stable-json.js';
import { Refusal } from '../kernel/violation.js';
import { Access, CurrentActor } from '../people/index.js';
import type { Actor } from '../people/rules/index.js';
import { estatePath } from '../platform/http/contract-parts.js';
import { Describe } from '../platform/http/describe.js';
import { IdempotencyKey } from '../platform/http/idempotency-key.js';
import {
  bulkAnswer,
  bulkInput,
  postedAnswer,
  proposedAnswer,
  reversalInput,
  voucherAnswer,
  voucherInput,
  voucherPath,
  vouchersAnswer,
  vouchersQuery,
} from './contract.js';
import { isKeyReused, PostVouchers } from './post-vouchers.js';
import { acceptedOf, postedView, voucherRowView, voucherView } from './answer-contract.js';
import { actingIn } from './acting-in.js';
import { ProposeVoucher } from './propose-voucher.js';
import { formatNumber } from './rules/voucher.js';
import { ShowVouchers } from './show-vouchers.js';

const PAGE = 50;

/** Vouchers: read by everybody, posted directly by a posting agent only, taken back by proposal. */
@Controller('api/v1/estates/:code/vouchers')
export class VouchersController {
  constructor(
    private readonly vouchers: ShowVouchers,
    private readonly post: PostVouchers,
    private readonly propose: ProposeVoucher,
  ) {}

  @Get()
  @Access('vouchers.read')
  @Describe({ zh: '凭证列表，新的在前', en: 'Vouchers, the newest first', answer: vouchersAnswer })
  async list(
    @CurrentActor() actor: Actor,
    @Query({ schema: vouchersQuery }) query: z.infer<typeof vouchersQuery>,
  ): Promise<z.infer<typeof vouchersAnswer>> {
    const { cursor, limit, ...filter } = query;
    const before = cursor === undefined ? {} : { before: positionOf(cursor) };
    const page = await this.vouchers.list(actor.estateId ?? '', { ...filter, ...before, limit: limit ?? PAGE });
    return {
      vouchers: page.vouchers.map(voucherRowView),
      ...(page.next === undefined ? {} : { next: page.next.toString() }),
    };
  }

  @Get(':number')
  @Access('vouchers.read')
  @Describe({ zh: '一张凭证', en: 'One voucher', answer: voucherAnswer })
  async show(
    @CurrentActor() actor: Actor,
    @Param({ schema: voucherPath }) path: z.infer<typeof voucherPath>,
  ): Promise<z.infer<typeof voucherAnswer>> {
    const view = await this.vouchers.show(actor.estateId ?? '', path.number);
    if (view === undefined) throw Refusal.of('VOUCHER_NOT_FOUND', undefined, { number: formatNumber(path.number) });
    return voucherView(view);
  }

  @Post()
  @Access('voucher.post')
  @Describe({ zh: '过账程序直接记一张凭证', en: 'A posting agent posts a voucher', answer: postedAnswer, status: 201 })
  async create(
    @CurrentActor() actor: Actor,
    @Param({ schema: estatePath }) _path: z.infer<typeof estatePath>,
    @Body({ schema: voucherInput }) draft: z.infer<typeof voucherInput>,
    @IdempotencyKey() key: string,
  ): Promise<z.infer<typeof postedAnswer>> {
    const { estateId, personId } = actingIn(actor);
    const claim = { actor: personId, operation: 'voucher.post', key, inputHash: inputHash(draft) };
    const [outcome] = await this.post.execute({ estateId, agent: personId, drafts: [draft], claim, atomic: true });
    if (outcome === undefined) throw new Error('a post gave no outcome');
    const posted = acceptedOf(outcome);
    return postedView(posted.posted, posted.replayed);
  }

  @Post('batch')
  @Access('voucher.post')
  @Describe({ zh: '过账程序一次记多张凭证', en: 'A posting agent posts many vouchers', answer: bulkAnswer })
  async createMany(
    @CurrentActor() actor: Actor,
    @Param({ schema: estatePath }) _path: z.infer<typeof estatePath>,
    @Body({ schema: bulkInput }) body: z.infer<typeof bulkInput>,
    @IdempotencyKey() key: string,
  ): Promise<z.infer<typeof bulkAnswer>> {
    const { estateId, personId } = actingIn(actor);
    const operation = body.atomic ? 'voucher.batch' : 'voucher.each';
    const claim = { actor: personId, operation, key, inputHash: inputHash(body) };
    const post = { estateId, agent: personId, drafts: body.vouchers, claim, atomic: body.atomic };
    const outcomes = await this.post.execute(post);
    const [first] = outcomes;
    if (first !== undefined && (body.atomic || isKeyReused(first))) acceptedOf(first);
    return {
      outcomes: outcomes.map((outcome) =>
        'refused' in outcome
          ? { replayed: outcome.replayed, violations: outcome.refused.map((violation) => ({ ...violation })) }
          : postedView(outcome.posted, outcome.replayed),
      ),
    };
  }

  @Post(':number/reversal')
  @Access('voucher.reverse')
  @Describe({
    zh: '提交一张更正：红字注销、订正、差额或以前年度',
    en: 'Propose a correction',
    answer: proposedAnswer,
    status: 201,
  })
  async reverse(
    @CurrentActor() actor: Actor,
    @Param({ schema: voucherPath }) path: z.infer<typeof voucherPath>,
    @Body({ schema: reversalInput }) body: z.infer<typeof reversalInput>,
    @IdempotencyKey() key: string,
  ): Promise<z.infer<typeof proposedAnswer>> {
    const { estateId, personId } = actingIn(actor);
    const hash = inputHash([path.number, body]);
    const claim = { actor: personId, operation: 'voucher.reverse', key, inputHash: hash };
    const { replacement, ...rest } = body;
    const plan = replacement === undefined ? rest : { ...rest, replacement };
    const content = { kind: 'reversal', number: path.number, plan } as const;
    const outcome = acceptedOf(await this.propose.execute({ estateId, preparer: personId, content, claim }));
    return { replayed: outcome.replayed, ...outcome.accepted };
  }
}

function positionOf(cursor: string): bigint {
  if (!/^\d{1,18}$/.test(cursor)) throw Refusal.of('CURSOR_INVALID', 'cursor');
  return BigInt(cursor);
}
