import { Injectable } from '@nestjs/common';
import { isUtf8 } from 'node:buffer';
import { Refusal } from '../kernel/violation.js';
import { LogTree, readLeaves } from '../log/index.js';
import { EstateReads, type Query } from '../platform/database/estate-reads.js';
import { readHead } from './store/estate-log.js';

export interface PublicLeaf {
  readonly seq: number;
  /** Hex. */
  readonly leafHash: string;
  /**
   * The leaf itself: its bytes are this text in UTF-8, no more and no less. Absent only where the stored bytes are no
   * UTF-8.
   */
  readonly body?: string;
  readonly bodyBase64?: string;
}

export interface LeafPage {
  /** Leaves of the whole log. */
  readonly size: number;
  readonly leaves: readonly PublicLeaf[];
  /** Where the next page begins; absent at the log's end. */
  readonly next?: number;
}

export interface LogRoot {
  readonly size: number;
  /** Hex, as every hash here. */
  readonly root: string;
}

export interface InclusionProof extends LogRoot {
  readonly seq: number;
  readonly leafHash: string;
  readonly proof: readonly string[];
}

export interface ConsistencyProof {
  readonly from: number;
  readonly to: number;
  readonly fromRoot: string;
  readonly toRoot: string;
  readonly proof: readonly string[];
}

/**
 * What everybody may read of an estate's log: leaves as they are, its root, and proofs (RFC 6962). Private values are
 * no part of it.
 */
@Injectable()
export class ReadLog {
  constructor(
    private readonly reads: EstateReads,
    private readonly tree: LogTree,
  ) {}

  async leaves(estateId: string, from: number, limit: number): Promise<LeafPage> {
    return await this.#read(estateId, async (query, size) => {
      const stored = await readLeaves(query, estateId, BigInt(from), limit);
      const leaves = stored.map(({ seq, body, leafHash }) => ({
        seq: Number(seq),
        leafHash: leafHash.toString('hex'),
        ...(isUtf8(body) ? { body: body.toString('utf8') } : { bodyBase64: body.toString('base64') }),
      }));
      const next = (leaves.at(-1)?.seq ?? size) + 1;
      return { size, leaves, ...(next < size ? { next } : {}) };
    });
  }

  /** The root of the first `asked` leaves, or of all. */
  async root(estateId: string, asked: number | undefined): Promise<LogRoot> {
    return await this.#read(estateId, async (query, size) => {
      const wanted = sizeWithin(asked ?? size, size);
      return { size: wanted, root: (await this.tree.root(query, estateId, wanted)).toString('hex') };
    });
  }

  /** That a leaf is one of the first `asked` leaves, or of all. */
  async inclusion(estateId: string, seq: number, asked: number | undefined): Promise<InclusionProof> {
    return await this.#read(estateId, async (query, size) => {
      const wanted = sizeWithin(asked ?? size, size);
      if (seq >= wanted) throw unknown(seq, wanted);
      const proof = await this.tree.inclusion(query, estateId, seq, wanted);
      const [leaf] = await readLeaves(query, estateId, BigInt(seq), 1);
      const root = await this.tree.root(query, estateId, wanted);
      const leafHash = leaf?.leafHash.toString('hex') ?? '';
      return { seq, size: wanted, leafHash, root: root.toString('hex'), proof: proof.map(hex) };
    });
  }

  /** That the first `from` leaves are the beginning of the first `asked`, or of all. */
  async consistency(estateId: string, from: number, asked: number | undefined): Promise<ConsistencyProof> {
    return await this.#read(estateId, async (query, size) => {
      const to = sizeWithin(asked ?? size, size);
      if (from === 0 || from > to) {
        throw Refusal.of('LOG_RANGE_INVALID', 'from', { from: String(from), to: String(to) });
      }
      const proof = await this.tree.consistency(query, estateId, from, to);
      const fromRoot = hex(await this.tree.root(query, estateId, from));
      const toRoot = hex(await this.tree.root(query, estateId, to));
      return { from, to, fromRoot, toRoot, proof: proof.map(hex) };
    });
  }

  async #read<T>(estateId: string, work: (query: Query, size: number) => Promise<T>): Promise<T> {
    return await this.reads.read(estateId, async (query) => {
      const head = await readHead(query, estateId);
      if (head === undefined) throw Refusal.of('LOG_NOT_FOUND');
      return await work(query, head.size);
    });
  }
}

function sizeWithin(asked: number, size: number): number {
  if (asked > size) throw unknown(asked, size);
  return asked;
}

function unknown(asked: number, size: number): Refusal {
  return Refusal.of('LOG_SIZE_UNKNOWN', undefined, { asked: String(asked), size: String(size) });
}

function hex(hash: Buffer): string {
  return hash.toString('hex');
}
