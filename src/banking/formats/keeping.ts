/**
 * What becomes of the lines of a file while it is read.
 *
 * 1. `KeepAll` holds every line, so that even a rearranged file can be put in order. It is for files of ordinary size.
 * 2. `Survey` holds no line: ends, sums and whatever does not follow, which is enough to judge a file of any size. It
 *    remembers its findings as a plan.
 * 3. `HandOver` reads such a file once more by that plan and gives each line away at once, with its balance.
 */
import { fen, type Fen } from '../../kernel/fen.js';
import { KeptLines, SurveyedLines, type AccountLines } from './account-lines.js';
import { Entries, type BookedEntry } from './entries.js';
import { RepeatedTexts, type Keeping, type StatementPlan } from './line-keeping.js';
import type { AccountStatement } from './statement-reading.js';
import type { UnbalancedLine } from './unbalanced-line.js';
import type { StatementLine } from '../rules/bank-line.js';

export class KeepAll implements Keeping {
  readonly serials = new RepeatedTexts(true);

  account(): AccountLines {
    return new KeptLines();
  }

  forget(): void {
    // The reader drops what it held.
  }

  entries(): Entries {
    return new Entries((entry) => this.noteSerial(entry), []);
  }

  planned(): void {
    // The lines are there; nothing is read again.
  }

  private noteSerial({ values }: BookedEntry): void {
    if (values.serial !== undefined) this.serials.note(values.serial);
  }
}

export class Survey implements Keeping {
  readonly serials = new RepeatedTexts(false);
  readonly plans: (StatementPlan | undefined)[] = [];
  forgottenBefore = 0;

  account(): AccountLines {
    return new SurveyedLines();
  }

  forget(fileLine: number): void {
    this.forgottenBefore = fileLine;
  }

  entries(): Entries {
    return new Entries(({ values }) => {
      if (values.serial !== undefined) this.serials.note(values.serial);
    });
  }

  planned(plan: StatementPlan | undefined): void {
    this.plans.push(plan);
  }
}

export type TakeLine = (line: StatementLine) => void;

export class HandOver implements Keeping {
  readonly serials: RepeatedTexts;
  private readonly accounts: ReadonlyMap<string, AccountStatement>;
  private statement = 0;
  private count = 0;

  constructor(
    private readonly survey: Survey,
    statements: readonly AccountStatement[],
    private readonly take: TakeLine,
  ) {
    this.serials = survey.serials;
    this.accounts = new Map(statements.map((each) => [each.accountNumber, each]));
  }

  account(accountNumber: string): AccountLines {
    const found = this.accounts.get(accountNumber);
    const balances = found === undefined ? undefined : new RunningBalance(found.ends, found.order === 'descending');
    return {
      take: (line) => {
        if (line.fileLine <= this.survey.forgottenBefore || found === undefined) return;
        if (found.balances === 'computed') this.take({ ...line, balanceFen: balances?.after(line) ?? fen(0n) });
        else if (line.balanceFen !== undefined) this.take({ ...line, balanceFen: line.balanceFen });
      },
      noteBalance: () => undefined,
      prove: () => ({ balances: 'absent', turned: false, turnoverFen: fen(0n), lines: [], fileLines: [] }),
    };
  }

  forget(): void {
    // The survey knows already where the table begins.
  }

  entries(): Entries {
    const plan = this.survey.plans[this.statement];
    this.statement += 1;
    if (plan === undefined) return new Entries(() => undefined);
    const balances = new RunningBalance(plan, plan.order === 'descending');
    return new Entries((entry) => {
      this.count += 1;
      const { serial, ...values } = signedValues(entry, plan.isTurned);
      const named = serial === undefined || this.serials.has(serial) ? {} : { serial };
      const { accountNumber } = plan;
      this.take({ accountNumber, ...named, ...values, balanceFen: balances.after(values), lineNo: this.count });
    });
  }

  planned(): void {
    // Planned by the survey.
  }
}

/** The values of an entry, with the sides of a reversal turned round where its statement needs that. */
export function signedValues({ values, isReversal }: BookedEntry, isTurned: boolean): BookedEntry['values'] {
  return isTurned && isReversal === true ? { ...values, outFen: values.inFen, inFen: values.outFen } : values;
}

/** Balances of lines as they come, oldest first from the opening or newest first from the closing. */
class RunningBalance {
  private balance: bigint;

  constructor(
    ends: { readonly openingFen: Fen; readonly closingFen: Fen },
    private readonly isDescending: boolean,
  ) {
    this.balance = isDescending ? ends.closingFen : ends.openingFen;
  }

  after({ inFen, outFen }: Pick<UnbalancedLine, 'inFen' | 'outFen'>): Fen {
    const net = inFen - outFen;
    if (!this.isDescending) return fen((this.balance += net));
    const balance = this.balance;
    this.balance -= net;
    return fen(balance);
  }
}
