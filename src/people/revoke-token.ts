import { Injectable } from '@nestjs/common';
import { Clock } from '../kernel/clock.js';
import { Refusal } from '../kernel/violation.js';
import { EstateReads } from '../platform/database/estate-reads.js';
import { AccessCache } from './access-cache.js';
import { readRolesOf } from './store/person-store.js';
import { findTokenEstates, markRevoked } from './store/token-store.js';

export interface RevokeTokenInput {
  readonly tokenId: string;
  /** An operator of any estate that the token speaks in. */
  readonly by: { readonly estateId: string; readonly person: string };
}

const TOKEN_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Ends a token, at once in this process and within seconds in others. Ending it again changes nothing. */
@Injectable()
export class RevokeToken {
  constructor(
    private readonly reads: EstateReads,
    private readonly clock: Clock,
    private readonly cache: AccessCache,
  ) {}

  /** @throws Refusal TOKEN_NOT_FOUND (also for a token of other estates), OPERATOR_REQUIRED. */
  async execute({ tokenId, by }: RevokeTokenInput): Promise<void> {
    const { estateId, person } = by;
    const roles = await this.reads.read(estateId, (query) => readRolesOf(query, estateId, person));
    if (!roles.includes('OPERATOR')) throw Refusal.of('OPERATOR_REQUIRED', 'by', { person });
    await this.reads.deployment(async (query) => {
      const estates = TOKEN_ID.test(tokenId) ? await findTokenEstates(query, tokenId) : [];
      if (!estates.includes(estateId)) throw Refusal.of('TOKEN_NOT_FOUND', 'token', { token: tokenId });
      await markRevoked(query, tokenId, this.clock.now());
    });
    this.cache.forget();
  }
}
