import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { HttpException } from '@nestjs/common';
import pg from 'pg';
import { QueryFailedError } from 'typeorm';
import { failureOf } from '../../../src/platform/http/failures.js';
import { RouteTable } from '../../../src/platform/http/route-table.js';
import { createServiceLog, NestLog, quietError } from '../../../src/platform/http/service-log.js';

const request = { requestId: 'r-1', path: '/api/v1/x', mediaType: 'text/csv', limit: '1024 KiB' };

function databaseError(code: string, message = 'duplicate key (name)=(王小明)'): Error {
  return Object.assign(new pg.DatabaseError(message, message.length, 'error'), { code });
}

describe('failureOf', () => {
  it.each([
    ['55P03', 'BUSY', 2],
    ['57014', 'BUSY', 2],
    ['40P01', 'BUSY', 2],
    ['57P01', 'UNAVAILABLE', 5],
    ['08006', 'UNAVAILABLE', 5],
    ['ECONNREFUSED', 'UNAVAILABLE', 5],
    ['XY010', 'INTERNAL', undefined],
    ['XY004', 'INTERNAL', undefined],
    ['23505', 'INTERNAL', undefined],
  ])('a database error %s is %s', (code, expected, retry) => {
    const plain = failureOf(databaseError(code), request);
    expect([plain.violation.code, plain.retryAfterSeconds]).toEqual([expected, retry]);
    expect(plain.isOurs).toBe(true);
    const wrapped = failureOf(new QueryFailedError('select 1', [], databaseError(code)), request);
    expect(wrapped.violation.code).toBe(expected);
  });

  it('knows the words of a pool that is busy or broken', () => {
    expect(failureOf(new Error('timeout exceeded when trying to connect'), request).violation.code).toBe('BUSY');
    expect(failureOf(new Error('Connection terminated unexpectedly'), request).violation.code).toBe('UNAVAILABLE');
    expect(failureOf(new AggregateError([databaseError('ECONNREFUSED')]), request).violation.code).toBe('UNAVAILABLE');
  });

  it('turns what the framework refuses into problems of ours, and everything else into INTERNAL', () => {
    const codeOf = (status: number): string => failureOf(new HttpException('x', status), request).violation.code;
    expect([404, 413, 415, 400, 418].map(codeOf)).toEqual([
      'NOT_FOUND_ROUTE',
      'BODY_TOO_LARGE',
      'UNSUPPORTED_MEDIA_TYPE',
      'BODY_NOT_JSON',
      'INTERNAL',
    ]);
    expect(failureOf(new TypeError('x of 王小明'), request)).toEqual({
      violation: { code: 'INTERNAL', facts: { requestId: 'r-1' } },
      isOurs: true,
    });
    expect(failureOf('a thrown text', request).violation.code).toBe('INTERNAL');
  });
});

describe('RouteTable', () => {
  it('knows the methods of an address from the patterns that fit it', () => {
    const routes = new RouteTable();
    routes.add({ url: '/api/v1/estates/:code/vouchers', method: 'GET' });
    routes.add({ url: '/api/v1/estates/:code/vouchers', method: ['POST', 'HEAD'] });
    routes.add({ url: '/api/v1/estates/:code/statements/:id.pdf', method: 'GET' });
    routes.add({ url: '/assets/*', method: 'GET' });
    expect(routes.methodsOf('/api/v1/estates/yuanye-manor/vouchers')).toEqual(['GET', 'HEAD', 'POST']);
    expect(routes.methodsOf('/api/v1/estates/yuanye-manor/statements/fund-2025Q2-v1.pdf')).toEqual(['GET']);
    expect(routes.methodsOf('/api/v1/estates/yuanye-manor/statements/fund-2025Q2-v1xpdf')).toEqual([]);
    expect(routes.methodsOf('/assets/a/b.css')).toEqual(['GET']);
    expect(routes.methodsOf('/api/v1/estates/yuanye-manor/vouchers/1')).toEqual([]);
  });
});

describe('quietError', () => {
  it('keeps kind, code and places, and no message that others wrote', () => {
    const error = databaseError('23505');
    const told = quietError(error);
    expect(told).toMatchObject({ kind: 'error', code: '23505' });
    expect(told.frames.length).toBeGreaterThan(0);
    expect(JSON.stringify(quietError(new TypeError('cannot read 王小明', { cause: error })))).not.toContain('王小明');
  });

  it('keeps our own words, and the first word of what the database functions raise', () => {
    expect(quietError(new Error('invariant broken: x')).message).toBe('invariant broken: x');
    expect(quietError(databaseError('XY010', 'FUND_FLOOR: fund PR of 王小明')).message).toBe('FUND_FLOOR');
    expect(quietError('text').kind).toBe('string');
  });
});

describe('the log', () => {
  it('redacts tokens that somebody logs by mistake, and takes what Nest says', () => {
    const folder = mkdtempSync(join(tmpdir(), 'xinyi-log-'));
    const fd = openSync(join(folder, 'log'), 'w');
    const log = createServiceLog({ level: 'info', fd });
    log.info({
      headers: { authorization: 'Bearer xinyi_1' },
      token: 'xinyi_2',
      request: { headers: { authorization: 'xinyi_3' } },
    });
    new NestLog(log).error(new TypeError('王小明'), 'at somewhere\n at else', 'Router');
    new NestLog(log).log('chatter', 'Router');
    closeSync(fd);
    const lines = readFileSync(join(folder, 'log'), 'utf8');
    rmSync(folder, { recursive: true });
    expect(lines).not.toMatch(/xinyi_\d|王小明|chatter/);
    expect(lines).toContain('[redacted]');
    expect(JSON.parse(lines.trim().split('\n')[1]!)).toMatchObject({ context: 'Router', error: { kind: 'TypeError' } });
  });
});
