import { Controller, Get, Param, Post } from '@nestjs/common';
import type { z } from 'zod';
import { yuanFromFen } from '../kernel/fen.js';
import { Refusal } from '../kernel/violation.js';
import { Access, CurrentActor, CurrentEstate } from '../people/index.js';
import type { Actor } from '../people/rules/index.js';
import { Describe } from '../platform/http/describe.js';
import { IdempotencyKey } from '../platform/http/idempotency-key.js';
import { actingIn } from './acting-in.js';
import { ListSignOffs } from './list-sign-offs.js';
import { accountUnknown } from './match-account.js';
import { acceptedOf } from './match-answer-contract.js';
import { accountPath } from './match-contract.js';
import { claimOf } from './matches.controller.js';
import type { PreparedReconciliation, SignedReconciliation } from './read-sign-offs.js';
import { ShowReconciliation } from './show-reconciliation.js';
import { SignReconciliation, type SignRequest } from './sign-reconciliation.js';
import { signedStepAnswer, signOffAnswer, signOffsAnswer, signPath } from './sign-off-contract.js';

type Step = z.infer<typeof signedStepAnswer>;

/** Who put a name under which reconciliation, for everybody to see. */
@Controller('api/v1/estates/:code/bank-accounts/:number')
export class SignOffsController {
  constructor(
    private readonly signing: SignReconciliation,
    private readonly list: ListSignOffs,
    private readonly reconciliations: ShowReconciliation,
  ) {}

  @Get('sign-offs')
  @Access('reconciliation.read')
  @Describe({ zh: '两个人签过字的调节表', en: 'Signed reconciliations', answer: signOffsAnswer })
  async all(
    @CurrentEstate() estateId: string,
    @Param({ schema: accountPath }) path: z.infer<typeof accountPath>,
  ): Promise<z.infer<typeof signOffsAnswer>> {
    const found = await this.list.execute(estateId, path.number);
    if (found === undefined) throw new Refusal([accountUnknown(path.number)]);
    return { signOffs: found.map((signed) => ({ on: signed.figures.on, ...signedView(signed) })) };
  }

  @Get('reconciliations/:date/sign-off')
  @Access('reconciliation.read')
  @Describe({ zh: '某一天的签字，以及签字以后的变动', en: 'The signatures under a day', answer: signOffAnswer })
  async show(
    @CurrentEstate() estateId: string,
    @Param({ schema: signPath }) path: z.infer<typeof signPath>,
  ): Promise<z.infer<typeof signOffAnswer>> {
    const found = await this.reconciliations.execute(estateId, path.number, path.date);
    if (found === undefined) throw new Refusal([accountUnknown(path.number)]);
    const { signed, changes, waiting } = found.signOff;
    return {
      on: path.date,
      light: found.reconciliation.light.colour,
      changes: [...changes],
      ...(signed === undefined ? {} : { signed: signedView(signed) }),
      ...(waiting === undefined ? {} : { waiting: preparedView(waiting) }),
    };
  }

  @Post('reconciliations/:date/prepare')
  @Access('reconciliation.prepare')
  @Describe({
    zh: '编制某一天的调节表，等另一个人复核',
    en: 'Prepare a reconciliation',
    answer: signedStepAnswer,
    status: 201,
  })
  async prepare(
    @CurrentActor() actor: Actor,
    @Param({ schema: signPath }) path: z.infer<typeof signPath>,
    @IdempotencyKey() key: string,
  ): Promise<Step> {
    const outcome = acceptedOf(await this.signing.prepare(requestOf(actor, path, 'reconciliation.prepare', key)));
    return { replayed: outcome.replayed, digest: outcome.accepted.digest, seq: Number(outcome.accepted.seq) };
  }

  @Post('reconciliations/:date/sign')
  @Access('reconciliation.sign')
  @Describe({ zh: '复核并签字', en: 'Sign a prepared reconciliation', answer: signedStepAnswer, status: 201 })
  async sign(
    @CurrentActor() actor: Actor,
    @Param({ schema: signPath }) path: z.infer<typeof signPath>,
    @IdempotencyKey() key: string,
  ): Promise<Step> {
    const outcome = acceptedOf(await this.signing.sign(requestOf(actor, path, 'reconciliation.sign', key)));
    return { replayed: outcome.replayed, digest: outcome.accepted.digest, seq: Number(outcome.accepted.seq) };
  }
}

function requestOf(actor: Actor, path: z.infer<typeof signPath>, operation: string, key: string): SignRequest {
  const { estateId, personId: by } = actingIn(actor);
  const { number: account, date: on } = path;
  return { estateId, by, account, on, claim: claimOf(actor, operation, key, [account, on]) };
}

type PreparedView = NonNullable<z.infer<typeof signOffAnswer>['waiting']>;
type SignedView = NonNullable<z.infer<typeof signOffAnswer>['signed']>;

function preparedView({ preparer, preparedAt, digest, seq, figures }: PreparedReconciliation): PreparedView {
  const { A, B, C, D } = figures.totals;
  return {
    ...{ preparer, preparedAt, digest, seq: Number(seq) },
    figures: {
      book: yuanFromFen(figures.bookFen),
      bank: yuanFromFen(figures.bankFen),
      adjustedBook: yuanFromFen(figures.adjustedBookFen),
      adjustedBank: yuanFromFen(figures.adjustedBankFen),
      totals: { A: yuanFromFen(A), B: yuanFromFen(B), C: yuanFromFen(C), D: yuanFromFen(D) },
      funds: figures.byFund.map(([fund, fen]) => ({ fund, balance: yuanFromFen(fen) })),
      items: figures.items.map(({ kind, on, reference, fen }) => ({ kind, on, reference, amount: yuanFromFen(fen) })),
      light: figures.light,
    },
  };
}

function signedView(signed: SignedReconciliation): SignedView {
  const { reviewer, signedAt, asOf } = signed;
  return { ...preparedView(signed), reviewer, signedAt, asOf: Number(asOf) };
}
