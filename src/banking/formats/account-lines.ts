/**
 * The lines of one account of a table, kept or only surveyed.
 *
 * 1. Both find the same order and the same breaks, except that only lines that are kept can be rearranged.
 * 2. A survey holds two lines and the first breaks of either direction, however long the file is.
 */
import { fen, type Fen } from '../../kernel/fen.js';
import { balanceBeforeFen, follows, type StatementLine } from '../rules/bank-line.js';
import { proveOrder, type ProvedOrder } from '../rules/chain-lines.js';
import type { StatementProblem } from '../rules/statement-problem.js';
import { oldestFirst, turnoverFen } from './running-balance.js';
import type { AccountEnds, OldestLine, UnbalancedLine } from './unbalanced-line.js';

interface ReadProof {
  readonly balances: 'read';
  readonly order: ProvedOrder<StatementLine>['order'];
  readonly breaks: ProvedOrder<StatementLine>['breaks'];
  readonly lines: readonly StatementLine[];
  readonly ends: AccountEnds;
  /** Lines of the file that carry no balance, though others do. */
  readonly fileLines: readonly number[];
  readonly balanceProblems: readonly StatementProblem[];
}

interface AbsentProof {
  readonly balances: 'absent';
  /** Whether the file runs from new to old. */
  readonly turned: boolean;
  readonly turnoverFen: Fen;
  readonly lines: readonly UnbalancedLine[];
  readonly fileLines: readonly number[];
  readonly ends?: Omit<AccountEnds, 'openingFen' | 'closingFen'>;
  readonly oldest?: OldestLine;
}

export interface AccountLines {
  take(line: UnbalancedLine): void;
  noteBalance(problems: readonly StatementProblem[]): void;
  prove(): ReadProof | AbsentProof;
}

function isBalanced(line: UnbalancedLine): line is StatementLine {
  return line.balanceFen !== undefined;
}

/** The ends of lines in their proved order; there is at least one. */
export function endsOf(lines: readonly StatementLine[]): AccountEnds {
  const [first, last] = [lines[0], lines.at(-1)];
  if (first === undefined || last === undefined) throw new RangeError('an account of a file has at least one line');
  const closing = { through: last.bookedOn, closingFen: last.balanceFen };
  return { count: lines.length, from: first.bookedOn, openingFen: balanceBeforeFen(first), ...closing };
}

export class KeptLines implements AccountLines {
  private readonly lines: UnbalancedLine[] = [];
  private readonly balanceProblems: StatementProblem[] = [];

  take(line: UnbalancedLine): void {
    this.lines.push(line);
  }

  noteBalance(problems: readonly StatementProblem[]): void {
    this.balanceProblems.push(...problems);
  }

  prove(): ReadProof | AbsentProof {
    const balanced = this.lines.filter(isBalanced);
    if (balanced.length === 0) return this.withoutBalances();
    const { order, breaks, lines } = proveOrder(balanced);
    const fileLines = this.lines.flatMap((line) => (isBalanced(line) ? [] : [line.fileLine]));
    const { balanceProblems } = this;
    return { balances: 'read', order, breaks, lines, ends: endsOf(lines), fileLines, balanceProblems };
  }

  private withoutBalances(): AbsentProof {
    const { lines, turned } = oldestFirst(this.lines);
    const [first, last] = [lines[0], lines.at(-1)];
    const absent = { balances: 'absent', turned, turnoverFen: turnoverFen(lines), lines, fileLines: [] } as const;
    if (first === undefined || last === undefined) return absent;
    return { ...absent, ends: { count: lines.length, from: first.bookedOn, through: last.bookedOn }, oldest: first };
  }
}

/** As many breaks and odd rows as anybody reads. */
const MOST_KEPT = 200;

type Pair = readonly [StatementLine, StatementLine];

class Breaks {
  count = 0;
  readonly pairs: Pair[] = [];

  note(before: StatementLine, after: StatementLine): void {
    if (follows(before, after)) return;
    this.count += 1;
    if (this.pairs.length < MOST_KEPT) this.pairs.push([before, after]);
  }
}

export class SurveyedLines implements AccountLines {
  private readonly up = new Breaks();
  private readonly down = new Breaks();
  private readonly fileLines: number[] = [];
  private readonly balanceProblems: StatementProblem[] = [];
  private readonly all = { count: 0, turnoverFen: 0n };
  private balanced = 0;
  private firstMet: UnbalancedLine | undefined;
  private lastMet: UnbalancedLine | undefined;
  private first: StatementLine | undefined;
  private last: StatementLine | undefined;

  take(line: UnbalancedLine): void {
    this.all.count += 1;
    this.all.turnoverFen += line.inFen - line.outFen;
    this.firstMet ??= line;
    this.lastMet = line;
    if (!isBalanced(line)) {
      if (this.fileLines.length < MOST_KEPT) this.fileLines.push(line.fileLine);
      return;
    }
    this.balanced += 1;
    this.first ??= line;
    if (this.last !== undefined) {
      this.up.note(this.last, line);
      this.down.note(line, this.last);
    }
    this.last = line;
  }

  noteBalance(problems: readonly StatementProblem[]): void {
    if (this.balanceProblems.length < MOST_KEPT) this.balanceProblems.push(...problems);
  }

  prove(): ReadProof | AbsentProof {
    const { first, last, fileLines, balanceProblems } = this;
    if (first === undefined || last === undefined) return this.withoutBalances();
    const found = this.direction(last.bookedOn < first.bookedOn);
    const isDown = found === this.down;
    const [oldest, newest] = isDown ? [last, first] : [first, last];
    const ends = { ...endsOf([oldest, newest]), count: this.balanced };
    const order = found.count > this.balanced / 2 ? 'rearranged' : isDown ? 'descending' : 'ascending';
    const breaks = isDown ? [...found.pairs].reverse() : found.pairs;
    return { balances: 'read', order, breaks, lines: [], ends, fileLines, balanceProblems };
  }

  /** The way the file runs: where both ways join, its days decide; where neither does, the way with fewer breaks. */
  private direction(isBackwards: boolean): Breaks {
    const { up, down } = this;
    const [likely, other] = isBackwards ? [down, up] : [up, down];
    if (likely.count === 0) return likely;
    if (other.count === 0) return other;
    return up.count <= down.count ? up : down;
  }

  private withoutBalances(): AbsentProof {
    const { firstMet, lastMet } = this;
    const absent = { balances: 'absent', turnoverFen: fen(this.all.turnoverFen), lines: [], fileLines: [] } as const;
    if (firstMet === undefined || lastMet === undefined) return { ...absent, turned: false };
    const turned = lastMet.bookedOn < firstMet.bookedOn;
    const [oldest, newest] = turned ? [lastMet, firstMet] : [firstMet, lastMet];
    const ends = { count: this.all.count, from: oldest.bookedOn, through: newest.bookedOn };
    return { ...absent, turned, ends, oldest };
  }
}
