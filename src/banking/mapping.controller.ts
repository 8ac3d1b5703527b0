import { Body, Controller, Get, Param, Post, Put, Query } from '@nestjs/common';
import type { z } from 'zod';
import { yuanFromFen } from '../kernel/fen.js';
import type { Violation } from '../kernel/violation.js';
import { Access, CurrentActor, CurrentEstate } from '../people/index.js';
import type { Actor } from '../people/rules/index.js';
import { Describe, FileBody, IdempotencyKey, TakesFile, type FileUpload } from '../platform/http/index.js';
import { ProblemRegistry } from '../platform/http/problem-registry.js';
import { actingIn } from './acting-in.js';
import { PreviewMapping } from './preview-mapping.js';
import type { ToldColumn } from './rules/check-mapping.js';
import type { BankLine } from './rules/index.js';
import { SaveMapping } from './save-mapping.js';
import { ShowMapping } from './show-mapping.js';
import { accepted, FILE_LIMIT_BYTES } from './statements.controller.js';
import {
  mappingAnswer,
  mappingInput,
  mappingPath,
  mappingSavedAnswer,
  previewAnswer,
  previewQuery,
} from './statement-contract.js';

/** For banks whose headings nobody knows: a person says once what each column holds. */
@Controller('api/v1/estates/:code/bank-accounts/:number/mapping')
export class MappingController {
  constructor(
    private readonly shown: ShowMapping,
    private readonly previewed: PreviewMapping,
    private readonly saved: SaveMapping,
    private readonly problems: ProblemRegistry,
  ) {}

  @Get()
  @Access('bank-files.read')
  @Describe({ zh: '这个账户的列说明', en: "What the account's columns hold", answer: mappingAnswer })
  async show(
    @CurrentEstate() estateId: string,
    @Param({ schema: mappingPath }) { number }: z.infer<typeof mappingPath>,
  ): Promise<z.infer<typeof mappingAnswer>> {
    const { account, columns } = await this.shown.execute(estateId, number);
    return { account, columns: columns.map(columnView) };
  }

  @Post('preview')
  @Access('bank.import')
  @TakesFile(FILE_LIMIT_BYTES)
  @Describe({
    zh: '试读一个文件，什么也不写',
    en: 'Read a file by a mapping; nothing is written',
    answer: previewAnswer,
  })
  async preview(
    @CurrentEstate() estateId: string,
    @Param({ schema: mappingPath }) { number }: z.infer<typeof mappingPath>,
    @Query({ schema: previewQuery }) query: z.infer<typeof previewQuery>,
    @FileBody() file: FileUpload,
  ): Promise<z.infer<typeof previewAnswer>> {
    const { name, opening } = query;
    const openingFen = opening === undefined ? {} : { openingFen: opening };
    const trial = { estateId, account: number, name, columns: query.columns.map(toldColumn), ...openingFen };
    const preview = await file.received((path) => this.previewed.execute({ ...trial, path }));
    return {
      count: preview.count,
      lines: preview.lines.map(lineView),
      problems: this.#told(preview.problems),
    };
  }

  @Put()
  @Access('bank.import')
  @Describe({
    zh: '保存列说明，以后照此读',
    en: 'Save the mapping; later files are read by it',
    answer: mappingSavedAnswer,
  })
  async save(
    @CurrentActor() actor: Actor,
    @Param({ schema: mappingPath }) { number }: z.infer<typeof mappingPath>,
    @Body({ schema: mappingInput }) body: z.infer<typeof mappingInput>,
    @IdempotencyKey() key: string,
  ): Promise<z.infer<typeof mappingSavedAnswer>> {
    const { estateId, personId } = actingIn(actor);
    const columns = body.columns.map(toldColumn);
    const outcome = await this.saved.execute({ estateId, by: personId, account: number, columns, key });
    const { account, columns: kept, changed } = accepted(outcome);
    return { replayed: outcome.replayed, account, columns: kept.map(columnView), changed };
  }

  #told(problems: readonly Violation[]): z.infer<typeof previewAnswer>['problems'] {
    const [first, ...rest] = problems;
    if (first === undefined) return [];
    const { violations } = this.problems.document([first, ...rest], { requestId: '' });
    return violations.map(({ code, at, title, remedy, facts }) => ({
      ...{ code, title, remedy, facts: { ...facts } },
      ...(at === undefined ? {} : { at }),
    }));
  }
}

function toldColumn({ field, place }: { readonly field: string; readonly place: string }): ToldColumn {
  return [field, place];
}

function columnView([field, place]: ToldColumn): { field: string; place: string } {
  return { field, place };
}

function lineView(line: BankLine): z.infer<typeof previewAnswer>['lines'][number] {
  const { bookedOn, serial, counterpartyName, counterpartyNumber, summary, remark } = line;
  return {
    bookedOn,
    out: yuanFromFen(line.outFen),
    in: yuanFromFen(line.inFen),
    balance: yuanFromFen(line.balanceFen),
    ...(serial === undefined ? {} : { serial }),
    ...{ counterpartyName, counterpartyNumber, summary, remark },
  };
}
