import { Injectable } from '@nestjs/common';
import { EstateReads } from '../platform/database/estate-reads.js';
import { EstateDirectory } from './estate-directory.js';
import { readEstateProfile, type EstateProfile } from './store/estate-store.js';

export interface EstatePageOfList {
  readonly estates: readonly EstateProfile[];
  /** The code after which the next page begins. */
  readonly next?: string;
}

/** All estates of the deployment, by code. Each is read under its own scope; nothing joins across estates. */
@Injectable()
export class ListEstates {
  constructor(
    private readonly directory: EstateDirectory,
    private readonly reads: EstateReads,
  ) {}

  async execute(page: { readonly after?: string | undefined; readonly limit: number }): Promise<EstatePageOfList> {
    const { after = '', limit } = page;
    const entries = (await this.directory.list()).filter((entry) => entry.code > after);
    const estates: EstateProfile[] = [];
    for (const { estateId } of entries.slice(0, limit)) {
      const profile = await this.reads.read(estateId, (query) => readEstateProfile(query, estateId));
      if (profile !== undefined) estates.push(profile);
    }
    const last = entries[limit - 1];
    return { estates, ...(entries.length > limit && last !== undefined ? { next: last.code } : {}) };
  }
}
