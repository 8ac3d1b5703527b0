/** Everything that matching and reconciling one account start from, read from one snapshot under private scope. */
import type { BankAccount } from '../estates/index.js';
import type { CalendarDate } from '../kernel/calendar.js';
import { fen } from '../kernel/fen.js';
import {
  readAccounts,
  readBook,
  readEntriesAt,
  readMovements,
  readTags,
  readVouchersAt,
  type AccountMovement,
  type StoredVoucher,
} from '../ledger/index.js';
import type { Query } from '../platform/database/estate-reads.js';
import {
  BANK_LINE_DIMENSION,
  foldMatches,
  learnRules,
  movementOf,
  type ReconcileInput,
  type FoldedMatches,
  type FundShare,
  type LearnedRule,
  type Movement,
} from './rules/index.js';
import { accountLines, matchRecords, type AccountLines } from './store/match-store.js';

/** Dimensions whose values a bank may have written too. */
const WORD_DIMENSIONS = ['supplier', 'payer', 'unit'];

export interface AccountFacts {
  readonly account: BankAccount;
  /** The log's size at the figures. */
  readonly size: bigint;
  readonly lines: AccountLines;
  readonly movements: readonly Movement[];
  /** Where each voucher stands in the log. */
  readonly seqOf: ReadonlyMap<string, bigint>;
  readonly booksFrom: CalendarDate;
  readonly matches: FoldedMatches;
  readonly learned: readonly LearnedRule[];
}

/** The names of households and the words of lines are read to match by, and go no further than the verb that asked. */
export async function readAccountFacts(
  query: Query,
  estateId: string,
  account: BankAccount,
  size: bigint,
): Promise<AccountFacts> {
  const lines = await accountLines(query, estateId, account.bankAccountId);
  const rows = await readMovements(query, estateId, account.account, size);
  const seqOf = new Map(rows.map((row) => [row.number, row.seq]));
  const movements = lines.lines.length === 0 ? movementsOf(rows) : await worded(query, estateId, rows, size);
  const numberAt = new Map(rows.map((row) => [row.seq, row.number]));
  const drafted = new Map(
    (await readTags(query, estateId, [BANK_LINE_DIMENSION], size)).flatMap(({ seq, value }) => {
      const number = numberAt.get(seq);
      return number === undefined ? [] : [[number, value] as const];
    }),
  );
  const records = await matchRecords(query, estateId, account.bankAccountId, size);
  const matches = foldMatches({ ...records, lines: lines.byId, movements, drafted });
  const learned = learnRules(matches.standing, lines.lines, movements);
  const { openedOn: booksFrom } = await readBook(query, estateId);
  return { account, size, lines, movements, seqOf, booksFrom, matches, learned };
}

/** What the rules are asked, whatever the ledger's own balance. */
export function reconcileInput(facts: AccountFacts, on: CalendarDate): ReconcileInput {
  const { lines, movements, booksFrom, matches, learned } = facts;
  const { standing, refused } = matches;
  return { on, lines: lines.lines, movements, booksFrom, standing, refused, learned };
}

type Words = Pick<Movement, 'refs' | 'payeeWords' | 'counterAccounts'>;

function movementsOf(rows: readonly AccountMovement[], wordsAt: ReadonlyMap<bigint, Words> = new Map()): Movement[] {
  const vouchers = new Map<
    string,
    { readonly head: Omit<Movement, 'netFen' | 'byFund'>; readonly shares: FundShare[] }
  >();
  for (const row of rows) {
    const corrects = row.corrects === undefined ? {} : { corrects: row.corrects };
    const { number: voucherNo, eventOn, kind, summary } = row;
    const head = { voucherNo, eventOn, kind, summary, ...corrects, ...wordsAt.get(row.seq) };
    const entry = vouchers.get(voucherNo) ?? { head, shares: [] as FundShare[] };
    entry.shares.push({ fund: row.fund, debitFen: fen(row.debitFen), creditFen: fen(row.creditFen) });
    vouchers.set(voucherNo, entry);
  }
  return [...vouchers.values()].map(({ head, shares }) => movementOf(head, shares));
}

/** Movements with what a bank may have written of them: numbers of papers, suppliers, payers, rooms. */
async function worded(
  query: Query,
  estateId: string,
  rows: readonly AccountMovement[],
  size: bigint,
): Promise<Movement[]> {
  const seqs = [...new Set(rows.map((row) => row.seq))];
  const names = await readAccounts(query, estateId);
  const incoming = new Set(rows.filter((row) => row.debitFen >= row.creditFen).map((row) => row.seq));
  const words = new Map<bigint, { refs: string[]; payeeWords: string[]; counterAccounts: readonly string[] }>();
  for (const voucher of await readVouchersAt(query, estateId, seqs)) {
    const side = incoming.has(voucher.seq) ? 'C' : 'D';
    const others = voucher.content.lines.filter((line) => line.side === side);
    const counterAccounts = [...new Set(others.map(({ account }) => names.get(account)?.name ?? account))];
    words.set(voucher.seq, { refs: refsOf(voucher), payeeWords: [], counterAccounts });
  }
  for (const { seq, value } of await readTags(query, estateId, WORD_DIMENSIONS, size))
    words.get(seq)?.payeeWords.push(value);
  for (const entry of await readEntriesAt(query, estateId, seqs)) {
    const known = words.get(entry.seq);
    if (known === undefined || known.payeeWords.length > MOST_PAYEES) continue;
    known.payeeWords.push(entry.unit);
    if (entry.source !== '') known.refs.push(entry.source);
  }
  return movementsOf(rows, words);
}

/** Where a voucher stands for more payers than this, none of them is its payer. */
const MOST_PAYEES = 40;

/** Numbers on papers; what refers to another voucher or to a decision is no payment's number. */
const PAPERS: ReadonlySet<string> = new Set(['document', 'receipt', 'order', 'serial', 'payment']);

function refsOf({ content }: StoredVoucher): string[] {
  return content.refs.filter(([kind]) => PAPERS.has(kind)).map(([, value]) => value);
}
