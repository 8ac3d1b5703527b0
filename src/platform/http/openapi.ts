import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { invariant } from '../../kernel/invariant.js';

type PathItem = OpenAPIObject['paths'][string];
export type OperationObject = NonNullable<PathItem['get']>;
type SchemaObject = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>[string];

/** The OpenAPI document of the running application: made once, when every route is known. */
export class ApiDescription {
  #made: { readonly document: OpenAPIObject; readonly text: string } | undefined;

  keep(document: OpenAPIObject): void {
    this.#made = { document, text: JSON.stringify(document) };
  }

  get document(): OpenAPIObject {
    return this.#current().document;
  }

  get text(): string {
    return this.#current().text;
  }

  #current(): { readonly document: OpenAPIObject; readonly text: string } {
    invariant(this.#made !== undefined, 'the description is made before the first request');
    return this.#made;
  }
}

export const METHODS = ['get', 'put', 'post', 'delete', 'patch'] as const;

export interface Operation {
  readonly path: string;
  readonly method: (typeof METHODS)[number];
  readonly operation: OperationObject;
}

export function operationsOf(document: OpenAPIObject): readonly Operation[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method];
      return operation === undefined ? [] : [{ path, method, operation }];
    }),
  );
}

/** The roles that `x-roles` names; a route for everybody says PUBLIC. */
export function rolesOf(operation: OperationObject): readonly string[] {
  const roles = (operation as unknown as Record<string, unknown>)['x-roles'];
  return Array.isArray(roles) ? roles.filter((role) => typeof role === 'string') : [];
}

const text: SchemaObject = { type: 'string' };

const problemSchema: SchemaObject = {
  type: 'object',
  description: 'RFC 9457. `code` is stable; texts may improve. Every code: /problems/<CODE>.',
  required: ['type', 'title', 'title_en', 'status', 'detail', 'detail_en', 'code', 'instance', 'violations'],
  properties: {
    type: { ...text, example: '/problems/BODY_INVALID' },
    title: text,
    title_en: text,
    status: { type: 'integer' },
    detail: text,
    detail_en: text,
    code: text,
    instance: { ...text, description: 'The request id, also in the header X-Request-Id.' },
    replayed: { type: 'boolean', description: 'The outcome of the same earlier request; use a new Idempotency-Key.' },
    violations: {
      type: 'array',
      items: {
        type: 'object',
        required: ['code', 'title', 'title_en', 'remedy', 'remedy_en', 'facts'],
        properties: {
          code: text,
          at: { ...text, example: 'lines[2].amount' },
          title: text,
          title_en: text,
          remedy: text,
          remedy_en: text,
          facts: { type: 'object', additionalProperties: text },
        },
      },
    },
  },
};

const problemResponse = {
  description: '没有办成；每一处问题都列出来。Refused; every problem is listed.',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

/** Contracts become schemas by Nest itself (zod implements Standard Schema); added are what holds for every route. */
export function describeApi(app: INestApplication): OpenAPIObject {
  const head = new DocumentBuilder()
    .setTitle('信义账本 Xinyi Ledger')
    .setVersion('v1')
    .setDescription('金额是以元为单位、两位小数的文字。Amounts are texts in yuan with two decimals.')
    .addBearerAuth({ type: 'http', scheme: 'bearer' }, 'bearer')
    .build();
  const document = SwaggerModule.createDocument(app, head, {
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}.${method}`,
  });
  document.components = {
    ...document.components,
    schemas: { ...document.components?.schemas, Problem: problemSchema },
  };
  for (const { operation } of operationsOf(document)) {
    operation.responses['default'] = problemResponse;
    operation.security = rolesOf(operation).includes('PUBLIC') ? [{}, { bearer: [] }] : [{ bearer: [] }];
  }
  return document;
}
