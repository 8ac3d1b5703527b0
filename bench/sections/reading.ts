/**
 * (d) Questions to a ledger of many vouchers against the same questions to one of few, with the same accounts and
 * months.
 *
 * 1. Both ledgers are in one database and are asked in turn; a ratio is that of the medians.
 * 2. Dates and log sizes are drawn evenly from all that exist, by a fixed sequence, the same for both.
 * 3. What is timed is the product's own verb, from its call to its answer: transaction, round trips and JSON included.
 */
import { addDays, addMonths, daysBetween, periodOf, shanghaiDate } from '../../src/kernel/calendar.js';
import { LogTree } from '../../src/log/index.js';
import { ShowReconciliation } from '../../src/banking/index.js';
import { ShowBalances, ShowBooks } from '../../src/ledger/index.js';
import { BankLight, GatherStatement, PreviewStatement } from '../../src/publishing/index.js';
import { agentPost, twoLines } from '../ground/estates.js';
import type { Figure, SectionResult } from '../ground/figure.js';
import { hledgerFigure } from '../ground/hledger.js';
import { buildWideLedger, type Ledger } from '../ground/ledgers.js';
import { median, quantile } from '../ground/median.js';
import type { Ground } from '../ground/server.js';

export interface ReadingSizes {
  readonly questions: number;
  readonly statements: number;
  readonly posts: number;
  readonly wideVouchers: number;
}

/** A number from 0 to 1 for the nth question: the golden ratio's multiples fill the range evenly. */
const shareOf = (nth: number): number => (nth * 0.618_033_988_75) % 1;

type Question = (ledger: Ledger, nth: number) => Promise<unknown>;

async function timed(question: Question, ledger: Ledger, nth: number): Promise<number> {
  const started = performance.now();
  await question(ledger, nth);
  return performance.now() - started;
}

interface Asked {
  readonly many: readonly number[];
  readonly few: readonly number[];
}

/** Asks both ledgers in turn; the first questions warm caches and plans and do not count. */
async function ask(many: Ledger, few: Ledger, count: number, question: Question): Promise<Asked> {
  const asked = { many: [] as number[], few: [] as number[] };
  const warmUp = Math.ceil(count / 10);
  for (let nth = -warmUp; nth < count; nth += 1) {
    const place = nth + warmUp;
    const [large, small] = [await timed(question, many, place), await timed(question, few, place)];
    if (nth < 0) continue;
    asked.many.push(large);
    asked.few.push(small);
  }
  return asked;
}

function ratio(name: string, asked: Asked): Figure {
  const [large, small] = [median(asked.many), median(asked.few)];
  const p99 = `p99 ${quantile(asked.many, 0.99).toFixed(2)} against ${quantile(asked.few, 0.99).toFixed(2)} ms`;
  const raw = `p50 ${large.toFixed(2)} against ${small.toFixed(2)} ms, ${p99}`;
  return { name, value: large / small, unit: '', aim: { is: 'at most', value: 2 }, raw };
}

const milliseconds = (name: string, values: readonly number[], aimMs: number): Figure => ({
  name,
  value: quantile(values, 0.99),
  unit: 'ms',
  aim: { is: 'at most', value: aimMs },
  raw: `p50 ${median(values).toFixed(2)} ms`,
});

interface Verbs {
  readonly balances: ShowBalances;
  readonly books: ShowBooks;
  readonly statements: PreviewStatement;
}

function verbsOf(ground: Ground): Verbs {
  const { reads, clock } = ground;
  const light = new BankLight(new ShowReconciliation(reads, clock));
  return {
    balances: new ShowBalances(reads, clock),
    books: new ShowBooks(reads),
    statements: new PreviewStatement(new GatherStatement(reads, new LogTree()), light),
  };
}

function questionsOf(
  ground: Ground,
  verbs: Verbs,
): Record<'head' | 'past' | 'month' | 'allAtPast' | 'quarter', Question> {
  const today = shanghaiDate(ground.clock.now());
  const dayAt = (ledger: Ledger, nth: number) =>
    addDays(ledger.firstDay, Math.floor(shareOf(nth) * daysBetween(ledger.firstDay, today)));
  const sizeAt = (ledger: Ledger, nth: number) => BigInt(Math.floor(shareOf(nth * 7 + 3) * ledger.vouchers));
  const account = '100201';
  return {
    head: (ledger, nth) => verbs.balances.balances(ledger.estateId, { asOf: dayAt(ledger, nth), account }),
    past: (ledger, nth) =>
      verbs.balances.balances(ledger.estateId, { asOf: dayAt(ledger, nth), at: sizeAt(ledger, nth), account }),
    month: (ledger, nth) => {
      const period = periodOf(dayAt(ledger, nth));
      return verbs.books.trialBalance(ledger.estateId, { from: period, to: period });
    },
    allAtPast: (ledger, nth) =>
      verbs.balances.balances(ledger.estateId, { asOf: dayAt(ledger, nth), at: sizeAt(ledger, nth) }),
    quarter: (ledger, nth) => {
      const year = addMonths(periodOf(today), -12 * (1 + (nth % 4))).slice(0, 4);
      return verbs.statements.execute(ledger.estateId, 'fund-statement', `${year}Q${1 + (nth % 4)}`);
    },
  };
}

/** One voucher five years back against one of today, in turn, on the large ledger: each in flight alone. */
async function backDating(ground: Ground, ledger: Ledger, posts: number): Promise<Figure> {
  const days = [shanghaiDate(ground.clock.now()), addDays(ledger.firstDay, 40)] as const;
  const waits: [number[], number[]] = [[], []];
  for (let nth = 0; nth < posts; nth += 1) {
    for (const which of [0, 1] as const) {
      const draft = twoLines({ estateId: ledger.estateId, eventOn: days[which] }, 1, 100n);
      const started = performance.now();
      const outcome = await ground.writer.post(agentPost(draft, `back-${which}-${nth}`));
      if ('refused' in outcome) throw new Error(JSON.stringify(outcome.refused));
      if (nth >= posts / 10) waits[which].push(performance.now() - started);
    }
  }
  const [now, back] = [median(waits[0]), median(waits[1])];
  return {
    name: 'a payment dated five years back / one dated today, posted alone',
    value: back / now,
    unit: '',
    aim: { is: 'at most', value: 2 },
    raw: `p50 ${back.toFixed(2)} against ${now.toFixed(2)} ms`,
  };
}

export async function benchReading(
  ground: Ground,
  ledgers: readonly [many: Ledger, few: Ledger],
  sizes: ReadingSizes,
): Promise<SectionResult> {
  const [many, few] = ledgers;
  const verbs = verbsOf(ground);
  const questions = questionsOf(ground, verbs);
  const wide = await buildWideLedger(ground, sizes.wideVouchers);
  const head = await ask(many, few, sizes.questions, questions.head);
  const past = await ask(many, few, sizes.questions, questions.past);
  const month = await ask(many, few, sizes.questions, questions.month);
  const quarter = await ask(many, few, sizes.statements, questions.quarter);
  const all = await ask(wide, few, sizes.questions, questions.allAtPast);
  const figures = [
    ratio('balance of an account at any date', head),
    ratio('balance of an account at any date and log size', past),
    milliseconds(`p99, balance at any date, ${many.vouchers} entries on the account`, head.many, 5),
    milliseconds('p99, balance at any date and log size, the same account', past.many, 5),
    ratio('trial balance of a month', month),
    milliseconds(`p99, balances of 991 accounts at any date and log size (${wide.vouchers} vouchers)`, all.many, 50),
    ratio("a quarter's statement, its list of vouchers included", quarter),
    await backDating(ground, many, sizes.posts),
    ...(await hledgerFigure(ground, many, verbs.balances)),
  ];
  return {
    key: 'd',
    title: `a ledger of ${many.vouchers} vouchers against one of ${few.vouchers}`,
    figures,
    notes: [
      'A statement lists every voucher of its quarter, so its length grows with the ledger whatever the sums cost.',
    ],
  };
}
