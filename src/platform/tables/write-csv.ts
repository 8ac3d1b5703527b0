/**
 * CSV for people's spreadsheets: UTF-8 with a mark so that they read it as such, CRLF, quotes where needed (RFC
 * 4180). A text that a
 * spreadsheet would run as a formula gets an apostrophe; an amount stays an amount, its minus included.
 */
const FORMULA = /^[=+\-@\t\r]/;
const AMOUNT = /^-?\d+(\.\d+)?$/;

export function csvText(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((row) => row.map(csvCell).join(',')).join('\r\n')}\r\n`;
}

function csvCell(text: string): string {
  const safe = FORMULA.test(text) && !AMOUNT.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
