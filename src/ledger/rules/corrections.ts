/**
 * Corrections (更正): only by adding.
 *
 * 1. In the same fiscal (calendar) year: a red copy of the whole voucher, with or without a blue replacement. The
 *    wording is fixed
 *    (会计基础工作规范 Art. 51(5)).
 * 2. Right accounts and a wrong amount: a difference voucher over the original's own accounts, funds and sides is
 *    allowed.
 * 3. In a later year: a blue correction through 3199 以前年度调整, touching no income or expense account.
 * 4. A red voucher is not itself taken back, and no voucher is taken back twice.
 * 5. A batch voucher is taken back as a whole, its inside with it; what replaces it is booked by the verb that knows
 *    the households.
 * 6. The year is that of the numbers, not of the days: a correction whose month is closed is numbered later, perhaps
 *    in the next year.
 */
import { chineseDate, type CalendarDate, type Period } from '../../kernel/calendar.js';
import type { Violation } from '../../kernel/violation.js';
import { turnedRound } from './inside.js';
import type { VoucherContent } from './voucher-leaf.js';
import {
  formatNumber,
  parseNumber,
  type DraftLine,
  type Ref,
  type SourceDocument,
  type VoucherDraft,
} from './voucher.js';

/** What a person decides about a correction; the wording and the red copy are made from it. */
export interface CorrectionPlan {
  readonly eventOn: CalendarDate;
  readonly how: 'reverse' | 'replace' | 'difference' | 'prior-year';
  /** For every way but `reverse`. */
  readonly replacement?: {
    readonly summary: string;
    readonly lines: readonly DraftLine[];
    readonly refs: readonly Ref[];
    readonly docs: readonly SourceDocument[];
  };
}

export interface CorrectionPersons {
  readonly estateId: string;
  readonly preparer: string;
  readonly approver: string;
}

export function checkCorrection(original: VoucherContent, plan: CorrectionPlan): Violation[] {
  const violations: Violation[] = [];
  const facts = { number: original.number };
  const sameYear = original.period.slice(0, 4) === plan.eventOn.slice(0, 4);
  if (original.kind === 'red') violations.push({ code: 'CORRECTION_OF_RED', facts });
  if (plan.eventOn < original.eventOn) violations.push({ code: 'CORRECTION_BEFORE_ORIGINAL', at: 'eventOn', facts });
  if (plan.how !== 'reverse' && plan.replacement === undefined) {
    violations.push({ code: 'CORRECTION_REPLACEMENT_MISSING', at: 'replacement' });
  }
  if (plan.how === 'prior-year') violations.push(...checkPriorYear(plan, sameYear, facts));
  else if (!sameYear) violations.push({ code: 'CORRECTION_OTHER_YEAR', at: 'eventOn', facts });
  if (plan.how === 'difference') violations.push(...checkDifference(original, plan));
  if (original.insideCount > 0 && plan.how !== 'reverse')
    violations.push({ code: 'CORRECTION_OF_BATCH', at: 'how', facts });
  return violations;
}

/** Whether the month that will number a correction lies in the right year (rule 6). */
export function checkCorrectedYear(draft: VoucherDraft, placed: Period): Violation[] {
  const original = CORRECTING_KINDS.has(draft.kind) ? correctedNumber(draft.refs) : undefined;
  if (original === undefined) return [];
  const sameYear = original.period.slice(0, 4) === placed.slice(0, 4);
  if (sameYear !== (draft.kind === 'prior-year')) return [];
  const code = sameYear ? 'CORRECTION_SAME_YEAR' : 'CORRECTION_OTHER_YEAR';
  return [{ code, at: 'eventOn', facts: { number: formatNumber(original) } }];
}

const CORRECTING_KINDS: ReadonlySet<string> = new Set(['red', 'corrected', 'difference', 'prior-year']);

function correctedNumber(refs: readonly Ref[]): ReturnType<typeof parseNumber> {
  const ref = refs.find(([kind]) => kind === 'reverses' || kind === 'corrects');
  return ref === undefined ? undefined : parseNumber(ref[1]);
}

function checkPriorYear(plan: CorrectionPlan, sameYear: boolean, facts: { number: string }): Violation[] {
  const violations: Violation[] = [];
  const lines = plan.replacement?.lines ?? [];
  if (sameYear) violations.push({ code: 'CORRECTION_SAME_YEAR', at: 'how', facts });
  if (!lines.some((line) => line.account.startsWith('3199'))) {
    violations.push({ code: 'CORRECTION_WITHOUT_3199', at: 'replacement.lines' });
  }
  lines.forEach((line, index) => {
    if (/^[45]/.test(line.account)) {
      const at = `replacement.lines[${index}].account`;
      violations.push({ code: 'CORRECTION_INCOME_ACCOUNT', at, facts: { account: line.account } });
    }
  });
  return violations;
}

function checkDifference(original: VoucherContent, plan: CorrectionPlan): Violation[] {
  const places = new Set(original.lines.map((line) => `${line.account} ${line.fund} ${line.side}`));
  return (plan.replacement?.lines ?? []).flatMap((line, index) =>
    places.has(`${line.account} ${line.fund} ${line.side}`)
      ? []
      : [
          {
            code: 'CORRECTION_OTHER_PLACE',
            at: `replacement.lines[${index}]`,
            facts: { account: line.account, fund: line.fund },
          },
        ],
  );
}

/** The drafts of a checked correction, in the order in which they are numbered: red before blue. */
export function correctionDrafts(
  original: VoucherContent,
  plan: CorrectionPlan,
  who: CorrectionPersons,
): VoucherDraft[] {
  const where = `${chineseDate(original.eventOn as CalendarDate)}${original.number}号凭证`;
  const drafts: VoucherDraft[] = [];
  if (plan.how === 'reverse' || plan.how === 'replace') {
    const lines = original.lines.map((line): DraftLine => ({ ...line, fen: -line.fen, summary: '' }));
    const refs: Ref[] = [['reverses', original.number]];
    const inside = original.inside === undefined ? {} : { inside: turnedRound(original.inside) };
    const summary = `注销${where}`;
    drafts.push({ ...who, eventOn: plan.eventOn, kind: 'red', summary, lines, refs, docs: [], ...inside });
  }
  if (plan.how !== 'reverse' && plan.replacement !== undefined) {
    const { summary, lines, refs, docs } = plan.replacement;
    const kind = plan.how === 'replace' ? 'corrected' : plan.how;
    const allRefs: Ref[] = [['corrects', original.number], ...refs];
    drafts.push({
      ...who,
      eventOn: plan.eventOn,
      kind,
      summary: `订正${where}:${summary}`,
      lines,
      refs: allRefs,
      docs,
    });
  }
  return drafts;
}
