import { setTimeout } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { invariant } from '../kernel/invariant.js';
import { Refusal } from '../kernel/violation.js';
import { EstateReads } from '../platform/database/estate-reads.js';
import type { Finding } from './rules/finding.js';
import { readHead } from './store/estate-log.js';
import { BLOCK_LEAVES, ledgerBlocks } from './store/read-block.js';
import { Verification } from './verification.js';

/** How far a long work is: leaves done, of all. */
export interface Progress {
  readonly done: number;
  readonly total: number;
}

export interface ProgressOptions {
  readonly onProgress?: (progress: Progress) => void;
}

export interface VerifyOptions extends ProgressOptions {
  /** Inside a service: works in short pieces and rests as long as it works, so that people are answered meanwhile. */
  readonly isGentle?: boolean;
}

export interface VerifyReport {
  readonly estateId: string;
  /** As the genesis leaf says it. */
  readonly code: string;
  /** Leaves of the log. */
  readonly size: bigint;
  readonly vouchers: number;
  /** RFC 6962 root over the re-hashed bytes, in hex. Compare it with one that was kept elsewhere. */
  readonly root: string;
  /** Private values whose text was there and was checked. */
  readonly checkedValues: number;
  /** Private values that are erased, checked by their kept hash alone. */
  readonly byHashOnly: number;
  readonly isSound: boolean;
  /** The lowest position of any error that has one. */
  readonly firstBadSeq?: bigint;
  readonly errorCount: number;
  readonly warningCount: number;
  /** How often each code was found, without a cap. */
  readonly counts: Readonly<Record<string, number>>;
  /** At most 200, lowest position first. */
  readonly errors: readonly Finding[];
  readonly warnings: readonly Finding[];
}

/** A few milliseconds of work. */
const GENTLE_LEAVES = 256;

/**
 * Re-hashes and recomputes everything that an estate's log says, and compares it with everything that the database
 * holds of the estate.
 *
 * One read-only snapshot; nothing is locked, and posting goes on. What it cannot know: whether the log's end was cut
 * off together with
 * all its rows. For that, compare size and root with a copy that was kept elsewhere.
 */
@Injectable()
export class VerifyEstate {
  constructor(private readonly reads: EstateReads) {}

  async execute(estateId: string, options: VerifyOptions = {}): Promise<VerifyReport> {
    return await this.reads.read(
      estateId,
      async (query) => {
        const head = await readHead(query, estateId);
        if (head === undefined) throw Refusal.of('LOG_NOT_FOUND');
        const verification = new Verification(query, estateId, head);
        const leaves = options.isGentle === true ? GENTLE_LEAVES : BLOCK_LEAVES;
        let begun = performance.now();
        for await (const block of ledgerBlocks(query, estateId, head.size, leaves)) {
          await verification.block(block);
          if (options.isGentle === true) await setTimeout(performance.now() - begun);
          begun = performance.now();
          options.onProgress?.({ done: block.end, total: head.size });
        }
        await verification.close();
        return report(estateId, head.size, verification);
      },
      { private: true },
    );
  }
}

function report(estateId: string, size: number, verification: Verification): VerifyReport {
  const { findings, frontier, model, checkedValues, byHashOnly } = verification;
  const { firstBadSeq, errorCount } = findings;
  invariant(firstBadSeq === undefined || errorCount > 0, 'a bad position belongs to an error');
  return {
    estateId,
    code: model.estate.code,
    size: BigInt(size),
    vouchers: model.vouchers,
    root: frontier.root().toString('hex'),
    checkedValues,
    byHashOnly,
    isSound: errorCount === 0,
    ...(firstBadSeq === undefined ? {} : { firstBadSeq: BigInt(firstBadSeq) }),
    errorCount,
    warningCount: findings.warningCount,
    counts: findings.counts,
    errors: findings.errors,
    warnings: findings.warnings,
  };
}
