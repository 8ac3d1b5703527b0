import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';

export const PLATFORM_ROUTE = 'xinyi:platform-route';

/**
 * A route that tells nothing of any estate (is the process alive, what can be asked here) and is open to everybody.
 * The guard lets it pass without looking at a token, so that it answers while the database does not.
 */
export function PlatformRoute(): MethodDecorator {
  return applyDecorators(SetMetadata(PLATFORM_ROUTE, true), ApiExtension('x-roles', ['PUBLIC']));
}
