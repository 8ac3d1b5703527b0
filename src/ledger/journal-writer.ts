import { Injectable } from '@nestjs/common';
import type pg from 'pg';
import { DataSource } from 'typeorm';
import { shanghaiDate } from '../kernel/calendar.js';
import { Clock } from '../kernel/clock.js';
import { leafHash } from '../kernel/hash.js';
import { Randomness, UuidSequence } from '../kernel/ids.js';
import { invariant } from '../kernel/invariant.js';
import {
  foldUnit,
  type BatchFacts,
  type Placement,
  type PostUnit,
  type SealVoucher,
  type UnitOutcome,
  type UnitVoucher,
} from './rules/fold-batch.js';
import { voucherBytes } from './rules/voucher-leaf.js';
import { formatNumber, type PostedVoucher } from './rules/voucher.js';
import { appendVouchers, type OutcomeItem, type VoucherItem } from './store/append-vouchers.js';
import { readBatchFacts } from './store/batch-facts.js';
import { outcomeRow } from './store/outcome-rows.js';
import { isRefusedContent, refusalOfInside } from './store/refused-content.js';
import { StructureStore } from './store/structure-store.js';

/** Vouchers of one transaction: enough to make the fixed cost of a commit small, few enough to keep the wait short. */
const BATCH_VOUCHERS = 512;

interface Waiting {
  readonly unit: PostUnit;
  readonly resolve: (outcome: UnitOutcome) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * The one door to the journal. Callers that arrive while a batch commits are collected into the next one; each gets
 * its own answer, and
 * only after the commit.
 *
 * What is locked: the heads of the batch's estates, in ascending order, from the first statement to the commit. What
 * a crash leaves: before
 * the commit nothing, after it everything; a caller that heard nothing asks again with the same idempotency key.
 */
@Injectable()
export class JournalWriter {
  readonly #queue: Waiting[] = [];
  readonly #structures = new StructureStore();
  readonly #uuids: UuidSequence;
  #running: Promise<void> | undefined;

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {
    this.#uuids = new UuidSequence(randomness);
  }

  /**
   * Posts one atomic unit: all its vouchers or none. A refusal is an outcome, not an exception; a failure of the
   * machinery rejects.
   */
  post(unit: PostUnit): Promise<UnitOutcome> {
    invariant(unit.vouchers.length > 0 && unit.vouchers.length <= BATCH_VOUCHERS, 'a unit has 1 to 512 vouchers');
    return new Promise((resolve, reject) => {
      this.#queue.push({ unit, resolve, reject });
      this.#running ??= this.#drain();
    });
  }

  /** Waits until everything that was accepted is answered; for an orderly stop. */
  async settle(): Promise<void> {
    await this.#running;
  }

  async #drain(): Promise<void> {
    // One turn of the event loop, so that callers of the same turn share the first batch too.
    await Promise.resolve();
    while (this.#queue.length > 0) await this.#runBatch(this.#take());
    this.#running = undefined;
  }

  #take(): Waiting[] {
    let vouchers = 0;
    let count = 0;
    for (const waiting of this.#queue) {
      vouchers += waiting.unit.vouchers.length;
      if (count > 0 && vouchers > BATCH_VOUCHERS) break;
      count += 1;
    }
    return this.#queue.splice(0, count);
  }

  async #runBatch(batch: readonly Waiting[]): Promise<void> {
    try {
      const outcomes = await this.#post(batch.map((waiting) => waiting.unit));
      batch.forEach((waiting, index) => {
        const outcome = outcomes[index];
        if (outcome === undefined) waiting.reject(new Error('a unit got no outcome'));
        else waiting.resolve(outcome);
      });
    } catch (error) {
      const refused = refusalOfInside(error);
      if (batch.length === 1 && refused !== undefined) batch[0]?.resolve({ refused: [refused], replayed: false });
      else if (batch.length === 1 || !isRefusedContent(error)) for (const waiting of batch) waiting.reject(error);
      // The database refused what the rules admitted. Nothing was committed; alone, each neighbour gets its own answer.
      else for (const waiting of batch) await this.#runBatch([waiting]);
    }
  }

  async #post(units: readonly PostUnit[]): Promise<UnitOutcome[]> {
    const runner = this.dataSource.createQueryRunner();
    const client = (await runner.connect()) as pg.ClientBase;
    try {
      await client.query('begin');
      const outcomes = await this.postWithin(client, units, 'live');
      await client.query('commit');
      return outcomes;
    } catch (error) {
      await client.query('rollback').catch(() => undefined);
      throw error;
    } finally {
      await runner.release();
    }
  }

  /**
   * The same admission and append inside a transaction of the caller's, who commits or rolls back: for verbs that
   * must write their own rows
   * with the vouchers. `bulk` is for imports: floors are checked once at the commit, and the clock is not.
   */
  async postWithin(client: pg.ClientBase, units: readonly PostUnit[], mode: 'live' | 'bulk'): Promise<UnitOutcome[]> {
    const today = shanghaiDate(this.clock.now());
    // In bulk the order inside a file says nothing about the days, so the database checks floors once, at the commit.
    const floors = mode === 'live';
    const facts = await readBatchFacts(client, units, { today, floors }, (estateId, version) =>
      this.#structures.load(client, estateId, version),
    );
    const items: VoucherItem[] = [];
    const recordedAt = this.clock.now();
    const outcomes = units.map((unit, index) => this.#fold(unit, index, facts, items, recordedAt));
    const fresh = units.flatMap((unit, index) => freshOutcome(unit, outcomes[index]));
    if (items.length > 0 || fresh.length > 0) await appendVouchers(client, items, fresh, mode);
    return outcomes;
  }

  #fold(unit: PostUnit, index: number, facts: BatchFacts, items: VoucherItem[], recordedAt: Date): UnitOutcome {
    const seal: SealVoucher = (voucher, place) =>
      this.#seal(voucher, place, recordedAt, (item) => {
        const proposal = unit.proposalId === undefined ? {} : { proposalId: unit.proposalId };
        items.push({ ...item, unit: index, ...proposal });
      });
    return foldUnit(unit, facts, seal);
  }

  #seal(
    voucher: UnitVoucher,
    place: Placement,
    recordedAt: Date,
    keep: (item: Omit<VoucherItem, 'unit' | 'proposalId'>) => void,
  ): ReturnType<SealVoucher> {
    const { draft } = voucher;
    const id = this.#uuids.next(recordedAt);
    const made = voucherBytes(draft, { id, period: place.period, no: place.no, recordedAt }, this.randomness);
    if ('violations' in made) return made;
    const posted: PostedVoucher = {
      estateId: draft.estateId,
      seq: place.seq,
      id,
      number: formatNumber(place),
      period: place.period,
      eventOn: draft.eventOn,
      leafHash: leafHash(made.bytes).toString('hex'),
    };
    const item = { estateId: draft.estateId, seq: place.seq, bytes: made.bytes, disclosures: made.disclosures };
    return {
      posted,
      keep: () => {
        keep(item);
      },
    };
  }
}

function freshOutcome(unit: PostUnit, outcome: UnitOutcome | undefined): OutcomeItem[] {
  if (unit.claim === undefined || outcome === undefined || outcome.replayed) return [];
  // A reused key keeps its first outcome.
  if ('refused' in outcome && outcome.refused.some((violation) => violation.code === 'IDEMPOTENCY_KEY_REUSED'))
    return [];
  return [{ estateId: unit.estateId, ...unit.claim, outcome: outcomeRow(outcome) }];
}
