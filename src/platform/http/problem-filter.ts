import { Catch, Inject, Injectable, Optional, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../../kernel/violation.js';
import { ErrorPages } from './error-pages.js';
import { failureOf, internal, type FailedRequest, type Failure } from './failures.js';
import { Metrics } from './metrics.js';
import { ProblemRegistry, type ProblemDocument } from './problem-registry.js';
import { RouteTable } from './route-table.js';
import { quietError, SERVICE_LOG, type ServiceLog } from './service-log.js';

/** Where problems are told: the tables, the counters, the log, the addresses. */
@Injectable()
export class ProblemDesk {
  constructor(
    readonly registry: ProblemRegistry,
    readonly metrics: Metrics,
    readonly routes: RouteTable,
    @Inject(SERVICE_LOG) readonly log: ServiceLog,
  ) {}
}

interface Answer {
  readonly document: ProblemDocument;
  readonly headers: Readonly<Record<string, string>>;
}

/** The one way in which an error leaves the house: RFC 9457 for machines, a page for people. */
@Catch()
@Injectable()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly desk: ProblemDesk,
    @Optional() private readonly pages?: ErrorPages,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    if (reply.sent) {
      this.desk.log.error({ requestId: request.id, error: quietError(error) }, 'failed after the answer was sent');
      return;
    }
    this.#send(this.#answer(error, request), request, reply);
  }

  #send({ document, headers }: Answer, request: FastifyRequest, reply: FastifyReply): void {
    this.desk.metrics.countRefusal(document.code);
    void reply.status(document.status).headers({ 'cache-control': 'no-store', ...headers });
    if (this.pages === undefined || !wantsPage(request)) {
      void reply.header('content-type', 'application/problem+json; charset=utf-8').send(JSON.stringify(document));
      return;
    }
    const problems = document.violations.map(({ title, remedy }) => ({ title, remedy }));
    const page = this.pages.page({ status: document.status, url: request.url, requestId: request.id, problems });
    void reply.headers({ 'content-type': 'text/html; charset=utf-8', ...page.headers }).send(page.body);
  }

  #answer(error: unknown, request: FastifyRequest): Answer {
    if (
      error instanceof Refusal &&
      error.violations.every(({ code }) => this.desk.registry.textOf(code) !== undefined)
    ) {
      const document = this.desk.registry.document(error.violations, {
        requestId: request.id,
        replayed: error.replayed,
      });
      const challenge = document.status === 401 ? { 'www-authenticate': challengeOf(document.code) } : {};
      return { document, headers: challenge };
    }
    return this.#failure(error, request);
  }

  #failure(error: unknown, request: FastifyRequest): Answer {
    const facts = factsOf(request);
    // A refusal that comes here has a code without a text: a bug.
    const failure = error instanceof Refusal ? internal(facts) : failureOf(error, facts);
    const { violation, headers } = this.#methodOf(failure, request);
    if (failure.isOurs) {
      const told =
        error instanceof Refusal ? { codes: error.violations.map(({ code }) => code) } : { error: quietError(error) };
      this.desk.log.error({ requestId: request.id, code: violation.code, ...told }, 'request failed');
    }
    const retry = failure.retryAfterSeconds === undefined ? {} : { 'retry-after': String(failure.retryAfterSeconds) };
    return {
      document: this.desk.registry.document([violation], { requestId: request.id }),
      headers: { ...headers, ...retry },
    };
  }

  /** An address that exists for other methods is not missing. */
  #methodOf(
    { violation }: Failure,
    request: FastifyRequest,
  ): Pick<Failure, 'violation'> & { headers: Readonly<Record<string, string>> } {
    if (violation.code !== 'NOT_FOUND_ROUTE') return { violation, headers: {} };
    const methods = this.desk.routes.methodsOf(pathOf(request));
    if (methods.length === 0 || methods.includes(request.method)) return { violation, headers: {} };
    const allowed = methods.join(', ');
    const facts = { method: request.method, allowed };
    return { violation: { code: 'METHOD_NOT_ALLOWED', facts }, headers: { allow: allowed } };
  }
}

function challengeOf(code: string): string {
  return code === 'TOKEN_REQUIRED' ? 'Bearer realm="xinyi"' : 'Bearer realm="xinyi", error="invalid_token"';
}

function pathOf(request: FastifyRequest): string {
  const [path = '/'] = request.url.split('?');
  return path;
}

function factsOf(request: FastifyRequest): FailedRequest {
  const limit = request.routeOptions.bodyLimit;
  return {
    requestId: request.id,
    path: pathOf(request).slice(0, 200),
    mediaType: (request.headers['content-type'] ?? '').slice(0, 100),
    limit: limit % 1024 === 0 ? `${limit / 1024} KiB` : `${limit} B`,
  };
}

function wantsPage(request: FastifyRequest): boolean {
  if (request.url.startsWith('/api/')) return false;
  return (request.headers.accept ?? '').includes('text/html');
}
