/**
 * A ledger to act in: a test database, an estate with six funds and eight people, and short verbs over the
 * product's own code.
 *
 * Live posts are recorded now, since the append function compares `recorded_at` with its own clock; events may lie
 * anywhere in the past.
 */
import type pg from 'pg';
import type { DataSource } from 'typeorm';
import type { Period } from '../../src/kernel/calendar.js';
import type { LeafObject } from '../../src/kernel/canonical.js';
import { invariant } from '../../src/kernel/invariant.js';
import { uuidV7 } from '../../src/kernel/ids.js';
import type { Violation } from '../../src/kernel/violation.js';
import { ApproveProposal, type Approved } from '../../src/ledger/approve-proposal.js';
import { openAccounts } from '../../src/ledger/found-estate.js';
import { JournalWriter } from '../../src/ledger/journal-writer.js';
import { PostVouchers } from '../../src/ledger/post-vouchers.js';
import { ProposeVoucher } from '../../src/ledger/propose-voucher.js';
import { ReturnProposal } from '../../src/ledger/return-proposal.js';
import type { ChartAccount } from '../../src/ledger/rules/chart.js';
import type { CorrectionPlan } from '../../src/ledger/rules/corrections.js';
import type { IdempotencyClaim, PostUnit, UnitOutcome, UnitVoucher } from '../../src/ledger/rules/fold-batch.js';
import type { DraftContent, ProposalContent } from '../../src/ledger/rules/proposal.js';
import { parseNumber, type VoucherDraft } from '../../src/ledger/rules/voucher.js';
import { ShowBalances } from '../../src/ledger/show-balances.js';
import { ShowBooks } from '../../src/ledger/show-books.js';
import { ShowVouchers } from '../../src/ledger/show-vouchers.js';
import type { DecidedOnce } from '../../src/ledger/store/decide-once.js';
import { appendRecord } from '../../src/log/index.js';
import { createDataSource } from '../../src/platform/database/data-source.js';
import { EstateReads, type Query, type ReadOptions } from '../../src/platform/database/estate-reads.js';
import { createTestDatabase, type TestDatabase } from '../harness/database.js';
import type { TestServer } from '../harness/servers.js';
import { SeededRandomness } from '../kernel/seeded-randomness.js';
import { content, day, line, PEOPLE } from './drafts.js';
import { foundSample, SettableClock, type FoundingOptions } from './founding.js';

export { claimOf, content, day, line, PEOPLE, RESOLUTION, type DraftExtras } from './drafts.js';
export { SettableClock } from './founding.js';

export interface WorldOptions extends FoundingOptions {
  readonly server?: TestServer;
  readonly seed?: string;
  readonly poolSize?: number;
}

/** One estate with short verbs. */
export class EstateWorld {
  constructor(
    readonly world: LedgerWorld,
    readonly estateId: string,
  ) {}

  draft(drafted: DraftContent, who: Partial<VoucherDraft> = {}): VoucherDraft {
    return { ...drafted, estateId: this.estateId, preparer: PEOPLE.preparer, approver: PEOPLE.approver, ...who };
  }

  unit(drafted: DraftContent, claim?: IdempotencyClaim): PostUnit {
    const vouchers: UnitVoucher[] = [{ draft: this.draft(drafted) }];
    return { estateId: this.estateId, vouchers, ...(claim === undefined ? {} : { claim }) };
  }

  /** Straight into the journal writer, with both persons on the draft. */
  post(
    drafted: DraftContent,
    claim?: IdempotencyClaim,
    writer: JournalWriter = this.world.writer,
  ): Promise<UnitOutcome> {
    return writer.post(this.unit(drafted, claim));
  }

  /** Posts and insists: the number of the voucher. */
  async must(drafted: DraftContent): Promise<string> {
    const outcome = await this.post(drafted);
    if ('refused' in outcome) throw new Error(`refused: ${JSON.stringify(outcome.refused)}`);
    return outcome.posted[0]?.number ?? '';
  }

  /** Money comes in: debit the basic account, credit other public revenue (or another place). */
  receive(on: string, yuan: string, fund = 'PR', income = '400208'): Promise<string> {
    return this.must(content(on, [line(`100201/${fund}`, `+${yuan}`), line(`${income}/${fund}`, `-${yuan}`)]));
  }

  spending(on: string, yuan: string, fund = 'PR', expense = '5009'): DraftContent {
    return content(on, [line(`${expense}/${fund}`, `+${yuan}`), line(`100201/${fund}`, `-${yuan}`)]);
  }

  propose(
    proposed: ProposalContent,
    claim?: IdempotencyClaim,
    preparer: string = PEOPLE.preparer,
  ): Promise<DecidedOnce<{ proposalId: string }>> {
    const verb = new ProposeVoucher(this.world.reads, this.world.clock, this.world.randomness);
    return verb.execute({
      estateId: this.estateId,
      preparer,
      content: proposed,
      ...(claim === undefined ? {} : { claim }),
    });
  }

  approve(
    proposalId: string,
    claim?: IdempotencyClaim,
    approver: string = PEOPLE.approver,
  ): Promise<DecidedOnce<Approved>> {
    const verb = new ApproveProposal(this.world.reads, this.world.writer, this.world.clock);
    return verb.execute({ estateId: this.estateId, proposalId, approver, ...(claim === undefined ? {} : { claim }) });
  }

  giveBack(
    proposalId: string,
    claim?: IdempotencyClaim,
    decider: string = PEOPLE.approver,
  ): Promise<DecidedOnce<{ proposalId: string }>> {
    const verb = new ReturnProposal(this.world.reads);
    const request = { estateId: this.estateId, proposalId, decider, reason: '请补发票' };
    return verb.execute({ ...request, ...(claim === undefined ? {} : { claim }) });
  }

  /** Proposes and approves at once; a refusal of either step is the outcome. */
  async both(proposed: ProposalContent): Promise<{ accepted: Approved } | { refused: readonly Violation[] }> {
    const proposal = await this.propose(proposed);
    return 'refused' in proposal ? proposal : this.approve(proposal.accepted.proposalId);
  }

  correct(number: string, plan: CorrectionPlan): Promise<{ accepted: Approved } | { refused: readonly Violation[] }> {
    const parsed = parseNumber(number);
    invariant(parsed !== undefined, `${number} is a voucher's number`);
    return this.both({ kind: 'reversal', number: parsed, plan });
  }

  close(month: string): Promise<{ accepted: Approved } | { refused: readonly Violation[] }> {
    return this.both({ kind: 'close', period: month as Period });
  }

  reopen(month: string): Promise<{ accepted: Approved } | { refused: readonly Violation[] }> {
    return this.both({ kind: 'reopen', period: month as Period });
  }

  agentPosts(drafts: readonly DraftContent[], claim: IdempotencyClaim, atomic: boolean): Promise<UnitOutcome[]> {
    const verb = new PostVouchers(this.world.writer);
    return verb.execute({ estateId: this.estateId, agent: PEOPLE.agent, drafts, claim, atomic });
  }

  /** A leaf that is not a voucher, recorded now. */
  record(leaf: LeafObject): Promise<unknown> {
    return this.world.reads.write(this.estateId, (_query, client) =>
      appendRecord(client, {
        estateId: this.estateId,
        leaf: { by: PEOPLE.operator, recorded_at: new Date().toISOString(), ...leaf },
      }),
    );
  }

  addAccounts(accounts: readonly ChartAccount[]): Promise<void> {
    return this.world.reads.write(this.estateId, (_query, client) =>
      openAccounts(client, this.estateId, PEOPLE.operator, new Date(), accounts),
    );
  }

  allowReopening(): Promise<unknown> {
    return this.record({ t: 'xinyi/policy/v1', reopen: 'allowed', approver: PEOPLE.approver });
  }

  read<T>(work: (query: Query) => Promise<T>, options: ReadOptions = {}): Promise<T> {
    return this.world.reads.read(this.estateId, work, options);
  }

  /** Rows under private scope. */
  rows<Row>(sql: string, parameters: readonly unknown[] = [this.estateId]): Promise<Row[]> {
    return this.read((query) => query<Row>(sql, parameters), { private: true });
  }

  async logSize(): Promise<bigint> {
    const [head] = await this.rows<{ next_seq: bigint }>('select next_seq from log.head where estate_id = $1');
    return head?.next_seq ?? 0n;
  }

  /** Debit less credit of an account and a fund in fen. */
  async balance(place: string, asOf?: string, at?: bigint): Promise<bigint> {
    const [account = '', fund = ''] = place.split('/');
    const when = { ...(asOf === undefined ? {} : { asOf: day(asOf) }), ...(at === undefined ? {} : { at }) };
    const view = await this.world.balances.balances(this.estateId, { ...when, account, fund });
    return view.rows.reduce((sum, row) => sum + row.balanceFen, 0n);
  }
}

export class LedgerWorld {
  readonly reads: EstateReads;
  readonly writer: JournalWriter;
  readonly balances: ShowBalances;
  readonly books: ShowBooks;
  readonly vouchers: ShowVouchers;
  readonly #sources: DataSource[] = [];

  constructor(
    readonly database: TestDatabase,
    readonly dataSource: DataSource,
    readonly clock: SettableClock,
    readonly randomness: SeededRandomness,
  ) {
    this.reads = new EstateReads(dataSource);
    this.writer = new JournalWriter(dataSource, clock, randomness);
    this.balances = new ShowBalances(this.reads, clock);
    this.books = new ShowBooks(this.reads);
    this.vouchers = new ShowVouchers(this.reads);
    this.#sources.push(dataSource);
  }

  /** Founds an estate with its funds and people. */
  async estate(options: WorldOptions = {}): Promise<EstateWorld> {
    const estateId = uuidV7(new Date(), this.randomness);
    await this.reads.write(estateId, (_query, client) => foundSample(client, estateId, options));
    return new EstateWorld(this, estateId);
  }

  /** Another process, as far as the database can tell: its own pool, its own writer. */
  async otherWriter(url: string = this.database.appUrl): Promise<JournalWriter> {
    const source = createDataSource({ url, poolSize: 3 });
    await source.initialize();
    this.#sources.push(source);
    return new JournalWriter(source, this.clock, this.randomness);
  }

  /** Runs in a transaction of the service's login and commits it. */
  async transaction<T>(work: (client: pg.ClientBase) => Promise<T>): Promise<T> {
    const runner = this.dataSource.createQueryRunner();
    const client = (await runner.connect()) as pg.ClientBase;
    try {
      await client.query('begin');
      const result = await work(client);
      await client.query('commit');
      return result;
    } catch (error) {
      await client.query('rollback').catch(() => undefined);
      throw error;
    } finally {
      await runner.release();
    }
  }

  async close(): Promise<void> {
    for (const source of this.#sources) await source.destroy();
    await this.database.drop();
  }
}

/** A database with one estate in it. Close it by `estate.world.close()`. */
export async function ledgerWorld(options: WorldOptions = {}): Promise<EstateWorld> {
  const database = await createTestDatabase(options.server);
  const dataSource = createDataSource({ url: database.appUrl, poolSize: options.poolSize ?? 6 });
  await dataSource.initialize();
  const world = new LedgerWorld(
    database,
    dataSource,
    new SettableClock(),
    new SeededRandomness(options.seed ?? 'ledger'),
  );
  return world.estate(options);
}

/** Codes of an outcome, "" where it was accepted. */
export function codesOf(outcome: { readonly refused?: readonly Violation[] } | object): string {
  return 'refused' in outcome ? outcome.refused.map((violation) => violation.code).join(' ') : '';
}
