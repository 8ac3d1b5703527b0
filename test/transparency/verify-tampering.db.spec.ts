/** Each kind of tampering has its own finding, and the first bad sequence number is named. */
import { leafHash } from '../../src/kernel/hash.js';
import { TamperedEstate } from './tampering.js';

let estate: TamperedEstate;

beforeAll(async () => {
  estate = await TamperedEstate.open('tampering');
});

afterAll(async () => {
  await estate.close();
});

async function bodyOf(seq: number): Promise<string> {
  const { rows } = await estate.admin.query<{ body: Buffer }>(
    'select body from log.leaf where estate_id = $1 and seq = $2',
    [estate.estateId, seq],
  );
  return rows[0]?.body.toString('utf8') ?? '';
}

const REWRITE = `update log.leaf set body = $3, leaf_hash = $4 where estate_id = $1 and seq = $2`;

/** Rewrites a leaf and hashes it again, as somebody with full rights would. */
async function rewritten(seq: number, change: (body: string) => string): ReturnType<TamperedEstate['verify']> {
  const before = await bodyOf(seq);
  const bytes = Buffer.from(change(before), 'utf8');
  expect(bytes.toString('utf8')).not.toBe(before);
  return await estate.during(REWRITE, [estate.estateId, seq, bytes, leafHash(bytes)]);
}

it('passes what was not tampered with, one of everything', async () => {
  const report = await estate.verify();
  expect(report).toMatchObject({ isSound: true, errors: [], warnings: [], errorCount: 0, counts: {} });
  expect(report).toMatchObject({ size: BigInt(estate.types.length), vouchers: 12, checkedValues: 16, byHashOnly: 0 });
  expect(new Set(estate.types).size).toBe(14);
});

describe('the log itself', () => {
  it('a byte of a leaf, its hash left alone', async () => {
    const seq = estate.seqOf('voucher', 1);
    const report = await estate.during(
      `update log.leaf set body = set_byte(body, 40, get_byte(body, 40) # 1) where estate_id = $1 and seq = $2`,
      [estate.estateId, seq],
    );
    expect(report.counts).toHaveProperty('LEAF_HASH_MISMATCH');
    expect(report.firstBadSeq).toBe(BigInt(seq));
  });

  it('a stored hash', async () => {
    const seq = estate.seqOf('person');
    const report = await estate.during(
      `update log.leaf set leaf_hash = set_byte(leaf_hash, 31, get_byte(leaf_hash, 31) # 128)
        where estate_id = $1 and seq = $2`,
      [estate.estateId, seq],
    );
    expect(report.counts).toEqual({ LEAF_HASH_MISMATCH: 1 });
    expect(report.firstBadSeq).toBe(BigInt(seq));
    // The root is over the bytes, so a wrong hash beside them does not change it.
    expect(report.root).toBe((await estate.verify()).root);
  });

  it('an amount of a leaf, hashed again: rows and root tell', async () => {
    const seq = estate.seqOf('voucher', 1);
    const report = await rewritten(seq, (body) => body.replaceAll('"10000"', '"99900"'));
    expect(report.counts).toMatchObject({ VERIFY_ROWS_POSTING: 2 });
    expect(report.firstBadSeq).toBe(BigInt(seq));
    expect(report.root).not.toBe((await estate.verify()).root);
  });

  it('a red voucher that is no longer the negative of its original, hashed again', async () => {
    const seq = estate.seqOf('voucher', 7);
    const report = await rewritten(seq, (body) => body.replaceAll('"-10000"', '"-20000"'));
    expect(report.counts).toMatchObject({ VERIFY_RED_NOT_EXACT: 1, VERIFY_ROWS_POSTING: 2 });
    expect(report.firstBadSeq).toBe(BigInt(seq));
  });

  it('a leaf in another spelling', async () => {
    const seq = estate.seqOf('voucher', 2);
    const report = await rewritten(seq, (body) => body.replace('{', '{ '));
    expect(report.counts).toHaveProperty('LEAF_NOT_CANONICAL');
    expect(report.firstBadSeq).toBe(BigInt(seq));
  });

  it('a key that stands twice', async () => {
    const seq = estate.seqOf('voucher', 2);
    const report = await rewritten(seq, (body) => body.replace('"id":', '"docs":[],"id":'));
    expect(report.counts).toHaveProperty('LEAF_DUPLICATE_KEY');
    expect(report.firstBadSeq).toBe(BigInt(seq));
  });

  it('bytes that are no text', async () => {
    const seq = estate.seqOf('voucher', 2);
    const bytes = Buffer.concat([Buffer.from(await bodyOf(seq), 'utf8'), Buffer.of(0xff)]);
    const report = await estate.during(REWRITE, [estate.estateId, seq, bytes, leafHash(bytes)]);
    expect(report.counts).toHaveProperty('LEAF_NOT_UTF8');
    expect(report.firstBadSeq).toBe(BigInt(seq));
  });

  it("another estate's leaf", async () => {
    const seq = estate.seqOf('funds');
    const report = await rewritten(seq, (body) => body.replace(estate.estateId, `f${estate.estateId.slice(1)}`));
    expect(report.counts).toHaveProperty('LEAF_ESTATE_MISMATCH');
    expect(report.firstBadSeq).toBe(BigInt(seq));
  });

  it('a type that nobody knows', async () => {
    const seq = estate.seqOf('policy');
    const report = await rewritten(seq, (body) => body.replace('xinyi/policy/v1', 'xinyi/policy/v9'));
    expect(report.counts).toHaveProperty('LEAF_TYPE_UNKNOWN');
    expect(report.firstBadSeq).toBe(BigInt(seq));
  });

  it('the last leaf deleted', async () => {
    const seq = estate.types.length - 1;
    const report = await estate.during(`delete from log.leaf where estate_id = $1 and seq = $2`, [
      estate.estateId,
      seq,
    ]);
    expect(report.counts).toMatchObject({ VERIFY_LEAF_MISSING: 1, VERIFY_ROWS_PUBLICATION: 1 });
    expect(report.firstBadSeq).toBe(BigInt(seq));
  });

  it('the last leaf deleted and the head moved back: its rows tell', async () => {
    const seq = estate.types.length - 1;
    const report = await estate.during(
      `with cut as (delete from log.leaf where estate_id = $1 and seq = $2)
       update log.head set next_seq = next_seq - 1, structure_seq = structure_seq - 1 where estate_id = $1`,
      [estate.estateId, seq],
    );
    expect(report.counts).toEqual({ VERIFY_ROWS_PUBLICATION: 1 });
    expect(report.firstBadSeq).toBe(BigInt(seq));
  });

  it('a leaf in the middle deleted', async () => {
    const seq = estate.seqOf('voucher', 3);
    const report = await estate.during(`delete from log.leaf where estate_id = $1 and seq = $2`, [
      estate.estateId,
      seq,
    ]);
    expect(report.counts).toHaveProperty('VERIFY_LEAF_MISSING', 1);
    expect(report.firstBadSeq).toBe(BigInt(seq));
  });

  it('two leaves swapped', async () => {
    const [one, other] = [estate.seqOf('voucher', 0), estate.seqOf('voucher', 1)];
    const report = await estate.during(
      `update log.leaf set seq = case seq when $2 then $3::bigint else $2 end where estate_id = $1 and seq in ($2, $3)`,
      [estate.estateId, one, other],
    );
    expect(report.counts).toHaveProperty('VERIFY_NUMBER_BROKEN');
    expect(report.counts).toHaveProperty('VERIFY_ROWS_VOUCHER');
    expect(report.firstBadSeq).toBe(BigInt(one));
  });

  it('a leaf put in beyond the head', async () => {
    const size = estate.types.length;
    const report = await estate.during(
      `insert into log.leaf select estate_id, $2, body, leaf_hash from log.leaf where estate_id = $1 and seq = 5`,
      [estate.estateId, size + 3],
    );
    expect(report.counts).toEqual({ VERIFY_LEAF_BEYOND_HEAD: 1 });
    expect(report.firstBadSeq).toBe(BigInt(size + 3));
  });

  it('the founding record somewhere else', async () => {
    const report = await estate.during(`update log.leaf set seq = 1 - seq where estate_id = $1 and seq in (0, 1)`, [
      estate.estateId,
    ]);
    expect(report.counts).toMatchObject({ VERIFY_GENESIS: 2 });
    expect(report.firstBadSeq).toBe(0n);
  });

  it('where the structure ends', async () => {
    const report = await estate.during(`update log.head set structure_seq = 3 where estate_id = $1`, [estate.estateId]);
    expect(report.counts).toEqual({ VERIFY_STRUCTURE_POSITION: 1 });
    expect(report.firstBadSeq).toBeUndefined();
  });
});

describe('private values', () => {
  it('another value under the same digest', async () => {
    const seq = estate.seqOf('person');
    const report = await estate.during(
      `update log.disclosure set value = (select value from log.disclosure where estate_id = $1 and seq = $2 + 1 limit
        1)
        where estate_id = $1 and seq = $2`,
      [estate.estateId, seq],
    );
    expect(report.counts).toHaveProperty('DISCLOSURE_HASH_MISMATCH', 1);
    expect(report.firstBadSeq).toBe(BigInt(seq));
  });

  it('another value with its hash', async () => {
    const seq = estate.seqOf('person');
    const report = await estate.during(
      `with moved as (
         update log.private_leaf set hash = (select hash from log.private_leaf where estate_id = $1 and seq = $2 + 1)
          where estate_id = $1 and seq = $2)
       update log.disclosure set value = (select value from log.disclosure where estate_id = $1 and seq = $2 + 1 limit
         1)
        where estate_id = $1 and seq = $2`,
      [estate.estateId, seq],
    );
    expect(report.counts).toHaveProperty('DISCLOSURE_NOT_COMMITTED', 1);
    expect(report.firstBadSeq).toBe(BigInt(seq));
  });

  it('one of a batch removed', async () => {
    const seq = estate.seqOf('roll');
    const report = await estate.during(
      `with cut as (delete from log.disclosure where estate_id = $1 and seq = $2 and ordinal = 2)
       delete from log.private_leaf where estate_id = $1 and seq = $2 and ordinal = 2`,
      [estate.estateId, seq],
    );
    expect(report.counts).toMatchObject({ BATCH_MISMATCH: 1, VERIFY_PRIVATE_GAP: 1, VERIFY_ROWS_UNIT: 1 });
    expect(report.firstBadSeq).toBe(BigInt(seq));
  });

  it('the whole inside of a batch removed', async () => {
    const seq = estate.seqOf('bank-statement');
    const report = await estate.during(
      `with cut as (delete from log.disclosure where estate_id = $1 and seq = $2)
       delete from log.private_leaf where estate_id = $1 and seq = $2`,
      [estate.estateId, seq],
    );
    expect(report.counts).toMatchObject({ BATCH_MISMATCH: 1, VERIFY_ROWS_STATEMENT_LINE: 2 });
    expect(report.firstBadSeq).toBe(BigInt(seq));
  });

  it('the hash that should outlive an erasure', async () => {
    const seq = estate.seqOf('person');
    const report = await estate.during(`delete from log.private_leaf where estate_id = $1 and seq = $2`, [
      estate.estateId,
      seq,
    ]);
    expect(report.counts).toMatchObject({ VERIFY_PRIVATE_ORPHAN: 1 });
    expect(report.firstBadSeq).toBe(BigInt(seq));
  });

  it('a value where there is no leaf', async () => {
    const report = await estate.during(`insert into log.disclosure values ($1, 900, 1, 'x')`, [estate.estateId]);
    expect(report.counts).toEqual({ VERIFY_STRAY_PRIVATE: 1 });
    expect(report.firstBadSeq).toBe(900n);
  });

  it('an erasure is none: checked by hash alone, and said so', async () => {
    const report = await estate.during(`delete from log.disclosure where estate_id = $1`, [estate.estateId]);
    expect(report).toMatchObject({ isSound: true, errors: [], checkedValues: 0, byHashOnly: 16 });
  });

  it('a finding never tells a private value', async () => {
    const report = await estate.during(`update estates.unit set building = 'X', unit = 'SECRET' where estate_id = $1`, [
      estate.estateId,
    ]);
    expect(report.counts).toHaveProperty('VERIFY_ROWS_UNIT');
    expect(
      JSON.stringify(report.errors, (_key, value: unknown) => (typeof value === 'bigint' ? '' : value)),
    ).not.toMatch(/SECRET|1-101|1-102|1-201/);
  });
});
