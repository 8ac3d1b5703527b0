/**
 * The house's handwriting: scenarios as text tables, one step a line.
 *
 *     open 2024-01-01                                       (first line; the day on which the books were opened)
 *     post 2026-01-03 "一月物业费" 100201/PS +1.00 400102/PS -1.00 resolution=2024-02 kind=accrual
 *     refuse FUND_BELOW_ZERO date=2026-01-02               (the step before was refused with these codes and facts)
 *     number 记-202601-0001                                  (the step before got these numbers)
 *     balance 100201/PS 1200.00 on 2026-01-31 at 30          (debit less credit; `on` and `at` may be left out)
 *     turnover 2026-01 400102/PS 0.00 1200.00                (debit and credit of a month, without openings)
 *     fund PS 1200.00                                       (net assets)
 *     close 2026-01 | reopen 2026-01 | allow reopening
 *     reverse 202601-0001 on 2026-02-01
 *     replace 202601-0001 on 2026-02-01 "一月物业费" 100201/PS +1300.00 400102/PS -1300.00
 *     difference ... | prior-year ...                        (as replace)
 *
 * A step that is not followed by `refuse` must be accepted.
 */
import type { Period } from '../../src/kernel/calendar.js';
import { yuanFromFen } from '../../src/kernel/fen.js';
import type { Violation } from '../../src/kernel/violation.js';
import type { CorrectionPlan } from '../../src/ledger/rules/corrections.js';
import type { DraftLine, Ref, VoucherKind } from '../../src/ledger/rules/voucher.js';
import { content, day, line, type EstateWorld } from './ledger-world.js';

interface Outcome {
  readonly refused?: readonly Violation[];
  readonly numbers?: readonly string[];
}

interface Step {
  readonly source: string;
  readonly words: readonly string[];
}

const WORD = /"([^"]*)"|(\S+)/g;

function read(text: string): Step[] {
  return text
    .split('\n')
    .map((source) => source.replace(/\s#.*$/, '').trim())
    .filter((source) => source !== '')
    .map((source) => ({ source, words: [...source.matchAll(WORD)].map((match) => match[1] ?? match[2] ?? '') }));
}

/** The day of an `open` line; the estate is founded before the scenario runs. */
export function openedOn(text: string): string | undefined {
  return /^\s*open (\S+)/m.exec(text)?.[1];
}

interface Lines {
  readonly lines: DraftLine[];
  readonly refs: Ref[];
  readonly kind: VoucherKind;
}

const REF_NAMES = new Set(['resolution', 'contract']);

function readLines(words: readonly string[]): Lines {
  const lines: DraftLine[] = [];
  const refs: Ref[] = [];
  let kind: VoucherKind = 'normal';
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? '';
    const [name = '', value = ''] = word.split('=');
    if (word.includes('/')) lines.push(line(word, words[++index] ?? ''));
    else if (name === 'kind') kind = value as VoucherKind;
    else if (REF_NAMES.has(name)) refs.push([name, value]);
    else {
      const last = lines.pop();
      if (last === undefined) throw new Error(`a dimension follows its line: ${word}`);
      lines.push({ ...last, dimensions: [...last.dimensions, [name, value]] });
    }
  }
  return { lines, refs, kind };
}

function planOf(how: string, words: readonly string[]): CorrectionPlan {
  const [, , , on = '', summary = '', ...rest] = words;
  if (how === 'reverse') return { eventOn: day(on), how };
  const { lines, refs } = readLines(rest);
  return { eventOn: day(on), how: how as CorrectionPlan['how'], replacement: { summary, lines, refs, docs: [] } };
}

type Act = (estate: EstateWorld, words: readonly string[]) => Promise<Outcome>;

async function postStep(estate: EstateWorld, words: readonly string[]): Promise<Outcome> {
  const { lines, refs, kind } = readLines(words.slice(3));
  const outcome = await estate.post(content(words[1] ?? '', lines, { kind, refs, summary: words[2] ?? '' }));
  return 'refused' in outcome ? outcome : { numbers: outcome.posted.map(({ number }) => number) };
}

async function correctStep(estate: EstateWorld, words: readonly string[]): Promise<Outcome> {
  const [how = '', number = ''] = words;
  const outcome = await estate.correct(number, planOf(how, words));
  return 'refused' in outcome ? outcome : { numbers: outcome.accepted.vouchers.map((voucher) => voucher.number) };
}

async function monthStep(estate: EstateWorld, [verb, month = '']: readonly string[]): Promise<Outcome> {
  const outcome = await (verb === 'close' ? estate.close(month) : estate.reopen(month));
  return 'refused' in outcome ? outcome : {};
}

async function allowStep(estate: EstateWorld): Promise<Outcome> {
  await estate.allowReopening();
  return {};
}

/** Steps that change the ledger. */
const ACTS: Readonly<Record<string, Act>> = {
  post: postStep,
  close: monthStep,
  reopen: monthStep,
  reverse: correctStep,
  replace: correctStep,
  difference: correctStep,
  'prior-year': correctStep,
  allow: allowStep,
};

type Seen = readonly [seen: string, expected: string];

function option(words: readonly string[], name: string): string | undefined {
  const at = words.indexOf(name);
  return at < 0 ? undefined : words[at + 1];
}

async function balanceSeen(estate: EstateWorld, words: readonly string[]): Promise<Seen> {
  const [, place = '', expected = ''] = words;
  const at = option(words, 'at');
  const seen = await estate.balance(place, option(words, 'on'), at === undefined ? undefined : BigInt(at));
  return [yuanFromFen(seen), expected];
}

async function turnoverSeen(estate: EstateWorld, words: readonly string[]): Promise<Seen> {
  const [, month = '', place = '', debit = '', credit = ''] = words;
  const [account, fund] = place.split('/');
  const range = { from: month as Period, to: month as Period };
  const { rows } = await estate.world.books.trialBalance(estate.estateId, range);
  const row = rows.find((one) => one.account === account && one.fund === fund);
  return [`${yuanFromFen(row?.debitFen ?? 0n)} ${yuanFromFen(row?.creditFen ?? 0n)}`, `${debit} ${credit}`];
}

async function fundSeen(estate: EstateWorld, words: readonly string[]): Promise<Seen> {
  const [, code = '', expected = ''] = words;
  const { rows } = await estate.world.balances.funds(estate.estateId, {
    asOf: day(option(words, 'on') ?? '2999-12-31'),
  });
  return [yuanFromFen(rows.find((fund) => fund.code === code)?.netFen ?? 0n), expected];
}

/** Steps that look: what is seen beside what is expected. */
const LOOKS: Readonly<Record<string, (estate: EstateWorld, words: readonly string[]) => Promise<Seen>>> = {
  balance: balanceSeen,
  turnover: turnoverSeen,
  fund: fundSeen,
};

function refusalSeen(outcome: Outcome | undefined, words: readonly string[]): Seen {
  const codes = words.slice(1).filter((word) => !word.includes('='));
  const facts = words.slice(1).filter((word) => word.includes('='));
  const refused = outcome?.refused ?? [];
  const known = refused.flatMap((violation) =>
    Object.entries(violation.facts ?? {}).map(([name, value]) => `${name}=${value}`),
  );
  const seen = [...refused.map(({ code }) => code), ...facts.filter((fact) => known.includes(fact))];
  const expected = [...codes, ...facts].join(' ');
  return [seen.join(' '), seen.join(' ') === expected ? expected : `${expected} (facts seen: ${known.join(', ')})`];
}

function expectSeen(source: string, [seen, expected]: Seen): void {
  expect(`${source} => ${seen}`).toBe(`${source} => ${expected}`);
}

async function step(
  { source, words }: Step,
  estate: EstateWorld,
  last: Outcome | undefined,
): Promise<Outcome | undefined> {
  const [verb = ''] = words;
  const act = ACTS[verb];
  if (act !== undefined) return act(estate, words);
  if (verb === 'refuse') expectSeen(source, refusalSeen(last, words));
  else if (verb === 'number') expectSeen(source, [(last?.numbers ?? []).join(' '), words.slice(1).join(' ')]);
  else {
    const look = LOOKS[verb];
    if (look === undefined) throw new Error(`not a step: ${source}`);
    expectSeen(source, await look(estate, words));
  }
  return last;
}

/** Runs a scenario and expects each of its steps; a failure names the step. */
export async function play(estate: EstateWorld, text: string): Promise<void> {
  const steps = read(text).filter(({ words }) => words[0] !== 'open');
  let last: Outcome | undefined;
  for (const [index, one] of steps.entries()) {
    last = await step(one, estate, last);
    const isRefusalExpected = one.words[0] === 'refuse' || steps[index + 1]?.words[0] === 'refuse';
    const isAct = ACTS[one.words[0] ?? ''] !== undefined;
    if (isAct && !isRefusalExpected && last?.refused !== undefined) {
      throw new Error(`${one.source}\n  was refused: ${JSON.stringify(last.refused)}`);
    }
  }
}
