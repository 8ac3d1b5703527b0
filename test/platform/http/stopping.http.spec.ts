import { Agent, request as httpRequest } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import type { ProblemDocument } from '../../../src/platform/http/problem-registry.js';
import { startTestApp } from './test-app.js';
import { TryModule } from './test-doors.js';

describe('stopping', () => {
  it('lets an open request finish, keeps no connection, and takes no new one', async () => {
    const other = await startTestApp({ more: [TryModule] });
    const agent = new Agent({ keepAlive: true });
    const finished = new Promise<{ status: number; connection: string | undefined }>((resolve, reject) => {
      httpRequest(`${other.origin}/api/try/slow`, { agent }, (response) => {
        response.resume();
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, connection: response.headers.connection }),
        );
      })
        .on('error', reject)
        .end();
    });
    await new Promise((resolve) => setTimeout(resolve, 100));
    const started = Date.now();
    await other.close();
    expect(await finished).toEqual({ status: 200, connection: 'close' });
    expect(Date.now() - started).toBeLessThan(5000);
    await expect(fetch(`${other.origin}/healthz`)).rejects.toThrow();
    agent.destroy();
  });

  it('is not ready once the database is gone, but alive', async () => {
    const other = await startTestApp();
    await other.database.drop();
    const ready = await fetch(`${other.origin}/readyz`);
    expect([ready.status, ((await ready.json()) as ProblemDocument).code]).toEqual([503, 'UNAVAILABLE']);
    expect((await fetch(`${other.origin}/healthz`)).status).toBe(200);
    await other.app.close();
  });
});
