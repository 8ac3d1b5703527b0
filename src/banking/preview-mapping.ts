import { Injectable } from '@nestjs/common';
import { shanghaiDate } from '../kernel/calendar.js';
import { Clock } from '../kernel/clock.js';
import type { Violation } from '../kernel/violation.js';
import { EstateReads } from '../platform/database/estate-reads.js';
import { STATEMENT_FIELDS, type OpenedBankFile } from './formats/index.js';
import { refuseAny } from './import-statement.js';
import { accountNamed, numberedAccounts, openStatement, type StatementFile } from './open-statement.js';
import { checkMapping, type ToldColumn } from './rules/check-mapping.js';
import type { BankLine } from './rules/index.js';

export interface MappingTrial extends StatementFile {
  readonly estateId: string;
  readonly account: string;
  readonly columns: readonly ToldColumn[];
}

export interface MappingPreview {
  /** How many lines the file would give. */
  readonly count: number;
  /** The oldest lines, as they would be read. */
  readonly lines: readonly BankLine[];
  readonly problems: readonly Violation[];
}

const LINES_SHOWN = 10;

/** Shows what a file would be read as under a mapping. Writes nothing. */
@Injectable()
export class PreviewMapping {
  constructor(
    private readonly reads: EstateReads,
    private readonly clock: Clock,
  ) {}

  /** @throws Refusal where the mapping itself cannot be, or the account is not there. */
  async execute(trial: MappingTrial): Promise<MappingPreview> {
    const { estateId, columns } = trial;
    refuseAny(checkMapping(columns, STATEMENT_FIELDS));
    const accounts = await this.reads.read(estateId, (query) => numberedAccounts(query, estateId), { private: true });
    const reader = { reads: this.reads, estateId, today: shanghaiDate(this.clock.now()) };
    const account = accountNamed(accounts, trial.account);
    const opened = await openStatement(reader, accounts, trial, columns);
    const isOurs = (statement: { readonly accountNumber: string }): boolean =>
      statement.accountNumber === account.number;
    const count = opened.statements.find(isOurs)?.ends.count ?? 0;
    return { count, lines: await firstLines(opened, account.number), problems: opened.violations };
  }
}

/** A file that was only surveyed is read again as far as needed; one with problems shows what was held of it. */
async function firstLines(opened: OpenedBankFile, accountNumber: string): Promise<readonly BankLine[]> {
  const held = opened.statements.find((statement) => statement.accountNumber === accountNumber)?.lines ?? [];
  if (held.length > 0 || opened.violations.length > 0) return held.slice(0, LINES_SHOWN);
  for await (const batch of opened.batches()) {
    if (batch.accountNumber === accountNumber) return batch.lines.slice(0, LINES_SHOWN);
  }
  return [];
}
