import { describe, expect, it } from '@jest/globals';
import type { ProblemKind, ProblemTable, ProblemText } from '../../../src/kernel/violation.js';
import { ProblemRegistry } from '../../../src/platform/http/problem-registry.js';
import { platformProblems } from '../../../src/platform/problems.js';

const text = (kind: ProblemKind, zh: string): ProblemText => ({
  kind,
  zh,
  en: `en ${zh}`,
  remedyZh: `办法${zh}`,
  remedyEn: `do ${zh}`,
});

const table: ProblemTable = {
  WRONG: text('invalid', '第 {row} 行不对'),
  TWICE: text('conflict', '重复'),
  SECRET: text('forbidden', '不许'),
  SHORT: text('refused', '不够'),
};

const registry = new ProblemRegistry([table, platformProblems]);

describe('ProblemRegistry', () => {
  it('refuses two tables that claim one code', () => {
    expect(() => new ProblemRegistry([table, { SHORT: text('refused', '另一个') }])).toThrow(/SHORT/);
  });

  it('gives each kind its status, and some codes their own', () => {
    const kinds: Record<ProblemKind, number> = {
      invalid: 400,
      unauthenticated: 401,
      forbidden: 403,
      'not-found': 404,
      conflict: 409,
      refused: 422,
      'too-large': 413,
    };
    for (const [kind, status] of Object.entries(kinds)) {
      expect(new ProblemRegistry([{ ONE: text(kind as ProblemKind, '某') }]).statusOf('ONE')).toBe(status);
    }
    expect(registry.statusOf('METHOD_NOT_ALLOWED')).toBe(405);
    expect(registry.statusOf('BUSY')).toBe(503);
    expect(registry.statusOf('INTERNAL')).toBe(500);
  });

  it('puts facts into texts, Chinese first, and leaves a placeholder without a fact visible', () => {
    const document = registry.document([{ code: 'WRONG', at: 'lines[2]', facts: { row: '3' } }], { requestId: 'r-1' });
    expect(document).toEqual({
      type: '/problems/WRONG',
      title: '第 3 行不对',
      title_en: 'en 第 3 行不对',
      status: 400,
      detail: '办法第 3 行不对',
      detail_en: 'do 第 3 行不对',
      code: 'WRONG',
      instance: 'r-1',
      violations: [
        {
          code: 'WRONG',
          at: 'lines[2]',
          title: '第 3 行不对',
          title_en: 'en 第 3 行不对',
          remedy: '办法第 3 行不对',
          remedy_en: 'do 第 3 行不对',
          facts: { row: '3' },
        },
      ],
    });
    expect(registry.document([{ code: 'WRONG' }], { requestId: 'r' }).title).toBe('第 {row} 行不对');
  });

  it('keeps the order of all violations and takes status and title from the gravest', () => {
    const document = registry.document([{ code: 'SHORT' }, { code: 'TWICE' }, { code: 'SECRET' }], { requestId: 'r' });
    expect(document.violations.map(({ code }) => code)).toEqual(['SHORT', 'TWICE', 'SECRET']);
    expect([document.code, document.status, document.title]).toEqual(['SECRET', 403, '不许']);
    expect(document.detail).toContain('共有 3 处问题');
  });

  it('says of a replayed refusal that it is one and that a new key is needed', () => {
    const document = registry.document([{ code: 'SHORT' }], { requestId: 'r', replayed: true });
    expect(document.replayed).toBe(true);
    expect(document.detail).toContain('新的 Idempotency-Key');
    expect(document.detail_en).toContain('new Idempotency-Key');
    expect(registry.document([{ code: 'SHORT' }], { requestId: 'r' })).not.toHaveProperty('replayed');
  });

  it('shows at most 200 violations and counts them all', () => {
    const [first, ...rest] = Array.from({ length: 500 }, () => ({ code: 'WRONG' }));
    const document = registry.document([first!, ...rest], { requestId: 'r' });
    expect(document.violations).toHaveLength(200);
    expect(document.detail).toContain('500');
  });
});
