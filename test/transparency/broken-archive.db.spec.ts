/** Whatever is no sound archive is refused by name, and leaves nothing behind. */
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Refusal } from '../../src/kernel/violation.js';
import { RestoreEstate } from '../../src/transparency/restore-estate.js';
import { closePlaces, exportSample, refusalOf, rowsOf, textOf } from './places.js';

const { away, before, folder, archive } = await exportSample('broken archive');

afterAll(closePlaces);

describe('restore of what is no archive', () => {
  /** Writes a changed archive and expects a refusal that leaves nothing behind. */
  async function refused(name: string, bytes: Buffer): Promise<Refusal['violations'][0]> {
    const file = join(folder, name);
    await writeFile(file, bytes);
    const refusal = await refusalOf(new RestoreEstate(away.reads).execute(file));
    expect(await rowsOf(away)).toBe(0);
    return refusal;
  }

  const packed = (text: readonly string[]): Buffer => gzipSync(text.join('\n'));

  /** With a trailer that fits the changed text, as somebody who knows the format would write it. */
  function resealed(text: readonly string[]): Buffer {
    const body = `${text.slice(0, -2).join('\n')}\n`;
    const digest = createHash('sha256').update(body).digest('hex');
    return gzipSync(`${body}${JSON.stringify(['end', before.root, digest])}\n`);
  }

  it('is cut off anywhere', async () => {
    const bytes = await readFile(archive);
    for (const part of [0.1, 0.5, 0.9, 0.999]) {
      const cut = bytes.subarray(0, Math.floor(bytes.length * part));
      expect((await refused('cut.xinyi', cut)).code).toBe('ARCHIVE_TRUNCATED');
    }
    expect((await refused('cut.xinyi', bytes.subarray(0, bytes.length - 1))).code).toBe('ARCHIVE_TRUNCATED');
    expect((await refused('empty.xinyi', Buffer.alloc(0))).code).toBe('ARCHIVE_TRUNCATED');
  });

  it('is cut off at the end of a line', async () => {
    const text = await textOf(archive);
    expect((await refused('short.xinyi', packed([...text.slice(0, -2), '']))).code).toBe('ARCHIVE_TRUNCATED');
  });

  it('has a byte of a leaf changed', async () => {
    const text = await textOf(archive);
    const changed = text.map((line) => line.replace('"10000\\"', '"99900\\"').replace('\\"10000', '\\"99900'));
    expect(changed).not.toEqual(text);
    expect((await refused('changed.xinyi', packed(changed))).code).toBe('ARCHIVE_CHANGED');
    expect((await refused('resealed.xinyi', resealed(changed))).code).toBe('ARCHIVE_ROOT');
  });

  it('has a leaf taken out, doubled, or moved', async () => {
    const text = await textOf(archive);
    const at = text.findIndex((line) => line.startsWith('["leaf","20"'));
    const without = text.filter((_, index) => index !== at);
    expect((await refused('without.xinyi', resealed(without))).code).toBe('ARCHIVE_LEAF');
    const line = text[at] ?? '';
    const doubled = text.toSpliced(at, 0, line);
    expect((await refused('doubled.xinyi', resealed(doubled))).code).toBe('ARCHIVE_LEAF');
  });

  it('has a private value changed or left out', async () => {
    const text = await textOf(archive);
    const at = text.findIndex((line) => line.startsWith('["value","1"'));
    const other = text.findLast((line) => line.startsWith('["value","1"')) ?? '';
    const swapped = await refused('value.xinyi', resealed(text.with(at, other)));
    expect(swapped).toMatchObject({ code: 'ARCHIVE_LEAF', facts: { problem: 'DISCLOSURE_NOT_COMMITTED' } });
    const second = text.findIndex((line) => line.startsWith('["value","2"'));
    const gap = await refused('gap.xinyi', resealed(text.filter((_, index) => index !== second - 1)));
    expect(gap).toMatchObject({ code: 'ARCHIVE_LEAF', facts: { problem: 'VERIFY_PRIVATE_GAP' } });
  });

  it('is spelled in another way, has something behind its end, or is of another version', async () => {
    const text = await textOf(archive);
    const spaced = text.with(3, (text[3] ?? '').replace('","', '", "'));
    expect(await refused('spaced.xinyi', packed(spaced))).toMatchObject({
      code: 'ARCHIVE_FORMAT',
      facts: { line: '4' },
    });
    expect((await refused('more.xinyi', packed([...text.slice(0, -1), '["leaf"]', '']))).code).toBe('ARCHIVE_FORMAT');
    const newer = text.with(0, (text[0] ?? '').replace('archive/1', 'archive/2'));
    expect((await refused('newer.xinyi', packed(newer))).code).toBe('ARCHIVE_VERSION');
    expect((await refused('other.xinyi', Buffer.from('PK no gzip'))).code).toBe('ARCHIVE_FORMAT');
    expect((await refused('text.xinyi', gzipSync('hello\n'))).code).toBe('ARCHIVE_FORMAT');
  });

  it('is not there', async () => {
    const refusal = await refusalOf(new RestoreEstate(away.reads).execute(join(folder, 'absent.xinyi')));
    expect(refusal).toMatchObject({ code: 'ARCHIVE_UNREADABLE', facts: { reason: 'ENOENT' } });
  });

  it('is sound but breaks a rule of the ledger: everything is taken back', async () => {
    const text = await textOf(archive);
    const forged = withRevokedPreparer(text);
    const refusal = await refused('forged.xinyi', forged);
    expect(refusal.code).toBe('RESTORE_REFUSED');
    expect(refusal.facts?.['reason']).toContain('TWO_PERSONS');
  });

  /** Rewrites one leaf and seals everything anew, root included: a forger with every tool but a role. */
  function withRevokedPreparer(text: readonly string[]): Buffer {
    const forged = text.map((line) => line.replace('\\"role\\":\\"COMMITTEE_PREPARER\\"', '\\"role\\":\\"AUDITOR\\"'));
    const bodies = forged.flatMap((line) => {
      const cells = line === '' ? [] : (JSON.parse(line) as string[]);
      return cells[0] === 'leaf' ? [Buffer.from(cells[2] ?? '', 'utf8')] : [];
    });
    const root = rootOf(bodies);
    const body = `${forged.slice(0, -2).join('\n')}\n`.replace(before.root, root);
    const digest = createHash('sha256').update(body).digest('hex');
    return gzipSync(`${body}${JSON.stringify(['end', root, digest])}\n`);
  }
});

/** RFC 6962 by its own words, apart from the product's code. */
function rootOf(bodies: readonly Buffer[]): string {
  const hash = (...parts: Uint8Array[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest();
  const tree = (leaves: readonly Buffer[]): Buffer => {
    const [only] = leaves;
    if (leaves.length === 1 && only !== undefined) return hash(Buffer.of(0), only);
    let half = 1;
    while (half * 2 < leaves.length) half *= 2;
    return hash(Buffer.of(1), tree(leaves.slice(0, half)), tree(leaves.slice(half)));
  };
  return tree(bodies).toString('hex');
}
