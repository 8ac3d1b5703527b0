/** Parts of hand-made leaves: what an attacker would change in one that is right. */
import { sha256 } from '../../src/kernel/hash.js';
import { makeDisclosure } from '../../src/log/rules/index.js';
import { SeededRandomness } from '../kernel/seeded-randomness.js';
import { rawLeaf, type Ground, type RawItem, type RawLeaf } from './raw-append.js';

export const one =
  (changes: RawLeaf) =>
  (ground: Ground): readonly RawItem[] => [{ leaf: rawLeaf(ground, changes) }];
export const minutesAgo = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();
export const pair = (debit: readonly unknown[], credit: readonly unknown[]): RawLeaf => ({ lines: [debit, credit] });
export const linesOf = (...rows: readonly string[]): readonly (readonly unknown[])[] =>
  rows.map((row) => [...row.split(' '), '', []]);
export const spend = (on: string, fen: string): RawLeaf => ({
  event_on: on,
  period: on.slice(0, 7),
  no: `记-${on.slice(0, 4)}${on.slice(5, 7)}-0003`,
  lines: linesOf(`5009 PR D ${fen}`, `100201 PR C ${fen}`),
});

export function numbered(nth: number): RawLeaf {
  return { no: `记-202505-000${nth + 1}`, id: `0197a3c0-0000-7000-8000-00000000001${nth}` };
}

export function red(original: string | undefined, fen = '-100', fund = 'PR', income = '400208'): RawLeaf {
  return {
    kind: 'red',
    refs: original === undefined ? [] : [['reverses', original]],
    lines: linesOf(`100201 ${fund} D ${fen}`, `${income} ${fund} C ${fen}`),
  };
}

export function secret(name: string, value: string): { text: string; digest: string } {
  return makeDisclosure({ name, value }, new SeededRandomness(sha256(name + value).toString('hex')));
}

export function periodOfToday(): RawLeaf {
  const month = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 7);
  return { period: month, no: `记-${month.replace('-', '')}-0001` };
}
