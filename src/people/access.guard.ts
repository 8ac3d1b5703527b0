import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { Refusal } from '../kernel/violation.js';
import { PLATFORM_ROUTE } from '../platform/http/platform-route.js';
import { ACCESS, attachActor } from './access-decorators.js';
import { Authenticate, type Session } from './authenticate.js';
import { EstateLookup } from './estate-lookup.js';
import { mayDo, PUBLIC_ROLES, rolesFor, type Action, type Actor } from './rules/access.js';
import { roleWords } from './rules/role-words.js';

const BEARER = /^Bearer +([\x21-\x7e]{1,200})$/i;

/**
 * The one place where HTTP asks who somebody is and whether they may.
 *
 * 1. A token that does not hold is refused on every route, public ones too: whoever sends one should learn that it is
 *    over.
 * 2. The estate is the `:code` of the address. A person has the roles of that estate only.
 * 3. Who must be somebody learns that before they learn whether an estate exists.
 * 4. All of this comes before the body is looked at, and so before any idempotency key.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly authenticate: Authenticate,
    private readonly estates: EstateLookup,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const handler = context.getHandler();
    if (this.reflector.get<boolean | undefined>(PLATFORM_ROUTE, handler) === true) return true;
    const action = this.reflector.get<Action | undefined>(ACCESS, handler);
    if (action === undefined) throw Refusal.of('ACCESS_UNDECLARED');
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const session = await this.#session(request.headers.authorization);
    if (session === undefined && !mayDo(action, PUBLIC_ROLES)) throw Refusal.of('TOKEN_REQUIRED', 'Authorization');
    const actor = await this.#actor(session, await this.#estate(request));
    if (!mayDo(action, actor.roles)) throw denied(action);
    attachActor(request, actor);
    return true;
  }

  async #session(authorization: string | undefined): Promise<Session | undefined> {
    if (authorization === undefined) return undefined;
    const token = BEARER.exec(authorization)?.[1];
    if (token === undefined) throw Refusal.of('TOKEN_INVALID', 'Authorization');
    return this.authenticate.execute(token);
  }

  async #estate(request: FastifyRequest): Promise<string | undefined> {
    const { code } = request.params as { code?: string };
    if (code === undefined) return undefined;
    const estateId = await this.estates.estateIdOf(code);
    if (estateId === undefined) throw Refusal.of('ESTATE_NOT_FOUND', 'code');
    return estateId;
  }

  async #actor(session: Session | undefined, estateId: string | undefined): Promise<Actor> {
    if (session !== undefined) return session.actorIn(estateId);
    return { roles: PUBLIC_ROLES, ...(estateId === undefined ? {} : { estateId }) };
  }
}

/** What a door answers to who may do one thing and not the other. */
export function denied(action: Action): Refusal {
  const roles = rolesFor(action);
  return Refusal.of('ACCESS_DENIED', undefined, {
    action,
    roles: roles.join(', '),
    rolesZh: roles.map((role) => roleWords[role]).join('、'),
  });
}
