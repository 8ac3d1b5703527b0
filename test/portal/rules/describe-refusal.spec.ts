import { expect, it } from '@jest/globals';
import { describeRefusal } from '../../../src/portal/rules/describe-refusal.js';
import type { ProblemKind, ProblemTable } from '../../../src/kernel/violation.js';

const row = (kind: ProblemKind) => ({ kind, zh: '没有 {name}', en: 'no {name}', remedyZh: '重来', remedyEn: 'again' });
const table: ProblemTable = { GONE: row('not-found'), CLOSED: row('forbidden') };

it('takes the status of the first violation and tells all of them', () => {
  const told = describeRefusal(
    [
      { code: 'GONE', facts: { name: '甲' } },
      { code: 'CLOSED', facts: { name: '乙' } },
    ],
    table,
  );
  expect(told.status).toBe(404);
  expect(told.problems.map(({ title }) => title)).toEqual(['没有 \u2068甲\u2069', '没有 \u2068乙\u2069']);
});

it('tells the same sentence once', () => {
  const twice = { code: 'GONE', facts: { name: '甲' } };
  expect(describeRefusal([twice, twice], table).problems).toHaveLength(1);
});

it('does not fill a placeholder from what every object has', () => {
  const odd: ProblemTable = { ODD: { ...row('invalid'), zh: '{constructor}' } };
  expect(describeRefusal([{ code: 'ODD' }], odd).problems[0]?.title).toBe('…');
});

it.each(['UNKNOWN', 'constructor', '__proto__'])('takes the code %s, which no table has, for our own fault', (code) => {
  expect(describeRefusal([{ code }], table)).toEqual({ status: 500, problems: [] });
});
