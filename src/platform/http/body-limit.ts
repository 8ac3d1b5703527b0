import { RouteConfig } from '@nestjs/platform-fastify';

/** Bytes of a JSON body, unless the route says otherwise. */
export const BODY_LIMIT_BYTES = 1024 * 1024;

interface LimitedConfig {
  readonly bodyLimitBytes?: number;
}

/** Another limit for one route, in bytes. */
export function BodyLimit(bytes: number): MethodDecorator {
  return RouteConfig({ bodyLimitBytes: bytes } satisfies LimitedConfig);
}

/** The limit that a route's configuration names, if any. */
export function bodyLimitOf(config: unknown): number | undefined {
  if (typeof config !== 'object' || config === null) return undefined;
  return (config as LimitedConfig).bodyLimitBytes;
}
