/**
 * What the database may say to an import that was sound by its own files, because the ledger holds more than they do.
 */
import { fen, yuanFromFen } from '../kernel/fen.js';
import { ImportRefused } from './import-refused.js';
import { ProblemList } from './rules/import-problem.js';

const UNIQUE_VIOLATION = '23505';
const LEDGER_REFUSES = 'XY010';
const BELOW_ZERO = /^FUND_BELOW_ZERO: (\S+) (\S+) from (\d{4}-\d{2}-\d{2}): (-\d+) fen$/;

/** Another transaction founded an estate of the same code while this one was under way. */
export function isFoundedMeanwhile(error: unknown): boolean {
  return fieldOf(error, 'code') === UNIQUE_VIOLATION && fieldOf(error, 'constraint') === 'directory_pk';
}

/** Together with vouchers that are not in the folder, a fund's money would not suffice. Found at the commit. */
export function overdrawnRefusal(error: unknown): ImportRefused | undefined {
  if (fieldOf(error, 'code') !== LEDGER_REFUSES || !(error instanceof Error)) return undefined;
  const [, account = '', fund = '', day = '', amount = '0'] = BELOW_ZERO.exec(error.message) ?? [];
  if (account === '') return undefined;
  const problems = new ProblemList('journal.csv');
  const facts = { account, fund, day, amount: yuanFromFen(fen(-BigInt(amount))) };
  problems.add({ code: 'LEDGER_FUND_OVERDRAWN', column: 'fund', value: fund, facts });
  return new ImportRefused(problems.report());
}

function fieldOf(error: unknown, name: string): unknown {
  if (typeof error !== 'object' || error === null) return undefined;
  return (error as Readonly<Record<string, unknown>>)[name];
}
