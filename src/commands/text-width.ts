/**
 * How many columns of a terminal a text takes: Chinese characters two, combining marks none, all else one.
 */
const WIDE_LETTERS = /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\u{20000}-\u{3fffd}]/u;
const WIDE_SIGNS = /[\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1f9ff}]/u;

function characterWidth(character: string): number {
  if (/\p{M}/u.test(character)) return 0;
  return WIDE_LETTERS.test(character) || WIDE_SIGNS.test(character) ? 2 : 1;
}

export function textWidth(text: string): number {
  let width = 0;
  for (const character of text) width += characterWidth(character);
  return width;
}

export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(width - textWidth(text), 0));
}

export function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(width - textWidth(text), 0)) + text;
}
