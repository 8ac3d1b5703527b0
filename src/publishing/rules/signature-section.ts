/**
 * Who put a name under a reconciliation, as the paper shows it.
 *
 * 1. Persons stand as their ids in the estate, never by name: the paper is public.
 * 2. A day that was signed and has changed since says so in a section of its own, with every change.
 */
import { calendarDate, shanghaiDate } from '../../kernel/calendar.js';
import { row, textCell } from './report-cells.js';
import type { ReportSection, ReportSignature } from './report-document.js';

export interface SignatureFacts {
  readonly signed?: { readonly preparer: string; readonly reviewer: string; readonly signedAt: string };
  /** In sentences; empty where nothing has changed since the signature. */
  readonly changes: readonly string[];
  readonly waiting?: { readonly preparer: string };
}

export function signaturesOf(facts: SignatureFacts | undefined): readonly ReportSignature[] {
  const { signed, waiting } = facts ?? {};
  if (signed !== undefined) {
    const { preparer, reviewer } = signed;
    return [named('编制', preparer), named('复核', reviewer), { label: '日期', ...dayText(signed.signedAt) }];
  }
  return [
    waiting === undefined ? { label: '编制' } : named('编制', waiting.preparer),
    { label: '复核' },
    { label: '日期' },
  ];
}

function named(label: string, text: string): ReportSignature {
  return { label, text };
}

function dayText(signedAt: string): { readonly text?: string } {
  const day = Number.isNaN(Date.parse(signedAt)) ? undefined : calendarDate(shanghaiDate(new Date(signedAt)));
  return day === undefined ? {} : { text: day };
}

export function changesSection(title: string, { changes }: SignatureFacts): ReportSection {
  return {
    title,
    lead: '这一天的调节表已经签过字，签字以后又有了变动。签字时的数字留在记录里，没有改；本表是现在的数字。',
    body: {
      kind: 'table',
      columns: [{ key: 'change', label: '变动', kind: 'text' }],
      rows: changes.map((change) => row('normal', textCell(change))),
      whenEmpty: '没有变动。',
    },
  };
}
