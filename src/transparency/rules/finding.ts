/**
 * What a verification found.
 *
 * 1. Every finding is counted by its code; only the texts are capped, so that a ruined log is still reported in full
 *    numbers.
 * 2. The first bad sequence number is the lowest of any error that has one, in whatever order the errors were found.
 * 3. A warning never makes a log bad.
 */
import type { Violation } from '../../kernel/violation.js';

/** A violation with the log position that it belongs to; sums over many leaves have none. */
export interface Finding extends Violation {
  readonly seq?: bigint;
}

type Facts = Readonly<Record<string, string>>;

/** Findings kept with their facts. Everything beyond is counted only. */
const KEPT = 200;

export class Findings {
  readonly #errors: Finding[] = [];
  readonly #warnings: Finding[] = [];
  readonly #counts = new Map<string, number>();
  #errorCount = 0;
  #warningCount = 0;
  #firstBad: number | undefined;

  error(code: string, seq?: number, facts: Facts = {}): void {
    this.#errorCount += 1;
    this.#count(code);
    if (seq !== undefined && (this.#firstBad === undefined || seq < this.#firstBad)) this.#firstBad = seq;
    keep(this.#errors, finding(code, seq, facts));
  }

  /** Findings of the wing `log`, which name their place and their number themselves. */
  violations(found: readonly Violation[], seq: number): void {
    for (const { code, at, facts } of found) this.error(code, seq, { ...facts, ...(at === undefined ? {} : { at }) });
  }

  warning(code: string, seq: number | undefined, facts: Facts = {}): void {
    this.#warningCount += 1;
    this.#count(code);
    keep(this.#warnings, finding(code, seq, facts));
  }

  #count(code: string): void {
    this.#counts.set(code, (this.#counts.get(code) ?? 0) + 1);
  }

  get errorCount(): number {
    return this.#errorCount;
  }

  get warningCount(): number {
    return this.#warningCount;
  }

  get firstBadSeq(): number | undefined {
    return this.#firstBad;
  }

  /** The errors that were kept, lowest position first, those without one last. */
  get errors(): readonly Finding[] {
    return byPosition(this.#errors);
  }

  get warnings(): readonly Finding[] {
    return byPosition(this.#warnings);
  }

  get counts(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#counts);
  }
}

function finding(code: string, seq: number | undefined, facts: Facts): Finding {
  const { at, ...rest } = facts;
  return {
    code,
    ...(at === undefined ? {} : { at }),
    facts: { ...rest, ...(seq === undefined ? {} : { seq: String(seq) }) },
    ...(seq === undefined ? {} : { seq: BigInt(seq) }),
  };
}

function keep(list: Finding[], one: Finding): void {
  if (list.length < KEPT) {
    list.push(one);
    return;
  }
  // The lowest positions are the news: a finding with a number takes the place of one that has none or a higher one.
  const last = list.reduce((worst, other, index) => (isAfter(other, list[worst]) ? index : worst), 0);
  if (isAfter(list[last], one)) list[last] = one;
}

function isAfter(one: Finding | undefined, other: Finding | undefined): boolean {
  if (other?.seq === undefined) return false;
  return one?.seq === undefined || one.seq > other.seq;
}

function byPosition(list: readonly Finding[]): readonly Finding[] {
  return list.toSorted((one, other) => {
    if (one.seq === other.seq) return 0;
    return isAfter(one, other) ? 1 : -1;
  });
}
