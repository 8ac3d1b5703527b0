/**
 * `npm run bench -- [--quick] [--only a,c] [--json]`: ratios taken side by side in one run, on one database with fsync
 * on.
 *
 * 1. Figures are ratios and processor time an operation; raw rates stand beside them for orientation only.
 * 2. Nothing is left behind: the server and its folder go at the end, after an error and after Ctrl-C too.
 * 3. Exit code 0 whether aims are met or not: a busy machine is no failure. 64 for options that are not understood.
 */
import 'reflect-metadata';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { isMet, tableOf, type SectionResult } from './ground/figure.js';
import { buildLedger, type Ledger } from './ground/ledgers.js';
import { openGround, type Ground } from './ground/server.js';
import { benchBankReading } from './sections/bank-reading.js';
import { benchCharging, type ChargingSizes } from './sections/charging.js';
import { benchDoors } from './sections/doors.js';
import { benchImporting, benchMemory } from './sections/importing.js';
import { benchMatching } from './sections/matching.js';
import { benchPosting, type PostingSizes } from './sections/posting.js';
import { benchReading, type ReadingSizes } from './sections/reading.js';
import { benchReceiving, type ReceivingSizes } from './sections/receiving.js';
import { benchVerifying } from './sections/verifying.js';

const USAGE = 'usage: npm run bench -- [--quick] [--only a,b,c,d,e,f,g,h,i,j] [--json]\n';
const SECTIONS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'] as const;
type SectionKey = (typeof SECTIONS)[number];

interface Sizes {
  readonly posting: PostingSizes;
  readonly doors: { readonly rounds: number; readonly forMs: number };
  readonly importing: { readonly lines: number; readonly rounds: number };
  readonly reading: ReadingSizes;
  readonly memoryLines: number;
  readonly ledgers: readonly [many: number, few: number];
  readonly bankRows: readonly [many: number, few: number];
  readonly charging: ChargingSizes;
  readonly receiving: ReceivingSizes;
  readonly matchingLines: number;
  readonly minutes: Readonly<Record<SectionKey, number>>;
}

const WHOLE: Sizes = {
  posting: { rounds: 7, sliceMs: 1500, estates: 200, inFlight: [1, 8, 16, 64, 256] },
  doors: { rounds: 5, forMs: 4000 },
  importing: { lines: 200_000, rounds: 3 },
  reading: { questions: 300, statements: 8, posts: 200, wideVouchers: 100_000 },
  memoryLines: 1_000_000,
  ledgers: [1_000_000, 10_000],
  bankRows: [1_000_000, 10_000],
  matchingLines: 100_000,
  charging: { households: [100_000, 5_000], months: 3 },
  receiving: { payments: [100_000, 5_000], files: 3, questions: 300 },
  minutes: { a: 3, b: 2, c: 3, d: 4, e: 5, f: 3, g: 1, h: 1, i: 4, j: 6 },
};

const QUICK: Sizes = {
  posting: { rounds: 3, sliceMs: 500, estates: 50, inFlight: [1, 8, 16, 64, 256] },
  doors: { rounds: 3, forMs: 1500 },
  importing: { lines: 20_000, rounds: 1 },
  reading: { questions: 60, statements: 4, posts: 40, wideVouchers: 5_000 },
  memoryLines: 40_000,
  ledgers: [20_000, 1_000],
  bankRows: [100_000, 1_000],
  matchingLines: 20_000,
  charging: { households: [20_000, 1_000], months: 2 },
  receiving: { payments: [20_000, 1_000], files: 2, questions: 100 },
  minutes: { a: 0.5, b: 0.4, c: 0.2, d: 0.5, e: 0.2, f: 0.2, g: 0.1, h: 0.2, i: 0.5, j: 1 },
};

interface Options {
  readonly sizes: Sizes;
  readonly only: readonly SectionKey[];
  readonly isJson: boolean;
}

function readOptions(): Options | undefined {
  try {
    const { values } = parseArgs({
      options: { quick: { type: 'boolean' }, only: { type: 'string' }, json: { type: 'boolean' } },
    });
    const asked = values.only?.split(',') ?? SECTIONS;
    const only = SECTIONS.filter((key) => asked.includes(key));
    if (only.length < new Set(asked).size) return undefined;
    return { sizes: values.quick === true ? QUICK : WHOLE, only, isJson: values.json === true };
  } catch {
    return undefined;
  }
}

/** The large and the small ledger are built once and serve two sections. */
function ledgersOf(ground: Ground, sizes: Sizes, tell: (line: string) => void): () => Promise<[Ledger, Ledger]> {
  let built: Promise<[Ledger, Ledger]> | undefined;
  const build = async (): Promise<[Ledger, Ledger]> => {
    tell(`building ledgers of ${sizes.ledgers.join(' and ')} vouchers ...`);
    return [await buildLedger(ground, sizes.ledgers[0]), await buildLedger(ground, sizes.ledgers[1])];
  };
  return () => (built ??= build());
}

type Run = (ground: Ground) => Promise<SectionResult>;

function runsOf(ground: Ground, sizes: Sizes, tell: (line: string) => void): Record<SectionKey, Run> {
  const ledgers = ledgersOf(ground, sizes, tell);
  return {
    a: () => benchPosting(ground, sizes.posting),
    b: () => benchDoors(ground, sizes.doors.rounds, sizes.doors.forMs),
    c: () => benchImporting(ground, sizes.importing.lines, sizes.importing.rounds),
    d: async () => benchReading(ground, await ledgers(), sizes.reading),
    e: () => benchMemory(ground, sizes.memoryLines),
    f: async () => benchVerifying(ground, (await ledgers())[0]),
    g: () => benchBankReading(ground, ...sizes.bankRows),
    h: () => Promise.resolve(benchMatching(sizes.matchingLines, 3)),
    i: () => benchCharging(ground, sizes.charging),
    j: () => benchReceiving(ground, sizes.receiving),
  };
}

function summary(results: readonly SectionResult[]): string {
  const verdicts = results.flatMap(({ figures }) => figures.map(isMet)).filter((met) => met !== undefined);
  return `${verdicts.filter(Boolean).length} of ${verdicts.length} aims met\n`;
}

async function bench(options: Options): Promise<void> {
  const tell = (line: string): void => void process.stderr.write(`${line}\n`);
  const minutes = options.only.reduce((sum, key) => sum + options.sizes.minutes[key], 0);
  tell(`about ${Math.max(1, Math.round(minutes))} minutes on a quiet machine`);
  const ground = await openGround();
  const stop = (): void => void ground.close().finally(() => process.exit(130));
  process.once('SIGINT', stop).once('SIGTERM', stop);
  try {
    const { version, fsync, synchronousCommit } = ground.settings;
    const cores = availableParallelism();
    tell(
      `PostgreSQL ${version}, fsync ${fsync}, synchronous_commit ${synchronousCommit}, ${cores} cores shared by all\n`,
    );
    const runs = runsOf(ground, options.sizes, tell);
    const results: SectionResult[] = [];
    for (const key of options.only) {
      const result = await runs[key](ground);
      results.push(result);
      if (!options.isJson) process.stdout.write(`${tableOf(result)}\n`);
    }
    if (options.isJson)
      process.stdout.write(`${JSON.stringify({ settings: ground.settings, cores, results }, null, 2)}\n`);
    else process.stdout.write(summary(results));
  } finally {
    await ground.close();
  }
}

const options = readOptions();
if (options === undefined) {
  process.stderr.write(USAGE);
  process.exitCode = 64;
} else {
  await bench(options);
}
