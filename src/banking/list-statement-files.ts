import { Injectable } from '@nestjs/common';
import { readBankAccounts } from '../estates/index.js';
import { EstateReads } from '../platform/database/estate-reads.js';
import { readStatementFiles, type StatementFileRow } from './store/file-store.js';

export interface ImportedFile extends StatementFileRow {
  /** The organisation's number, or the person's alias. */
  readonly account: string;
}

const MOST_FILES = 200;

/** The bank's files that were imported, the latest first. Their names are for insiders only. */
@Injectable()
export class ListStatementFiles {
  constructor(private readonly reads: EstateReads) {}

  async execute(estateId: string): Promise<ImportedFile[]> {
    return this.reads.read(
      estateId,
      async (query) => {
        const accounts = await readBankAccounts(query, estateId);
        const names = new Map(accounts.map(({ bankAccountId, publicName }) => [bankAccountId, publicName]));
        const rows = await readStatementFiles(query, estateId, MOST_FILES);
        return rows.map((row) => ({ ...row, account: names.get(row.bankAccountId) ?? row.bankAccountId }));
      },
      { private: true },
    );
  }
}
