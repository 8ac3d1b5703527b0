/** What a proposal asks for, and its form in the store: amounts as text, since JSON numbers would lose fen. */
import type { CalendarDate, Period } from '../../kernel/calendar.js';
import type { CorrectionPlan } from './corrections.js';
import type {
  Dimension,
  DraftLine,
  InsideLeaf,
  InsideLine,
  Ref,
  Side,
  SourceDocument,
  VoucherDraft,
  VoucherKind,
  VoucherNumber,
} from './voucher.js';

/** A draft without its persons: the preparer stands in the proposal, the approver comes later. */
export type DraftContent = Omit<VoucherDraft, 'estateId' | 'preparer' | 'approver' | 'number'>;

export type ProposalContent =
  | { readonly kind: 'voucher'; readonly draft: DraftContent }
  | { readonly kind: 'reversal'; readonly number: VoucherNumber; readonly plan: CorrectionPlan }
  | { readonly kind: 'close'; readonly period: Period }
  | { readonly kind: 'reopen'; readonly period: Period };

interface LineBody {
  readonly account: string;
  readonly fund: string;
  readonly side: Side;
  readonly fen: string;
  readonly summary: string;
  readonly dimensions: readonly Dimension[];
}

interface VoucherBody {
  readonly eventOn: CalendarDate;
  readonly kind: VoucherKind;
  readonly summary: string;
  readonly lines: readonly LineBody[];
  readonly refs: readonly Ref[];
  readonly docs: readonly SourceDocument[];
  readonly inside?: readonly InsideBody[];
}

type InsideBody = Omit<InsideLeaf, 'lines'> & {
  readonly lines: readonly (Omit<InsideLine, 'fen'> & { fen: string })[];
};

export interface ProposalBody {
  readonly draft?: VoucherBody;
  readonly number?: VoucherNumber;
  readonly plan?: {
    readonly eventOn: CalendarDate;
    readonly how: CorrectionPlan['how'];
    readonly replacement?: Omit<VoucherBody, 'eventOn' | 'kind'>;
  };
  readonly period?: Period;
}

const lineBody = (line: DraftLine): LineBody => ({ ...line, fen: line.fen.toString() });
const lineOf = (line: LineBody): DraftLine => ({ ...line, fen: BigInt(line.fen) });

function draftBody({ inside, ...draft }: DraftContent): VoucherBody {
  const lines = draft.lines.map(lineBody);
  if (inside === undefined) return { ...draft, lines };
  return { ...draft, lines, inside: inside.map((leaf) => ({ ...leaf, lines: leaf.lines.map(amountAsText) })) };
}

function draftOf({ inside, ...body }: VoucherBody): DraftContent {
  const lines = body.lines.map(lineOf);
  if (inside === undefined) return { ...body, lines };
  return { ...body, lines, inside: inside.map((leaf) => ({ ...leaf, lines: leaf.lines.map(amountAsFen) })) };
}

const amountAsText = <T extends { readonly fen: bigint }>(line: T): Omit<T, 'fen'> & { fen: string } => ({
  ...line,
  fen: line.fen.toString(),
});
const amountAsFen = <T extends { readonly fen: string }>(line: T): Omit<T, 'fen'> & { fen: bigint } => ({
  ...line,
  fen: BigInt(line.fen),
});

export function proposalBody(content: ProposalContent): ProposalBody {
  if (content.kind === 'voucher') return { draft: draftBody(content.draft) };
  if (content.kind !== 'reversal') return { period: content.period };
  const { replacement, ...plan } = content.plan;
  // What nothing will be made of is not kept.
  const keeps = replacement !== undefined && plan.how !== 'reverse';
  const stored = keeps ? { replacement: { ...replacement, lines: replacement.lines.map(lineBody) } } : {};
  return { number: content.number, plan: { ...plan, ...stored } };
}

/** The way back; `undefined` where the body is none of ours. */
export function proposalContent(kind: string, body: ProposalBody): ProposalContent | undefined {
  if (kind === 'voucher' && body.draft !== undefined) {
    return { kind, draft: draftOf(body.draft) };
  }
  if ((kind === 'close' || kind === 'reopen') && body.period !== undefined) return { kind, period: body.period };
  if (kind !== 'reversal' || body.number === undefined || body.plan === undefined) return undefined;
  const { replacement, ...plan } = body.plan;
  const lines =
    replacement === undefined ? {} : { replacement: { ...replacement, lines: replacement.lines.map(lineOf) } };
  return { kind, number: body.number, plan: { ...plan, ...lines } };
}
