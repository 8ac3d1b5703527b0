/**
 * How a typed value reads.
 *
 * 1. Amounts have thousands separators, two decimals and a real minus sign (U+2212, as wide as a digit).
 * 2. Text for readers carries no control and no bidirectional-override character, so that no summary can reorder the
 *    figures beside it or steer a terminal.
 * 3. An address is a path of this site or an http(s) address; anything else is no address.
 * 4. Everything is a pure function of its argument: no locale, no time zone, no clock.
 */
import { formatFen } from '../../kernel/fen.js';
import type {
  ColumnAlign,
  ReportCell,
  ReportCellRow,
  ReportColumn,
  ReportDocument,
  ReportSource,
} from './report-document.js';

/** One line of text: breaks become spaces, control and format characters go, lone surrogates become U+FFFD. */
export function plainText(text: string): string {
  return text
    .replace(/[\t\n\r\u2028\u2029]+/gu, ' ')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .replace(/\p{Cs}/gu, '\ufffd');
}

/** -144000n -> "−1,440.00". */
export function amountText(fen: bigint): string {
  return formatFen(fen).replace('-', '−');
}

/** 1234567 -> "1,234,567". */
export function countText(n: number): string {
  return String(n)
    .replace('-', '−')
    .replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

/** Percent with two decimals and no sign of percent: 7343 -> "73.43". */
export function percentFigure(basisPoints: number): string {
  const digits = String(Math.abs(basisPoints)).padStart(3, '0');
  return `${basisPoints < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** The cell as a reader sees it. */
export function cellText(cell: ReportCell): string {
  switch (cell.kind) {
    case 'amount':
      return amountText(cell.fen);
    case 'text':
      return plainText(cell.text);
    case 'date':
      return cell.date;
    case 'count':
      return countText(cell.n);
    case 'percent':
      return `${percentFigure(cell.basisPoints).replace('-', '−')}%`;
    case 'empty':
      return '';
  }
}

export function isNegative(cell: ReportCell): boolean {
  return cell.kind === 'amount' && cell.fen < 0n;
}

export function alignOf(column: ReportColumn): ColumnAlign {
  if (column.align !== undefined) return column.align;
  return column.kind === 'text' || column.kind === 'date' ? 'left' : 'right';
}

/** The word that goes with the row's look, so that colour and strike never stand alone. */
export function rowRemark(row: ReportCellRow): string | undefined {
  const words = [
    ...(row.kind === 'red' ? ['红字'] : []),
    ...(row.struck === undefined ? [] : [plainText(row.struck.text)]),
  ];
  return words.length === 0 ? undefined : words.join('，');
}

/** The column whose cell carries the remark: the one that says so, else the first of text, else the first. */
export function remarkColumn(columns: readonly ReportColumn[]): number {
  const named = columns.findIndex((column) => column.remark === true);
  const ofText = columns.findIndex((column) => column.kind === 'text');
  return Math.max(named < 0 ? ofText : named, 0);
}

const ADDRESS = /^(?:\/(?![/\\])|https?:\/\/)[^\s\\]*$/;

/** The address if it is one that may stand in a page. */
export function safeHref(href: string | undefined): string | undefined {
  return href !== undefined && ADDRESS.test(href) ? href : undefined;
}

/** "2025-07-03T02:10:00.000Z" -> "2025-07-03 10:10", the clock of Asia/Shanghai. */
export function beijingMinute(instant: string): string {
  return new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
}

/** Where the figures come from, in words, shortest useful first. */
export function sourceParts(source: ReportSource): readonly string[] {
  return [
    `数据截至记录第 ${String(source.logPosition)} 号`,
    `校验码 ${source.rootHash.slice(0, 16)}`,
    editionText(source),
    `${source.version === undefined ? '记录截至' : '编制于'} ${beijingMinute(source.preparedAt)}`,
  ];
}

/** Which edition it is, in one word. */
export function editionText(source: ReportSource): string {
  if (source.version !== undefined) return `第 ${source.version} 版`;
  return source.standing === 'live' ? '即时查询' : '未公示';
}

/** "2025年第二季度（2025-04-01 至 2025-06-30）" or "截至 2025-06-30". */
export function spanText(document: ReportDocument): string {
  const { span } = document;
  return span.kind === 'period' ? `${span.text}（${span.from} 至 ${span.to}）` : span.text;
}

export const lightWord = { green: '相符', amber: '待处理', red: '不符' } as const;
