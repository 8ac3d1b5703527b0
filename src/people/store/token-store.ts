/**
 * Tokens. The text of a token is never here, only its SHA-256: a stolen table opens nothing.
 *
 * What is locked: nothing but the rows themselves; each function is one statement. What a crash leaves: all of it or
 * nothing.
 */
import type { Query } from '../../platform/database/estate-reads.js';

export interface NewToken {
  readonly hash: Buffer;
  readonly tokenId: string;
  readonly label: string;
  readonly issuedAt: Date;
  readonly expiresAt?: Date;
  readonly persons: readonly { readonly estateId: string; readonly person: string }[];
}

export interface KeptToken {
  readonly tokenId: string;
  readonly expiresAt?: Date;
  readonly isRevoked: boolean;
  /** The person it speaks for, by estate. */
  readonly persons: ReadonlyMap<string, string>;
}

export interface TokenFacts {
  readonly tokenId: string;
  readonly person: string;
  readonly label: string;
  readonly issuedAt: Date;
  readonly expiresAt?: Date;
  readonly revokedAt?: Date;
}

export async function insertToken(query: Query, token: NewToken): Promise<void> {
  await query(
    `with made as (
       insert into people.token (token_hash, token_id, label, issued_at, expires_at) values ($1, $2, $3, $4, $5)
     )
     insert into people.token_person (estate_id, token_hash, person_id)
     select p.estate_id, $1, p.person_id from unnest($6::uuid[], $7::text[]) as p(estate_id, person_id)`,
    [
      token.hash,
      token.tokenId,
      token.label,
      token.issuedAt,
      token.expiresAt ?? null,
      token.persons.map(({ estateId }) => estateId),
      token.persons.map(({ person }) => person),
    ],
  );
}

interface KeptRow {
  readonly token_id: string;
  readonly expires_at: Date | null;
  readonly revoked_at: Date | null;
  readonly estate_id: string | null;
  readonly person_id: string | null;
}

/** One look-up by the primary key, whatever the text was. */
export async function findToken(query: Query, hash: Buffer): Promise<KeptToken | undefined> {
  const rows = await query<KeptRow>(
    `select t.token_id, t.expires_at, t.revoked_at, p.estate_id, p.person_id
       from people.token t left join people.token_person p on p.token_hash = t.token_hash
      where t.token_hash = $1`,
    [hash],
  );
  const first = rows[0];
  if (first === undefined) return undefined;
  const persons = rows.flatMap(({ estate_id, person_id }): [string, string][] =>
    estate_id === null || person_id === null ? [] : [[estate_id, person_id]],
  );
  return {
    tokenId: first.token_id,
    ...(first.expires_at === null ? {} : { expiresAt: first.expires_at }),
    isRevoked: first.revoked_at !== null,
    persons: new Map(persons),
  };
}

/** The estates that a token speaks in; none for an id that does not exist. */
export async function findTokenEstates(query: Query, tokenId: string): Promise<readonly string[]> {
  const rows = await query<{ estate_id: string }>(
    `select p.estate_id from people.token t join people.token_person p on p.token_hash = t.token_hash
      where t.token_id = $1`,
    [tokenId],
  );
  return rows.map((row) => row.estate_id);
}

/** The first revocation stays the one that counts. */
export async function markRevoked(query: Query, tokenId: string, at: Date): Promise<void> {
  await query('update people.token set revoked_at = $2 where token_id = $1 and revoked_at is null', [tokenId, at]);
}

interface TokenRow {
  readonly token_id: string;
  readonly person_id: string;
  readonly label: string;
  readonly issued_at: Date;
  readonly expires_at: Date | null;
  readonly revoked_at: Date | null;
}

export async function readTokens(query: Query, estateId: string): Promise<readonly TokenFacts[]> {
  const rows = await query<TokenRow>(
    `select t.token_id, p.person_id, t.label, t.issued_at, t.expires_at, t.revoked_at
       from people.token_person p join people.token t on t.token_hash = p.token_hash
      where p.estate_id = $1
      order by t.issued_at, t.token_id`,
    [estateId],
  );
  return rows.map((row) => ({
    tokenId: row.token_id,
    person: row.person_id,
    label: row.label,
    issuedAt: row.issued_at,
    ...(row.expires_at === null ? {} : { expiresAt: row.expires_at }),
    ...(row.revoked_at === null ? {} : { revokedAt: row.revoked_at }),
  }));
}
