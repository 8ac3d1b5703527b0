/**
 * (a) In-process posts of two-line vouchers, each with an idempotency key, against one-row INSERTs.
 *
 * 1. All kinds of work take turns in every round, so that a busy minute of the machine touches all of them; a ratio is
 *    taken inside a round, and the middle one of all rounds counts.
 * 2. A plain INSERT is one short row and its commit, by 16 connections with a prepared statement.
 * 3. Half of the vouchers take money out, so that floors are checked; days go up and down inside the last four weeks.
 */
import pg from 'pg';
import type { Figure, SectionResult } from '../ground/figure.js';
import { agentPost, makeEstate, recentDays, twoLines } from '../ground/estates.js';
import { median, quantile } from '../ground/median.js';
import { measured } from '../ground/processor-time.js';
import type { Ground } from '../ground/server.js';

export interface PostingSizes {
  readonly rounds: number;
  readonly sliceMs: number;
  readonly estates: number;
  readonly inFlight: readonly number[];
}

/** One slice of one kind of work. */
interface Slice {
  readonly rate: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly backendMs: number | undefined;
  readonly nodeMs: number;
}

type Operation = (nth: number) => Promise<unknown>;

/** Keeps `inFlight` operations going until the time is up. */
async function runSlice(ground: Ground, inFlight: number, sliceMs: number, operation: Operation): Promise<Slice> {
  const waitsMs: number[] = [];
  let next = 0;
  const { wallMs, spent } = await measured(ground, async () => {
    const end = performance.now() + sliceMs;
    await Promise.all(
      Array.from({ length: inFlight }, async () => {
        for (let now = performance.now(); now < end;) {
          await operation(next++);
          const then = performance.now();
          waitsMs.push(then - now);
          now = then;
        }
      }),
    );
  });
  return {
    rate: (waitsMs.length * 1000) / wallMs,
    p50Ms: median(waitsMs),
    p99Ms: quantile(waitsMs, 0.99),
    backendMs: spent.backendsMs === undefined ? undefined : spent.backendsMs / waitsMs.length,
    nodeMs: spent.nodeMs / waitsMs.length,
  };
}

const PLAIN_TABLE = `create table if not exists public.plain_row (
  id bigint generated always as identity constraint plain_row_pk primary key, estate_id uuid not null,
  account text not null, fen bigint not null, recorded_at timestamptz not null)`;
const INSERT = {
  name: 'insert',
  text: 'insert into public.plain_row (estate_id, account, fen, recorded_at) values ($1, $2, $3, now())',
};

/** A plain INSERT on one of `clients` connections; each carries one statement at a time. */
function plainInsert(pool: pg.Pool): Operation {
  return (nth) => pool.query({ ...INSERT, values: ['01890a5d-ac96-774b-bcce-b302099a8057', '100201', nth] });
}

let keys = 0;

/** Posts to the estates in turn; the cursor goes on from slice to slice. */
function poster(ground: Ground, estates: readonly string[]): Operation {
  const days = recentDays(ground, 28);
  return async () => {
    const nth = keys++;
    const estateId = estates[(nth * 7919) % estates.length] ?? '';
    const eventOn = days[(nth * 5) % days.length]!;
    // Inside one estate every other voucher brings in twice what the next one takes.
    const turn = Math.floor(nth / estates.length);
    const outcome = await ground.writer.post(
      agentPost(twoLines({ estateId, eventOn }, turn, turn % 2 === 0 ? 200n : 100n), `k${nth}`),
    );
    if ('refused' in outcome) throw new Error(`a voucher was refused: ${JSON.stringify(outcome.refused)}`);
  };
}

/** Money to spend, on the first of the days. */
async function fill(ground: Ground, estateId: string): Promise<void> {
  const opened = recentDays(ground, 60)[0]!;
  await ground.writer.post(agentPost(twoLines({ estateId, eventOn: opened }, 0, 100_000_000_00n), `fill${keys++}`));
}

async function makeEstates(ground: Ground, count: number): Promise<string[]> {
  const estates: string[] = [];
  for (let nth = 0; nth < count; nth += 1) {
    const estate = await makeEstate(ground, '2020-01-01');
    await fill(ground, estate);
    estates.push(estate);
  }
  return estates;
}

/** All slices by the name of the work, round by round. */
type Rounds = ReadonlyMap<string, readonly Slice[]>;

function ratioOf(rounds: Rounds, above: string, below: string, of: (slice: Slice) => number): number {
  const [top, bottom] = [rounds.get(above) ?? [], rounds.get(below) ?? []];
  return median(top.map((slice, round) => of(slice) / of(bottom[round]!)));
}

function described(rounds: Rounds, name: string): Pick<Figure, 'backendMs' | 'nodeMs' | 'raw'> {
  const slices = rounds.get(name) ?? [];
  const middle = (of: (slice: Slice) => number): number => median(slices.map(of));
  const backend = slices.map(({ backendMs }) => backendMs ?? Number.NaN);
  return {
    backendMs: backend.some(Number.isNaN) ? undefined : median(backend),
    nodeMs: middle(({ nodeMs }) => nodeMs),
    raw: `${middle(({ rate }) => rate).toFixed(0)}/s, p50 ${middle(({ p50Ms }) => p50Ms).toFixed(2)} ms, p99 ${middle(
      ({ p99Ms }) => p99Ms,
    ).toFixed(2)} ms`,
  };
}

async function runRounds(ground: Ground, sizes: PostingSizes, pools: readonly [pg.Pool, pg.Pool]): Promise<Rounds> {
  const [hot] = await makeEstates(ground, 1);
  const many = await makeEstates(ground, sizes.estates);
  const onHot = poster(ground, [hot!]);
  const overMany = poster(ground, many);
  const works: [name: string, inFlight: number, operation: Operation][] = [
    ['insert 16', 16, plainInsert(pools[0])],
    ['insert 1', 1, plainInsert(pools[1])],
    ...sizes.inFlight.map((count): [string, number, Operation] => [`hot ${count}`, count, onHot]),
    ...sizes.inFlight.map((count): [string, number, Operation] => [`many ${count}`, count, overMany]),
  ];
  const rounds = new Map<string, Slice[]>();
  // The first round warms connections, plans and caches, and does not count.
  for (let round = -1; round < sizes.rounds; round += 1) {
    for (const [name, inFlight, operation] of works) {
      const slice = await runSlice(ground, inFlight, round < 0 ? sizes.sliceMs / 4 : sizes.sliceMs, operation);
      if (round >= 0) rounds.set(name, [...(rounds.get(name) ?? []), slice]);
    }
  }
  return rounds;
}

function figuresOf(rounds: Rounds, sizes: PostingSizes): Figure[] {
  const rate = ({ rate }: Slice): number => rate;
  const figures: Figure[] = [
    { name: 'one-row INSERT, 16 connections (the measure)', value: 1, unit: '', ...described(rounds, 'insert 16') },
    {
      name: 'one-row INSERT, 1 connection',
      value: ratioOf(rounds, 'insert 1', 'insert 16', rate),
      unit: '',
      ...described(rounds, 'insert 1'),
    },
  ];
  for (const count of sizes.inFlight) {
    for (const [kind, words] of [
      ['hot', 'one hot estate'],
      ['many', `over ${sizes.estates} estates`],
    ] as const) {
      figures.push({
        name: `posts, ${count} in flight, ${words} / INSERT by 16`,
        value: ratioOf(rounds, `${kind} ${count}`, 'insert 16', rate),
        unit: '',
        ...(count === 256 ? { aim: { is: 'at least', value: 0.8 } as const } : {}),
        ...described(rounds, `${kind} ${count}`),
      });
    }
  }
  for (const count of sizes.inFlight.filter((count) => count >= 8)) {
    figures.push({
      name: `hot / over ${sizes.estates} estates, ${count} in flight`,
      value: ratioOf(rounds, `hot ${count}`, `many ${count}`, rate),
      unit: '',
      aim: { is: 'at least', value: 0.95 },
    });
  }
  for (const kind of ['hot', 'many']) {
    figures.push({
      name: `one post in flight (${kind}) / one INSERT, median wait`,
      value: ratioOf(rounds, `${kind} 1`, 'insert 1', ({ p50Ms }) => p50Ms),
      unit: '',
      aim: { is: 'at most', value: 2 },
    });
  }
  return figures;
}

export async function benchPosting(ground: Ground, sizes: PostingSizes): Promise<SectionResult> {
  await ground.owner.query(PLAIN_TABLE);
  const { rows } = await ground.owner.query<{ login: string }>(
    "select rolname as login from pg_roles where rolname ~ '_service$'",
  );
  for (const { login } of rows) await ground.owner.query(`grant insert on public.plain_row to ${login}`);
  const pools = [16, 1].map((max) => new pg.Pool({ connectionString: ground.serviceUrl, max, idleTimeoutMillis: 0 }));
  try {
    const rounds = await runRounds(ground, sizes, [pools[0]!, pools[1]!]);
    return {
      key: 'a',
      title: 'in-process posts of two-line vouchers against one-row INSERTs',
      figures: figuresOf(rounds, sizes),
      notes: [
        `${sizes.rounds} rounds of ${sizes.sliceMs} ms each, taking turns; medians. Client and server share the cores.`,
      ],
    };
  } finally {
    for (const pool of pools) await pool.end();
  }
}
