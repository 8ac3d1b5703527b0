import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import type { z } from 'zod';
import { yuanFromFen } from '../kernel/fen.js';
import { Access, CurrentActor } from '../people/index.js';
import type { Actor } from '../people/rules/index.js';
import { estatePath } from '../platform/http/contract-parts.js';
import { Describe, IdempotencyKey } from '../platform/http/index.js';
import { actingIn, claimOf } from './acting.js';
import {
  moneyAnswer,
  moveInput,
  openingInput,
  parkedAnswer,
  parkInput,
  resolveInput,
  sendBackInput,
  suspenseAnswer,
  suspensePath,
} from './household-money-contract.js';
import { HouseholdMoney, proposalsOf, type MoneyRequest } from './household-money.js';
import { UNDIRECTED } from './rules/allocate-payment.js';
import { SuspenseMoney } from './suspense-money.js';

/** Refunds, deposits, what households bring along, and money of which nobody knows yet whose it is. */
@Controller('api/v1/estates/:code/fees')
export class HouseholdMoneyController {
  constructor(
    private readonly money: HouseholdMoney,
    private readonly suspense: SuspenseMoney,
  ) {}

  @Post('household-money')
  @Access('fees.draft')
  @Describe({ zh: '退预收、收押金、退押金、押金抵扣', en: 'Refunds and deposits', answer: moneyAnswer, status: 201 })
  async move(
    @CurrentActor() actor: Actor,
    @Param({ schema: estatePath }) _path: z.infer<typeof estatePath>,
    @Body({ schema: moveInput }) body: z.infer<typeof moveInput>,
    @IdempotencyKey() key: string,
  ): Promise<z.infer<typeof moneyAnswer>> {
    const { amount, account, ...rest } = body;
    const move = { ...rest, fen: amount, ...(account === undefined ? {} : { account }) };
    return proposalsOf(await this.money.move(request(actor, 'fees.household-money', key, body), move));
  }

  @Post('opening-balances')
  @Access('fees.draft')
  @Describe({ zh: '各户期初欠费与预收', en: 'What households bring along', answer: moneyAnswer, status: 201 })
  async open(
    @CurrentActor() actor: Actor,
    @Param({ schema: estatePath }) _path: z.infer<typeof estatePath>,
    @Body({ schema: openingInput }) body: z.infer<typeof openingInput>,
    @IdempotencyKey() key: string,
  ): Promise<z.infer<typeof moneyAnswer>> {
    const items = body.items.map(({ month, amount, ...item }) => ({ ...item, period: month, fen: amount }));
    return proposalsOf(await this.money.open(request(actor, 'fees.opening-balances', key, body), items, body.eventOn));
  }

  @Get('suspense')
  @Access('fees.households.read')
  @Describe({ zh: '还没有查明的来款', en: 'Receipts that are still unidentified', answer: suspenseAnswer })
  async list(
    @CurrentActor() actor: Actor,
    @Param({ schema: estatePath }) _path: z.infer<typeof estatePath>,
  ): Promise<z.infer<typeof suspenseAnswer>> {
    const parked = await this.suspense.list(actingIn(actor).estateId);
    return { receipts: parked.map(({ name, account, openFen }) => ({ name, account, open: yuanFromFen(openFen) })) };
  }

  @Post('suspense')
  @Access('fees.draft')
  @Describe({ zh: '登记待查来款', en: 'Park an unidentified receipt', answer: parkedAnswer, status: 201 })
  async park(
    @CurrentActor() actor: Actor,
    @Param({ schema: estatePath }) _path: z.infer<typeof estatePath>,
    @Body({ schema: parkInput }) body: z.infer<typeof parkInput>,
    @IdempotencyKey() key: string,
  ): Promise<z.infer<typeof parkedAnswer>> {
    const { amount, account, ...rest } = body;
    const parking = { ...rest, fen: amount, ...(account === undefined ? {} : { account }) };
    const outcome = await this.suspense.park(request(actor, 'fees.suspense.park', key, body), parking);
    return { ...proposalsOf(outcome), name: outcome.name };
  }

  @Post('suspense/:name/resolve')
  @Access('fees.draft')
  @Describe({ zh: '查明是哪一户的钱', en: 'Resolve it to a household', answer: moneyAnswer, status: 201 })
  async resolve(
    @CurrentActor() actor: Actor,
    @Param({ schema: suspensePath }) { name }: z.infer<typeof suspensePath>,
    @Body({ schema: resolveInput }) body: z.infer<typeof resolveInput>,
    @IdempotencyKey() key: string,
  ): Promise<z.infer<typeof moneyAnswer>> {
    const { amount, eventOn, ...rest } = body;
    const terms = { ...rest, receivedOn: eventOn, fen: amount, feeFen: 0n, direction: UNDIRECTED };
    const asked = request(actor, 'fees.suspense.resolve', key, [name, body]);
    return proposalsOf(await this.suspense.resolve(asked, { name, eventOn, terms }));
  }

  @Post('suspense/:name/send-back')
  @Access('fees.draft')
  @Describe({ zh: '退回待查来款', en: 'Send it back to the sender', answer: moneyAnswer, status: 201 })
  async sendBack(
    @CurrentActor() actor: Actor,
    @Param({ schema: suspensePath }) { name }: z.infer<typeof suspensePath>,
    @Body({ schema: sendBackInput }) body: z.infer<typeof sendBackInput>,
    @IdempotencyKey() key: string,
  ): Promise<z.infer<typeof moneyAnswer>> {
    const asked = request(actor, 'fees.suspense.send-back', key, [name, body]);
    return proposalsOf(await this.suspense.sendBack(asked, name, body.amount, body.eventOn));
  }
}

function request(actor: Actor, operation: string, key: string, input: unknown): MoneyRequest {
  const { estateId, personId } = actingIn(actor);
  return { estateId, preparer: personId, claim: claimOf(personId, operation, key, input) };
}
