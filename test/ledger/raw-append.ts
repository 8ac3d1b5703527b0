/**
 * Calls the append function as an attacker would who holds the service's login: leaves made by hand, no rule of
 * ours in between.
 * Everything happens in a transaction that is rolled back, so that one attack cannot prepare the ground for the next.
 */
import pg from 'pg';
import { PEOPLE, type EstateWorld } from '../support/ledger-world.js';

export type RawLeaf = Record<string, unknown>;

export interface RawItem {
  readonly leaf: RawLeaf | string;
  readonly estateId?: string;
  readonly seq?: bigint;
  readonly unit?: number;
  readonly disclosures?: readonly string[];
}

/** Where the estate's log stands, so that a raw leaf can be right in everything but the point of the attack. */
export interface Ground {
  readonly estateId: string;
  readonly nextSeq: bigint;
}

export async function groundOf(client: pg.Client, estateId: string): Promise<Ground> {
  await client.query('select log.lock_heads($1::uuid[])', [[estateId]]);
  await client.query("select set_config('xinyi.estate', $1, true)", [estateId]);
  const { rows } = await client.query<{ next_seq: string }>('select next_seq from log.head where estate_id = $1', [
    estateId,
  ]);
  return { estateId, nextSeq: BigInt(rows[0]?.next_seq ?? '0') };
}

/** A voucher of 2025-05, whose numbers nobody has used: receipt of 1.00 by two persons, recorded now. */
export function rawLeaf(ground: Ground, changes: RawLeaf = {}): RawLeaf {
  const whole: RawLeaf = {
    approver: PEOPLE.approver,
    docs: [],
    estate: ground.estateId,
    event_on: '2025-05-10',
    id: '0197a3c0-0000-7000-8000-000000000001',
    kind: 'normal',
    lines: [
      ['100201', 'PR', 'D', '100', '', []],
      ['400208', 'PR', 'C', '100', '', []],
    ],
    no: '记-202505-0001',
    period: '2025-05',
    preparer: PEOPLE.preparer,
    recorded_at: new Date().toISOString(),
    refs: [],
    summary: '手工造的凭证',
    t: 'xinyi/voucher/v1',
    ...changes,
  };
  return Object.fromEntries(Object.entries(whole).filter(([, value]) => value !== undefined));
}

export async function append(
  client: pg.Client,
  ground: Ground,
  items: readonly RawItem[],
  mode = 'live',
): Promise<void> {
  const disclosures = items.flatMap((item, index) => (item.disclosures ?? []).map((text) => [index + 1, text]));
  // Types by their full names: an attacker may have shadowed the short ones for himself.
  const [uuids, bytes] = ['pg_catalog.uuid[]', 'pg_catalog.bytea[]'];
  const given = `$1::${uuids}, $2::bigint[], $3::${bytes}, $4::integer[], $5::pg_catalog.jsonb, null, null, $6`;
  await client.query(`select ledger.append_vouchers(${given})`, [
    items.map((item) => item.estateId ?? ground.estateId),
    items.map((item, index) => (item.seq ?? ground.nextSeq + BigInt(index)).toString()),
    items.map((item) => Buffer.from(typeof item.leaf === 'string' ? item.leaf : JSON.stringify(item.leaf))),
    items.map((item, index) => item.unit ?? index),
    disclosures.length === 0 ? null : JSON.stringify(disclosures),
    mode,
  ]);
}

/** The message of the failure, with its SQLSTATE in front; "accepted" where the attack succeeded. */
export async function attempt(client: pg.Client, attack: () => Promise<unknown>): Promise<string> {
  await client.query('begin');
  try {
    await attack();
    await client.query('set constraints all immediate');
    return 'accepted';
  } catch (error) {
    const failure = error as { code?: string; message: string };
    return `${failure.code ?? ''} ${failure.message}`;
  } finally {
    await client.query('rollback');
  }
}

/** One attack through the append function. */
export function appendAttempt(
  client: pg.Client,
  estate: EstateWorld,
  make: (ground: Ground) => readonly RawItem[],
  mode = 'live',
): Promise<string> {
  return attempt(client, async () => {
    const ground = await groundOf(client, estate.estateId);
    await append(client, ground, make(ground), mode);
  });
}

export async function connected(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
}
