import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Global, Module } from '@nestjs/common';
import { startTestApp, type TestApp } from './test-app.js';
import { TryModule, TryPagesModule } from './test-doors.js';

/** The filter lives in the platform's module, so whoever provides pages does so for everybody. */
@Global()
@Module({ imports: [TryPagesModule], exports: [TryPagesModule] })
class PagesForAll {}

let running: TestApp;

beforeAll(async () => {
  running = await startTestApp({ more: [TryModule, PagesForAll] });
});

afterAll(async () => {
  await running.close();
});

const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8', 'x-request-id': 'seen-7' };

describe('errors for people', () => {
  it('are pages outside /api for whoever asks for HTML', async () => {
    const response = await fetch(`${running.origin}/e/nowhere?size=large`, { headers: browser });
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('x-page')).toBe('yes');
    const page = await response.text();
    expect(page).toContain('没有这个地址');
    expect(page).toContain('/e/nowhere?size=large');
    expect(page).toContain('seen-7');
  });

  it('are JSON inside /api, and for whoever does not ask for HTML', async () => {
    const api = await fetch(`${running.origin}/api/v1/nowhere`, { headers: browser });
    expect(api.headers.get('content-type')).toContain('application/problem+json');
    const machine = await fetch(`${running.origin}/e/nowhere`);
    expect(machine.headers.get('content-type')).toContain('application/problem+json');
  });
});
