/**
 * A two-sided form as lines.
 *
 * 1. Both sides have the same number of lines: opening, then for each pair of adjustments its heading and its items,
 *    then closing; the shorter side is filled with nothing, so that equal things stand at equal height.
 * 2. No amount is added up here; the check of the document does that.
 */
import type { CalendarDate } from '../../kernel/calendar.js';
import { amountText } from './cell-text.js';
import type { ReportAdjustment, ReportForm, ReportSide } from './report-document.js';

export interface FormLine {
  readonly kind: 'opening' | 'heading' | 'item' | 'closing';
  readonly label: string;
  readonly fen: bigint;
  readonly on?: CalendarDate;
  readonly href?: string;
}

export interface FormPair {
  readonly kind: FormLine['kind'];
  readonly left?: FormLine;
  readonly right?: FormLine;
}

export function formPairs(form: ReportForm): readonly FormPair[] {
  const { left, right } = form;
  const rounds = Math.max(left.adjustments.length, right.adjustments.length);
  const middle = Array.from({ length: rounds }, (_, index) =>
    pair(adjustmentLines(left.adjustments[index]), adjustmentLines(right.adjustments[index])),
  );
  return [
    ...pair([edge('opening', left)], [edge('opening', right)]),
    ...middle.flat(),
    ...pair([edge('closing', left)], [edge('closing', right)]),
  ];
}

/** Left closing less right closing; zero where book and bank agree. */
export function formDifference(form: ReportForm): bigint {
  return form.left.closing.fen - form.right.closing.fen;
}

/** Whether the two sides agree, in one sentence with a mark. */
export function formVerdict(form: ReportForm): string {
  const difference = formDifference(form);
  if (difference === 0n) return '✓ 两边调节后余额相等';
  return `▲ 两边调节后余额不相等，相差 ${amountText(difference < 0n ? -difference : difference)} 元`;
}

function edge(kind: 'opening' | 'closing', side: ReportSide): FormLine {
  return { kind, ...side[kind] };
}

function adjustmentLines(adjustment: ReportAdjustment | undefined): readonly FormLine[] {
  if (adjustment === undefined) return [];
  const items = adjustment.items.map((item): FormLine => ({
    kind: 'item',
    label: item.text,
    fen: item.fen,
    on: item.on,
    ...(item.href === undefined ? {} : { href: item.href }),
  }));
  return [{ kind: 'heading', label: adjustment.label, fen: adjustment.fen }, ...items];
}

function pair(left: readonly FormLine[], right: readonly FormLine[]): readonly FormPair[] {
  return Array.from({ length: Math.max(left.length, right.length) }, (_, index): FormPair => {
    const [a, b] = [left[index], right[index]];
    return {
      kind: a?.kind ?? b?.kind ?? 'item',
      ...(a === undefined ? {} : { left: a }),
      ...(b === undefined ? {} : { right: b }),
    };
  });
}
