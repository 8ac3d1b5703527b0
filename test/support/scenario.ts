/**
 * The house's handwriting: scenarios as text tables, one step a line.
 *
 *     open 2024-01-01                                       (first line; the day on which the books were opened)
 *     post 2026-01-03 "一月物业费" 100201/PS +1200.00 400102/PS -1200.00 resolution=2024-02 kind=accrual
 *     refuse FUND_BELOW_ZERO date=2026-01-02               (the step before was refused with these codes and facts)
 *     number 记-202601-0001                                  (the step before got these numbers)
 *     balance 100201/PS 1200.00 on 2026-01-31 at 30          (debit less credit; `on` and `at` may be left out)
 *     turnover 2026-01 400102/PS 0.00 1200.00                (debit and credit of a month, opening and closing left out)
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

/** Steps that change the ledger. */
async function act(estate: EstateWorld, words: readonly string[]): Promise<Outcome | undefined> {
  const [verb = '', subject = ''] = words;
  switch (verb) {
    case 'post': {
      const { lines, refs, kind } = readLines(words.slice(3));
      const outcome = await estate.post(content(subject, lines, { kind, refs, summary: words[2] ?? '' }));
      return 'refused' in outcome ? outcome : { numbers: outcome.posted.map(({ number }) => number) };
    }
    case 'close':
    case 'reopen': {
      const outcome = await (verb === 'close' ? estate.close(subject) : estate.reopen(subject));
      return 'refused' in outcome ? outcome : { numbers: [] };
    }
    case 'reverse':
    case 'replace':
    case 'difference':
    case 'prior-year': {
      const outcome = await estate.correct(subject, planOf(verb, words));
      return 'refused' in outcome ? outcome : { numbers: outcome.accepted.vouchers.map(({ number }) => number) };
    }
    case 'allow':
      await estate.allowReopening();
      return { numbers: [] };
    default:
      return undefined;
  }
}

/** Steps that look: what is seen beside what is expected. */
async function look(estate: EstateWorld, words: readonly string[]): Promise<[seen: string, expected: string]> {
  const [verb, place = '', ...rest] = words;
  const option = (name: string): string | undefined => {
    const at = rest.indexOf(name);
    return at < 0 ? undefined : rest[at + 1];
  };
  if (verb === 'balance') {
    const at = option('at');
    const seen = await estate.balance(place, option('on'), at === undefined ? undefined : BigInt(at));
    return [yuanFromFen(seen), rest[0] ?? ''];
  }
  if (verb === 'turnover') {
    const [account = '', fund = ''] = (rest[0] ?? '').split('/');
    const range = { from: place as Period, to: place as Period };
    const { rows } = await estate.world.books.trialBalance(estate.estateId, range);
    const row = rows.find((one) => one.account === account && one.fund === fund);
    return [`${yuanFromFen(row?.debitFen ?? 0n)} ${yuanFromFen(row?.creditFen ?? 0n)}`, rest.slice(1, 3).join(' ')];
  }
  if (verb === 'fund') {
    const { rows } = await estate.world.balances.funds(estate.estateId, { asOf: day(option('on') ?? '2999-12-31') });
    return [yuanFromFen(rows.find(({ code }) => code === place)?.netFen ?? 0n), rest[0] ?? ''];
  }
  throw new Error(`not a step: ${words.join(' ')}`);
}

function refusalSeen(outcome: Outcome | undefined, words: readonly string[]): [seen: string, expected: string] {
  const codes = words.slice(1).filter((word) => !word.includes('='));
  const facts = words.slice(1).filter((word) => word.includes('='));
  const refused = outcome?.refused ?? [];
  const known = refused.flatMap((violation) => Object.entries(violation.facts ?? {}).map(([name, value]) => `${name}=${value}`));
  const seen = [...refused.map(({ code }) => code), ...facts.filter((fact) => known.includes(fact))];
  const expected = [...codes, ...facts].join(' ');
  return [seen.join(' '), seen.join(' ') === expected ? expected : `${expected} (facts seen: ${known.join(', ')})`];
}

/** Runs a scenario and expects each of its steps; a failure names the step. */
export async function play(estate: EstateWorld, text: string): Promise<void> {
  const steps = read(text).filter(({ words }) => words[0] !== 'open');
  let last: Outcome | undefined;
  for (const [index, { source, words }] of steps.entries()) {
    const [verb] = words;
    if (verb === 'refuse') {
      const [seen, expected] = refusalSeen(last, words);
      expect(`${source} => ${seen}`).toBe(`${source} => ${expected}`);
    } else if (verb === 'number') {
      expect(`${source} => ${(last?.numbers ?? []).join(' ')}`).toBe(`${source} => ${words.slice(1).join(' ')}`);
    } else {
      const outcome = await act(estate, words);
      if (outcome === undefined) {
        const [seen, expected] = await look(estate, words);
        expect(`${source} => ${seen}`).toBe(`${source} => ${expected}`);
      } else {
        last = outcome;
        const isRefusalExpected = steps[index + 1]?.words[0] === 'refuse';
        if (!isRefusalExpected && outcome.refused !== undefined) {
          throw new Error(`${source}\n  was refused: ${JSON.stringify(outcome.refused)}`);
        }
      }
    }
  }
}
