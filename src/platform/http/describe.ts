import { applyDecorators, HttpCode } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiResponse } from '@nestjs/swagger';
import type { z } from 'zod';

export interface RouteWords {
  /** What the route does, for the reader of /api/docs. */
  readonly zh: string;
  readonly en: string;
  /** What a good answer looks like; absent for answers that are not JSON. */
  readonly answer?: z.ZodType;
  /** Status of a good answer: 200 unless said otherwise, for POST too. */
  readonly status?: number;
  /** Media types of an answer that is not JSON. */
  readonly mediaTypes?: readonly string[];
}

/** Says what a route is and sets the status of its good answer. Every route has one; a test walks them. */
export function Describe(route: RouteWords): MethodDecorator {
  const status = route.status ?? 200;
  const answer = route.answer === undefined ? {} : { standardSchema: route.answer };
  return applyDecorators(
    HttpCode(status),
    ApiOperation({ summary: route.zh, description: route.en }),
    ApiResponse({ status, description: `${route.zh} / ${route.en}`, ...answer }),
    ...(route.mediaTypes === undefined ? [] : [ApiProduces(...route.mediaTypes)]),
  );
}
