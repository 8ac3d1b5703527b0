import { Injectable } from '@nestjs/common';
import { EstateReads } from '../platform/database/estate-reads.js';
import type { GrantedRole } from './rules/access.js';
import type { PersonKind } from './rules/role-change.js';
import { readNames, readRoleFacts } from './store/person-store.js';
import { readTokens, type TokenFacts } from './store/token-store.js';

export interface ListedPerson {
  readonly person: string;
  readonly kind: PersonKind;
  /** Absent where names were not asked for, and for the founder, who has none. */
  readonly name?: string;
  readonly roles: readonly GrantedRole[];
  readonly tokens: readonly Omit<TokenFacts, 'person'>[];
}

export interface ListPeopleInput {
  readonly estateId: string;
  /** The caller's authorisation to see names, decided before. */
  readonly withNames: boolean;
}

/** The people of an estate with their roles and tokens, in the order of their ids. */
@Injectable()
export class ListPeople {
  constructor(private readonly reads: EstateReads) {}

  execute({ estateId, withNames }: ListPeopleInput): Promise<readonly ListedPerson[]> {
    return this.reads.read(
      estateId,
      async (query) => {
        const facts = await readRoleFacts(query, estateId);
        const names = withNames ? await readNames(query, estateId) : new Map<string, string>();
        const tokens = await readTokens(query, estateId);
        return [...facts.kinds].sort().map(([person, kind]) => {
          const name = names.get(person);
          return {
            person,
            kind,
            ...(name === undefined ? {} : { name }),
            roles: [...(facts.roles.get(person) ?? [])],
            tokens: tokens.filter((token) => token.person === person).map(({ person: _, ...token }) => token),
          };
        });
      },
      { private: withNames },
    );
  }
}
