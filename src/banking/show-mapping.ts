import { Injectable } from '@nestjs/common';
import { EstateReads } from '../platform/database/estate-reads.js';
import { accountNamed, numberedAccounts } from './open-statement.js';
import type { ToldColumn } from './rules/check-mapping.js';

/** What was told of the columns of an account's files; nothing where it was never needed. */
@Injectable()
export class ShowMapping {
  constructor(private readonly reads: EstateReads) {}

  /** @throws Refusal BANK_ACCOUNT_NOT_REGISTERED. */
  async execute(
    estateId: string,
    name: string,
  ): Promise<{ readonly account: string; readonly columns: readonly ToldColumn[] }> {
    const accounts = await this.reads.read(estateId, (query) => numberedAccounts(query, estateId), { private: true });
    const { publicName, columns } = accountNamed(accounts, name);
    return { account: publicName, columns };
  }
}
