import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import type { z } from 'zod';
import { yuanFromFen } from '../kernel/fen.js';
import { Refusal, type Violation } from '../kernel/violation.js';
import type { DecidedOnce } from '../ledger/index.js';
import { Access, CurrentActor, CurrentEstate } from '../people/index.js';
import type { Actor } from '../people/rules/index.js';
import { estatePath } from '../platform/http/contract-parts.js';
import { Describe, FileBody, IdempotencyKey, TakesFile, type FileUpload } from '../platform/http/index.js';
import { actingIn } from './acting-in.js';
import { ImportStatement, type AccountImported, type BankImported } from './import-statement.js';
import { MatchAccount } from './match-account.js';
import { ListStatementFiles } from './list-statement-files.js';
import { filesAnswer, importedAnswer, importQuery } from './statement-contract.js';

/** As large as the exports of the busiest account; the lines are read as a stream. */
export const FILE_LIMIT_BYTES = 256 * 1024 * 1024;

/** The bank's files: handed in, and what was handed in. */
@Controller('api/v1/estates/:code/bank-statements')
export class StatementsController {
  constructor(
    private readonly importStatement: ImportStatement,
    private readonly files: ListStatementFiles,
    private readonly match: MatchAccount,
  ) {}

  @Get()
  @Access('bank-files.read')
  @Describe({ zh: '已导入的银行文件', en: "The bank's files that were imported", answer: filesAnswer })
  async list(
    @CurrentEstate() estateId: string,
    @Param({ schema: estatePath }) _path: z.infer<typeof estatePath>,
  ): Promise<z.infer<typeof filesAnswer>> {
    const files = await this.files.execute(estateId);
    return {
      files: files.map(({ account, name, hash, lines, from, through, seq }) => ({
        account,
        ...(name === undefined ? {} : { name }),
        ...(hash === undefined ? {} : { sha256: hash }),
        ...{ lines, from, through, seq: Number(seq) },
      })),
    };
  }

  @Post()
  @Access('bank.import')
  @TakesFile(FILE_LIMIT_BYTES)
  @Describe({
    zh: '导入银行的文件：只加新的流水',
    en: "Import a bank's file: adds what is new",
    answer: importedAnswer,
  })
  async add(
    @CurrentActor() actor: Actor,
    @Param({ schema: estatePath }) _path: z.infer<typeof estatePath>,
    @Query({ schema: importQuery }) query: z.infer<typeof importQuery>,
    @FileBody() file: FileUpload,
    @IdempotencyKey() key: string,
  ): Promise<z.infer<typeof importedAnswer>> {
    const { estateId, personId } = actingIn(actor);
    const { name, account, opening } = query;
    const more = {
      ...(account === undefined ? {} : { account }),
      ...(opening === undefined ? {} : { openingFen: opening }),
    };
    const outcome = await file.received((path) =>
      this.importStatement.execute({ estateId, by: personId, key, path, name, ...more }),
    );
    const { file: shown, hash: sha256, accounts } = accepted<BankImported>(outcome);
    for (const one of accounts) {
      // What is new finds its vouchers by itself; the import stands whatever comes of it.
      if (one.added > 0) await this.match.execute({ estateId, by: personId, account: one.account });
    }
    return { replayed: outcome.replayed, file: shown, sha256, accounts: accounts.map(accountView) };
  }
}

/** The accepted part of an outcome; a refusal leaves through the one filter. */
export function accepted<T>(outcome: DecidedOnce<T>): T {
  if ('accepted' in outcome) return outcome.accepted;
  throw new Refusal(outcome.refused as readonly [Violation, ...Violation[]], outcome.replayed);
}

function accountView({ account, added, repeated, through, gaps }: AccountImported): AccountView {
  return {
    ...{ account, added, repeated },
    ...(through === undefined ? {} : { through }),
    gaps: gaps.map(({ from, to, afterBalance, beforeBalance }) => ({
      ...{ from, to },
      afterBalance: yuanFromFen(BigInt(afterBalance)),
      beforeBalance: yuanFromFen(BigInt(beforeBalance)),
    })),
  };
}

type AccountView = z.infer<typeof importedAnswer>['accounts'][number];
