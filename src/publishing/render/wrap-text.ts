/**
 * Breaking Chinese text into lines.
 *
 * 1. A line may end after any Chinese character, at a space, and between words; a word or number is kept whole.
 * 2. No line begins with a closing mark or ends with an opening one (the habit called 避头尾).
 * 3. A unit wider than the line is cut where the line is full; nothing is lost and nothing overflows.
 */
export type Measure = (text: string) => number;

const UNIT = /\s+|[!-~\u00c0-\u024f]+|\P{M}\p{M}*|\p{M}+/gsu;
const NEVER_FIRST = /^[，。、；：？！）》」』】〉〕”’…—·％～×%),.;:!?\]}\-−]/u;
const NEVER_LAST = /[（《「『【〈〔“‘([{−]$/u;
/** Widths are sums of fractions: a text that was measured to fit must not be broken by the last of them. */
const HAIR = 0.01;

export function wrapText(text: string, width: number, measure: Measure): readonly string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const unit of units(text)) {
    const size = measure(unit);
    if (used + size <= width + HAIR || (line !== '' && unit.trim() === '')) {
      line += unit;
      used += size;
      continue;
    }
    if (line.trim() !== '') lines.push(line.trimEnd());
    [line, used] = [unit.trimStart(), size];
    if (size > width + HAIR) {
      const cut = cutUnit(unit, width, measure);
      lines.push(...cut.slice(0, -1));
      line = cut.at(-1) ?? '';
      used = measure(line);
    }
  }
  lines.push(line.trimEnd());
  return lines;
}

/** The width of the widest piece that stays whole where the line is wide enough. */
export function widestUnit(text: string, measure: Measure): number {
  return units(text).reduce((widest, unit) => Math.max(widest, measure(unit)), 0);
}

/** Units with their marks attached, so that a break between two units is always allowed. */
function units(text: string): readonly string[] {
  const joined: string[] = [];
  for (const [unit] of text.matchAll(UNIT)) {
    const previous = joined.at(-1);
    const attaches =
      previous !== undefined &&
      previous.trim() !== '' &&
      unit.trim() !== '' &&
      (NEVER_FIRST.test(unit) || NEVER_LAST.test(previous));
    if (attaches) joined[joined.length - 1] = previous + unit;
    else joined.push(unit);
  }
  return joined;
}

function cutUnit(unit: string, width: number, measure: Measure): readonly string[] {
  const pieces: string[] = [];
  let piece = '';
  let used = 0;
  for (const [character] of unit.matchAll(/\P{M}\p{M}*|\p{M}+/gsu)) {
    const size = measure(character);
    if (piece !== '' && used + size > width + HAIR) {
      pieces.push(piece);
      [piece, used] = ['', 0];
    }
    piece += character;
    used += size;
  }
  pieces.push(piece);
  return pieces;
}
