/** Publications: the rows that say what was published, and the leaves that they were derived from. */
import { invariant } from '../../kernel/invariant.js';
import { parseLeaf, type LeafValue } from '../../kernel/canonical.js';
import { readLeavesAt } from '../../log/index.js';
import type { Query } from '../../platform/database/estate-reads.js';
import type { StatementLight } from '../rules/statement-facts.js';

export interface Publication {
  readonly id: string;
  readonly report: string;
  readonly period: string;
  readonly version: number;
  /** Position of its own leaf. */
  readonly seq: bigint;
  /** Log size of its figures. */
  readonly size: bigint;
  /** SHA-256 of its JSON form, hex. */
  readonly digest: string;
  readonly by: string;
  /** RFC 3339 in UTC, as it stands in the leaf. */
  readonly publishedAt: string;
  readonly reason?: string;
}

interface PublicationRow {
  readonly statement_id: string;
  readonly report: string;
  readonly period_label: string;
  readonly version: number;
  readonly seq: bigint;
  readonly as_of_seq: bigint;
  readonly digest: string;
  readonly published_by: string;
  readonly published_at: Date;
  readonly reason: string | null;
}

const COLUMNS = `statement_id, report, period_label, version, seq, as_of_seq, encode(digest, 'hex') as digest,
  published_by, published_at, reason`;

/** All publications of an estate, the newest first. */
export async function listPublications(query: Query, estateId: string): Promise<Publication[]> {
  const rows = await query<PublicationRow>(
    `select ${COLUMNS} from publishing.publication where estate_id = $1 order by seq desc`,
    [estateId],
  );
  return rows.map(publicationOf);
}

/** Every version of one report and period, the oldest first. */
export async function versionsOf(
  query: Query,
  estateId: string,
  of: { readonly report: string; readonly period: string },
): Promise<Publication[]> {
  const rows = await query<PublicationRow>(
    `select ${COLUMNS} from publishing.publication
      where estate_id = $1 and report = $2 and period_label = $3 order by version`,
    [estateId, of.report, of.period],
  );
  return rows.map(publicationOf);
}

function publicationOf(row: PublicationRow): Publication {
  return {
    id: row.statement_id,
    report: row.report,
    period: row.period_label,
    version: row.version,
    seq: row.seq,
    size: row.as_of_seq,
    digest: row.digest,
    by: row.published_by,
    publishedAt: row.published_at.toISOString(),
    ...(row.reason === null ? {} : { reason: row.reason }),
  };
}

export const STATEMENT_TYPE = 'xinyi/statement/v1';

/** What the bank said when a statement was published: it stands in the leaf, since bank lines come in later. */
export async function publishedLight(
  query: Query,
  estateId: string,
  publication: Publication,
): Promise<StatementLight | undefined> {
  const [leaf] = await readLeavesAt(query, estateId, [publication.seq]);
  invariant(leaf !== undefined, 'a publication has a leaf');
  const parsed = parseLeaf(leaf.body);
  invariant(parsed.ok && parsed.leaf['t'] === STATEMENT_TYPE, 'the leaf of a publication is a statement');
  return lightOf(parsed.leaf['light'] ?? []);
}

function lightOf(value: LeafValue): StatementLight | undefined {
  if (typeof value === 'string') return undefined;
  const [colour, text] = value;
  if (typeof text !== 'string' || (colour !== 'green' && colour !== 'amber' && colour !== 'red')) return undefined;
  return { colour, text };
}
