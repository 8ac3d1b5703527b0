import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { allProblems } from '../../../src/app.module.js';
import { renderProblemsDoc } from '../../../src/platform/http/problems-doc.js';
import { projectRoot } from '../../../src/platform/project-root.js';

const FILE = join(projectRoot(import.meta.url), 'docs', 'problems.md');

describe('docs/problems.md', () => {
  it('is what the tables say (XINYI_WRITE_DOCS=1 writes it anew)', () => {
    const made = renderProblemsDoc(allProblems);
    if (process.env['XINYI_WRITE_DOCS'] === '1') writeFileSync(FILE, made);
    expect(existsSync(FILE) ? readFileSync(FILE, 'utf8') : '').toBe(made);
  });

  it('has every code once, with both languages and remedies', () => {
    const made = renderProblemsDoc(allProblems);
    const codes = allProblems.flatMap(({ problems }) => Object.keys(problems));
    expect(new Set(codes).size).toBe(codes.length);
    for (const code of codes) expect(made).toContain(`\n### ${code}\n`);
    for (const { problems } of allProblems) {
      for (const [code, text] of Object.entries(problems)) {
        for (const words of [text.zh, text.remedyZh])
          expect([code, words]).toEqual([code, expect.stringMatching(/\p{Script=Han}/u)]);
        for (const words of [text.en, text.remedyEn])
          expect([code, words]).toEqual([code, expect.stringMatching(/[a-z]/)]);
      }
    }
  });
});
