import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Get, Module } from '@nestjs/common';
import { ACCESS } from '../../src/people/index.js';
import { PLATFORM_ROUTE, routesOf } from '../../src/platform/http/index.js';
import type { Action } from '../../src/people/rules/index.js';
import { startTestApp, type TestApp } from '../platform/http/test-app.js';

@Controller('api/try')
class ForgottenDoor {
  @Get('forgotten')
  forgotten(): string {
    return 'never';
  }
}

@Module({ controllers: [ForgottenDoor] })
class ForgottenModule {}

let running: TestApp;

beforeAll(async () => {
  running = await startTestApp({ more: [ForgottenModule] });
});

afterAll(async () => {
  await running.close();
});

describe('every route of the product', () => {
  it('declares who may use it, says what it is, and reads all that it takes by a contract', () => {
    const flaws = routesOf(running.app)
      .filter(({ path }) => !path.startsWith('/api/try'))
      .flatMap(({ name, handler, unread }) => {
        const access = Reflect.getMetadata(ACCESS, handler) as Action | undefined;
        const isOpen = Reflect.getMetadata(PLATFORM_ROUTE, handler) === true;
        const isDescribed = Reflect.hasMetadata('swagger/apiOperation', handler);
        return [
          ...(isOpen === (access !== undefined) ? [`${name} declares ${isOpen ? 'two kinds of' : 'no'} access`] : []),
          ...(isDescribed ? [] : [`${name} has no description`]),
          ...unread.map((part) => `${name} takes its ${part} without a schema`),
        ];
      });
    expect(flaws).toEqual([]);
  });

  it('is found by that walk, the forgotten one too', () => {
    const forgotten = routesOf(running.app).find(({ path }) => path === '/api/try/forgotten');
    expect(forgotten).toMatchObject({ name: 'ForgottenDoor.forgotten', method: 'GET' });
    expect(Reflect.getMetadata(ACCESS, forgotten!.handler)).toBeUndefined();
    expect(routesOf(running.app).map(({ path }) => path)).toEqual(
      expect.arrayContaining(['/healthz', '/openapi.json']),
    );
  });
});
