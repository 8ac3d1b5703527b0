/**
 * What may be proposed to a person for the lines that stay open.
 *
 * 1. Everything that some rule finds likely, and what it would find certain but for a match that a person has undone.
 * 2. What a person has undone is not proposed again: neither that very match, nor, where it was one line and one
 *    voucher, any match that joins the two.
 * 3. At most a few for each line, the surest first; each says how many others want one of its lines or vouchers.
 */
import { compareText } from '../bank-line.js';
import { placesOf, type Finding } from './ground.js';
import type { RefusedMatch } from './match.js';

const MOST_A_LINE = 5;

export interface Proposal {
  readonly finding: Finding;
  readonly rivals: number;
}

export function proposals(findings: readonly Finding[], refused: readonly RefusedMatch[]): Proposal[] {
  const known = new Map<string, Finding>();
  const isUndone = undoneTest(refused);
  for (const finding of findings) {
    if (isUndone(finding)) continue;
    const name = nameOf(keysOf(finding), numbersOf(finding));
    const earlier = known.get(name);
    if (earlier === undefined || earlier.score < finding.score) known.set(name, finding);
  }
  const sorted = [...known].sort(([one, left], [other, right]) => right.score - left.score || compareText(one, other));
  const shown = fewForEachLine(sorted.map(([, finding]) => finding));
  const asked = new Map<string, number>();
  for (const place of shown.flatMap(placesOf)) asked.set(place, (asked.get(place) ?? 0) + 1);
  return shown.map((finding) => ({
    finding,
    rivals: Math.max(...placesOf(finding).map((place) => (asked.get(place) ?? 1) - 1)),
  }));
}

function keysOf(finding: Finding): string[] {
  return finding.views.map((view) => view.key);
}

function numbersOf(finding: Finding): string[] {
  return finding.units.flatMap((unit) => unit.left.map((member) => member.voucherNo));
}

function nameOf(keys: readonly string[], numbers: readonly string[]): string {
  return JSON.stringify([[...keys].sort(), [...numbers].sort()]);
}

function undoneTest(refused: readonly RefusedMatch[]): (finding: Finding) => boolean {
  const names = new Set(refused.map((match) => nameOf(match.lineKeys, match.voucherNos)));
  const pairs = new Set(
    refused
      .filter((match) => match.lineKeys.length === 1 && match.voucherNos.length === 1)
      .map((match) => nameOf(match.lineKeys, match.voucherNos)),
  );
  return (finding) => {
    const [keys, numbers] = [keysOf(finding), numbersOf(finding)];
    if (names.has(nameOf(keys, numbers))) return true;
    return pairs.size > 0 && keys.some((key) => numbers.some((number) => pairs.has(nameOf([key], [number]))));
  };
}

function fewForEachLine(sorted: readonly Finding[]): Finding[] {
  const counts = new Map<string, number>();
  return sorted.filter((finding) => {
    const most = Math.max(...keysOf(finding).map((key) => counts.get(key) ?? 0));
    for (const key of keysOf(finding)) counts.set(key, (counts.get(key) ?? 0) + 1);
    return most < MOST_A_LINE;
  });
}
