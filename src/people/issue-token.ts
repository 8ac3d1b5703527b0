import { Injectable } from '@nestjs/common';
import { Clock } from '../kernel/clock.js';
import { sha256 } from '../kernel/hash.js';
import { Randomness, tokenText, uuidV7 } from '../kernel/ids.js';
import { EstateReads } from '../platform/database/estate-reads.js';
import { refuseAny } from './refuse-any.js';
import type { RoleFacts } from './rules/role-change.js';
import { checkTokenTerms, type TokenTerms } from './rules/token-terms.js';
import { readRoleFacts } from './store/person-store.js';
import { insertToken } from './store/token-store.js';

export interface IssuedToken {
  readonly tokenId: string;
  /** Shown once; nobody can read it again. */
  readonly text: string;
}

/** Makes a bearer token for persons of one or more estates. */
@Injectable()
export class IssueToken {
  constructor(
    private readonly reads: EstateReads,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {}

  /** @throws Refusal with the codes of `rules/token-terms`. */
  async execute(terms: TokenTerms): Promise<IssuedToken> {
    const now = this.clock.now();
    const facts = new Map<string, RoleFacts>();
    for (const { estateId } of terms.bearers) {
      facts.set(estateId, await this.reads.read(estateId, (query) => readRoleFacts(query, estateId)));
    }
    refuseAny(checkTokenTerms(terms, facts, now));
    const text = tokenText(this.randomness);
    const tokenId = uuidV7(now, this.randomness);
    const { label, bearers: persons } = terms;
    const expiry = terms.expiresAt === undefined ? {} : { expiresAt: terms.expiresAt };
    const token = { hash: sha256(text), tokenId, label, issuedAt: now, persons, ...expiry };
    await this.reads.deployment((query) => insertToken(query, token));
    return { tokenId, text };
  }
}
