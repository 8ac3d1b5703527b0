/**
 * The rows of one voucher, as one text each: the same text that the database makes of its rows.
 *
 * 1. Cells are parted by U+001F and rows by U+001E. No leaf's text may contain either, so that equal texts of equally
 *    many rows are equal rows, cell by cell: any changed byte of any cell is found.
 */
import type { ExpectedRow } from './derived-rows.js';
import { instantText } from './leaf-fields.js';
import type { OpenValue } from './open-value.js';
import type { ReadVoucher } from './voucher-reading.js';

export const CELL = '\u001f';
export const ROW = '\u001e';

/** What the database answered for a run of rows. */
export interface RowsText {
  readonly text: string | null;
  readonly count: number;
}

/** Cells: seq, period, no, event day, kind, id, recorded at, preparer, approver, summary. */
export function voucherRow(voucher: ReadVoucher): string {
  const { seq, period, number, eventOn, kind, id, recordedAt, preparer, approver, summary } = voucher;
  const no = String(Number(number.slice(9)));
  const head = `${String(seq)}${CELL}${period}-01${CELL}${no}${CELL}${eventOn}${CELL}${kind}${CELL}${id}`;
  return `${head}${CELL}${instantText(recordedAt)}${CELL}${preparer}${CELL}${approver}${CELL}${summary}`;
}

/** Cells: seq, line, period, event day, debit, credit, account, fund. */
export function pushPostingRows(voucher: ReadVoucher, rows: string[]): void {
  const { seq, period, eventOn, lines } = voucher;
  const time = `${period}-01${CELL}${eventOn}`;
  let lineNo = 0;
  for (const { account, fund, isDebit, fenText } of lines) {
    lineNo += 1;
    const sides = isDebit ? `${fenText}${CELL}0` : `0${CELL}${fenText}`;
    rows.push(`${String(seq)}${CELL}${String(lineNo)}${CELL}${time}${CELL}${sides}${CELL}${account}${CELL}${fund}`);
  }
}

const HIDDEN = /^line\.(\d{1,4})\.([A-Za-z]+)$/;

/** Public dimensions stand in the line; hidden ones among the private values. */
export function dimensionRows(voucher: ReadVoucher, values: readonly OpenValue[]): ExpectedRow[] {
  const { seq } = voucher;
  const open = voucher.lines.flatMap(({ dimensions }, index) =>
    dimensions.map(([dimension = '', value = '']) => [String(seq), String(index + 1), dimension, value, 'false']),
  );
  const hidden = values.flatMap(({ name, value }) => {
    const [, line, dimension] = HIDDEN.exec(name ?? '') ?? [];
    if (line === undefined || dimension === undefined || typeof value !== 'string') return [];
    return [[String(seq), String(Number(line)), dimension, value, 'true']];
  });
  return [...open, ...hidden].map((cells) => ({ seq, cells }));
}

/** Whether a run of rows is exactly what was expected. */
export function isSameText(expected: readonly string[], actual: RowsText): boolean {
  return actual.count === expected.length && (actual.text ?? '') === expected.join(ROW);
}

/** The rows of a run again, for a comparison cell by cell. */
export function expectedRows(texts: readonly string[]): ExpectedRow[] {
  return texts.map((text) => {
    const cells = text.split(CELL);
    return { seq: Number(cells[0]), cells };
  });
}
