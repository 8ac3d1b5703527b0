/**
 * Short makers of cells and rows, so that a builder reads like the page it makes.
 */
import type { CalendarDate } from '../../kernel/calendar.js';
import type { ReportCell, ReportCellRow, ReportStruck } from './report-document.js';

export const emptyCell: ReportCell = { kind: 'empty' };

export function amountCell(fen: bigint): ReportCell {
  return { kind: 'amount', fen };
}

export function textCell(text: string, href?: string): ReportCell {
  return href === undefined ? { kind: 'text', text } : { kind: 'text', text, href };
}

export function dateCell(date: CalendarDate): ReportCell {
  return { kind: 'date', date };
}

export function countCell(n: number): ReportCell {
  return { kind: 'count', n };
}

/** 7343 is 73.43 %. */
export function percentCell(basisPoints: number): ReportCell {
  return { kind: 'percent', basisPoints };
}

export function row(kind: ReportCellRow['kind'], ...cells: readonly ReportCell[]): ReportCellRow {
  return { kind, cells };
}

/** A line that a later voucher took back: it stays in its place, struck through, with the reason. */
export function struckRow(struck: ReportStruck, ...cells: readonly ReportCell[]): ReportCellRow {
  return { kind: 'normal', cells, struck };
}
