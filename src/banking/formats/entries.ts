import { fen, type Fen } from '../../kernel/fen.js';
import type { UnbalancedLine } from './unbalanced-line.js';

export type EntryValues = Omit<UnbalancedLine, 'accountNumber' | 'balanceFen' | 'lineNo'>;

export interface BookedEntry {
  readonly values: EntryValues;
  readonly isReversal?: boolean;
}

/**
 * The booked entries of one statement: always their sums and days, and the entries themselves only where `kept` is
 * given.
 */
export class Entries {
  private sent = 0n;
  private turned = 0n;
  private size = 0;
  private first: EntryValues | undefined;
  private last: EntryValues | undefined;

  constructor(
    private readonly onEntry: (entry: BookedEntry) => void,
    readonly kept?: BookedEntry[],
  ) {}

  push(entry: BookedEntry): void {
    const { values, isReversal } = entry;
    const net = values.inFen - values.outFen;
    this.sent += net;
    this.turned += isReversal === true ? -net : net;
    this.size += 1;
    this.first ??= values;
    this.last = values;
    this.kept?.push(entry);
    this.onEntry(entry);
  }

  get count(): number {
    return this.size;
  }

  /** What the entries add to the account as they were sent, and with all reversals turned round. */
  turnoverFen(isTurned: boolean): Fen {
    return fen(isTurned ? this.turned : this.sent);
  }

  /** The entries that came first and last in the file. */
  get outer(): readonly EntryValues[] {
    return this.first === undefined || this.last === undefined ? [] : [this.first, this.last];
  }

  /** The days of the entries that came first and last in the file. */
  get days(): readonly [first: EntryValues['bookedOn'], last: EntryValues['bookedOn']] | undefined {
    return this.first === undefined || this.last === undefined ? undefined : [this.first.bookedOn, this.last.bookedOn];
  }
}
