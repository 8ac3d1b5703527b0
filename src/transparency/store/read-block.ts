/**
 * Runs of an estate's log, with the rows that stand beside it, in one statement a run: while this process checks one
 * run, the
 * database prepares the next. Everything is read in the caller's snapshot; nothing is locked.
 */
import type { Query } from '../../platform/database/estate-reads.js';
import type { RowsText } from '../rules/voucher-rows.js';

/**
 * Enough leaves to make a round trip cheap; sixteen times the largest possible run still fits one value of
 * PostgreSQL.
 */
export const BLOCK_LEAVES = 2048;

export interface LeafRow {
  readonly seq: number;
  readonly hash: Buffer;
  readonly body: Buffer;
}

export interface PrivateRow {
  readonly seq: number;
  readonly ordinal: number;
  /** Absent where a value stands without the hash that should be kept apart from it. */
  readonly hash?: Buffer;
  /** Absent where it is erased. */
  readonly text?: string;
}

export interface LeafBlock {
  readonly begin: number;
  /** Exclusive. */
  readonly end: number;
  readonly leaves: readonly LeafRow[];
  /** In order of position and ordinal. */
  readonly privates: readonly PrivateRow[];
}

export interface LedgerBlock extends LeafBlock {
  readonly vouchers: RowsText;
  readonly postings: RowsText;
}

interface LeafBlockRow {
  readonly leaves: Buffer | null;
  readonly privates: [seq: string, ordinal: number, hash: string | null, text: string | null][] | null;
}

interface LedgerBlockRow extends LeafBlockRow {
  readonly vouchers: string | null;
  readonly voucher_count: number;
  readonly postings: string | null;
  readonly posting_count: number;
}

/** One value for all leaves of a run: position, lengths of hash and bytes, hash, bytes. */
const LEAVES = `
  (select string_agg(int8send(l.seq) || int4send(octet_length(l.leaf_hash)) || int4send(octet_length(l.body))
            || l.leaf_hash || l.body, ''::bytea)
     from (select seq, leaf_hash, body from log.leaf
            where estate_id = $1 and seq >= $2 and seq < $3 order by seq) as l) as leaves,
  (select json_agg(json_build_array(p.seq::text, p.ordinal, encode(p.hash, 'hex'), p.value))
     from (select seq, ordinal, h.hash, d.value
             from (select seq, ordinal, hash from log.private_leaf
                    where estate_id = $1 and seq >= $2 and seq < $3) as h
             full join (select seq, ordinal, value from log.disclosure
                         where estate_id = $1 and seq >= $2 and seq < $3) as d using (seq, ordinal)
            order by 1, 2) as p) as privates`;

const LEAF_BLOCK = `select ${LEAVES}`;

const LEDGER_BLOCK = `
  select ${LEAVES},
         v.rows as vouchers, v.count as voucher_count, p.rows as postings, p.count as posting_count
    from (select string_agg(concat_ws(U&'\\001F', seq, period, no, event_on, kind, id, recorded_at, preparer,
      approver, summary),
                            U&'\\001E') as rows, count(*)::integer as count
            from (select * from ledger.voucher where estate_id = $1 and seq >= $2 and seq < $3 order by seq) as v) as v
   cross join (select string_agg(concat_ws(U&'\\001F', seq, line_no, period, event_on, debit_fen, credit_fen, account,
     fund),
                                 U&'\\001E') as rows, count(*)::integer as count
                 from (select * from ledger.posting where estate_id = $1 and seq >= $2 and seq < $3
                        order by seq, line_no) as p) as p`;

/** The whole log below `size`, run after run, the next one always on its way. */
export async function* leafBlocks(query: Query, estateId: string, size: number): AsyncGenerator<LeafBlock> {
  yield* ahead(size, BLOCK_LEAVES, async (begin, end) => {
    const [row] = await query<LeafBlockRow>(LEAF_BLOCK, [estateId, String(begin), String(end)]);
    return leafBlock(begin, end, row);
  });
}

/** The same with the vouchers and postings of the same positions. */
export async function* ledgerBlocks(
  query: Query,
  estateId: string,
  size: number,
  leaves: number,
): AsyncGenerator<LedgerBlock> {
  yield* ahead(size, leaves, async (begin, end) => {
    const [row] = await query<LedgerBlockRow>(LEDGER_BLOCK, [estateId, String(begin), String(end)]);
    return {
      ...leafBlock(begin, end, row),
      vouchers: { text: row?.vouchers ?? null, count: row?.voucher_count ?? 0 },
      postings: { text: row?.postings ?? null, count: row?.posting_count ?? 0 },
    };
  });
}

async function* ahead<Block>(
  size: number,
  leaves: number,
  read: (begin: number, end: number) => Promise<Block>,
): AsyncGenerator<Block> {
  const readFrom = async (begin: number): Promise<Block | undefined> =>
    begin < size ? await read(begin, Math.min(begin + leaves, size)) : undefined;
  let next = readFrom(0);
  for (let begin = leaves; ; begin += leaves) {
    const block = await next;
    if (block === undefined) return;
    next = readFrom(begin);
    // Heard by `await` above in the next turn; until then a failure must not count as unhandled.
    next.catch(() => undefined);
    yield block;
  }
}

function leafBlock(begin: number, end: number, row: LeafBlockRow | undefined): LeafBlock {
  return {
    begin,
    end,
    leaves: row?.leaves === null || row?.leaves === undefined ? [] : leafRows(row.leaves),
    privates: (row?.privates ?? []).map(([seq, ordinal, hash, text]) => ({
      seq: Number(seq),
      ordinal,
      ...(hash === null ? {} : { hash: Buffer.from(hash, 'hex') }),
      ...(text === null ? {} : { text }),
    })),
  };
}

function leafRows(packed: Buffer): LeafRow[] {
  const rows: LeafRow[] = [];
  for (let at = 0; at < packed.length;) {
    const hashAt = at + 16;
    const bodyAt = hashAt + packed.readInt32BE(at + 8);
    const end = bodyAt + packed.readInt32BE(at + 12);
    const seq = Number(packed.readBigInt64BE(at));
    rows.push({ seq, hash: packed.subarray(hashAt, bodyAt), body: packed.subarray(bodyAt, end) });
    at = end;
  }
  return rows;
}
