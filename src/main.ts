/**
 * `npm start`: opens the database, composes the application, listens, and stops in order.
 *
 * 1. Standard output carries words for people; the log goes to standard error, one JSON line an event.
 * 2. Exit codes: 0 stopped as asked, 1 could not start (the reason is printed, Chinese first), 70 a bug, 130 forced to
 *    stop.
 * 3. Ctrl-C lets open requests finish, then closes the pool, then leaves the database. A second Ctrl-C does not wait;
 *    the next start finds the data whole.
 */
import 'reflect-metadata';
import type { Server } from 'node:http';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.js';
import { LoadSample, type SampleOutcome } from './intake/index.js';
import { readConfig, type Config } from './platform/config/config.js';
import { listenError, StartupError } from './platform/config/startup-error.js';
import { createDataSource } from './platform/database/data-source.js';
import type { ServerEvent } from './platform/database/embedded-server.js';
import { openDatabase, type OpenDatabase } from './platform/database/open-database.js';
import { createHttpApp } from './platform/http/http-app.js';
import { createServiceLog, quietError, type ServiceLog } from './platform/http/service-log.js';
import { LogWatch } from './transparency/index.js';

/** How long open requests may take to finish once we were asked to stop. */
const GRACE_MS = 20_000;

/** A second signal sooner than this is the echo of the first. */
const ECHO_MS = 1_000;

const EXIT = { refused: 1, bug: 70, forced: 130 } as const;

/**
 * Resolves at the first signal; the second one ends the process. Installed first, so that a start can be given up too.
 */
function stopAsked(): Promise<string> {
  return new Promise((resolve) => {
    let askedAt: number | undefined;
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.on(signal, () => {
        // One Ctrl-C arrives twice where npm stands between: from the terminal, and passed on by npm.
        if (askedAt !== undefined && performance.now() - askedAt > ECHO_MS) process.exit(EXIT.forced);
        askedAt ??= performance.now();
        resolve(signal);
      });
    }
  });
}

function tell(line: string): void {
  process.stdout.write(`${line}\n`);
}

function hear(log: ServiceLog): (event: ServerEvent) => void {
  return (event) => {
    if (event.kind === 'revived') log.warn('the embedded database is back');
    else if (event.kind === 'lost') log.error('the embedded database is gone; starting it again');
    else log.error({ error: quietError(event.error) }, 'the embedded database could not be started again');
  };
}

interface Running {
  readonly app: NestFastifyApplication;
  readonly demo: SampleOutcome;
}

async function compose(config: Config, database: OpenDatabase, log: ServiceLog): Promise<Running> {
  const dataSource = createDataSource({
    url: database.url,
    poolSize: 20,
    onPoolError: (error) => log.warn({ error: quietError(error) }, 'a database connection broke while idle'),
  });
  const app = await createHttpApp({ module: AppModule.compose({ dataSource, log }), log });
  try {
    const isDemo = database.embedded && config.demo;
    const demo = isDemo ? await app.get(LoadSample, { strict: false }).execute(config.dataFolder) : {};
    app.get(LogWatch, { strict: false }).start();
    await app.listen(config.port, config.host);
    return { app, demo };
  } catch (error) {
    await app.close();
    throw listenError(error, config.host, config.port) ?? error;
  }
}

/** What a person types into a browser: the loopback address has a name. */
async function addressOf(app: NestFastifyApplication): Promise<string> {
  const url = new URL(await app.getUrl());
  if (['127.0.0.1', '0.0.0.0', '[::]', '[::1]'].includes(url.hostname)) url.hostname = 'localhost';
  return url.origin;
}

async function greet({ app, demo }: Running): Promise<void> {
  const address = await addressOf(app);
  tell('');
  tell(`信义账本已启动，请在浏览器打开：${address}`);
  tell(`Xinyi Ledger is running at ${address}`);
  tell(`接口说明 API: ${address}/api/docs`);
  for (const [who, token] of Object.entries(demo.tokens ?? {})) tell(`  ${who}: ${token}`);
  if (demo.tokensFile !== undefined)
    tell(`示例小区的令牌在 The tokens of the sample estate are in: ${demo.tokensFile}`);
  tell('按 Ctrl-C 停止。Press Ctrl-C to stop.');
}

async function stop({ app }: Running): Promise<void> {
  const server: Server = app.getHttpServer();
  const force = setTimeout(() => server.closeAllConnections(), GRACE_MS);
  await app.close();
  clearTimeout(force);
}

async function serve(): Promise<void> {
  const asked = stopAsked();
  const config = readConfig();
  const log = createServiceLog({ level: config.logLevel });
  process.on('uncaughtException', (error) => {
    log.fatal({ error: quietError(error) }, 'uncaught');
    process.exit(EXIT.bug);
  });
  const database = await openDatabase(config, { role: 'service', onEvent: hear(log) });
  try {
    const running = await compose(config, database, log);
    await greet(running);
    log.info({ signal: await asked }, 'stopping');
    tell('正在停止，等待进行中的请求完成……Stopping; open requests finish first.');
    await stop(running);
  } finally {
    await database.close();
  }
  tell('已停止。Stopped.');
}

try {
  await serve();
  process.exit(0);
} catch (error) {
  if (error instanceof StartupError) {
    process.stderr.write(`${error.code}\n${error.message}\n`);
    process.exit(EXIT.refused);
  }
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(EXIT.bug);
}
