/** What every way to keep the lines of a file has in common. */
import type { Fen } from '../../kernel/fen.js';
import type { AccountLines } from './account-lines.js';
import type { Entries } from './entries.js';
import { SeenTexts } from './seen-texts.js';

/** What a booked statement of the file was found to be; `undefined` in the plan where its lines join no account. */
export interface StatementPlan {
  readonly accountNumber: string;
  readonly isTurned: boolean;
  readonly order: 'ascending' | 'descending';
  readonly openingFen: Fen;
  readonly closingFen: Fen;
}

export interface Keeping {
  account(accountNumber: string): AccountLines;
  /** A table begins anew at this line of the file: what came before it was no statement. */
  forget(fileLine: number): void;
  entries(): Entries;
  /** What each statement made of `entries()` was found to be, in their order. */
  planned(plan: StatementPlan | undefined): void;
  readonly serials: RepeatedTexts;
}

/** References that stand for several lines say nothing about which is which. */
export class RepeatedTexts {
  private readonly seen: SeenTexts;
  private readonly repeated: SeenTexts;

  constructor(isExact: boolean) {
    this.seen = new SeenTexts(isExact);
    this.repeated = new SeenTexts(isExact);
  }

  note(text: string): void {
    if (!this.seen.add(text)) this.repeated.add(text);
  }

  has(text: string): boolean {
    return this.repeated.has(text);
  }
}
