import { applyDecorators, createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { invariant } from '../kernel/invariant.js';
import { rolesFor, type Action, type Actor } from './rules/access.js';

export const ACCESS = 'xinyi:access';

const ACTOR = Symbol('actor');

interface ActedRequest {
  [ACTOR]?: Actor;
}

/** What a route does, and so who may call it. Every route has one; without it the guard lets nobody in. */
export function Access(action: Action): MethodDecorator {
  return applyDecorators(
    SetMetadata(ACCESS, action),
    ApiExtension('x-action', action),
    ApiExtension('x-roles', [...rolesFor(action)]),
  );
}

export function attachActor(request: FastifyRequest, actor: Actor): void {
  (request as ActedRequest)[ACTOR] = actor;
}

export function actorOf(request: FastifyRequest): Actor {
  const actor = (request as ActedRequest)[ACTOR];
  invariant(actor !== undefined, 'the guard ran before the route');
  return actor;
}

/** The id of the estate in the address, for routes under `estates/:code`: `list(@CurrentEstate() estateId: string)`. */
export const CurrentEstate = createParamDecorator((_: unknown, context: ExecutionContext): string => {
  const { estateId } = actorOf(context.switchToHttp().getRequest<FastifyRequest>());
  invariant(estateId !== undefined, 'the address of the route has a :code');
  return estateId;
});

/** Who asks, as the guard found out: `propose(@CurrentActor() actor: Actor)`. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor =>
  actorOf(context.switchToHttp().getRequest<FastifyRequest>()),
);
