/**
 * The leaf of a voucher: its bytes and its private part. The format is frozen (decisions 1): a change is a new type,
 * never an edit.
 */
import { checkLeaf, encodeLeaf, type LeafObject, type LeafValue } from '../../kernel/canonical.js';
import type { Period } from '../../kernel/calendar.js';
import type { Randomness } from '../../kernel/ids.js';
import type { Violation } from '../../kernel/violation.js';
import { openDisclosure, sealFields } from '../../log/rules/index.js';
import { formatNumber, isHidden, type Side, type VoucherDraft, type VoucherKind } from './voucher.js';

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
  const hidden = draft.lines.flatMap((line, index) =>
    line.dimensions.filter(isHidden).map(([name, value]) => ({ name: `line.${index + 1}.${name}`, value })),
  );
  const faults = checkLeaf(Object.fromEntries(hidden.map(({ name, value }) => [name, value])));
  if (faults.length > 0) return { violations: faults };
  const sealed = hidden.length === 0 ? undefined : sealFields(hidden, randomness);
  const leaf: LeafObject = {
    ...sealed?.part,
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
  return { bytes: encoded.bytes, disclosures: sealed?.disclosures.map((disclosure) => disclosure.text) ?? [] };
}

const HIDDEN_NAME = /^line\.([1-9]\d*)\.([A-Za-z]+)$/;

/** A voucher's content with its private dimensions back in their lines, as far as their texts are still kept. */
export function withHiddenDimensions(content: VoucherContent, disclosures: readonly string[]): VoucherContent {
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
  };
}
