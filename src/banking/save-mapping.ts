import { Injectable } from '@nestjs/common';
import { Clock } from '../kernel/clock.js';
import { inputHash } from '../kernel/stable-json.js';
import { decideOnce, type DecidedOnce, type Decision } from '../ledger/index.js';
import { appendRecord } from '../log/index.js';
import { EstateReads } from '../platform/database/estate-reads.js';
import { STATEMENT_FIELDS } from './formats/index.js';
import { accountNamed, numberedAccounts } from './open-statement.js';
import { checkMapping, type ToldColumn } from './rules/check-mapping.js';
import { BANK_MAPPING } from './rules/record-types.js';

export interface MappingToSave {
  readonly estateId: string;
  readonly by: string;
  /** An organisation's number or a person's alias. */
  readonly account: string;
  /** None at all takes an earlier mapping back. */
  readonly columns: readonly ToldColumn[];
  readonly key?: string;
}

export interface MappingSaved {
  readonly account: string;
  readonly columns: readonly ToldColumn[];
  /** Whether it differs from what was saved before. */
  readonly changed: boolean;
}

/**
 * Keeps what a person has told of a bank's columns as a record; the account's next files are read by it.
 *
 * What is locked: the estate's head, until the commit.
 */
@Injectable()
export class SaveMapping {
  constructor(
    private readonly reads: EstateReads,
    private readonly clock: Clock,
  ) {}

  /** @throws Refusal BANK_ACCOUNT_NOT_REGISTERED. */
  async execute(request: MappingToSave): Promise<DecidedOnce<MappingSaved>> {
    const { estateId, by, key } = request;
    const columns = request.columns.map(([field, place]): ToldColumn => [field, place.normalize('NFC').trim()]);
    const hash = inputHash({ account: request.account, columns });
    const claim = key === undefined ? undefined : { actor: by, operation: 'bank.map', key, inputHash: hash };
    return this.reads.write(estateId, (query, client) =>
      decideOnce(client, estateId, claim, async (): Promise<Decision<MappingSaved>> => {
        const account = accountNamed(await numberedAccounts(query, estateId), request.account);
        const refused = checkMapping(columns, STATEMENT_FIELDS);
        if (refused.length > 0) return { refused };
        const changed = JSON.stringify(columns) !== JSON.stringify(account.columns);
        const record = { t: BANK_MAPPING, by, subject: account.bankAccountId, columns };
        const leaf = { ...record, recorded_at: this.clock.now().toISOString() };
        if (changed) await appendRecord(client, { estateId, leaf });
        return { accepted: { account: account.publicName, columns, changed } };
      }),
    );
  }
}
