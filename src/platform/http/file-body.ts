/**
 * A file as the body of a request.
 *
 * 1. The bytes are not looked at before the guard has let the request in, and then go to a temporary file that nobody
 *    else can read; memory holds one piece of them.
 * 2. Beyond the route's limit the rest is not taken. The temporary file goes whatever happens.
 * 3. Only routes that ask for it take a file, and only as `application/octet-stream`.
 */
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from '../../kernel/violation.js';

export const FILE_MEDIA_TYPE = 'application/octet-stream';

interface FileConfig {
  readonly fileLimitBytes?: number;
}

/** The route's body is a file of at most so many bytes. */
export function TakesFile(limitBytes: number): MethodDecorator {
  return applyDecorators(
    RouteConfig({ fileLimitBytes: limitBytes } satisfies FileConfig),
    ApiConsumes(FILE_MEDIA_TYPE),
    ApiBody({ schema: { type: 'string', format: 'binary' }, required: true }),
  );
}

function fileLimitOf(request: FastifyRequest): number | undefined {
  return (request.routeOptions.config as FileConfig).fileLimitBytes;
}

/** Hands a file's bytes on as they come, to the routes that take one. */
export function readFiles(server: FastifyInstance): void {
  server.addContentTypeParser(FILE_MEDIA_TYPE, (request, bytes, done) => {
    if (fileLimitOf(request) === undefined) done(unsupported(request));
    else done(null, bytes);
  });
}

function unsupported(request: FastifyRequest): Refusal {
  const mediaType = (request.headers['content-type'] ?? '').slice(0, 100);
  return Refusal.of('UNSUPPORTED_MEDIA_TYPE', 'Content-Type', { mediaType });
}

export interface FileUpload {
  /** Gives the path of the received file to `work`; the file is gone afterwards. */
  received<T>(work: (path: string) => Promise<T>): Promise<T>;
}

/** The file that the request carries: `add(@FileBody() file: FileUpload)`, on a route with `@TakesFile(bytes)`. */
export const FileBody = createParamDecorator((_: unknown, context: ExecutionContext): FileUpload => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  const limit = fileLimitOf(request) ?? 0;
  return { received: (work) => withFile(request, limit, work) };
});

async function withFile<T>(request: FastifyRequest, limit: number, work: (path: string) => Promise<T>): Promise<T> {
  const { body } = request;
  if (!(body instanceof Readable)) throw unsupported(request);
  const folder = await mkdtemp(join(tmpdir(), 'xinyi-file-'));
  try {
    const path = join(folder, 'received');
    await pipeline(body, atMost(limit), createWriteStream(path, { mode: 0o600 }));
    return await work(path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function atMost(limit: number): Transform {
  let size = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      if (size <= limit) done(null, chunk);
      else done(Refusal.of('BODY_TOO_LARGE', 'body', { limit: `${String(limit / 1024 / 1024)} MiB` }));
    },
  });
}
