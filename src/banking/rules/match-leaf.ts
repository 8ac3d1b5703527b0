/**
 * Matches as the log keeps them.
 *
 * 1. A bank line is named by its place in the log, "57.12": the leaf that brought it and its place inside. Neither
 *    counterparty nor remark can be guessed from that.
 * 2. The first leaf that tells of a match gives it its id: the leaf's position and the match's place, "61.3".
 * 3. A leaf is public, so it holds no word of the bank; explanations are templates over days, amounts and vouchers.
 * 4. A run's matches are cut into as many leaves as they need; a match that no leaf can hold is left out and counts as
 *    a live one at every look.
 * 5. What is read back is judged like foreign input: an entry of another shape is none.
 */
import type { LeafObject, LeafValue } from '../../kernel/canonical.js';
import { fen, MAX_FEN } from '../../kernel/fen.js';
import { screenPublicText } from '../../kernel/public-text.js';
import { BANK_MATCH } from './record-types.js';
import type { Match } from './matching/match.js';

/** A match with its lines named by their places in the log. */
export type PlacedMatch = Omit<Match, 'lineKeys' | 'rivals'> & { readonly lineIds: readonly string[] };

export type MatchMaker = 'engine' | 'person';

export interface MatchLeafFacts {
  readonly bankAccountId: string;
  readonly by: string;
  readonly recordedAt: Date;
  readonly how: MatchMaker;
}

/** Room for the matches of one leaf; the rest of it is small. */
const ROOM_BYTES = 15_000;

export function matchLeaves(matches: readonly PlacedMatch[], facts: MatchLeafFacts): LeafObject[] {
  const leaves: LeafValue[][] = [];
  let room = 0;
  for (const match of matches) {
    const entry = entryOf(match);
    const size = Buffer.byteLength(JSON.stringify(entry), 'utf8') + 1;
    if (size > ROOM_BYTES) continue;
    if (size > room) {
      leaves.push([]);
      room = ROOM_BYTES;
    }
    leaves.at(-1)?.push(entry);
    room -= size;
  }
  return leaves.map((entries) => ({
    t: BANK_MATCH,
    by: facts.by,
    how: facts.how,
    matches: entries,
    recorded_at: facts.recordedAt.toISOString(),
    subject: facts.bankAccountId,
  }));
}

function entryOf(match: PlacedMatch): LeafValue {
  const { rule, score, netFen, lineIds, voucherNos, cancelled, explanation } = match;
  return [rule, String(score), netFen.toString(), lineIds, voucherNos, cancelled, publicWords(explanation)];
}

/** Should an explanation ever look as if it named somebody, the log does not get it. */
function publicWords(explanation: string): string {
  return screenPublicText(explanation).length === 0 ? explanation : '按规则对上，金额相同';
}

/** The matches of a leaf in their order; an entry that is none keeps its place, so that ids never shift. */
export function matchesOfLeaf(leaf: LeafObject): (PlacedMatch | undefined)[] {
  const { matches } = leaf;
  return Array.isArray(matches) ? (matches as readonly LeafValue[]).map(matchOfEntry) : [];
}

const ENTRY_LENGTH = 7;

function matchOfEntry(entry: LeafValue): PlacedMatch | undefined {
  if (typeof entry === 'string' || entry.length !== ENTRY_LENGTH) return undefined;
  const [rule, score, net, lineIds, voucherNos, cancelled, explanation] = entry;
  if (typeof rule !== 'string' || typeof explanation !== 'string') return undefined;
  const [points, netFen] = [wholeNumber(score), wholeFen(net)];
  if (points === undefined || netFen === undefined) return undefined;
  if (!isTexts(lineIds) || !isTexts(voucherNos) || !isTexts(cancelled)) return undefined;
  return { rule, score: points, netFen: fen(netFen), lineIds, voucherNos, cancelled, explanation };
}

function isTexts(value: LeafValue | undefined): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}

function wholeNumber(text: LeafValue | undefined): number | undefined {
  return typeof text === 'string' && /^\d{1,3}$/.test(text) ? Number(text) : undefined;
}

function wholeFen(text: LeafValue | undefined): bigint | undefined {
  if (typeof text !== 'string' || !/^(0|-?[1-9]\d{0,17})$/.test(text)) return undefined;
  const amount = BigInt(text);
  return amount > MAX_FEN || amount < -MAX_FEN ? undefined : amount;
}
