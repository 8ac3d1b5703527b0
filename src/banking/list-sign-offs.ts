import { Injectable } from '@nestjs/common';
import { EstateReads } from '../platform/database/estate-reads.js';
import { accountNamed } from './match-account.js';
import { readSigned, type SignedReconciliation } from './read-sign-offs.js';

/** The reconciliations of an account that two people signed, the newest day first. */
@Injectable()
export class ListSignOffs {
  constructor(private readonly reads: EstateReads) {}

  /** `undefined` where the estate has no such account. */
  async execute(estateId: string, name: string): Promise<readonly SignedReconciliation[] | undefined> {
    return this.reads.read(estateId, async (query) => {
      const account = await accountNamed(query, estateId, name);
      return account === undefined ? undefined : readSigned(query, estateId, account.bankAccountId);
    });
  }
}
