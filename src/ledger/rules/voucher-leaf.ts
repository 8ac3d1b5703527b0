/**
 * The leaf of a voucher: its bytes and its private part. The format is frozen (decisions 1): a change is a new type,
 * never an edit.
 */
import { checkLeaf, encodeLeaf, type LeafObject, type LeafValue } from '../../kernel/canonical.js';
import type { Period } from '../../kernel/calendar.js';
import type { Randomness } from '../../kernel/ids.js';
import type { Violation } from '../../kernel/violation.js';
import {
  batchPart,
  countOf,
  makeDisclosure,
  openDisclosure,
  privateLeafHash,
  sealFields,
  type BatchPart,
  type PrivateField,
  type SealedPart,
} from '../../log/rules/index.js';
import { insideField, openInside } from './inside.js';
import { formatNumber, isHidden, type InsideLeaf, type Side, type VoucherDraft, type VoucherKind } from './voucher.js';

export const VOUCHER_TYPE = 'xinyi/voucher/v1';

export interface VoucherSeal {
  readonly id: string;
  readonly period: Period;
  readonly no: number;
  readonly recordedAt: Date;
}

export interface VoucherBytes {
  readonly bytes: Buffer;
  /** Texts that open the private fields, in the order in which the append function keeps them. */
  readonly disclosures: readonly string[];
}

/** Makes the bytes, or says why the draft has none (too large, a text outside the profile). */
export function voucherBytes(
  draft: VoucherDraft,
  seal: VoucherSeal,
  randomness: Randomness,
): VoucherBytes | { readonly violations: readonly Violation[] } {
  const sealed = sealPrivate(draft, randomness);
  if ('violations' in sealed) return sealed;
  const leaf: LeafObject = {
    ...sealed.part,
    approver: draft.approver,
    docs: draft.docs,
    estate: draft.estateId,
    event_on: draft.eventOn,
    id: seal.id,
    kind: draft.kind,
    lines: draft.lines.map((line): LeafValue => {
      const open = line.dimensions.filter((dimension) => !isHidden(dimension));
      return [line.account, line.fund, line.side, line.fen.toString(), line.summary, open];
    }),
    no: formatNumber(seal),
    period: seal.period,
    preparer: draft.preparer,
    recorded_at: seal.recordedAt.toISOString(),
    refs: draft.refs,
    summary: draft.summary,
    t: VOUCHER_TYPE,
  };
  const encoded = encodeLeaf(leaf);
  if (!encoded.ok) return { violations: encoded.violations };
  return { bytes: encoded.bytes, disclosures: sealed.texts };
}

interface SealedPrivate {
  readonly part: SealedPart | BatchPart;
  readonly texts: readonly string[];
}

/** The private part: the inside of a batch voucher under one root, or else hidden dimensions each by its digest. */
function sealPrivate(
  draft: VoucherDraft,
  randomness: Randomness,
): SealedPrivate | { readonly violations: readonly Violation[] } {
  const inside = draft.inside ?? [];
  const fields = inside.length > 0 ? inside.map(insideField) : hiddenFields(draft);
  // Each by itself: the inside as a whole may be far larger than any leaf.
  const faults = fields.flatMap(({ name, value }, index) =>
    checkLeaf({ [inside.length > 0 ? `inside[${String(index)}]` : name]: value }),
  );
  if (faults.length > 0) return { violations: faults };
  if (inside.length > 0) {
    const texts = fields.map((field) => makeDisclosure(field, randomness).text);
    return { part: batchPart(texts.map(privateLeafHash)), texts };
  }
  if (fields.length === 0) return { part: {}, texts: [] };
  const sealed = sealFields(fields, randomness);
  return { part: sealed.part, texts: sealed.disclosures.map((disclosure) => disclosure.text) };
}

function hiddenFields(draft: VoucherDraft): PrivateField[] {
  return draft.lines.flatMap((line, index) =>
    line.dimensions.filter(isHidden).map(([name, value]) => ({ name: `line.${index + 1}.${name}`, value })),
  );
}

const HIDDEN_NAME = /^line\.([1-9]\d*)\.([A-Za-z]+)$/;

/** A voucher's content with its private part back in it, as far as the texts are still kept. */
export function withPrivatePart(content: VoucherContent, disclosures: readonly string[]): VoucherContent {
  if (content.insideCount > 0) return { ...content, inside: disclosures.flatMap((text) => openInside(text) ?? []) };
  const byLine = new Map<number, [string, string][]>();
  for (const text of disclosures) {
    const opened = openDisclosure(text);
    const match = HIDDEN_NAME.exec(opened?.name ?? '');
    if (match?.[2] === undefined || typeof opened?.value !== 'string') continue;
    const lineNo = Number(match[1]);
    byLine.set(lineNo, [...(byLine.get(lineNo) ?? []), [match[2], opened.value]]);
  }
  const lines = content.lines.map((line, index) => ({
    ...line,
    dimensions: [...line.dimensions, ...(byLine.get(index + 1) ?? [])],
  }));
  return { ...content, lines };
}

/** A voucher as its leaf tells it. */
export interface VoucherContent {
  readonly id: string;
  readonly number: string;
  readonly period: Period;
  readonly eventOn: string;
  readonly kind: VoucherKind;
  readonly summary: string;
  readonly lines: readonly {
    readonly account: string;
    readonly fund: string;
    readonly side: Side;
    readonly fen: bigint;
    readonly summary: string;
    readonly dimensions: readonly (readonly [string, string])[];
  }[];
  readonly refs: readonly (readonly [string, string])[];
  readonly docs: readonly (readonly string[])[];
  readonly preparer: string;
  readonly approver: string;
  readonly recordedAt: string;
  /** How many private leaves stand under a batch voucher; 0 for every other. */
  readonly insideCount: number;
  /** The private leaves themselves, for a reader who asked for them and may see them. */
  readonly inside?: readonly InsideLeaf[];
}

/** Reads a leaf that passed the append function; `undefined` where it is no voucher of this version. */
export function voucherContent(leaf: LeafObject): VoucherContent | undefined {
  if (leaf['t'] !== VOUCHER_TYPE) return undefined;
  const text = (key: string): string => (typeof leaf[key] === 'string' ? leaf[key] : '');
  const rows = (key: string): readonly (readonly LeafValue[])[] =>
    Array.isArray(leaf[key]) ? (leaf[key] as readonly (readonly LeafValue[])[]) : [];
  return {
    id: text('id'),
    number: text('no'),
    period: text('period') as Period,
    eventOn: text('event_on'),
    kind: text('kind') as VoucherKind,
    summary: text('summary'),
    lines: rows('lines').map((row) => ({
      account: String(row[0]),
      fund: String(row[1]),
      side: row[2] === 'D' ? 'D' : 'C',
      fen: BigInt(String(row[3])),
      summary: String(row[4]),
      dimensions: (row[5] ?? []) as readonly (readonly [string, string])[],
    })),
    refs: rows('refs') as unknown as readonly (readonly [string, string])[],
    docs: rows('docs') as unknown as readonly (readonly string[])[],
    preparer: text('preparer'),
    approver: text('approver'),
    recordedAt: text('recorded_at'),
    insideCount: leaf['sub'] === undefined ? 0 : (countOf(text('count')) ?? 0),
  };
}
