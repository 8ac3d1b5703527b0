import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createServiceLog } from '../../../src/platform/http/service-log.js';
import type { ProblemDocument } from '../../../src/platform/http/problem-registry.js';
import { startTestApp, type TestApp } from './test-app.js';
import { TryModule } from './test-doors.js';

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly problem: ProblemDocument;
}

let running: TestApp;
let logFolder: string;
let logFd: number;

beforeAll(async () => {
  logFolder = mkdtempSync(join(tmpdir(), 'xinyi-log-'));
  logFd = openSync(join(logFolder, 'log'), 'w');
  running = await startTestApp({ log: createServiceLog({ level: 'info', fd: logFd }), more: [TryModule] });
});

afterAll(async () => {
  await running.close();
  closeSync(logFd);
  rmSync(logFolder, { recursive: true });
});

const logLines = (): string => readFileSync(join(logFolder, 'log'), 'utf8');

async function ask(path: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(running.origin + path, init);
  const text = await response.text();
  const isProblem = response.headers.get('content-type')?.includes('problem+json') === true;
  const problem: unknown = isProblem ? JSON.parse(text) : undefined;
  return { status: response.status, headers: response.headers, problem: problem as ProblemDocument };
}

const post = (path: string, body: string, headers: Record<string, string> = {}): Promise<Answer> =>
  ask(path, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });

const good = JSON.stringify({ summary: '物业费', lines: [{ amount: '12.00' }] });

describe('bodies', () => {
  it('are read by the contract', async () => {
    expect((await post('/api/try/echo', good)).status).toBe(201);
    const { status, problem } = await post('/api/try/echo', '{"summary":1,"lines":[{"amount":"1"}],"x":1}');
    expect(status).toBe(400);
    expect(problem.violations.map(({ code, at }) => [code, at])).toEqual([
      ['BODY_INVALID', 'summary'],
      ['BODY_INVALID', 'lines[0].amount'],
      ['BODY_INVALID', 'x'],
    ]);
    expect(problem.title).toBe('提交的内容有一处不对：summary 应是文字（加引号）。');
  });

  it.each([
    ['broken JSON', '{"summary":', 400, 'BODY_NOT_JSON'],
    ['a name that stands twice', '{"summary":"a","summary":"b","lines":[]}', 400, 'BODY_NOT_JSON'],
    ['__proto__', '{"__proto__":{"summary":"a"},"lines":[]}', 400, 'BODY_NOT_JSON'],
    ['nothing', '', 400, 'BODY_INVALID'],
    ['1 MiB and a byte', `{"summary":"${'x'.repeat(1024 * 1024)}"}`, 413, 'BODY_TOO_LARGE'],
  ])('with %s are refused', async (_what, body, status, code) => {
    const answer = await post('/api/try/echo', body);
    expect([answer.status, answer.problem.code]).toEqual([status, code]);
  });

  it('have a limit that a route may set', async () => {
    const body = JSON.stringify({ summary: 'a', lines: Array.from({ length: 200 }, () => ({ amount: '1.00' })) });
    expect((await post('/api/try/echo', body)).status).toBe(201);
    const { status, problem } = await post('/api/try/small', body);
    expect([status, problem.title]).toEqual([413, '提交的内容太大，超过了 2 KiB。']);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/json; charset=gbk', 'nonsense'])(
    'of type %s are refused',
    async (type) => {
      const { status, problem } = await post('/api/try/echo', good, { 'content-type': type });
      expect([status, problem.code]).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
    },
  );

  it('may name UTF-8 as their charset', async () => {
    const { status } = await post('/api/try/echo', good, { 'content-type': 'application/json; charset="UTF-8"' });
    expect(status).toBe(201);
  });
});

describe('addresses', () => {
  it('are read by the contract', async () => {
    const response = await fetch(`${running.origin}/api/try/numbers/42?asOf=2025-06-30&limit=20`);
    expect(await response.json()).toEqual({ number: '42', asOf: '2025-06-30', limit: 20 });
    const { status, problem } = await ask('/api/try/numbers/42?asOf=2025-02-30&limit=0');
    expect([status, problem.violations.map(({ code, at }) => [code, at])]).toEqual([
      400,
      [
        ['ADDRESS_INVALID', 'asOf'],
        ['ADDRESS_INVALID', 'limit'],
      ],
    ]);
  });

  it('that nobody serves are problems, as are wrong methods', async () => {
    const missing = await ask('/api/v1/nothing?name=%E7%8E%8B');
    expect([missing.status, missing.problem.code]).toEqual([404, 'NOT_FOUND_ROUTE']);
    expect(JSON.stringify(missing.problem)).not.toContain('name=');
    const wrong = await ask('/api/try/echo', { method: 'DELETE' });
    expect([wrong.status, wrong.problem.code, wrong.headers.get('allow')]).toEqual([405, 'METHOD_NOT_ALLOWED', 'POST']);
    expect((await ask('/api/try/slow', { method: 'HEAD' })).status).toBe(200);
  });

  it('with a broken escape are refused in the same form', async () => {
    const { status, problem, headers } = await ask('/%zz');
    expect([status, problem.code]).toEqual([400, 'ADDRESS_INVALID']);
    expect(headers.get('x-request-id')).toBe(problem.instance);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });
});

describe('Idempotency-Key', () => {
  it.each([
    [undefined, 400, 'IDEMPOTENCY_KEY_MISSING'],
    ['', 400, 'IDEMPOTENCY_KEY_MISSING'],
    ['x'.repeat(201), 400, 'IDEMPOTENCY_KEY_INVALID'],
    ['caf\u00e9', 400, 'IDEMPOTENCY_KEY_INVALID'],
  ])('%s is refused', async (key, status, code) => {
    const headers: HeadersInit = key === undefined ? {} : { 'idempotency-key': key };
    const answer = await ask('/api/try/keyed', { method: 'POST', headers });
    expect([answer.status, answer.problem.code]).toEqual([status, code]);
  });

  it('reaches the route', async () => {
    const headers = { 'idempotency-key': 'a'.repeat(200) };
    const response = await fetch(`${running.origin}/api/try/keyed`, { method: 'POST', headers });
    expect(await response.json()).toEqual({ key: 'a'.repeat(200) });
  });
});

describe('failures', () => {
  it('that are bugs answer 500 without details, and leave none in the log', async () => {
    for (const how of ['bug', 'append', 'query', 'textless']) {
      const { status, problem, headers } = await ask(`/api/try/fail/${how}`);
      expect([how, status, problem.code]).toEqual([how, 500, 'INTERNAL']);
      expect(JSON.stringify(problem)).not.toMatch(/王小明|XY010|FUND_FLOOR|NOBODY_WROTE_THIS/);
      expect(problem.title).toContain(headers.get('x-request-id'));
    }
    expect(logLines()).toContain('XY010');
    expect(logLines()).toContain('FUND_FLOOR');
    expect(logLines()).toContain('NOBODY_WROTE_THIS');
  });

  it('of the database that pass by answer 503 and say when to come back', async () => {
    const { status, problem, headers } = await ask('/api/try/fail/statement');
    expect([status, problem.code, headers.get('retry-after')]).toEqual([503, 'BUSY', '2']);
  });

  it('that repeat an earlier outcome say so', async () => {
    const { status, problem } = await ask('/api/try/fail/replayed');
    expect([status, problem.replayed]).toEqual([413, true]);
    expect(problem.detail).toContain('新的 Idempotency-Key');
  });
});

describe('every answer', () => {
  it('has a request id: the caller’s where it is plain, else ours', async () => {
    const given = await ask('/healthz', { headers: { 'x-request-id': 'proxy-7:a.b_c' } });
    expect(given.headers.get('x-request-id')).toBe('proxy-7:a.b_c');
    for (const odd of ['has space', 'x'.repeat(65), '<script>']) {
      const { headers } = await ask('/healthz', { headers: { 'x-request-id': odd } });
      expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    }
  });

  it('carries the headers that keep browsers safe', async () => {
    for (const path of ['/healthz', '/api/docs', '/nothing', '/openapi.json']) {
      const { headers } = await ask(path);
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('same-origin');
    }
    expect((await ask('/nothing')).headers.get('cache-control')).toBe('no-store');
  });
});

describe('the log', () => {
  it('tells requests by pattern, with nothing personal', async () => {
    const secret = '6222020200112233445';
    await ask(`/api/try/numbers/${secret}?asOf=2025-06-30`, { headers: { authorization: `Bearer ${secret}` } });
    await ask(`/api/try/gone/${secret}`);
    await post('/api/try/echo', JSON.stringify({ summary: secret, lines: [] }));
    await post('/api/try/echo', JSON.stringify({ summary: 1, lines: [], [secret]: 1 }));
    await ask('/api/try/slow');
    const lines = logLines();
    expect(lines).not.toContain(secret);
    const told = lines
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const slow = told.findLast((line) => line['route'] === '/api/try/slow');
    expect(slow).toMatchObject({ method: 'GET', status: 200, requestId: expect.any(String) });
    expect(slow?.['durationMs']).toBeGreaterThanOrEqual(395);
    expect(told.map((line) => line['route'])).toEqual(
      expect.arrayContaining(['/api/try/numbers/:number', 'unmatched']),
    );
  });
});

describe('health', () => {
  it('is alive and ready, and counts by pattern', async () => {
    expect((await ask('/healthz')).status).toBe(200);
    expect((await ask('/readyz')).status).toBe(200);
    await ask('/api/try/numbers/12345678');
    const metrics = await (await fetch(`${running.origin}/metrics`)).text();
    expect(metrics).toContain(
      'xinyi_http_request_duration_seconds_count{method="GET",route="/api/try/numbers/:number",status="200"}',
    );
    expect(metrics).toContain('xinyi_refusals_total{code="INTERNAL"}');
    expect(metrics).toContain('process_cpu_seconds_total');
    expect(metrics).not.toContain('12345678');
  });
});

describe('the description', () => {
  interface OpenApi {
    readonly paths: Record<string, Record<string, Record<string, unknown>>>;
    readonly components: { readonly schemas: Record<string, unknown> };
  }

  it('holds every route with its contract, roles and problems', async () => {
    const openapi = (await (await fetch(`${running.origin}/openapi.json`)).json()) as OpenApi;
    const echo = openapi.paths['/api/try/echo']?.['post'];
    expect(echo).toMatchObject({
      summary: '回声',
      'x-roles': ['PUBLIC'],
      requestBody: {
        content: { 'application/json': { schema: { required: ['summary', 'lines'], additionalProperties: false } } },
      },
      responses: {
        201: { content: { 'application/json': { schema: { type: 'object' } } } },
        default: { content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } },
      },
    });
    expect(openapi.components.schemas).toHaveProperty('Problem');
    expect(openapi.paths['/api/try/numbers/{number}']?.['get']?.['parameters']).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: 'number', in: 'path', required: true }),
        expect.objectContaining({
          name: 'asOf',
          in: 'query',
          required: false,
          schema: expect.objectContaining({ example: '2025-06-30' }),
        }),
      ]),
    );
    expect(openapi.paths['/api/try/keyed']?.['post']?.['parameters']).toEqual([
      expect.objectContaining({ name: 'Idempotency-Key', in: 'header', required: true }),
    ]);
    expect(Object.keys(openapi.paths)).toEqual(
      expect.arrayContaining(['/healthz', '/readyz', '/metrics', '/openapi.json', '/api/docs']),
    );
  });

  it('can be read as a page without script', async () => {
    const page = await (await fetch(`${running.origin}/api/docs`)).text();
    expect(page).toContain('/api/try/numbers/{number}');
    expect(page).toContain('Idempotency-Key');
    expect(page).not.toContain('<script');
    expect(page).not.toMatch(/(?:src|href)="https?:/);
    const style = await fetch(`${running.origin}/api/docs/style.css`);
    expect(style.headers.get('content-type')).toContain('text/css');
  });

  it('explains each problem at the address of its type', async () => {
    const page = await (await fetch(`${running.origin}/problems/BODY_NOT_JSON`)).text();
    expect(page).toContain('提交的内容不是正确的 JSON');
    const unknown = await fetch(`${running.origin}/problems/${encodeURIComponent('<script>')}`);
    expect(unknown.status).toBe(404);
  });
});
