import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../../kernel/violation.js';
import { bodyLimitOf } from './body-limit.js';
import { readJsonBody } from './json-body.js';
import type { Metrics } from './metrics.js';
import type { Readiness } from './readiness.js';
import type { RouteTable } from './route-table.js';
import { securityHeaders } from './security-headers.js';
import type { ServiceLog } from './service-log.js';

/** Asked every few seconds by machines; their lines would drown the others. */
const ROUTINE = new Set(['/healthz', '/readyz', '/metrics']);

/** Remembers every route as it is registered, and gives it the body limit that its handler asked for. */
export function watchRoutes(server: FastifyInstance, routes: RouteTable): void {
  server.addHook('onRoute', (route) => {
    routes.add(route);
    const limit = bodyLimitOf(route.config);
    if (limit !== undefined) route.bodyLimit = limit;
  });
}

/** JSON in UTF-8, read strictly; every other content type is refused before a byte of it is parsed. */
export function readJsonOnly(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, bytes, done) => {
    const mediaType = request.headers['content-type'] ?? '';
    const charset = /charset\s*=\s*"?([^";\s]+)/i.exec(mediaType)?.[1]?.toLowerCase();
    if (charset !== undefined && charset !== 'utf-8' && charset !== 'utf8') {
      done(Refusal.of('UNSUPPORTED_MEDIA_TYPE', 'Content-Type', { mediaType: mediaType.slice(0, 100) }));
      return;
    }
    const reading = readJsonBody(bytes as Buffer);
    if (reading.ok) done(null, reading.value);
    else done(Refusal.of('BODY_NOT_JSON', 'body'));
  });
}

/** Headers that stand on every answer. */
export function answerAlike(server: FastifyInstance, readiness: Readiness): void {
  server.addHook('onRequest', (request, reply, done) => {
    void reply.headers(securityHeaders).header('x-request-id', request.id);
    done();
  });
  server.addHook('onSend', (_request, reply, _payload, done) => {
    // A connection that is kept open would hold up the stop for as long as its owner likes.
    if (readiness.draining) void reply.header('connection', 'close');
    done();
  });
}

/** One line and one observation a request, by its route's pattern. */
export function watchRequests(server: FastifyInstance, log: ServiceLog, metrics: Metrics): void {
  server.addHook('onResponse', (request, reply, done) => {
    const { method } = request;
    const route = patternOf(request);
    const status = reply.statusCode;
    metrics.observeHttp({ method, route, status, seconds: reply.elapsedTime / 1000 });
    const line = {
      requestId: request.id,
      method,
      route,
      status,
      durationMs: Math.round(reply.elapsedTime * 100) / 100,
    };
    log[levelOf(route, reply)](line, 'request');
    done();
  });
}

function patternOf(request: FastifyRequest): string {
  return request.is404 ? 'unmatched' : (request.routeOptions.url ?? 'unmatched');
}

function levelOf(route: string, reply: FastifyReply): 'debug' | 'info' | 'error' {
  if (reply.statusCode >= 500) return 'error';
  return ROUTINE.has(route) ? 'debug' : 'info';
}
