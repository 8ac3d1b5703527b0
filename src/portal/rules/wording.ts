/**
 * How dates, amounts and other people's words are written.
 *
 * 1. A minus is the sign U+2212, as wide as a digit, and only red ink carries one.
 * 2. Instants are shown in Shanghai time to the minute.
 * 3. Words that people typed keep their own writing direction inside a sentence and cannot turn the rest around.
 */
import { chineseDate, shanghaiDate, type CalendarDate, type Period } from '../../kernel/calendar.js';
import { formatFen } from '../../kernel/fen.js';
import type { FundTone } from './view-models.js';

/** 144000n -> "1,440.00"; -186000n -> "−1,860.00". */
export function money(amountFen: bigint): string {
  return amountFen < 0n ? `\u2212${formatFen(-amountFen)}` : formatFen(amountFen);
}

/** "1,440.00 元". */
export function yuan(amountFen: bigint): string {
  return `${money(amountFen)} 元`;
}

export function dayInWords(date: CalendarDate): string {
  return chineseDate(date);
}

/** 2025-06 -> "2025年6月". */
export function monthInWords(month: Period): string {
  return `${month.slice(0, 4)}年${Number(month.slice(5))}月`;
}

/** "06-30": the year stands in the heading above the list. */
export function dayInList(date: CalendarDate): string {
  return date.slice(5);
}

/** "2024-07-15 10:10"; the instant itself where it cannot be read. */
export function momentInWords(instant: string): string {
  const at = new Date(instant);
  if (Number.isNaN(at.getTime())) return instant;
  return `${shanghaiDate(at)} ${new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(11, 16)}`;
}

export function quarterInWords(year: number, quarter: 1 | 2 | 3 | 4): string {
  const names = { 1: '第一季度', 2: '第二季度', 3: '第三季度', 4: '第四季度' } as const;
  return `${year}年${names[quarter]}（${quarter * 3 - 2}月至${quarter * 3}月）`;
}

/** 202506-0011 -> "记-202506-0011". */
export function voucherLabel(number: string): string {
  return `记-${number}`;
}

// Marks that embed, override or isolate a writing direction: they have no place in a summary.
const DIRECTION_MARKS = /[\u202a-\u202e\u2066-\u2069]/g;

/** Typed words, fenced so that a sentence around them keeps its order. */
export function isolated(words: string): string {
  return `\u2068${words.replace(DIRECTION_MARKS, '')}\u2069`;
}

/** 原野庄园物业管理委员会 under the heading 原野庄园 needs no second 原野庄园. */
export function shortBodyName(estate: { readonly name: string; readonly bodyName: string }): string {
  const { name, bodyName } = estate;
  return bodyName.startsWith(name) && bodyName.length > name.length ? bodyName.slice(name.length) : bodyName;
}

/** The colour of an estate's fund by its place in the estate's list of funds. */
export function fundTone(position: number): FundTone {
  return (((position % 8) + 8) % 8) as FundTone;
}
