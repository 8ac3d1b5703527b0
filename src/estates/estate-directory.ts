import { Injectable } from '@nestjs/common';
import { EstateLookup } from '../people/index.js';
import { EstateReads } from '../platform/database/estate-reads.js';
import { findEstate, readDirectory, type DirectoryEntry } from './store/directory-store.js';

const CODE = /^[a-z0-9](-?[a-z0-9])*$/;
const MOST_KEPT = 10_000;

/** Which estates exist. A code never changes its estate, so what was found once holds for ever. */
@Injectable()
export class EstateDirectory extends EstateLookup {
  readonly #found = new Map<string, string>();

  constructor(private readonly reads: EstateReads) {
    super();
  }

  async estateIdOf(code: string): Promise<string | undefined> {
    const known = this.#found.get(code);
    if (known !== undefined) return known;
    if (code.length > 60 || !CODE.test(code)) return undefined;
    const estateId = await this.reads.deployment((query) => findEstate(query, code));
    if (estateId !== undefined && this.#found.size < MOST_KEPT) this.#found.set(code, estateId);
    return estateId;
  }

  /** Every estate, in the order of the codes. */
  list(): Promise<readonly DirectoryEntry[]> {
    return this.reads.deployment(readDirectory);
  }
}
