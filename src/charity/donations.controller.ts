import { readFile } from 'node:fs/promises';
import { Body, Controller, Get, Header, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { sha256 } from '../kernel/hash.js';
import { inputHash } from '../kernel/stable-json.js';
import { Access, CurrentActor, CurrentEstate } from '../people/index.js';
import type { Actor } from '../people/rules/index.js';
import { BodyLimit } from '../platform/http/body-limit.js';
import { estatePath } from '../platform/http/contract-parts.js';
import { Describe, FileBody, IdempotencyKey, TakesFile, type FileUpload } from '../platform/http/index.js';
import {
  donationsAnswer,
  donationsProposedAnswer,
  donationUseAnswer,
  namingAnswer,
  slipAnswer,
} from './answer-contract.js';
import { acceptedOf, actingIn, donationsView, useView } from './shown-contract.js';
import { daysQuery, donationFileQuery, donationPath, donationsInput, fundPath, namingInput } from './contract.js';
import { donationTable, readDonationFile } from './read-donation-file.js';
import { RecordDonations, type DonationsRequest } from './record-donations.js';
import type { Donation } from './rules/donation.js';
import { SLIP_TITLE, slipNotice, slipRows } from './rules/slip.js';
import { SetNaming } from './set-naming.js';
import { ShowDonations } from './show-donations.js';

const FILE_LIMIT_BYTES = 8 * 1024 * 1024;

/** Donations: recorded by the committee, read by everyone, with names where donors agreed. */
@Controller('api/v1/estates/:code/charity')
export class DonationsController {
  constructor(
    private readonly donations: ShowDonations,
    private readonly recording: RecordDonations,
    private readonly naming: SetNaming,
  ) {}

  @Get('funds/:fund/donations')
  @Access('charity.read')
  @Describe({
    zh: '捐赠清册：每笔都在，姓名只写同意公开的，其余为“爱心居民”',
    en: 'Every donation, named where the donor agreed',
    answer: donationsAnswer,
  })
  async list(
    @CurrentEstate() estateId: string,
    @Param({ schema: fundPath }) path: z.infer<typeof fundPath>,
    @Query({ schema: daysQuery }) days: z.infer<typeof daysQuery>,
  ): Promise<z.infer<typeof donationsAnswer>> {
    return donationsView(await this.donations.list(estateId, path.fund, days));
  }

  @Post('funds/:fund/donations')
  @Access('charity.propose')
  @BodyLimit(FILE_LIMIT_BYTES)
  @Describe({
    zh: '登记捐款（待批，每天一张凭证）',
    en: 'Propose donations, one voucher a day',
    answer: donationsProposedAnswer,
    status: 201,
  })
  async record(
    @CurrentActor() actor: Actor,
    @Param({ schema: fundPath }) path: z.infer<typeof fundPath>,
    @Body({ schema: donationsInput }) body: z.infer<typeof donationsInput>,
    @IdempotencyKey() key: string,
  ): Promise<z.infer<typeof donationsProposedAnswer>> {
    const placeOf = (nth: number, field: keyof Donation): string => `donations[${String(nth)}].${FIELDS[field]}`;
    return this.#record(actor, { ...body, fund: path.fund, placeOf }, { key, hash: inputHash([path.fund, body]) });
  }

  @Post('funds/:fund/donation-files')
  @Access('charity.propose')
  @TakesFile(FILE_LIMIT_BYTES)
  @Describe({
    zh: '导入捐款表：有一处不对就都不收，所有问题一次列出；同一张表导入两次只记一次',
    en: 'Propose the donations of a file: all or nothing, every problem at once, each line once',
    answer: donationsProposedAnswer,
    status: 201,
  })
  async file(
    @CurrentActor() actor: Actor,
    @Param({ schema: fundPath }) path: z.infer<typeof fundPath>,
    @Query({ schema: donationFileQuery }) { account }: z.infer<typeof donationFileQuery>,
    @FileBody() file: FileUpload,
    @IdempotencyKey() key: string,
  ): Promise<z.infer<typeof donationsProposedAnswer>> {
    const bytes = await file.received((place) => readFile(place));
    const hash = inputHash([path.fund, account, sha256(bytes).toString('hex')]);
    return this.#record(actor, { ...readDonationFile(bytes), account, fund: path.fund }, { key, hash });
  }

  @Get('donation-template.csv')
  @Access('charity.read')
  @Describe({ zh: '捐款表的空白样张', en: 'The layout of a donation file', mediaTypes: ['text/csv'] })
  async template(
    @Param({ schema: estatePath }) _path: z.infer<typeof estatePath>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const headers = {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="donations.csv"',
    };
    await reply.headers(headers).send(donationTable());
  }

  @Get('donations/:number/use')
  @Access('charity.read')
  @Describe({ zh: '按捐赠编号查这笔钱的去向', en: 'What became of a donation', answer: donationUseAnswer })
  async use(
    @CurrentEstate() estateId: string,
    @Param({ schema: donationPath }) path: z.infer<typeof donationPath>,
  ): Promise<z.infer<typeof donationUseAnswer>> {
    return useView(await this.donations.use(estateId, path.number));
  }

  @Post('donations/:number/naming')
  @Access('charity.naming')
  @Describe({
    zh: '捐赠人不再同意（或同意）公开姓名，从此隐去（或显示）',
    en: 'A donor withdraws or gives consent to be named',
    answer: namingAnswer,
  })
  async name(
    @CurrentActor() actor: Actor,
    @Param({ schema: donationPath }) path: z.infer<typeof donationPath>,
    @Body({ schema: namingInput }) body: z.infer<typeof namingInput>,
    @IdempotencyKey() key: string,
  ): Promise<z.infer<typeof namingAnswer>> {
    const { estateId, personId: by } = actingIn(actor);
    const claim = { actor: by, operation: 'donation.naming', key, inputHash: inputHash([path.number, body]) };
    return acceptedOf(await this.naming.execute({ estateId, by, number: path.number, isShown: body.shown, claim }));
  }

  @Get('donations/:number/slip')
  @Access('charity.slip')
  @Header('cache-control', 'no-store')
  @Describe({
    zh: '捐赠登记确认单（不是捐赠票据）的内容，交给捐赠人；打印件在 slip.pdf',
    en: 'What the acknowledgement slip for the donor says; it is no donation receipt',
    answer: slipAnswer,
  })
  async slip(
    @CurrentEstate() estateId: string,
    @Param({ schema: donationPath }) path: z.infer<typeof donationPath>,
  ): Promise<z.infer<typeof slipAnswer>> {
    const slip = await this.donations.slip(estateId, path.number);
    const rows = slipRows(slip).map(([label, value]) => ({ label, value }));
    return { title: SLIP_TITLE, notice: slipNotice(slip), rows };
  }

  async #record(
    actor: Actor,
    request: Omit<DonationsRequest, 'estateId' | 'preparer' | 'claim'>,
    { key, hash }: { readonly key: string; readonly hash: string },
  ): Promise<z.infer<typeof donationsProposedAnswer>> {
    const { estateId, personId: preparer } = actingIn(actor);
    const claim = { actor: preparer, operation: 'charity.donations', key, inputHash: hash };
    const { replayed, proposalIds, known } = acceptedOf(
      await this.recording.execute({ ...request, estateId, preparer, claim }),
    );
    const already = known === undefined ? {} : { alreadyKnown: known };
    return { replayed, proposalIds: [...proposalIds], ...already };
  }
}

/** What a part of a donation is called in a request. */
const FIELDS: Readonly<Record<keyof Donation, string>> = {
  on: 'on',
  donor: 'donor',
  fen: 'amount',
  purpose: 'purpose',
  isNamed: 'consentToName',
  receiptNo: 'receiptNo',
  serial: 'serial',
};
