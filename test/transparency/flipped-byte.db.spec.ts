/** Flipping any stored byte is found: of a leaf, of a hash, of a private value; random, and the seed is said. */
import fc from 'fast-check';
import { TamperedEstate } from './tampering.js';

const estate = await TamperedEstate.open('flipped');
const sound = await estate.verify();

afterAll(async () => {
  await estate.close();
});

interface Cell {
  readonly name: 'log.leaf' | 'log.private_leaf' | 'log.disclosure';
  readonly column: 'body' | 'leaf_hash' | 'hash' | 'value';
  readonly seq: string;
  readonly ordinal: number;
  readonly length: number;
}

const { rows: cells } = await estate.admin.query<Cell>(
  `select 'log.leaf' as name, 'body' as column, seq::text, 0 as ordinal, octet_length(body) as length from log.leaf
   union all
   select 'log.leaf', 'leaf_hash', seq::text, 0, octet_length(leaf_hash) from log.leaf
   union all
   select 'log.private_leaf', 'hash', seq::text, ordinal, octet_length(hash) from log.private_leaf
   union all
   select 'log.disclosure', 'value', seq::text, ordinal, octet_length(value) from log.disclosure
    order by 1, 2, 3, 4`,
);

/** Any byte of any cell, with one to eight of its bits flipped; a private value stays ASCII, as its column is text. */
const flips = fc
  .record({
    cell: fc.constantFrom(...cells),
    at: fc.nat(),
    bits: fc.integer({ min: 1, max: 255 }),
    rehash: fc.boolean(),
  })
  .map(({ cell, at, bits, rehash }) => {
    const isText = cell.column === 'value';
    return { cell, at: at % cell.length, bits: isText ? 1 : bits, rehash };
  });

it('is found, with the leaf that it belongs to', async () => {
  await fc.assert(
    fc.asyncProperty(flips, async ({ cell, at, bits, rehash }) => {
      const { name, column, seq, ordinal } = cell;
      const where = `where seq = ${seq}${ordinal === 0 ? '' : ` and ordinal = ${String(ordinal)}`}`;
      const bytes = column === 'value' ? `convert_to(value, 'UTF8')` : column;
      const flipped = `set_byte(${bytes}, ${String(at)}, get_byte(${bytes}, ${String(at)}) # ${String(bits)})`;
      const value = column === 'value' ? `convert_from(${flipped}, 'UTF8')` : flipped;
      // With its hash made anew, the rows or the root tell.
      const hash = rehash && column === 'body' ? `, leaf_hash = sha256('\\x00'::bytea || ${flipped})` : '';
      const report = await estate.during(`update ${name} set ${column} = ${value}${hash} ${where}`);
      const isFound = !report.isSound && report.firstBadSeq === BigInt(seq);
      // A record may say something else and still be whole in itself, with no row that tells: then only the root does,
      // which is why roots are kept elsewhere.
      const isRehashed = hash !== '' && report.root !== sound.root;
      expect({ cell, at, bits, isFound: isFound || isRehashed }).toEqual({ cell, at, bits, isFound: true });
    }),
    { numRuns: 150, endOnFailure: true },
  );
}, 120_000);
