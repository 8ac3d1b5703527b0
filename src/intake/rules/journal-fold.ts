/**
 * The journal, read row by row in file order.
 *
 * 1. Rows go in, vouchers come out as soon as the next one begins; every problem is kept with its place.
 * 2. The memory needed is that of the numbers used (some sixty bytes each), of one cell for each cash account, fund and
 *    day, and of the corrections; not of the lines. A journal of a million lines is folded as it streams.
 * 3. A voucher with a problem of its own does not come out. Problems that only the whole journal shows (gaps,
 *    reversals, overdrawn funds) come with the end: nothing may be posted before `finish` has said that there are none.
 * 4. One mistake is reported once: a voucher torn apart is not also called unbalanced, and a fund into which an
 *    unreadable receipt went is not called overdrawn.
 */
import type { CalendarDate, Period } from '../../kernel/calendar.js';
import { fen } from '../../kernel/fen.js';
import type { Fen } from '../../kernel/fen.js';
import { isCashLike, SUSPENSE_FUND } from './cash-accounts.js';
import { CashDays } from './cash-days.js';
import { ChartIndex } from './chart-index.js';
import type { ChartAccount, NewAccount } from './chart-index.js';
import { draftOf } from './draft-of.js';
import { ProblemList } from './import-problem.js';
import type { Finding, ProblemReport } from './import-problem.js';
import { checkCorrections } from './journal-corrections.js';
import type { Correction } from './journal-corrections.js';
import type { JournalLine } from './journal-line.js';
import { cellsOf, signedFen } from './journal-line.js';
import { findGaps } from './journal-numbers.js';
import { checkVoucher } from './journal-voucher.js';
import type { CheckedVoucher, ScreenText, VoucherContext } from './journal-voucher.js';
import type { TextRow } from './text-row.js';
import type { VoucherDraft } from './voucher-draft.js';
import { compareNumbers, voucherNumber } from './voucher-number.js';
import type { VoucherNumber } from './voucher-number.js';
import { fingerprint, VoucherRegister } from './voucher-register.js';

export interface JournalContext {
  /** Name of the file in problems; `journal.csv` where none is given. */
  readonly file?: string;
  readonly today: CalendarDate;
  /** The estate's first day of books; earlier events are refused where it is given. */
  readonly openedOn?: CalendarDate;
  /** The estate's funds; the system's fund for unidentified money is always known. */
  readonly funds: readonly { readonly code: string; readonly kind: string }[];
  readonly chart: readonly ChartAccount[];
  readonly screen: ScreenText;
}

export interface JournalOutcome {
  /** The last voucher of the file, where it has no problem of its own. */
  readonly last?: VoucherDraft;
  readonly report: ProblemReport;
  readonly totals: JournalTotals;
  /** Accounts that the import has to create, by code. */
  readonly newAccounts: readonly NewAccount[];
  /** True where vouchers came in the order of their numbers, so that they can be posted as they stream. */
  readonly isOrdered: boolean;
}

export interface JournalTotals {
  readonly vouchers: number;
  readonly lines: number;
  readonly debitFen: Fen;
  readonly creditFen: Fen;
  readonly periods: readonly Period[];
}

/** More lines than any leaf has room for: the remainder of such a voucher is counted, not kept. */
const MOST_LINES = 500;

/** Problems that say nothing new of a voucher whose lines are torn apart. */
const ECHOES_OF_TEARING = new Set([
  'JOURNAL_UNBALANCED',
  'JOURNAL_FUND_UNBALANCED',
  'JOURNAL_TOO_FEW_LINES',
  'JOURNAL_LINE_NUMBERS',
]);

export class JournalFold {
  private readonly list: ProblemList;
  private readonly context: VoucherContext;
  private readonly register = new VoucherRegister();
  private readonly cash = new CashDays();
  private readonly tainted = new Set<string>();
  private readonly torn = new Set<string>();
  private readonly reds: Correction[] = [];
  private readonly corrected: Correction[] = [];
  private block: TextRow[] = [];
  private blockLines = 0;
  private vouchers = 0;
  private lines = 0;
  private debit = 0n;
  private credit = 0n;
  private previous: VoucherNumber | undefined;
  private isOrdered = true;
  private outcome: JournalOutcome | undefined;

  constructor(context: JournalContext) {
    this.list = new ProblemList(context.file ?? 'journal.csv');
    this.context = {
      today: context.today,
      funds: new Map([...context.funds.map(({ code, kind }) => [code, kind] as const), [SUSPENSE_FUND, SUSPENSE_FUND]]),
      chart: new ChartIndex(context.chart),
      screen: context.screen,
      ...(context.openedOn && { openedOn: context.openedOn }),
    };
  }

  /** Takes the next row, its cells in the order of `journalColumns`; gives the voucher that it ends, if it is sound. */
  push(row: TextRow): VoucherDraft | undefined {
    const draft = this.endsBlock(row) ? this.closeBlock() : undefined;
    this.blockLines += 1;
    this.lines += 1;
    if (this.block.length < MOST_LINES) this.block.push(row);
    return draft;
  }

  /** Problems of the table itself, found below the fold. */
  note(finding: Finding): void {
    this.list.add(finding);
  }

  /** Ends the journal. May be called again and then gives the same outcome. */
  finish(): JournalOutcome {
    this.outcome ??= this.end();
    return this.outcome;
  }

  private endsBlock(row: TextRow): boolean {
    const before = this.block.at(-1);
    if (before === undefined) return false;
    if (row.cells[0] !== before.cells[0]) return true;
    // The same number again from line 1 is a second voucher with a used number, not more lines of the first.
    return row.cells[2] === '1' && before.cells[2] !== '1';
  }

  private closeBlock(): VoucherDraft | undefined {
    const [rows, count] = [this.block, this.blockLines];
    this.block = [];
    this.blockLines = 0;
    const first = rows[0];
    if (first === undefined) return undefined;
    this.vouchers += 1;
    const own: string[] = [];
    const add = (finding: Finding): void => {
      if (finding.weight !== 'notice') own.push(finding.code);
      this.list.add(finding);
    };
    if (count > rows.length) {
      const facts = { number: first.cells[0] ?? '', count: String(count), limit: String(MOST_LINES) };
      add({
        code: 'JOURNAL_TOO_MANY_LINES',
        line: first.line,
        column: 'voucher_no',
        value: first.cells[0] ?? '',
        facts,
      });
      return undefined;
    }
    const voucher = checkVoucher(rows, this.context, add);
    this.registerVoucher(voucher, first, add);
    this.addCash(voucher);
    this.addTurnover(voucher.lines);
    const original = this.addCorrection(voucher, first, add);
    return own.length === 0 ? draftOf(voucher, first.line, original) : undefined;
  }

  private registerVoucher(voucher: CheckedVoucher, first: TextRow, add: (finding: Finding) => void): void {
    const { number } = voucher;
    if (number === undefined) return;
    const isNew = this.register.add(number, {
      fingerprint: fingerprint(voucher.lines),
      line: first.line,
      isRed: voucher.kind === 'red',
      isReadable: voucher.isReadable,
    });
    if (this.previous !== undefined && compareNumbers(this.previous, number) >= 0) this.isOrdered = false;
    this.previous = number;
    if (isNew) return;
    const isTorn = first.cells[2] !== '1';
    if (isTorn) this.torn.add(number.text);
    const facts = { number: number.text, before: String(this.register.get(number)?.line ?? '') };
    const code = isTorn ? 'JOURNAL_NOT_CONTIGUOUS' : 'JOURNAL_NUMBER_TWICE';
    add({ code, line: first.line, column: 'voucher_no', value: number.text, facts });
  }

  private addCash(voucher: CheckedVoucher): void {
    const { eventOn, lines, number } = voucher;
    for (const line of lines) {
      const { account, fund } = line.cells;
      const isReceipt = line.side === 'D';
      const amountFen = line.amountFen;
      if (amountFen === undefined || eventOn === undefined || !this.context.funds.has(fund)) {
        if (isReceipt) this.taint(fund, lines);
        continue;
      }
      if (!isCashLike(account)) continue;
      const moved = { account, fund, day: eventOn, amountFen: signedFen(line), isRed: voucher.kind === 'red' };
      this.cash.add({ ...moved, number: number?.text ?? line.cells.voucher_no, line: line.line });
    }
  }

  /** An unreadable receipt hides money: its fund, or the voucher's other funds, cannot be called overdrawn. */
  private taint(fund: string, lines: readonly JournalLine[]): void {
    for (const candidate of [fund, ...lines.map((line) => line.cells.fund)]) {
      if (!this.context.funds.has(candidate)) continue;
      this.tainted.add(` ${candidate}`.slice(1));
      if (candidate === fund) return;
    }
  }

  private addTurnover(lines: readonly JournalLine[]): void {
    for (const line of lines) {
      if (line.side === 'D') this.debit += line.amountFen ?? 0n;
      else this.credit += line.amountFen ?? 0n;
    }
  }

  private addCorrection(
    voucher: CheckedVoucher,
    first: TextRow,
    add: (finding: Finding) => void,
  ): VoucherNumber | undefined {
    const { kind, number, refs, lines, isReadable } = voucher;
    if (kind !== 'red' && kind !== 'corrected') return undefined;
    const original = voucherNumber(refs.find(([refKind]) => refKind === 'voucher')?.[1] ?? '');
    if (original === undefined) {
      const code = kind === 'red' ? 'JOURNAL_RED_WITHOUT_REF' : 'JOURNAL_CORRECTED_WITHOUT_REF';
      const { ref, voucher_no } = cellsOf(first);
      add({ code, line: first.line, column: 'ref', value: ref, facts: { number: voucher_no } });
    } else if (number !== undefined) {
      const negated = fingerprint(lines, true);
      (kind === 'red' ? this.reds : this.corrected).push({ number, original, line: first.line, negated, isReadable });
    }
    return original;
  }

  private end(): JournalOutcome {
    const last = this.closeBlock();
    if (this.lines === 0) this.list.add({ code: 'JOURNAL_EMPTY' });
    const late = [
      ...findGaps(this.register),
      ...checkCorrections(this.reds, this.corrected, this.register),
      ...this.cash.findOverdrawn(this.tainted),
    ];
    for (const finding of late) this.list.add(finding);
    if (this.torn.size > 0) {
      this.list.withdraw(({ code, facts }) => ECHOES_OF_TEARING.has(code) && this.torn.has(facts?.['number'] ?? ''));
    }
    return {
      report: this.list.report(),
      totals: {
        vouchers: this.vouchers,
        lines: this.lines,
        debitFen: fen(this.debit),
        creditFen: fen(this.credit),
        periods: this.register.periods,
      },
      newAccounts: this.context.chart.newAccounts,
      isOrdered: this.isOrdered,
      ...(last && { last }),
    };
  }
}
