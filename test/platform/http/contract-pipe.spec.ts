import { describe, expect, it } from '@jest/globals';
import type { Paramtype } from '@nestjs/common';
import { z } from 'zod';
import { Refusal } from '../../../src/kernel/violation.js';
import { cursor, day, limit, month, position, signedYuan, yuan } from '../../../src/platform/http/contract-parts.js';
import { ContractPipe } from '../../../src/platform/http/contract-pipe.js';

const body = z.strictObject({
  summary: z.string().min(2).max(5),
  kind: z.enum(['normal', 'opening']),
  on: day,
  lines: z.array(z.strictObject({ account: z.string(), debit: yuan.optional() })).min(1),
  sum: z.union([yuan, z.literal('none')]).optional(),
  count: z.number().int().optional(),
});

async function complaints(value: unknown, schema: z.ZodType = body, type: Paramtype = 'body'): Promise<string[]> {
  try {
    await new ContractPipe().transform(value, { type, schema });
    return [];
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return error.violations.map(
      ({ code, facts }) => `${code} ${facts?.['place']} ${facts?.['expectedZh']} | ${facts?.['expectedEn']}`,
    );
  }
}

const good = { summary: '物业费', kind: 'normal', on: '2025-06-30', lines: [{ account: '1002', debit: '12.00' }] };

describe('ContractPipe', () => {
  it('gives the value that the schema makes, and leaves what has no schema', async () => {
    const pipe = new ContractPipe();
    expect(await pipe.transform(good, { type: 'body', schema: body })).toEqual(good);
    expect(
      await pipe.transform({ limit: '20', at: '7' }, { type: 'query', schema: z.object({ limit, at: position }) }),
    ).toEqual({
      limit: 20,
      at: 7n,
    });
    expect(await pipe.transform('anything', { type: 'custom' })).toBe('anything');
  });

  it('names every fault with its place, in the words of the API', async () => {
    const faulty = {
      summary: '租',
      kind: 'odd',
      on: '2025-02-30',
      lines: [{ account: 1002, debit: '12.005', credit: '1' }, {}],
      sum: 3,
      count: 1.5,
      more: true,
    };
    expect(await complaints(faulty)).toEqual([
      'BODY_INVALID summary 至少 2 个字 | should be at least 2 characters',
      'BODY_INVALID kind 只能是 normal、opening | should be one of normal, opening',
      'BODY_INVALID on 应是真实存在的日期，写成 2025-06-30 这样 | should be a real day, written like 2025-06-30',
      'BODY_INVALID lines[0].account 应是文字（加引号） | should be a string',
      'BODY_INVALID lines[0].debit 应是以元为单位的金额，加引号，写足两位小数，例如 "1200.00" | should be an amount in yuan, ' +
        'quoted and with two decimals, for example "1200.00"',
      'BODY_INVALID lines[0].credit 这里没有这一项 | is not known here',
      'BODY_INVALID lines[1].account 没有填 | is missing',
      'BODY_INVALID sum 不合任何一种规定的写法 | fits none of the allowed forms',
      'BODY_INVALID count 应是整数 | should be a whole number',
      'BODY_INVALID more 这里没有这一项 | is not known here',
    ]);
  });

  it('says which part of the request is meant where the whole of it is wrong', async () => {
    expect(await complaints(undefined)).toEqual(['BODY_INVALID body 没有填 | is missing']);
    expect(await complaints([])).toEqual(['BODY_INVALID body 应是一组带名字的内容 | should be an object']);
    const query = z.object({ asOf: day });
    expect(await complaints({}, query, 'query')).toEqual(['ADDRESS_INVALID asOf 没有填 | is missing']);
    expect(await complaints({ asOf: ['2025-06-30', '2025-07-01'] }, query, 'query')).toEqual([
      'ADDRESS_INVALID asOf 应是文字（加引号） | should be a string',
    ]);
  });

  it('never repeats what was given', async () => {
    const secret = '13900001111';
    const told = await complaints({
      ...good,
      summary: secret,
      kind: secret,
      on: secret,
      lines: [{ account: secret, debit: secret }],
    });
    expect(told).toHaveLength(4);
    expect(told.join()).not.toContain(secret);
  });
});

describe('the parts of contracts', () => {
  it.each([
    ['day', day, ['2024-02-29'], ['2025-02-29', '2025-6-30', '2025-06-30T00:00:00Z', '', ' 2025-06-30']],
    ['month', month, ['2025-06'], ['2025-13', '2025-6', '2025-06-01']],
    [
      'yuan',
      yuan,
      ['0.00', '0.01', '1200.00'],
      ['1,200.00', '1200', '1200.0', '12.005', '-1.00', '01.00', '1e3', '.50'],
    ],
    ['signedYuan', signedYuan, ['-96.28', '0.00'], ['+1.00', '--1.00']],
    ['position', position, ['0', '117'], ['-1', '01', '1.0', '99999999999999999999']],
    ['limit', limit, ['1', '99', '200'], ['0', '201', '00', '-5', 'ten']],
    ['cursor', cursor, ['MjAyNTA2LTAwMTI'], ['', 'a b', 'x'.repeat(201)]],
  ])('%s', (_name, part, accepted, refused) => {
    for (const text of accepted) expect([text, part.safeParse(text).success]).toEqual([text, true]);
    for (const text of refused) expect([text, part.safeParse(text).success]).toEqual([text, false]);
  });
});
