/**
 * Joining a statement to what is already known of the account.
 *
 * 1. Importing the same lines again, in any split, overlap or order, adds nothing and changes nothing.
 * 2. A line is the same line when its bank serial is; without serials, when day, amounts, balance and counterparty
 *    are and its neighbours do not contradict it, so identical twins in two files both survive.
 * 3. A serial that stands for two contents, or lines that claim the same days and do not join, are refused with both
 *    readings.
 * 4. A statement that does not join leaves a named gap; it is kept, since the missing lines may come later.
 * 5. Every line gets a key that is unique in the account and names no counterparty.
 */
import { invariant } from '../../kernel/invariant.js';
import {
  describeLine,
  differences,
  fingerprint,
  follows,
  type BankLine,
  type KeyedLine,
  type Words,
} from './bank-line.js';
import { chainLines, type Chain, type Gap, type Segment } from './chain-lines.js';
import type { StatementProblem } from './statement-problem.js';

export interface Joining<L extends BankLine> {
  /** The lines to add, in the order given, with their keys. Empty where there are violations. */
  readonly fresh: readonly (L & { readonly key: string })[];
  /** How many of the incoming lines were known before. */
  readonly repeated: number;
  readonly violations: readonly StatementProblem[];
  /** Keys of the known lines that incoming ones were taken for, without help of a serial. */
  readonly taken: readonly string[];
  /** What the account's lines prove once the fresh ones are added. */
  readonly segments: readonly Segment[];
  readonly gaps: readonly Gap[];
}

interface Sorting<L extends BankLine> {
  readonly fresh: readonly L[];
  readonly repeated: number;
  readonly taken: readonly string[];
  readonly violations: readonly StatementProblem[];
}

/** Where the incoming lines come from. */
export interface JoiningPlace {
  /** Named in the violations. */
  readonly file?: string;
  /** Known lines that earlier pieces of the same file were taken for, or became: none of them is met twice. */
  readonly taken?: ReadonlySet<string>;
  /** Lines of the same file that may stand directly before and after these; their balances decide whether they do. */
  readonly before?: BankLine | undefined;
  readonly after?: BankLine | undefined;
}

/**
 * Joins lines of one account, in their proved order, to those already kept, which stand file by file as they came. Of
 * those it is enough to know the ones of the same days, of the days beside them, and of the same serials.
 */
export function joinLines<L extends BankLine>(
  known: readonly KeyedLine[],
  incoming: readonly L[],
  place: JoiningPlace = {},
): Joining<L> {
  const { file } = place;
  const account = known[0]?.accountNumber ?? incoming[0]?.accountNumber;
  invariant(
    [...known, ...incoming].every((line) => line.accountNumber === account),
    'lines of one account are joined at a time',
  );
  const read = (neighboursCount: boolean): Sorting<L> =>
    sortOut(known, incoming, file, recogniser(known, incoming, { ...place, neighboursCount }));
  const aware = read(true);
  const awareChain = chainLines<BankLine>([...known, ...aware.fresh]);
  // Where the neighbours only make things worse, the plain reading names the line that differs.
  const sorting = awareChain.overlaps.length === 0 ? aware : read(false);
  const chain = sorting === aware ? awareChain : chainLines<BankLine>([...known, ...sorting.fresh]);
  const violations = [...sorting.violations, ...contradictions(chain, new Set<BankLine>(sorting.fresh), file)];
  const fresh = violations.length > 0 ? [] : keyLines(sorting.fresh, known);
  const { segments, gaps } = chain;
  return { fresh, repeated: sorting.repeated, taken: sorting.taken, violations, segments, gaps };
}

function sortOut<L extends BankLine>(
  known: readonly KeyedLine[],
  incoming: readonly L[],
  file: string | undefined,
  same: Recogniser<L>,
): Sorting<L> {
  const bySerial = new Map<string, BankLine>();
  for (const line of known) if (line.serial !== undefined) bySerial.set(line.serial, line);
  const violations: StatementProblem[] = [];
  const taken: string[] = [];
  const fresh = incoming.filter((line) => {
    const before = line.serial === undefined ? undefined : bySerial.get(line.serial);
    if (before !== undefined) {
      violations.push(...serialDiffers(before, line, file));
      return false;
    }
    const twin = same(line);
    if (twin !== undefined) {
      taken.push(twin.key);
      return false;
    }
    if (line.serial !== undefined) bySerial.set(line.serial, line);
    return true;
  });
  return { fresh, repeated: incoming.length - fresh.length, taken, violations };
}

function serialDiffers(known: BankLine, read: BankLine, file: string | undefined): StatementProblem[] {
  const differs = differences(known, read);
  if (differs === undefined) return [];
  const facts = { serial: read.serial ?? '', differsZh: differs.zh, differsEn: differs.en, ...readings(known, read) };
  return [problemAt('STATEMENT_SERIAL_DIFFERS', read, file, facts)];
}

function readings(known: BankLine, read: BankLine): Record<string, string> {
  const [before, now] = [describeLine(known), describeLine(read)];
  return { knownZh: before.zh, knownEn: before.en, readZh: now.zh, readEn: now.en };
}

type Recogniser<L> = (line: L) => KeyedLine | undefined;

/** The known line, not yet taken, that is the same one without help of a serial; asked once for each line. */
function recogniser<L extends BankLine>(
  known: readonly KeyedLine[],
  incoming: readonly L[],
  place: JoiningPlace & { readonly neighboursCount: boolean },
): Recogniser<L> {
  if ([...known, ...incoming].every((line) => line.serial !== undefined)) return () => undefined;
  const ordered = chainLines(known).placed.map((place) => place.line);
  const { taken = new Set(), neighboursCount } = place;
  // Known lines stand beside each other as their own files gave them: the chain cannot know where a round begins.
  const around = { known: neighbours(known), incoming: neighbours(incoming, place) };
  const free = new Map<string, KeyedLine[]>();
  for (const line of ordered) {
    if (taken.has(line.key)) continue;
    const print = around.known.get(line)?.self ?? '';
    const twins = free.get(print);
    if (twins === undefined) free.set(print, [line]);
    else twins.push(line);
  }
  return (line) => {
    const own = around.incoming.get(line);
    const twins = free.get(own?.self ?? '') ?? [];
    const index = twins.findIndex((twin) => {
      if (line.serial !== undefined && twin.serial !== undefined) return false;
      return !neighboursCount || agree(around.known.get(twin), own);
    });
    return index < 0 ? undefined : twins.splice(index, 1)[0];
  };
}

interface Neighbours {
  readonly self: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** The fingerprints of each line and of those on both sides that its balance proves to be its neighbours. */
function neighbours(ordered: readonly BankLine[], outside: JoiningPlace = {}): Map<BankLine, Neighbours> {
  const prints = ordered.map(fingerprint);
  const around = new Map<BankLine, Neighbours>();
  ordered.forEach((line, index) => {
    const before = index === 0 ? outside.before : ordered[index - 1];
    const after = ordered[index + 1] ?? outside.after;
    around.set(line, {
      self: prints[index] ?? '',
      before: before !== undefined && follows(before, line) ? (prints[index - 1] ?? fingerprint(before)) : undefined,
      after: after !== undefined && follows(line, after) ? (prints[index + 1] ?? fingerprint(after)) : undefined,
    });
  });
  return around;
}

function agree(left: Neighbours | undefined, right: Neighbours | undefined): boolean {
  const fits = (one: string | undefined, other: string | undefined): boolean =>
    one === undefined || other === undefined || one === other;
  return fits(left?.before, right?.before) && fits(left?.after, right?.after);
}

function contradictions(chain: Chain, fresh: ReadonlySet<BankLine>, file: string | undefined): StatementProblem[] {
  return chain.overlaps.map(({ left, right }) => {
    const [known, read] = fresh.has(right) || !fresh.has(left) ? [left, right] : [right, left];
    return problemAt('STATEMENT_CONTRADICTS', read, file, readings(known, read));
  });
}

function problemAt(
  code: string,
  line: BankLine,
  file: string | undefined,
  facts: Readonly<Record<string, string>>,
): StatementProblem {
  const fileLine = 'fileLine' in line && typeof line.fileLine === 'number' ? line.fileLine : undefined;
  const { zh, en } = placeWords(file, fileLine);
  const where = [file, fileLine].filter((part) => part !== undefined).join(':');
  return {
    code,
    ...(where === '' ? {} : { at: where }),
    ...(file === undefined ? {} : { file }),
    ...(fileLine === undefined ? {} : { line: fileLine }),
    facts: { placeZh: zh, placeEn: en, ...facts },
  };
}

function placeWords(file: string | undefined, line: number | undefined): Words {
  const [fileZh, fileEn] = file === undefined ? ['', ''] : [`文件 ${file} `, file];
  const [lineZh, lineEn] = line === undefined ? ['', ''] : [`第 ${String(line)} 行：`, `line ${String(line)}`];
  const en = [fileEn, lineEn].filter((part) => part !== '').join(' ');
  return { zh: `${fileZh}${lineZh}`, en: en === '' ? '' : `${en}: ` };
}

/** Gives lines keys that none of `taken` has: the bank's serial, else day, amounts and balance with the occurrence. */
export function keyLines<L extends BankLine>(
  lines: readonly L[],
  taken: readonly KeyedLine[] = [],
): (L & { readonly key: string })[] {
  const used = new Set(taken.map((line) => line.key));
  const occurrences = new Map<string, number>();
  return lines.map((line) => {
    if (line.serial !== undefined) return { ...line, key: `serial:${line.serial}` };
    const stem = `line:${line.bookedOn}:${String(line.inFen - line.outFen)}:${String(line.balanceFen)}`;
    let occurrence = occurrences.get(stem) ?? 1;
    while (used.has(`${stem}#${String(occurrence)}`)) occurrence += 1;
    occurrences.set(stem, occurrence + 1);
    return { ...line, key: `${stem}#${String(occurrence)}` };
  });
}
