import { Injectable } from '@nestjs/common';
import { Frontier } from '../log/rules/index.js';
import { readLeaves } from '../log/index.js';
import { invariant } from '../kernel/invariant.js';
import type { Query } from '../platform/database/estate-reads.js';

const PAGE = 2_000;
const FRONTIER_LIMIT = 200;
const ROOT_LIMIT = 2_000;

/**
 * Roots of logs at given sizes. A log only grows, so the frontier of an estate is kept and carried on from where it
 * stood: a new statement reads the leaves since the last one. A root never changes, so it is kept too.
 */
@Injectable()
export class LogRoots {
  readonly #frontiers = new Map<string, Frontier>();
  readonly #roots = new Map<string, string>();
  readonly #running = new Map<string, Promise<unknown>>();

  /** Root over the first `size` leaves, hex. Reads under the caller's scope. */
  async rootAt(query: Query, estateId: string, size: bigint): Promise<string> {
    const key = `${estateId} ${size}`;
    // Two readers must not feed one frontier at once.
    while (this.#running.has(estateId)) await this.#running.get(estateId);
    const known = this.#roots.get(key);
    if (known !== undefined) return known;
    const reading = this.#read(query, estateId, Number(size));
    this.#running.set(
      estateId,
      reading.then(
        () => undefined,
        () => undefined,
      ),
    );
    try {
      const root = await reading;
      if (this.#roots.size >= ROOT_LIMIT) this.#roots.clear();
      this.#roots.set(key, root);
      return root;
    } finally {
      this.#running.delete(estateId);
    }
  }

  async #read(query: Query, estateId: string, size: number): Promise<string> {
    const kept = this.#frontiers.get(estateId);
    // A frontier cannot go back: an older root is made from the first leaf on, beside it.
    const isOlder = kept !== undefined && kept.size > size;
    const frontier = kept === undefined || isOlder ? new Frontier() : kept;
    // Taken out while it grows, so that a read that breaks off leaves no frontier that lies about its size.
    if (!isOlder) this.#frontiers.delete(estateId);
    while (frontier.size < size) {
      const leaves = await readLeaves(query, estateId, BigInt(frontier.size), Math.min(PAGE, size - frontier.size));
      invariant(leaves.length > 0, 'the log has as many leaves as its size says');
      for (const leaf of leaves) frontier.append(leaf.leafHash);
    }
    if (!isOlder) {
      if (this.#frontiers.size >= FRONTIER_LIMIT) this.#frontiers.clear();
      this.#frontiers.set(estateId, frontier);
    }
    return frontier.root().toString('hex');
  }
}
