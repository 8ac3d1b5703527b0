import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import type { z } from 'zod';
import { Access, CurrentActor } from '../people/index.js';
import type { Actor } from '../people/rules/index.js';
import { estatePath } from '../platform/http/contract-parts.js';
import { Describe, IdempotencyKey } from '../platform/http/index.js';
import { acceptedOf, actingIn, claimOf } from './acting.js';
import {
  accountAnswer,
  accountQuery,
  householdPath,
  receiptAnswer,
  receiptPath,
  receiptsAnswer,
  receiptsInput,
  voidAnswer,
  voidInput,
} from './household-contract.js';
import { accountView, receiptsView, receiptView } from './household-answer-contract.js';
import { IssueReceipts } from './issue-receipts.js';
import { receiptNumber } from './rules/receipt.js';
import { ShowHouseholdAccount } from './show-household-account.js';
import { ShowReceipt } from './show-receipt.js';
import { VoidReceipt } from './void-receipt.js';

/**
 * Households' accounts and receipts. Who keeps the books names a household; a resident names none, and gets the one
 * where they live.
 */
@Controller('api/v1/estates/:code/fees')
export class HouseholdsController {
  constructor(
    private readonly accounts: ShowHouseholdAccount,
    private readonly issue: IssueReceipts,
    private readonly take: VoidReceipt,
    private readonly receipts: ShowReceipt,
  ) {}

  @Get('households/:unit/account')
  @Access('fees.households.read')
  @Describe({ zh: '一户的账', en: "A household's account", answer: accountAnswer })
  async account(
    @CurrentActor() actor: Actor,
    @Param({ schema: householdPath }) { unit }: z.infer<typeof householdPath>,
    @Query({ schema: accountQuery }) range: z.infer<typeof accountQuery>,
  ): Promise<z.infer<typeof accountAnswer>> {
    return accountView(await this.accounts.execute(actingIn(actor).estateId, unit, range), range);
  }

  @Get('my/account')
  @Access('fees.own.read')
  @Describe({ zh: '自己这一户的账', en: 'The account of the household where I live', answer: accountAnswer })
  async ownAccount(
    @CurrentActor() actor: Actor,
    @Param({ schema: estatePath }) _path: z.infer<typeof estatePath>,
    @Query({ schema: accountQuery }) range: z.infer<typeof accountQuery>,
  ): Promise<z.infer<typeof accountAnswer>> {
    const { estateId, personId } = actingIn(actor);
    return accountView(await this.accounts.ownOf(estateId, personId, range), range);
  }

  @Post('receipts')
  @Access('fees.receipts.issue')
  @Describe({ zh: '为一张凭证里的收款开收据', en: 'Give payments of a voucher their receipts', answer: receiptsAnswer })
  async give(
    @CurrentActor() actor: Actor,
    @Param({ schema: estatePath }) _path: z.infer<typeof estatePath>,
    @Body({ schema: receiptsInput }) { voucher, unit }: z.infer<typeof receiptsInput>,
    // A payment has one receipt, whatever the key.
    @IdempotencyKey() _key: string,
  ): Promise<z.infer<typeof receiptsAnswer>> {
    const { estateId, personId } = actingIn(actor);
    const request = { estateId, by: personId, voucher, ...(unit === undefined ? {} : { unit }) };
    return receiptsView(await this.issue.execute(request));
  }

  @Get('receipts/:receipt')
  @Access('fees.households.read')
  @Describe({ zh: '一张收据和它的证明', en: 'A receipt with its proof', answer: receiptAnswer })
  async receipt(
    @CurrentActor() actor: Actor,
    @Param({ schema: receiptPath }) path: z.infer<typeof receiptPath>,
  ): Promise<z.infer<typeof receiptAnswer>> {
    return receiptView(await this.receipts.execute(actingIn(actor).estateId, path.receipt));
  }

  @Get('my/receipts/:receipt')
  @Access('fees.own.read')
  @Describe({ zh: '自己的一张收据和它的证明', en: 'My receipt with its proof', answer: receiptAnswer })
  async ownReceipt(
    @CurrentActor() actor: Actor,
    @Param({ schema: receiptPath }) path: z.infer<typeof receiptPath>,
  ): Promise<z.infer<typeof receiptAnswer>> {
    const { estateId, personId } = actingIn(actor);
    return receiptView(await this.receipts.ownOf(estateId, personId, path.receipt));
  }

  @Post('receipts/:receipt/void')
  @Access('fees.receipts.void')
  @Describe({ zh: '作废一张收据，号码保留', en: 'Make a receipt void; it keeps its number', answer: voidAnswer })
  async takeBack(
    @CurrentActor() actor: Actor,
    @Param({ schema: receiptPath }) path: z.infer<typeof receiptPath>,
    @Body({ schema: voidInput }) { reason }: z.infer<typeof voidInput>,
    @IdempotencyKey() key: string,
  ): Promise<z.infer<typeof voidAnswer>> {
    const { estateId, personId } = actingIn(actor);
    const claim = claimOf(personId, 'fees.receipts.void', key, [receiptNumber(path.receipt), reason]);
    const request = { estateId, by: personId, number: path.receipt, reason, claim };
    const { accepted, replayed } = acceptedOf(await this.take.execute(request));
    return { replayed, number: accepted.number };
  }
}
