import { Injectable } from '@nestjs/common';
import { Clock } from '../kernel/clock.js';
import { sha256 } from '../kernel/hash.js';
import { Refusal } from '../kernel/violation.js';
import { EstateReads } from '../platform/database/estate-reads.js';
import { AccessCache } from './access-cache.js';
import { PUBLIC_ROLES, type Actor, type Role } from './rules/access.js';
import { isOver } from './rules/token-terms.js';
import { readRolesOf } from './store/person-store.js';
import { findToken, type KeptToken } from './store/token-store.js';

/** A token that holds: known, not over, not revoked. */
export interface Session {
  readonly token: KeptToken;
  /**
   * Who it is in an estate, with the roles of that estate and no other. Without an estate, or in one that it does not
   * name: the public.
   */
  actorIn(estateId: string | undefined): Promise<Actor>;
}

/**
 * Token text -> who asks. Every text, well-formed or not, is hashed and looked up in the same way, so the time says
 * nothing of how close a guess was.
 */
@Injectable()
export class Authenticate {
  constructor(
    private readonly reads: EstateReads,
    private readonly clock: Clock,
    private readonly cache: AccessCache,
  ) {}

  /** @throws Refusal TOKEN_INVALID, TOKEN_EXPIRED, TOKEN_REVOKED. */
  async execute(tokenText: string): Promise<Session> {
    const hash = sha256(tokenText);
    const token = await this.cache.token(hash.toString('base64url'), () =>
      this.reads.deployment((query) => findToken(query, hash)),
    );
    if (token === undefined) throw Refusal.of('TOKEN_INVALID', 'Authorization');
    if (token.isRevoked) throw Refusal.of('TOKEN_REVOKED', 'Authorization');
    if (isOver(token.expiresAt, this.clock.now())) throw Refusal.of('TOKEN_EXPIRED', 'Authorization');
    return { token, actorIn: (estateId) => this.#actorIn(token, estateId) };
  }

  async #actorIn(token: KeptToken, estateId: string | undefined): Promise<Actor> {
    const { tokenId } = token;
    if (estateId === undefined) return { tokenId, roles: PUBLIC_ROLES };
    const personId = token.persons.get(estateId);
    if (personId === undefined) return { tokenId, estateId, roles: PUBLIC_ROLES };
    const granted = await this.cache.roles(`${estateId} ${personId}`, () =>
      this.reads.read(estateId, (query) => readRolesOf(query, estateId, personId)),
    );
    return { tokenId, estateId, personId, roles: new Set<Role>(['PUBLIC', ...granted]) };
  }
}
