/**
 * An archive leaf by leaf, each checked as a stranger would: strict bytes, estate, known type, private values against
 * the leaf, and at
 * the end size, root and digest. Nothing of the database is asked.
 */
import { parseLeaf, type LeafObject } from '../kernel/canonical.js';
import { leafHash } from '../kernel/hash.js';
import { Refusal } from '../kernel/violation.js';
import { Frontier, privateLeafHash, verifyLeaf } from '../log/rules/index.js';
import { sha256 } from '../kernel/hash.js';
import { readArchive, type ArchiveItem } from './formats/archive-reader.js';
import type { ArchiveHeader } from './rules/archive.js';
import { KNOWN_TYPES } from './rules/estate-model.js';
import { isBatchLeaf, storedDisclosures, type StoredPrivate } from './rules/private-values.js';

export interface ArchivedLeaf {
  readonly seq: number;
  readonly bytes: Buffer;
  readonly leaf: LeafObject;
  /** In the order of their ordinals, from 1. An erased one has a hash only. */
  readonly values: readonly StoredPrivate[];
}

export interface OpenArchive {
  readonly header: ArchiveHeader;
  /** Throws a Refusal at the first fault; has the whole archive been taken, it is sound. */
  readonly leaves: AsyncGenerator<ArchivedLeaf>;
}

export async function openArchive(file: string): Promise<OpenArchive> {
  const { header, items } = await readArchive(file);
  return { header, leaves: checkedLeaves(header, items) };
}

async function* checkedLeaves(header: ArchiveHeader, items: AsyncGenerator<ArchiveItem>): AsyncGenerator<ArchivedLeaf> {
  const frontier = new Frontier();
  for await (const { seq, body, values } of grouped(items)) {
    const checked = checkLeaf(header, frontier.size, seq, Buffer.from(body, 'utf8'), values);
    frontier.append(leafHash(checked.bytes));
    yield checked;
  }
  const isWhole = frontier.size === header.size && frontier.root().toString('hex') === header.root;
  if (!isWhole) throw Refusal.of('ARCHIVE_ROOT');
}

type Item = Extract<ArchiveItem, { readonly kind: 'value' | 'erased' }>;

interface Group {
  readonly seq: number;
  readonly body: string;
  readonly values: Item[];
}

async function* grouped(items: AsyncGenerator<ArchiveItem>): AsyncGenerator<Group> {
  let group: Group | undefined;
  for await (const item of items) {
    if (item.kind === 'leaf') {
      if (group !== undefined) yield group;
      group = { seq: item.seq, body: item.body, values: [] };
    } else if (group === undefined) {
      throw unsound(0, 'ARCHIVE_FORMAT');
    } else {
      group.values.push(item);
    }
  }
  if (group !== undefined) yield group;
}

function checkLeaf(header: ArchiveHeader, expected: number, seq: number, bytes: Buffer, items: Item[]): ArchivedLeaf {
  if (seq !== expected) throw unsound(expected, 'VERIFY_LEAF_MISSING');
  const reading = parseLeaf(bytes);
  if (!reading.ok) throw unsound(seq, reading.violations[0]?.code ?? 'LEAF_NOT_CANONICAL');
  const { leaf } = reading;
  if (seq === 0 && !isGenesisOf(leaf, header)) throw unsound(seq, 'VERIFY_GENESIS');
  const isBatch = isBatchLeaf(leaf);
  const values = items.map((item, index) => storedValue(item, index, seq, isBatch));
  const disclosures = storedDisclosures(values);
  const stored = { seq: BigInt(seq), bytes, hash: leafHash(bytes), fields: isBatch ? [] : disclosures };
  const facts = { estate: header.estateId, knownTypes: KNOWN_TYPES };
  const [first] = verifyLeaf({ ...stored, batch: isBatch ? disclosures : [] }, facts).violations;
  if (first !== undefined) throw unsound(seq, first.code);
  return { seq, bytes, leaf, values };
}

function isGenesisOf(leaf: LeafObject, { code }: ArchiveHeader): boolean {
  return leaf['t'] === 'xinyi/genesis/v1' && leaf['code'] === code;
}

function storedValue(item: Item, index: number, seq: number, isBatch: boolean): StoredPrivate {
  if (item.ordinal !== index + 1) throw unsound(seq, 'VERIFY_PRIVATE_GAP');
  if (item.kind === 'erased') return { ordinal: item.ordinal, hash: item.hash };
  const hash = isBatch ? privateLeafHash(item.text) : sha256(item.text);
  return { ordinal: item.ordinal, hash, text: item.text };
}

function unsound(seq: number, problem: string): Refusal {
  return Refusal.of('ARCHIVE_LEAF', undefined, { seq: String(seq), problem });
}
