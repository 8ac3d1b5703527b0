import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from './test-app.js';

let running: TestApp;

beforeAll(async () => {
  running = await startTestApp();
});

afterAll(async () => {
  await running.close();
});

const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8', 'x-request-id': 'seen-7' };

describe('errors for people', () => {
  it('are pages outside /api for whoever asks for HTML, with the way back and no script', async () => {
    const response = await fetch(`${running.origin}/nowhere?size=large`, { headers: browser });
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    const page = await response.text();
    expect(page).toContain('lang="zh-CN"');
    expect(page).toContain('没有这个地址');
    expect(page).not.toContain('<script');
  });

  it('are JSON inside /api, and for whoever does not ask for HTML', async () => {
    const api = await fetch(`${running.origin}/api/v1/nowhere`, { headers: browser });
    expect(api.headers.get('content-type')).toContain('application/problem+json');
    const machine = await fetch(`${running.origin}/nowhere`);
    expect(machine.headers.get('content-type')).toContain('application/problem+json');
  });
});
