import { Injectable } from '@nestjs/common';
import { DatabaseError } from 'pg';
import type pg from 'pg';
import { Refusal } from '../kernel/violation.js';
import { EstateReads, type Query } from '../platform/database/estate-reads.js';
import { openArchive, type ArchivedLeaf } from './read-archive.js';
import type { ArchiveHeader } from './rules/archive.js';
import { VOUCHER } from './rules/estate-model.js';
import { estateOfCode, readHead, readRoot } from './store/estate-log.js';
import { keepFloorPromises, replayRecord, replayVouchers, type ReplayedLeaf } from './store/replay-log.js';
import type { ProgressOptions } from './verify-estate.js';

export interface RestoredEstate {
  readonly estateId: string;
  readonly code: string;
  readonly size: bigint;
  /** Hex; the archive's, and now the deployment's. */
  readonly root: string;
}

/** Vouchers appended by one call: each call touches the same sums again, so that many small ones are slower. */
const RUN = 2000;

/**
 * Replays an archive into a deployment that does not have the estate. The whole file is checked before the first
 * write; then one
 * transaction appends every leaf through the same functions that admitted it, and commits only if the root is the
 * archive's. Nothing
 * half-done stays. Tokens, proposals and the outcomes of requests are no leaves and do not come back.
 */
@Injectable()
export class RestoreEstate {
  constructor(private readonly reads: EstateReads) {}

  async execute(file: string, options: ProgressOptions = {}): Promise<RestoredEstate> {
    const header = await checkWhole(file, options);
    const replay = { at: 0 };
    try {
      await this.reads.write(header.estateId, async (query, client) => {
        await refuseWhereKnown(query, header);
        const archive = await openArchive(file);
        const journal = new Replay(client, header.estateId);
        for await (const leaf of archive.leaves) {
          replay.at = leaf.seq;
          await journal.take(leaf);
          tell(options, header.size, header.size + leaf.seq + 1);
        }
        await journal.close();
        const root = (await readRoot(query, header.estateId, header.size)).toString('hex');
        const head = await readHead(query, header.estateId);
        // The file could have been exchanged between the two readings.
        if (root !== header.root || head?.size !== header.size) throw Refusal.of('RESTORE_ROOT_DIFFERS');
      });
    } catch (error) {
      throw refusalOf(error, header, replay.at);
    }
    return { estateId: header.estateId, code: header.code, size: BigInt(header.size), root: header.root };
  }
}

/** Reads the archive to its end and writes nothing. */
async function checkWhole(file: string, options: ProgressOptions): Promise<ArchiveHeader> {
  const { header, leaves } = await openArchive(file);
  for await (const { seq, values } of leaves) {
    if (values.some(({ text }) => text === undefined)) {
      throw Refusal.of('RESTORE_ERASED_VALUE', undefined, { seq: String(seq) });
    }
    tell(options, header.size, seq + 1);
  }
  return header;
}

const TOLD_EVERY = 500;

/** Leaves count twice: once checked, once written. */
function tell({ onProgress }: ProgressOptions, size: number, done: number): void {
  if (done % TOLD_EVERY === 0 || done === 2 * size) onProgress?.({ done, total: 2 * size });
}

async function refuseWhereKnown(query: Query, { estateId, code }: ArchiveHeader): Promise<void> {
  if ((await readHead(query, estateId)) !== undefined) throw Refusal.of('RESTORE_ESTATE_EXISTS', undefined, { code });
  if ((await estateOfCode(query, code)) !== undefined) throw Refusal.of('RESTORE_CODE_TAKEN', undefined, { code });
}

/** Collects vouchers into runs, and keeps the order of everything else. */
class Replay {
  #run: ReplayedLeaf[] = [];

  constructor(
    private readonly client: pg.ClientBase,
    private readonly estateId: string,
  ) {}

  async take({ seq, bytes, leaf, values }: ArchivedLeaf): Promise<void> {
    const replayed = { seq, bytes, disclosures: values.map(({ text }) => text ?? '') };
    if (leaf['t'] !== VOUCHER) {
      await this.close();
      await replayRecord(this.client, this.estateId, replayed);
      return;
    }
    if (leaf['kind'] === 'red') {
      await this.close();
      await keepFloorPromises(this.client);
    } else if (this.#run.length >= RUN) {
      await this.close();
    }
    this.#run.push(replayed);
  }

  /** Appends what was collected. */
  async close(): Promise<void> {
    if (this.#run.length === 0) return;
    await replayVouchers(this.client, this.estateId, this.#run);
    this.#run = [];
  }
}

/** Codes of the append functions' own refusals, and of a key that somebody else took meanwhile. */
const OURS = /^XY\d{3}$/;
const TAKEN = '23505';

function refusalOf(error: unknown, { code }: ArchiveHeader, seq: number): unknown {
  if (!(error instanceof DatabaseError) || error.code === undefined) return error;
  if (error.code === TAKEN && seq === 0) return Refusal.of('RESTORE_ESTATE_EXISTS', undefined, { code });
  const isOurs = OURS.test(error.code) || error.code.startsWith('23') || error.code.startsWith('22');
  if (!isOurs) return error;
  return Refusal.of('RESTORE_REFUSED', undefined, { seq: String(seq), reason: error.message });
}
