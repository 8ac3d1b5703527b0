/**
 * What the estate's own matches teach: "every month about the 18th, this other side, public lighting".
 *
 * 1. A rule is learned from matches of one line and one voucher that stand, three times or more, and from nothing else.
 * 2. It keeps a digest of the other side and the words of the estate's own vouchers; it names nobody.
 * 3. The same matches give the same rules, in the same order. A learned rule tells equal amounts apart and suggests a
 *    draft; it makes no match alone.
 */
import { base64url, sha256 } from '../../../kernel/hash.js';
import { compareText, lineNetFen, type KeyedLine } from '../bank-line.js';
import type { Movement } from '../movement.js';
import { shapeOf, type BookUnit } from './book-unit.js';
import { partyOf, type LineView } from './line-view.js';
import type { LearnedRule, Match } from './match.js';
import type { Agreement } from './topics.js';

const LEAST_TIMES = 3;
const DIGEST_LETTERS = 22;

/** A digest that tells other sides apart and names none of them. */
export function counterpartyDigest(party: string): string {
  return party === '' ? '' : base64url(sha256(`xinyi/counterparty/v1\n${party}`)).slice(0, DIGEST_LETTERS);
}

interface Seen {
  readonly counterparty: string;
  readonly direction: 'in' | 'out';
  readonly summary: string;
  readonly counterAccounts: readonly string[];
  readonly day: number;
}

export function learnRules(
  matches: readonly Match[],
  lines: readonly KeyedLine[],
  movements: readonly Movement[],
): LearnedRule[] {
  const byKey = new Map(lines.map((line) => [line.key, line]));
  const byNumber = new Map(movements.map((movement) => [movement.voucherNo, movement]));
  const sorts = new Map<string, Seen[]>();
  for (const match of matches) {
    const [line, movement] = [byKey.get(match.lineKeys[0] ?? ''), byNumber.get(match.voucherNos[0] ?? '')];
    if (match.lineKeys.length !== 1 || match.voucherNos.length !== 1) continue;
    if (line === undefined || movement === undefined || partyOf(line) === '') continue;
    const seen = seenIn(line, movement);
    const sort = JSON.stringify([seen.counterparty, seen.direction, seen.summary, seen.counterAccounts]);
    const list = sorts.get(sort);
    if (list === undefined) sorts.set(sort, [seen]);
    else list.push(seen);
  }
  const learned = [...sorts].filter(([, seen]) => seen.length >= LEAST_TIMES);
  return learned.map(([sort, seen]) => ruleOf(sort, seen)).sort((left, right) => compareText(left.id, right.id));
}

function seenIn(line: KeyedLine, movement: Movement): Seen {
  return {
    counterparty: counterpartyDigest(partyOf(line)),
    direction: lineNetFen(line) < 0n ? 'out' : 'in',
    summary: shapeOf(movement.summary),
    counterAccounts: movement.counterAccounts ?? [],
    day: Number(line.bookedOn.slice(8)),
  };
}

function ruleOf(sort: string, seen: readonly Seen[]): LearnedRule {
  const [first] = seen;
  if (first === undefined) throw new RangeError('a rule has been seen');
  const days = seen.map((each) => each.day);
  const { counterparty, direction, summary, counterAccounts } = first;
  const id = base64url(sha256(`xinyi/learned-rule/v1\n${sort}`)).slice(0, DIGEST_LETTERS);
  const span = { firstDay: Math.min(...days), lastDay: Math.max(...days) };
  return { id, counterparty, direction, ...span, summary, counterAccounts, times: seen.length };
}

/** Rules by the other side they speak of. The same few come again and again, so their digests are made once. */
export class LearnedRules {
  private readonly byParty = new Map<string, LearnedRule[]>();
  private readonly known = new Map<string, readonly LearnedRule[]>();

  constructor(rules: readonly LearnedRule[]) {
    for (const rule of rules) {
      const list = this.byParty.get(rule.counterparty);
      if (list === undefined) this.byParty.set(rule.counterparty, [rule]);
      else list.push(rule);
    }
  }

  /** The rules that speak of a line: of its other side and direction. */
  of(view: LineView): readonly LearnedRule[] {
    if (this.byParty.size === 0 || view.party === '') return [];
    const direction = view.netFen < 0n ? 'out' : 'in';
    const asked = `${direction}${view.party}`;
    const known = this.known.get(asked);
    if (known !== undefined) return known;
    const rules = this.byParty.get(counterpartyDigest(view.party)) ?? [];
    const speaking = rules.filter((rule) => rule.direction === direction);
    this.known.set(asked, speaking);
    return speaking;
  }

  agreement(view: LineView, unit: BookUnit): Agreement {
    const speaking = this.of(view);
    if (speaking.length === 0) return 'silent';
    return speaking.some((rule) => rule.summary === unit.shape) ? 'agree' : 'contradict';
  }
}

/** "每月 16 日至 18 日前后" */
export function daysInWords(rule: LearnedRule): string {
  if (rule.firstDay === rule.lastDay) return `每月 ${String(rule.firstDay)} 日前后`;
  return `每月 ${String(rule.firstDay)} 日至 ${String(rule.lastDay)} 日前后`;
}
