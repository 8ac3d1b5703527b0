import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import type { z } from 'zod';
import { inputHash } from '../kernel/stable-json.js';
import { Refusal } from '../kernel/violation.js';
import type { IdempotencyClaim } from '../ledger/index.js';
import { Access, CurrentActor } from '../people/index.js';
import type { Actor } from '../people/rules/index.js';
import { Describe } from '../platform/http/describe.js';
import { IdempotencyKey } from '../platform/http/idempotency-key.js';
import { actingIn } from './acting-in.js';
import { DecideMatch } from './decide-match.js';
import { DraftFromLine } from './draft-from-line.js';
import { ListMatches } from './list-matches.js';
import { accountUnknown, MatchAccount } from './match-account.js';
import { acceptedOf, matchesView, workView } from './match-answer-contract.js';
import {
  accountPath,
  confirmInput,
  decidedAnswer,
  draftedAnswer,
  draftInput,
  linePath,
  matchesAnswer,
  matchesQuery,
  matchingAnswer,
  matchPath,
  ranAnswer,
  undoInput,
} from './match-contract.js';

const PAGE = 100;

/** Which line of the bank is which voucher. The bank's words are shown to those alone who may see them. */
@Controller('api/v1/estates/:code/bank-accounts/:number')
export class MatchesController {
  constructor(
    private readonly match: MatchAccount,
    private readonly decide: DecideMatch,
    private readonly lists: ListMatches,
    private readonly drafts: DraftFromLine,
  ) {}

  @Post('matching')
  @Access('bank-match.make')
  @Describe({ zh: '让流水自己找凭证，记下确定的', en: 'Match what is beyond doubt', answer: ranAnswer })
  async run(
    @CurrentActor() actor: Actor,
    @Param({ schema: accountPath }) path: z.infer<typeof accountPath>,
    @IdempotencyKey() key: string,
  ): Promise<z.infer<typeof ranAnswer>> {
    const { estateId, personId: by } = actingIn(actor);
    const claim = claimOf(actor, 'bank-match.make', key, path.number);
    const { accepted, replayed } = acceptedOf(await this.match.execute({ estateId, by, account: path.number, claim }));
    return { replayed, accounts: accepted.accounts.map((one) => ({ ...one, byRule: { ...one.byRule } })) };
  }

  @Get('matching')
  @Access('bank-matches.read')
  @Describe({ zh: '还没有对上的流水和凭证，以及建议', en: 'What waits for a person', answer: matchingAnswer })
  async work(
    @CurrentActor() actor: Actor,
    @Param({ schema: accountPath }) path: z.infer<typeof accountPath>,
  ): Promise<z.infer<typeof matchingAnswer>> {
    const found = await this.lists.work(actor.estateId ?? '', path.number);
    if (found === undefined) throw new Refusal([accountUnknown(path.number)]);
    return workView(found);
  }

  @Get('matches')
  @Access('bank-matches.read')
  @Describe({ zh: '已经对上的、撤销的和失效的核对', en: 'Matches that were made', answer: matchesAnswer })
  async list(
    @CurrentActor() actor: Actor,
    @Param({ schema: accountPath }) path: z.infer<typeof accountPath>,
    @Query({ schema: matchesQuery }) query: z.infer<typeof matchesQuery>,
  ): Promise<z.infer<typeof matchesAnswer>> {
    const { state, cursor: after, limit = PAGE } = query;
    const page = { limit, ...(state === undefined ? {} : { state }), ...(after === undefined ? {} : { after }) };
    const found = await this.lists.kept(actor.estateId ?? '', path.number, page);
    if (found === undefined) throw new Refusal([accountUnknown(path.number)]);
    return matchesView(found);
  }

  @Post('matches')
  @Access('bank-match.decide')
  @Describe({ zh: '由人确认：这几笔流水就是这几张凭证', en: 'Confirm a match', answer: decidedAnswer, status: 201 })
  async confirm(
    @CurrentActor() actor: Actor,
    @Param({ schema: accountPath }) path: z.infer<typeof accountPath>,
    @Body({ schema: confirmInput }) body: z.infer<typeof confirmInput>,
    @IdempotencyKey() key: string,
  ): Promise<z.infer<typeof decidedAnswer>> {
    const { estateId, personId: by } = actingIn(actor);
    const claim = claimOf(actor, 'bank-match.confirm', key, [path.number, body]);
    const sides = { lineIds: body.lines, voucherNos: body.vouchers };
    const { accepted, replayed } = acceptedOf(
      await this.decide.confirm({ estateId, by, account: path.number, sides, claim }),
    );
    return { replayed, ...accepted };
  }

  @Post('matches/:id/undo')
  @Access('bank-match.decide')
  @Describe({ zh: '撤销一个核对，写明原因', en: 'Undo a match', answer: decidedAnswer })
  async undo(
    @CurrentActor() actor: Actor,
    @Param({ schema: matchPath }) path: z.infer<typeof matchPath>,
    @Body({ schema: undoInput }) body: z.infer<typeof undoInput>,
    @IdempotencyKey() key: string,
  ): Promise<z.infer<typeof decidedAnswer>> {
    const { estateId, personId: by } = actingIn(actor);
    const claim = claimOf(actor, 'bank-match.undo', key, [path.number, path.id, body]);
    const asked = { estateId, by, account: path.number, match: path.id, reason: body.reason, claim };
    const { accepted, replayed } = acceptedOf(await this.decide.undo(asked));
    return { replayed, ...accepted };
  }

  @Post('lines/:line/draft')
  @Access('voucher.propose')
  @Describe({ zh: '从一笔流水起草凭证', en: 'Draft a voucher from a bank line', answer: draftedAnswer, status: 201 })
  async draft(
    @CurrentActor() actor: Actor,
    @Param({ schema: linePath }) path: z.infer<typeof linePath>,
    @Body({ schema: draftInput }) body: z.infer<typeof draftInput>,
    @IdempotencyKey() key: string,
  ): Promise<z.infer<typeof draftedAnswer>> {
    const { estateId, personId: by } = actingIn(actor);
    const claim = claimOf(actor, 'bank-line.draft', key, [path.number, path.line, body]);
    const { kind, fund, unit } = body;
    const asked = {
      ...{ estateId, by, account: path.number, lineId: path.line, kind, claim },
      ...(fund === undefined ? {} : { fund }),
      ...(unit === undefined ? {} : { unit }),
    };
    const { accepted, replayed } = acceptedOf(await this.drafts.execute(asked));
    return { replayed, ...accepted };
  }
}

export function claimOf(actor: Actor, operation: string, key: string, input: unknown): IdempotencyClaim {
  return { actor: actingIn(actor).personId, operation, key, inputHash: inputHash(input) };
}
