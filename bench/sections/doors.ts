/**
 * (b) HTTP: single posts and posts of 100 over 64 kept connections, against a POST that only reads the same JSON.
 *
 * 1. One server answers all three: the product's whole application, with the no-op's route added. Requests are logged
 *    as in service, to nowhere.
 * 2. The client is a process of its own. Server, client and database share the machine's cores.
 * 3. The three take turns in every round; a ratio is taken inside a round, and the middle one counts.
 */
import { openSync, closeSync } from 'node:fs';
import { devNull } from 'node:os';
import { Body, Controller, HttpCode, Module, Post } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from '../../src/app.module.js';
import { shanghaiDate } from '../../src/kernel/calendar.js';
import { IssueToken } from '../../src/people/index.js';
import { createDataSource } from '../../src/platform/database/data-source.js';
import { createHttpApp } from '../../src/platform/http/http-app.js';
import { PlatformRoute } from '../../src/platform/http/platform-route.js';
import { createServiceLog } from '../../src/platform/http/service-log.js';
import { runChild } from '../ground/children.js';
import { clientResult, type ClientResult } from '../ground/client-task.js';
import { AGENT, agentPost, codeOf, makeEstate, OPERATOR, twoLines } from '../ground/estates.js';
import type { Figure, SectionResult } from '../ground/figure.js';
import { median } from '../ground/median.js';
import { measured, type ProcessorTime } from '../ground/processor-time.js';
import type { Ground } from '../ground/server.js';

const CLIENT = new URL('../children/http-client.js', import.meta.url);
const CONNECTIONS = 64;
const BULK = 100;

@Controller('bench')
class NoOpController {
  @Post('no-op')
  @HttpCode(201)
  @PlatformRoute()
  answer(@Body() body: unknown): { readonly seen: boolean } {
    return { seen: body !== undefined };
  }
}

@Module({ controllers: [NoOpController] })
class NoOpModule {}

interface Turn {
  readonly result: ClientResult;
  readonly spent: ProcessorTime;
}

interface Work {
  readonly name: 'no-op' | 'single' | 'bulk';
  readonly path: string;
  readonly bulk: number;
}

interface Serving {
  readonly app: NestFastifyApplication;
  readonly origin: string;
  close(): Promise<void>;
}

async function serve(ground: Ground): Promise<Serving> {
  const fd = openSync(devNull, 'w');
  const log = createServiceLog({ level: 'info', fd });
  const dataSource = createDataSource({ url: ground.serviceUrl, poolSize: 20 });
  const app = await createHttpApp({ module: AppModule.compose({ dataSource, log, more: [NoOpModule] }), log });
  await app.listen(0, '127.0.0.1');
  const close = async (): Promise<void> => {
    await app.close();
    closeSync(fd);
  };
  return { app, origin: await app.getUrl(), close };
}

async function turn(ground: Ground, serving: Serving, work: Work, token: string, forMs: number): Promise<Turn> {
  const eventOn = shanghaiDate(ground.clock.now());
  const { path, bulk } = work;
  const task = JSON.stringify({ origin: serving.origin, path, token, connections: CONNECTIONS, forMs, bulk, eventOn });
  const { result, spent } = await measured(ground, () => runChild(CLIENT, [task], clientResult));
  return { result, spent };
}

const rate = ({ result }: Turn): number => (result.count * 1000) / result.wallMs;

function figuresOf(turns: ReadonlyMap<Work['name'], readonly Turn[]>): Figure[] {
  const of = (name: Work['name']): readonly Turn[] => turns.get(name) ?? [];
  const against = (name: Work['name'], times = 1): number =>
    median(of(name).map((each, round) => (rate(each) * times) / rate(of('no-op')[round]!)));
  const told = (name: Work['name'], times = 1): Pick<Figure, 'backendMs' | 'nodeMs' | 'raw'> => {
    const middle = (value: (each: Turn) => number): number => median(of(name).map(value));
    return {
      backendMs: middle(({ result, spent }) => (spent.backendsMs ?? Number.NaN) / result.count / times),
      nodeMs: middle(({ result, spent }) => spent.nodeMs / result.count / times),
      raw:
        `${(middle(rate) * times).toFixed(0)}/s, p50 ${middle(({ result }) => result.p50Ms).toFixed(1)} ms, ` +
        `client ${middle(({ result }) => result.clientMs / result.count / times).toFixed(3)} ms each`,
    };
  };
  return [
    { name: 'POST that does nothing (the measure)', value: 1, unit: '', ...told('no-op') },
    {
      name: 'single posts / no-op POSTs',
      value: against('single'),
      unit: '',
      aim: { is: 'at least', value: 0.4 },
      ...told('single'),
    },
    {
      name: `vouchers by requests of ${BULK} / no-op POSTs`,
      value: against('bulk', BULK),
      unit: '',
      ...told('bulk', BULK),
    },
  ];
}

export async function benchDoors(ground: Ground, rounds: number, forMs: number): Promise<SectionResult> {
  const estateId = await makeEstate(ground, '2020-01-01');
  const eventOn = shanghaiDate(ground.clock.now());
  await ground.writer.post(agentPost(twoLines({ estateId, eventOn }, 0, 100_000_000_00n), 'fill'));
  const serving = await serve(ground);
  try {
    const issue = serving.app.get(IssueToken, { strict: false });
    const bearers = [{ estateId, person: AGENT, by: OPERATOR }];
    const { text: token } = await issue.execute({ label: 'bench', bearers });
    const vouchers = `/api/v1/estates/${codeOf(estateId)}/vouchers`;
    const works: Work[] = [
      { name: 'no-op', path: '/bench/no-op', bulk: 1 },
      { name: 'single', path: vouchers, bulk: 1 },
      { name: 'bulk', path: `${vouchers}/batch`, bulk: BULK },
    ];
    const turns = new Map<Work['name'], Turn[]>();
    for (let round = -1; round < rounds; round += 1) {
      for (const work of works) {
        const done = await turn(ground, serving, work, token, round < 0 ? forMs / 3 : forMs);
        if (round >= 0) turns.set(work.name, [...(turns.get(work.name) ?? []), done]);
      }
    }
    return {
      key: 'b',
      title: `HTTP posts over ${CONNECTIONS} kept connections against a no-op POST`,
      figures: figuresOf(turns),
      notes: [
        `${rounds} rounds of ${forMs} ms each, taking turns; medians. The client is a process of its own.`,
        "Node time is the server's, a voucher; on two cores the client and the database wait for the same processors.",
      ],
    };
  } finally {
    await serving.close();
  }
}
