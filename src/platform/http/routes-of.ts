import { RequestMethod, type INestApplication } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA, ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import { MetadataScanner, ModulesContainer } from '@nestjs/core';

/** A route as its decorators declare it, for tests that walk them all. */
export interface DeclaredRoute {
  /** `VoucherController.find` */
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly handler: object;
  readonly controller: object;
  /** Names of the parts (`body`, `query`, `param`) that are taken without a schema. */
  readonly unread: readonly string[];
}

type Controller = abstract new (...parameters: never[]) => unknown;

const PARTS: ReadonlyMap<number, string> = new Map([
  [RouteParamtypes.BODY, 'body'],
  [RouteParamtypes.QUERY, 'query'],
  [RouteParamtypes.PARAM, 'param'],
]);

/** Every route of every controller, in the order of the modules. */
export function routesOf(app: INestApplication): readonly DeclaredRoute[] {
  const scanner = new MetadataScanner();
  const controllers = [...app.get(ModulesContainer).values()].flatMap((module) => [...module.controllers.values()]);
  return controllers.flatMap(({ metatype }) => {
    if (typeof metatype !== 'function') return [];
    const controller = metatype as Controller;
    return scanner.getAllMethodNames(controller.prototype as object).flatMap((name) => routeOf(controller, name));
  });
}

function routeOf(controller: Controller, name: string): DeclaredRoute[] {
  const handler = (controller.prototype as Record<string, object>)[name];
  if (handler === undefined) return [];
  const method = Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined;
  if (method === undefined) return [];
  const pieces = [controller, handler].flatMap(
    (target) => Reflect.getMetadata(PATH_METADATA, target) as string | string[],
  );
  const path = `/${pieces
    .map((piece) => piece.replace(/^\/|\/$/g, ''))
    .filter((piece) => piece !== '')
    .join('/')}`;
  return [
    {
      name: `${controller.name}.${name}`,
      method: RequestMethod[method],
      path,
      handler,
      controller,
      unread: unreadParts(controller, name),
    },
  ];
}

function unreadParts(controller: Controller, name: string): string[] {
  const parameters = (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, name) ?? {}) as Record<
    string,
    { schema?: unknown }
  >;
  return Object.entries(parameters).flatMap(([key, { schema }]) => {
    const part = PARTS.get(Number(key.split(':')[0]));
    return part === undefined || schema !== undefined ? [] : [part];
  });
}
