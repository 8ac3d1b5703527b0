import { describe, expect, it } from '@jest/globals';
import { Clock, SystemClock } from '../../src/kernel/clock.js';
import { AccessCache } from '../../src/people/access-cache.js';

const clock = new SystemClock();

class SetClock extends Clock {
  constructor(private readonly read: () => Date) {
    super();
  }

  now(): Date {
    return this.read();
  }
}

describe('the cache', () => {
  it('keeps no answer that was on its way while something changed', async () => {
    const own = new AccessCache(clock);
    const roles = await own.roles('key', () => {
      own.forget();
      return Promise.resolve(['AUDITOR'] as const);
    });
    expect(roles).toEqual(['AUDITOR']);
    expect(await own.roles('key', () => Promise.resolve([]))).toEqual([]);
  });

  it('believes nothing for longer than three seconds, nor after the clock ran backwards', async () => {
    let now = new Date('2026-03-01T00:00:00Z');
    const own = new AccessCache(new SetClock(() => now));
    const ask = (role: 'AUDITOR' | 'TRUSTEE'): Promise<readonly string[]> =>
      own.roles('key', () => Promise.resolve([role]));
    await ask('AUDITOR');
    now = new Date(now.getTime() + 2999);
    expect(await ask('TRUSTEE')).toEqual(['AUDITOR']);
    now = new Date(now.getTime() + 1);
    expect(await ask('TRUSTEE')).toEqual(['TRUSTEE']);
    now = new Date(now.getTime() - 60_000);
    expect(await ask('AUDITOR')).toEqual(['AUDITOR']);
  });
});
