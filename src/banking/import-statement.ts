import { Injectable } from '@nestjs/common';
import { shanghaiDate, type CalendarDate } from '../kernel/calendar.js';
import { Clock } from '../kernel/clock.js';
import { Randomness } from '../kernel/ids.js';
import { inputHash } from '../kernel/stable-json.js';
import { Refusal, type Violation } from '../kernel/violation.js';
import { decideOnce, type DecidedOnce, type Decision } from '../ledger/index.js';
import { EstateReads } from '../platform/database/estate-reads.js';
import { StatementAdding, type StatementSession } from './add-statement.js';
import { STATEMENT_FIELDS, type OpenedBankFile } from './formats/index.js';
import { numberedAccounts, openStatement, type NumberedAccount, type StatementFile } from './open-statement.js';
import { checkMapping, type ToldColumn } from './rules/check-mapping.js';
import type { Gap } from './rules/index.js';

export interface StatementImport extends StatementFile {
  readonly estateId: string;
  readonly by: string;
  /** What the file's columns hold, in place of what was saved for its account. */
  readonly columns?: readonly ToldColumn[];
  /** The caller's key of this operation, where there is one. */
  readonly key?: string;
}

export interface AccountImported {
  readonly bankAccountId: string;
  /** The organisation's number, or the person's alias. */
  readonly account: string;
  readonly added: number;
  readonly repeated: number;
  /** The last day that the account's lines reach. */
  readonly through?: CalendarDate;
  /** Where lines of the account are missing, whichever files it was imported from. Balances are whole fen. */
  readonly gaps: readonly Readonly<Record<'from' | 'to' | 'afterBalance' | 'beforeBalance', string>>[];
}

/** What an import did, for whoever goes on from there (matching, for one). */
export interface BankImported {
  readonly file: string;
  readonly hash: string;
  readonly accounts: readonly AccountImported[];
}

/**
 * Imports one bank file: everything that is new in it, or nothing. The same file again, or one that overlaps, adds
 * only what is new.
 *
 * What is locked: the estate's head, from the first line that is compared to the commit. The file is read and proved
 * before; a crash leaves nothing.
 */
@Injectable()
export class ImportStatement {
  constructor(
    private readonly reads: EstateReads,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {}

  /** @throws Refusal with everything that is wrong with the file. What contradicts known lines is an outcome. */
  async execute(request: StatementImport): Promise<DecidedOnce<BankImported>> {
    const { estateId, by, columns, key } = request;
    refuseAny(checkMapping(columns ?? [], STATEMENT_FIELDS));
    const today = shanghaiDate(this.clock.now());
    const accounts = await this.reads.read(estateId, (query) => numberedAccounts(query, estateId), { private: true });
    const opened = await openStatement({ reads: this.reads, estateId, today }, accounts, request, columns);
    refuseAny(opened.violations);
    const { hash } = opened;
    const input = { hash, account: request.account, opening: request.openingFen, columns };
    const claim = { actor: by, operation: 'bank.import', key: key ?? '', inputHash: inputHash(input) };
    return this.reads.write(estateId, (query, client) =>
      decideOnce(client, estateId, key === undefined ? undefined : claim, () =>
        this.#add({ client, query, randomness: this.randomness }, request, opened, accounts),
      ),
    );
  }

  async #add(
    session: StatementSession,
    { estateId, by }: StatementImport,
    opened: OpenedBankFile,
    accounts: readonly NumberedAccount[],
  ): Promise<Decision<BankImported>> {
    const { client } = session;
    await client.query('savepoint bank_import');
    const recordedAt = this.clock.now();
    const { file, hash } = opened;
    const adding = new Map<string, { readonly account: NumberedAccount; readonly statement: StatementAdding }>();
    for (const { accountNumber } of opened.statements) {
      const account = accounts.find(({ number }) => number === accountNumber);
      if (account === undefined) continue;
      const { bankAccountId, publicName: accountName } = account;
      const place = { estateId, bankAccountId, accountName, file, fileHash: hash, by, recordedAt };
      adding.set(accountNumber, { account, statement: new StatementAdding(session, place) });
    }
    for await (const { accountNumber, lines } of opened.batches()) {
      await adding.get(accountNumber)?.statement.add(lines);
    }
    const imported: AccountImported[] = [];
    const violations: Violation[] = [];
    for (const { account, statement } of adding.values()) {
      const { added, repeated, through, gaps, violations: found } = await statement.finish();
      violations.push(...found);
      const reached = through === undefined ? {} : { through };
      const { bankAccountId, publicName } = account;
      imported.push({ bankAccountId, account: publicName, added, repeated, ...reached, gaps: gaps.map(gapText) });
    }
    if (violations.length === 0) return { accepted: { file, hash, accounts: imported } };
    await client.query('rollback to savepoint bank_import');
    return { refused: violations };
  }
}

export function refuseAny(violations: readonly Violation[]): void {
  const [first, ...rest] = violations;
  if (first !== undefined) throw new Refusal([first, ...rest]);
}

function gapText({ from, to, afterBalanceFen, beforeBalanceFen }: Gap): AccountImported['gaps'][number] {
  return { from, to, afterBalance: afterBalanceFen.toString(), beforeBalance: beforeBalanceFen.toString() };
}
