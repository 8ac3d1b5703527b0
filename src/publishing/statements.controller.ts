import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { invariant } from '../kernel/invariant.js';
import { inputHash } from '../kernel/stable-json.js';
import { Refusal, type Violation } from '../kernel/violation.js';
import { Access, CurrentActor } from '../people/index.js';
import type { Actor } from '../people/rules/index.js';
import { estatePath } from '../platform/http/contract-parts.js';
import { Describe } from '../platform/http/describe.js';
import { IdempotencyKey } from '../platform/http/idempotency-key.js';
import { publishedAnswer, publishInput, statementPath, statementsAnswer, statementsQuery } from './contract.js';
import { ListStatements, type ListedStatement } from './list-statements.js';
import { PublishStatement } from './publish-statement.js';
import { RenderReport } from './render-report.js';
import { REPORT_MEDIA, sendReport } from './send-report.js';
import { ShowStatement } from './show-statement.js';

const PAGE = 50;

/** Published statements: read by everybody, published by a committee approver. */
@Controller('api/v1/estates/:code/statements')
export class StatementsController {
  constructor(
    private readonly statements: ListStatements,
    private readonly publishing: PublishStatement,
    private readonly shown: ShowStatement,
    private readonly render: RenderReport,
  ) {}

  @Get()
  @Access('statements.read')
  @Describe({
    zh: '公示报表，新的在前；旧版保留并写明被哪一版取代',
    en: 'Published statements',
    answer: statementsAnswer,
  })
  async list(
    @CurrentActor() actor: Actor,
    @Param({ schema: estatePath }) _path: z.infer<typeof estatePath>,
    @Query({ schema: statementsQuery }) query: z.infer<typeof statementsQuery>,
  ): Promise<z.infer<typeof statementsAnswer>> {
    const before = positionOf(query.cursor);
    const asked = (await this.statements.execute(actor.estateId ?? '')).filter(
      (one) =>
        (query.report === undefined || one.report === query.report) &&
        (query.period === undefined || one.period === query.period) &&
        (before === undefined || one.seq < before),
    );
    const page = asked.slice(0, query.limit ?? PAGE);
    const last = page.at(-1);
    const next = asked.length > page.length && last !== undefined ? { next: last.seq.toString() } : {};
    return { statements: page.map(statementRow), ...next };
  }

  @Post()
  @Access('statement.publish')
  @Describe({ zh: '公示一张报表', en: 'Publish a statement', answer: publishedAnswer, status: 201 })
  async publish(
    @CurrentActor() actor: Actor,
    @Param({ schema: estatePath }) _path: z.infer<typeof estatePath>,
    @Body({ schema: publishInput }) body: z.infer<typeof publishInput>,
    @IdempotencyKey() key: string,
  ): Promise<z.infer<typeof publishedAnswer>> {
    const { estateId, personId: by } = actor;
    invariant(estateId !== undefined && by !== undefined, 'the guard named the estate and the person');
    const claim = { actor: by, operation: 'statement.publish', key, inputHash: inputHash(body) };
    const outcome = await this.publishing.execute({ estateId, by, claim, ...body });
    if ('accepted' in outcome) return { replayed: outcome.replayed, ...outcome.accepted };
    throw new Refusal(outcome.refused as readonly [Violation, ...Violation[]], outcome.replayed);
  }

  @Get(':id.:format')
  @Access('statements.read')
  @Describe({ zh: '一张公示报表', en: 'One published statement', mediaTypes: REPORT_MEDIA })
  async show(
    @CurrentActor() actor: Actor,
    @Param({ schema: statementPath }) path: z.infer<typeof statementPath>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const found = await this.shown.execute(actor.estateId ?? '', path.id);
    await sendReport(this.render, { ...found, headers: versionLinks(found, path) }, path.format, request, reply);
  }
}

/** The versions around this one (RFC 5829): the document itself stays as it was published. */
function versionLinks(
  found: { readonly supersedes?: string; readonly supersededBy?: string },
  { code, format }: z.infer<typeof statementPath>,
): Readonly<Record<string, string>> {
  const link = (id: string, relation: string): string =>
    `</api/v1/estates/${encodeURIComponent(code)}/statements/${id}.${format}>; rel="${relation}"`;
  const links = [
    ...(found.supersedes === undefined ? [] : [link(found.supersedes, 'predecessor-version')]),
    ...(found.supersededBy === undefined ? [] : [link(found.supersededBy, 'latest-version')]),
  ];
  return links.length === 0 ? {} : { link: links.join(', ') };
}

function positionOf(cursor: string | undefined): bigint | undefined {
  if (cursor === undefined) return undefined;
  if (!/^\d{1,18}$/.test(cursor)) throw Refusal.of('CURSOR_INVALID', 'cursor');
  return BigInt(cursor);
}

function statementRow(one: ListedStatement): z.infer<typeof statementsAnswer>['statements'][number] {
  const { size, seq, ...rest } = one;
  return { ...rest, logSize: size.toString(), seq: seq.toString() };
}
