/**
 * Where the mistake of a voucher that does not balance probably sits. A guess to save the reader time, in the order in
 * which bookkeepers look: the wrong side, two digits swapped, a point moved, a line too many, one digit mistyped.
 */
import { signedFen } from './journal-line.js';
import type { JournalLine } from './journal-line.js';

/** `differenceFen` is debits less credits of these lines; it is not zero. */
export function likelyLine(lines: readonly JournalLine[], differenceFen: bigint): JournalLine | undefined {
  const guesses: ((line: JournalLine) => boolean)[] = [
    (line) => signedFen(line) * 2n === differenceFen,
    (line) => isSwapped(sizeText(line), wantedText(line, differenceFen)),
    (line) => isShifted(sizeText(line), wantedText(line, differenceFen)),
    (line) => signedFen(line) === differenceFen,
    (line) => isMistyped(sizeText(line), wantedText(line, differenceFen)),
  ];
  for (const guess of guesses) {
    const found = lines.find(guess);
    if (found !== undefined) return found;
  }
  return undefined;
}

function sizeText(line: JournalLine): string {
  return absolute(signedFen(line)).toString();
}

/** The amount that would make the lines balance; empty where that amount would stand on the other side. */
function wantedText(line: JournalLine, differenceFen: bigint): string {
  const signed = signedFen(line);
  const wanted = signed - differenceFen;
  return wanted !== 0n && signed > 0n === wanted > 0n ? absolute(wanted).toString() : '';
}

function absolute(value: bigint): bigint {
  return value < 0n ? -value : value;
}

function differingPlaces(left: string, right: string): number[] {
  const places = Array.from({ length: left.length }, (_, place) => place);
  return places.filter((place) => left[place] !== right[place]);
}

function isSwapped(left: string, right: string): boolean {
  if (left.length !== right.length) return false;
  const [first, second, ...more] = differingPlaces(left, right);
  if (first === undefined || second === undefined || more.length > 0) return false;
  return left[first] === right[second] && left[second] === right[first];
}

function isShifted(left: string, right: string): boolean {
  if (right === '' || left.length === right.length) return false;
  const [short, long] = left.length < right.length ? [left, right] : [right, left];
  return long === short.padEnd(long.length, '0');
}

function isMistyped(left: string, right: string): boolean {
  return left.length === right.length && differingPlaces(left, right).length === 1;
}
