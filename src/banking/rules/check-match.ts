/**
 * Whether a person may say that some bank lines and some vouchers are the same.
 *
 * 1. Every line and every voucher named is known, named once, and belongs to no match that stands.
 *    What was before the books (older lines, and the voucher that carries the opening balance) is compared as a balance
 *    and matched with nothing: else a line would be gone from the list though no voucher explains it.
 * 2. The lines add up to what the vouchers do on the account, to the fen. Lines without a voucher must cancel each
 *    other.
 * 3. Lines cancel each other without a voucher only where the bank ties them together, or a rule had proposed it.
 * 4. A voucher that was corrected later stands only together with its corrections, where they change the account.
 *
 * All violations are returned.
 */
import type { CalendarDate } from '../../kernel/calendar.js';
import { formatFen, sumFen } from '../../kernel/fen.js';
import type { Violation } from '../../kernel/violation.js';
import { lineNetFen, type KeyedLine } from './bank-line.js';
import type { PlacedMatch } from './match-leaf.js';
import type { AccountMatching } from './matching/match-account.js';
import type { Match, StandingMatch } from './matching/match.js';
import type { Movement } from './movement.js';
import { unrelatedFen } from './related-lines.js';

export interface MatchSides {
  /** Places of the lines in the log. */
  readonly lineIds: readonly string[];
  readonly voucherNos: readonly string[];
}

export interface CheckMatchFacts {
  readonly lines: ReadonlyMap<string, KeyedLine>;
  readonly movements: readonly Movement[];
  readonly standing: readonly StandingMatch[];
  /** The first day of the books. */
  readonly booksFrom: CalendarDate;
}

export function checkMatch(sides: MatchSides, facts: CheckMatchFacts, matching?: AccountMatching): Violation[] {
  const byNumber = new Map(facts.movements.map((movement) => [movement.voucherNo, movement]));
  const unknown = [
    ...unknownLines(sides.lineIds, facts.lines),
    ...sides.voucherNos.flatMap((number, index) =>
      byNumber.has(number) ? [] : [{ code: 'MATCH_VOUCHER_UNKNOWN', at: `vouchers[${index}]`, facts: { number } }],
    ),
  ];
  if (unknown.length > 0) return unknown;
  const lines = sides.lineIds.flatMap((id) => facts.lines.get(id) ?? []);
  const movements = sides.voucherNos.flatMap((number) => byNumber.get(number) ?? []);
  return [
    ...repeatedSides(sides),
    ...sidesBeforeBooks(lines, movements, facts.booksFrom),
    ...takenSides(sides, lines, facts.standing),
    ...unequalSums(lines, movements),
    ...(matching !== undefined && proposalOf(sides, lines, matching) !== undefined
      ? []
      : unrelatedLines(lines, movements)),
    ...missingCorrections(sides.voucherNos, facts.movements),
  ];
}

function unknownLines(lineIds: readonly string[], lines: ReadonlyMap<string, KeyedLine>): Violation[] {
  return lineIds.flatMap((line, index) =>
    lines.has(line) ? [] : [{ code: 'BANK_LINE_UNKNOWN', at: `lines[${index}]`, facts: { line } }],
  );
}

function repeatedSides({ lineIds, voucherNos }: MatchSides): Violation[] {
  const repeated = (at: string, sides: readonly string[]): Violation[] =>
    sides.flatMap((side, index) =>
      sides.indexOf(side) < index ? [{ code: 'MATCH_SIDE_TWICE', at: `${at}[${index}]`, facts: { side } }] : [],
    );
  return [...repeated('lines', lineIds), ...repeated('vouchers', voucherNos)];
}

function sidesBeforeBooks(
  lines: readonly KeyedLine[],
  movements: readonly Movement[],
  booksFrom: CalendarDate,
): Violation[] {
  const before = (at: string): Violation => ({ code: 'MATCH_BEFORE_BOOKS', at, facts: { booksFrom } });
  return [
    ...lines.flatMap(({ bookedOn }, index) => (bookedOn < booksFrom ? [before(`lines[${index}]`)] : [])),
    ...movements.flatMap(({ kind }, index) => (kind === 'opening' ? [before(`vouchers[${index}]`)] : [])),
  ];
}

function takenSides(sides: MatchSides, lines: readonly KeyedLine[], standing: readonly StandingMatch[]): Violation[] {
  const matchOf = new Map<string, string>();
  for (const match of standing) {
    for (const side of [...match.lineKeys, ...match.voucherNos, ...match.cancelled]) matchOf.set(side, match.id);
  }
  const taken = (at: string, side: string): Violation[] => {
    const match = matchOf.get(side);
    return match === undefined ? [] : [{ code: 'MATCH_TAKEN', at, facts: { match } }];
  };
  return [
    ...lines.flatMap((line, index) => taken(`lines[${index}]`, line.key)),
    ...sides.voucherNos.flatMap((number, index) => taken(`vouchers[${index}]`, number)),
  ];
}

function unequalSums(lines: readonly KeyedLine[], movements: readonly Movement[]): Violation[] {
  const bankFen = sumFen(lines.map(lineNetFen));
  const bookFen = sumFen(movements.map((movement) => movement.netFen));
  if (bankFen === bookFen) return [];
  const difference = formatFen(bankFen > bookFen ? bankFen - bookFen : bookFen - bankFen);
  return [{ code: 'MATCH_SUMS_DIFFER', facts: { bank: formatFen(bankFen), book: formatFen(bookFen), difference } }];
}

function unrelatedLines(lines: readonly KeyedLine[], movements: readonly Movement[]): Violation[] {
  const amount = unrelatedFen(lines, movements);
  return amount === 0n ? [] : [{ code: 'MATCH_LINES_UNRELATED', at: 'lines', facts: { amount: formatFen(amount) } }];
}

/** A voucher whose later corrections change the account, and are not named beside it. */
function missingCorrections(voucherNos: readonly string[], movements: readonly Movement[]): Violation[] {
  const named = new Set(voucherNos);
  return voucherNos.flatMap((number, index) => {
    const later = laterCorrections(number, movements).filter((movement) => !named.has(movement.voucherNo));
    if (sumFen(later.map((movement) => movement.netFen)) === 0n) return [];
    const by = later.map((movement) => movement.voucherNo).join('、');
    return [{ code: 'MATCH_VOUCHER_CORRECTED', at: `vouchers[${index}]`, facts: { number, by } }];
  });
}

function laterCorrections(number: string, movements: readonly Movement[]): Movement[] {
  const seen = new Set([number]);
  const found: Movement[] = [];
  for (let before = -1; before < found.length;) {
    before = found.length;
    for (const movement of movements) {
      if (movement.corrects === undefined || !seen.has(movement.corrects) || seen.has(movement.voucherNo)) continue;
      seen.add(movement.voucherNo);
      found.push(movement);
    }
  }
  return found;
}

/** The rule's name where a person put lines and vouchers together that no rule had proposed. */
export const PERSON_RULE = 'person';

/** The match as the log keeps it: a proposal that the person confirmed keeps its rule and its reason. */
export function personMatch(sides: MatchSides, facts: CheckMatchFacts, matching: AccountMatching): PlacedMatch {
  const lines = sides.lineIds.flatMap((id) => facts.lines.get(id) ?? []);
  const netFen = sumFen(lines.map(lineNetFen));
  const proposal = proposalOf(sides, lines, matching);
  if (proposal !== undefined) {
    const { rule, score, voucherNos, cancelled } = proposal;
    const explanation = `${proposal.explanation}；经人核对`;
    return { rule, score, explanation, netFen, lineIds: sides.lineIds, voucherNos, cancelled };
  }
  const what = sides.voucherNos.length === 0 ? '互相抵销' : `就是凭证 ${listed(sides.voucherNos)}`;
  const count = lines.length === 1 ? '这笔银行流水' : `这 ${String(lines.length)} 笔银行流水`;
  const explanation = `经人核对：${count}（${amountWords(netFen)}）${what}`;
  return { rule: PERSON_RULE, score: 100, explanation, netFen, ...sides, cancelled: [] };
}

/** What a rule had found of the very same lines and vouchers. */
function proposalOf(sides: MatchSides, lines: readonly KeyedLine[], matching: AccountMatching): Match | undefined {
  const wanted = sidesText(
    lines.map((line) => line.key),
    sides.voucherNos,
  );
  const found = [...matching.likely, ...matching.certain, ...matching.linePairs];
  return found.find((match) => sidesText(match.lineKeys, [...match.voucherNos, ...match.cancelled]) === wanted);
}

function sidesText(lineKeys: readonly string[], voucherNos: readonly string[]): string {
  return JSON.stringify([[...lineKeys].sort(), [...voucherNos].sort()]);
}

const MOST_LISTED = 5;

function listed(numbers: readonly string[]): string {
  const shown = numbers.slice(0, MOST_LISTED).join('、');
  return numbers.length > MOST_LISTED ? `${shown} 等 ${String(numbers.length)} 张` : shown;
}

function amountWords(netFen: bigint): string {
  if (netFen === 0n) return '合计为零';
  return netFen > 0n ? `收 ${formatFen(netFen)} 元` : `付 ${formatFen(-netFen)} 元`;
}
