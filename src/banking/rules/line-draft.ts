/**
 * A draft voucher from a bank line that no voucher explains.
 *
 * 1. The day and the amount are the bank's; the words are templates, never the bank's remark or counterparty.
 * 2. Interest and unidentified money are receipts, a bank's fee is a payment; a line of the other direction is refused.
 * 3. A household's fee settles what the household owes, the oldest month first, and the rest is held in advance; the
 *    household stands in the private inside alone.
 * 4. The draft names its line, so that the voucher meets it once it is approved.
 *
 * All violations are returned.
 */
import type { Violation } from '../../kernel/violation.js';
import { SUSPENSE_ACCOUNT, SUSPENSE_FUND } from '../../ledger/rules/index.js';
import { compareText, lineNetFen, type KeyedLine } from './bank-line.js';

export const DRAFT_KINDS = ['interest', 'fee', 'unidentified', 'household'] as const;
export type DraftKind = (typeof DRAFT_KINDS)[number];

/** The kind of a draft's reference to its line. */
export const BANK_LINE_REF = 'bank-line';
/** The dimension of the line of a voucher that was drafted from a bank line: the line's place in the log. */
export const BANK_LINE_DIMENSION = 'bankLine';

export const INTEREST_ACCOUNT = '4008';
export const FEE_ACCOUNT = '5009';
export const ADVANCE_ACCOUNT = '220301';

/** What a household owes for an item and a month; above zero. */
export interface OwedItem {
  readonly account: string;
  readonly fund: string;
  readonly item: string;
  readonly period: string;
  readonly fen: bigint;
}

export interface LineDraftFacts {
  readonly lineId: string;
  readonly line: KeyedLine;
  /** The ledger account that mirrors the bank's. */
  readonly account: string;
  readonly bankAccountId: string;
  readonly kind: DraftKind;
  /** Whose money it is; needless where the money is unidentified. */
  readonly fund?: string;
  readonly unit?: string;
  readonly owed?: readonly OwedItem[];
}

/** A household is named, and the fund of the rest that is held in advance. */
interface Household {
  readonly unit: string;
  readonly fund: string;
}

interface Share {
  readonly account: string;
  readonly fund: string;
  /** Debit positive, credit negative. */
  readonly fen: bigint;
}

/** What the ledger is asked to propose. */
export interface LineDraft {
  readonly eventOn: KeyedLine['bookedOn'];
  readonly kind: 'normal';
  readonly summary: string;
  readonly lines: readonly {
    readonly account: string;
    readonly fund: string;
    readonly side: 'D' | 'C';
    readonly fen: bigint;
    readonly summary: string;
    readonly dimensions: readonly (readonly [string, string])[];
  }[];
  readonly refs: readonly (readonly [string, string])[];
  readonly docs: readonly [];
  readonly inside?: readonly InsideOfDraft[];
}

interface InsideOfDraft {
  readonly name: 'household';
  readonly subject: string;
  readonly kind: 'payment';
  readonly source: string;
  readonly lines: readonly (Share & { readonly item: string; readonly period: string })[];
  readonly facts: readonly string[];
}

const SUMMARIES: Readonly<Record<DraftKind, string>> = {
  interest: '收到银行存款利息',
  fee: '支付银行手续费',
  unidentified: '收到待查来款',
  household: '收业主物业费 1 户',
};

export function draftFromLine(
  facts: LineDraftFacts,
): { readonly draft: LineDraft } | { readonly refused: Violation[] } {
  const refused = checkDraft(facts);
  if (refused.length > 0) return { refused };
  const { kind, line, lineId, unit, fund = '' } = facts;
  const paid = kind === 'household' ? householdLines(facts, { unit: unit ?? '', fund }) : [];
  const shares = kind === 'household' ? joined(paid) : otherSide(facts, fund);
  const inside = kind === 'household' ? { inside: [householdLeaf(facts, unit ?? '', paid)] } : {};
  return {
    draft: {
      eventOn: line.bookedOn,
      kind: 'normal',
      summary: SUMMARIES[kind],
      lines: [...bankLines(facts, shares), ...shares.map((share) => ({ ...share, ...sideOf(share.fen), ...PLAIN }))],
      refs: [[BANK_LINE_REF, lineId]],
      docs: [],
      ...inside,
    },
  };
}

const PLAIN = { summary: '', dimensions: [] } as const;

function checkDraft({ kind, line, fund, unit }: LineDraftFacts): Violation[] {
  const isPayment = kind === 'fee';
  const netFen = lineNetFen(line);
  return [
    ...(netFen === 0n || netFen < 0n !== isPayment ? [{ code: 'LINE_DRAFT_DIRECTION', at: 'kind' }] : []),
    ...(kind !== 'unidentified' && (fund ?? '') === '' ? [{ code: 'LINE_DRAFT_FUND', at: 'fund' }] : []),
    ...(kind === 'household' && (unit ?? '') === '' ? [{ code: 'LINE_DRAFT_UNIT', at: 'unit' }] : []),
  ];
}

function otherSide({ kind, line }: LineDraftFacts, fund: string): Share[] {
  const fen = line.outFen - line.inFen;
  if (kind === 'unidentified') return [{ account: SUSPENSE_ACCOUNT, fund: SUSPENSE_FUND, fen }];
  return [{ account: kind === 'interest' ? INTEREST_ACCOUNT : FEE_ACCOUNT, fund, fen }];
}

type PaidLine = InsideOfDraft['lines'][number];

/** What the household owes, the oldest month first; the rest in advance. */
function householdLines({ line, owed = [] }: LineDraftFacts, { fund }: Household): PaidLine[] {
  const oldest = [...owed].sort(
    (one, other) => compareText(one.period, other.period) || compareText(one.item, other.item),
  );
  let left: bigint = lineNetFen(line);
  const lines: PaidLine[] = [];
  for (const item of oldest) {
    const fen = item.fen < left ? item.fen : left;
    if (fen <= 0n) continue;
    lines.push({ account: item.account, fund: item.fund, fen: -fen, item: item.item, period: item.period });
    left -= fen;
  }
  if (left > 0n) lines.push({ account: ADVANCE_ACCOUNT, fund, fen: -left, item: '', period: '' });
  return lines;
}

function householdLeaf({ line, lineId }: LineDraftFacts, unit: string, lines: readonly PaidLine[]): InsideOfDraft {
  // The bank's serial, so that the same payment out of a payment file is known as the same.
  const source = line.serial ?? `${BANK_LINE_REF}:${lineId}`;
  return { name: 'household', subject: unit, kind: 'payment', source, lines, facts: [] };
}

/** One public line an account and fund. */
function joined(lines: readonly Share[]): Share[] {
  const sums = new Map<string, Share>();
  for (const { account, fund, fen } of lines) {
    const known = sums.get(`${account} ${fund}`);
    sums.set(`${account} ${fund}`, { account, fund, fen: (known?.fen ?? 0n) + fen });
  }
  return [...sums.values()];
}

/** The bank's side, fund by fund; each line says which bank line it is. */
function bankLines({ account, bankAccountId, lineId }: LineDraftFacts, shares: readonly Share[]): LineDraft['lines'] {
  const funds = new Map<string, bigint>();
  for (const { fund, fen } of shares) funds.set(fund, (funds.get(fund) ?? 0n) - fen);
  const dimensions = [
    ['bankAccount', bankAccountId],
    [BANK_LINE_DIMENSION, lineId],
  ] as const;
  return [...funds].map(([fund, fen]) => ({ account, fund, ...sideOf(fen), summary: '', dimensions }));
}

function sideOf(fen: bigint): { readonly side: 'D' | 'C'; readonly fen: bigint } {
  return fen < 0n ? { side: 'C', fen: -fen } : { side: 'D', fen };
}
