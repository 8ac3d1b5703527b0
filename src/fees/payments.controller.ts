import { readFile } from 'node:fs/promises';
import { Body, Controller, Get, Header, Param, Post, Query } from '@nestjs/common';
import type { z } from 'zod';
import { yuanFromFen } from '../kernel/fen.js';
import { Refusal, type Violation } from '../kernel/violation.js';
import { Access, CurrentActor } from '../people/index.js';
import type { Actor } from '../people/rules/index.js';
import { estatePath } from '../platform/http/contract-parts.js';
import { Describe, FileBody, IdempotencyKey, TakesFile, type FileUpload } from '../platform/http/index.js';
import { acceptedOf, actingIn, claimOf } from './acting.js';
import { ApprovePayments } from './approve-payments.js';
import { paymentTemplate, readPaymentFile } from './formats/payment-file.js';
import {
  batchApprovedAnswer,
  batchPath,
  paymentFileQuery,
  paymentsAnswer,
  paymentsInput,
  paymentsPreviewAnswer,
  settlementOf,
} from './payment-contract.js';
import { ReceivePayments, type PaymentsRequest, type PaymentsView } from './receive-payments.js';
import type { AllocatedPayment } from './rules/payment-draft.js';

const FILE_LIMIT_BYTES = 20 * 1024 * 1024;
/** Payments whose allocation a preview shows. */
const SHOWN = 200;

type Given = Omit<PaymentsRequest, 'estateId' | 'preparer' | 'claim'>;

/** Money of households that came in: looked at, prepared by one person and approved by another. */
@Controller('api/v1/estates/:code/fees')
export class PaymentsController {
  constructor(
    private readonly receive: ReceivePayments,
    private readonly approval: ApprovePayments,
  ) {}

  @Get('payment-files/template.csv')
  @Access('fees.draft')
  @Header('content-type', 'text/csv; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="payments.csv"')
  @Describe({ zh: '收款文件的模板', en: 'The template of payment files', mediaTypes: ['text/csv'] })
  template(@Param({ schema: estatePath }) _path: z.infer<typeof estatePath>): string {
    return paymentTemplate();
  }

  @Post('payments/preview')
  @Access('fees.draft')
  @Describe({ zh: '试算收款怎样冲抵，什么也不写', en: 'What payments would settle', answer: paymentsPreviewAnswer })
  async preview(
    @CurrentActor() actor: Actor,
    @Param({ schema: estatePath }) _path: z.infer<typeof estatePath>,
    @Body({ schema: paymentsInput }) body: z.infer<typeof paymentsInput>,
  ): Promise<z.infer<typeof paymentsPreviewAnswer>> {
    return previewView(await this.receive.preview({ ...who(actor), ...listed(body) }));
  }

  @Post('payments')
  @Access('fees.draft')
  @Describe({ zh: '登记收款，待另一人批准', en: 'Receive payments', answer: paymentsAnswer, status: 201 })
  async add(
    @CurrentActor() actor: Actor,
    @Param({ schema: estatePath }) _path: z.infer<typeof estatePath>,
    @Body({ schema: paymentsInput }) body: z.infer<typeof paymentsInput>,
    @IdempotencyKey() key: string,
  ): Promise<z.infer<typeof paymentsAnswer>> {
    return this.#receive(actor, listed(body), key);
  }

  @Post('payment-files/preview')
  @Access('fees.draft')
  @TakesFile(FILE_LIMIT_BYTES)
  @Describe({ zh: '试读收款文件，什么也不写', en: 'Read a payment file', answer: paymentsPreviewAnswer })
  async previewFile(
    @CurrentActor() actor: Actor,
    @Param({ schema: estatePath }) _path: z.infer<typeof estatePath>,
    @Query({ schema: paymentFileQuery }) query: z.infer<typeof paymentFileQuery>,
    @FileBody() file: FileUpload,
  ): Promise<z.infer<typeof paymentsPreviewAnswer>> {
    return previewView(await this.receive.preview({ ...who(actor), ...(await read(file, query)) }));
  }

  @Post('payment-files')
  @Access('fees.draft')
  @TakesFile(FILE_LIMIT_BYTES)
  @Describe({ zh: '导入收款文件，待另一人批准', en: 'Import payments', answer: paymentsAnswer, status: 201 })
  async addFile(
    @CurrentActor() actor: Actor,
    @Param({ schema: estatePath }) _path: z.infer<typeof estatePath>,
    @Query({ schema: paymentFileQuery }) query: z.infer<typeof paymentFileQuery>,
    @FileBody() file: FileUpload,
    @IdempotencyKey() key: string,
  ): Promise<z.infer<typeof paymentsAnswer>> {
    return this.#receive(actor, await read(file, query), key);
  }

  @Post('payment-batches/:batch/approve')
  @Access('proposal.decide')
  @Describe({ zh: '批准一批收款', en: 'Approve a batch of payments', answer: batchApprovedAnswer })
  async approve(
    @CurrentActor() actor: Actor,
    @Param({ schema: batchPath }) { batch }: z.infer<typeof batchPath>,
    @IdempotencyKey() key: string,
  ): Promise<z.infer<typeof batchApprovedAnswer>> {
    const { estateId, personId } = actingIn(actor);
    const claim = claimOf(personId, 'fees.payments.approve', key, batch);
    const outcome = acceptedOf(await this.approval.execute({ estateId, batch, approver: personId, claim }));
    return { replayed: outcome.replayed, vouchers: outcome.accepted.vouchers.map(({ number }) => number) };
  }

  async #receive(actor: Actor, given: Given, key: string): Promise<z.infer<typeof paymentsAnswer>> {
    const { estateId, preparer } = who(actor);
    const claim = claimOf(preparer, 'fees.payments.receive', key, given);
    const received = await this.receive.execute({ estateId, preparer, ...given, claim });
    const { batch, proposalIds, replayed } = received;
    return { replayed, batch, proposalIds: [...proposalIds], ...countsView(received) };
  }
}

function who(actor: Actor): { readonly estateId: string; readonly preparer: string } {
  const { estateId, personId } = actingIn(actor);
  return { estateId, preparer: personId };
}

function listed({ payments, account, settlement }: z.infer<typeof paymentsInput>): Given {
  const rows = payments.map((one, index) => ({
    line: index + 1,
    cells: [
      ...[one.unit, one.receivedOn, one.amount, one.fee ?? '', one.serial, one.method, one.payer],
      ...[one.items.join(' '), one.months.join(' '), one.note],
    ],
  }));
  return { rows, settlement: settlementOf(settlement), ...(account === undefined ? {} : { account }) };
}

async function read(file: FileUpload, query: z.infer<typeof paymentFileQuery>): Promise<Given> {
  const { rows, violations } = readPaymentFile(await file.received((path) => readFile(path)));
  if (violations.length > 0) throw new Refusal(violations as [Violation, ...Violation[]]);
  if (rows.length === 0) throw Refusal.of('FILE_EMPTY');
  const { account } = query;
  return { rows, settlement: settlementOf(query), ...(account === undefined ? {} : { account }) };
}

function countsView(view: PaymentsView): Omit<z.infer<typeof paymentsAnswer>, 'replayed' | 'batch' | 'proposalIds'> {
  return {
    payments: view.fresh.length,
    alreadyBooked: view.booked,
    alreadyWaiting: view.waiting,
    gross: yuanFromFen(view.grossFen),
    fee: yuanFromFen(view.feeFen),
    net: yuanFromFen(view.grossFen - view.feeFen),
    vouchers: view.vouchers,
  };
}

function previewView(view: PaymentsView): z.infer<typeof paymentsPreviewAnswer> {
  return { ...countsView(view), allocation: view.fresh.slice(0, SHOWN).map(allocationView) };
}

function allocationView({
  terms,
  shares,
}: AllocatedPayment): z.infer<typeof paymentsPreviewAnswer>['allocation'][number] {
  return {
    unit: terms.unit,
    amount: yuanFromFen(terms.fen),
    shares: shares.map(({ account, fund, item, period, fen }) => ({
      ...{ account, fund, item },
      month: period,
      amount: yuanFromFen(fen),
    })),
  };
}
