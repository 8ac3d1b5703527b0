import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { BODY_LIMIT_BYTES } from './body-limit.js';
import { readFiles } from './file-body.js';
import { answerAlike, readJsonOnly, watchRequests, watchRoutes } from './http-hooks.js';
import { Metrics } from './metrics.js';
import { ApiDescription, describeApi } from './openapi.js';
import { ProblemRegistry } from './problem-registry.js';
import { Readiness } from './readiness.js';
import { RouteTable } from './route-table.js';
import { securityHeaders } from './security-headers.js';
import { NestLog, type ServiceLog } from './service-log.js';

export interface HttpAppOptions {
  /** The composed root; it imports `HttpModule.with(...)`. */
  readonly module: DynamicModule;
  readonly log: ServiceLog;
  readonly bodyLimitBytes?: number;
}

const REQUEST_ID = /^[A-Za-z0-9._:-]{1,64}$/;

/** Slow senders may hold a connection this long. */
const REQUEST_TIMEOUT_MS = 60_000;

/**
 * Makes the application with all its routes, ready to `listen`. Closing it lets open requests finish, then closes the
 * pool.
 *
 * @throws where two tables of problems claim one code, or a module cannot be put together.
 */
export async function createHttpApp({ module, log, bodyLimitBytes }: HttpAppOptions): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: bodyLimitBytes ?? BODY_LIMIT_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    // Whoever is inside when we stop is answered; new connections are no longer taken anyway.
    return503OnClosing: false,
    genReqId: requestIdOf,
    // Runs at the first request with an address that cannot be read; the application exists by then.
    frameworkErrors: (_error: unknown, request: FastifyRequest, reply: FastifyReply) => {
      refuseAddress(app.get(ProblemRegistry, { strict: false }), request, reply);
    },
  });
  // Nest's type of options is a class, though it takes any object of that shape.
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment
  const app: NestFastifyApplication = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    bodyParser: false,
    abortOnError: false,
    logger: new NestLog(log),
  });
  const server = adapter.getInstance<FastifyInstance>();
  watchRoutes(server, app.get(RouteTable, { strict: false }));
  readJsonOnly(server);
  readFiles(server);
  answerAlike(server, app.get(Readiness, { strict: false }));
  watchRequests(server, log, app.get(Metrics, { strict: false }));
  await app.init();
  app.get(ApiDescription, { strict: false }).keep(describeApi(app));
  return app;
}

/** The caller's id of the request where it is plain, else one of ours. */
function requestIdOf(request: Pick<IncomingMessage, 'headers'>): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID();
}

/** An address with a broken escape (`%zz`) reaches no route and no filter. */
function refuseAddress(registry: ProblemRegistry, request: FastifyRequest, reply: FastifyReply): void {
  const facts = { place: 'path', expectedZh: '写法不对', expectedEn: 'cannot be read' };
  const document = registry.document([{ code: 'ADDRESS_INVALID', at: 'path', facts }], { requestId: request.id });
  void reply
    .status(document.status)
    .headers({ ...securityHeaders, 'x-request-id': request.id })
    .header('content-type', 'application/problem+json; charset=utf-8')
    .send(JSON.stringify(document));
}
