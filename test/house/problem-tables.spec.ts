/** Every table of problems says, for each code, what is wrong and how to mend it, in both languages. */
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import type { ProblemTable, ProblemText } from '../../src/kernel/violation.js';
import { ROOT, filesUnder } from './project-tree.js';

interface Row {
  readonly code: string;
  readonly file: string;
  readonly text: ProblemText;
}

async function tablesOf(file: string): Promise<Row[]> {
  const module = (await import(pathToFileURL(join(ROOT, file)).href)) as Record<string, unknown>;
  const tables = Object.entries(module).filter(([name]) => name.endsWith('Problems')) as [string, ProblemTable][];
  expect({ file, tables: tables.length }).toEqual({ file, tables: 1 });
  return tables.flatMap(([, table]) => Object.entries(table).map(([code, text]) => ({ code, file, text })));
}

const files = filesUnder('src').filter((path) => path.endsWith('/problems.ts'));
const rows = (await Promise.all(files.map(tablesOf))).flat();
const HAN = /\p{Script=Han}/u;

/** Facts of texts, in order. A fact that is itself a word comes as a pair, `{kindZh}` and `{kindEn}`: one fact. */
const factsOf = (...texts: string[]): string[] => {
  const facts = texts.join(' ').match(/\{[^}]*\}/g) ?? [];
  const names = new Set(facts.map((fact) => fact.replace(/(?:Zh|En)\}$/, '}')));
  return [...names].sort((left, right) => left.localeCompare(right));
};

describe('tables of problems', () => {
  it('are found', () => {
    expect(rows.length).toBeGreaterThan(0);
  });

  it('name each problem once, in capitals', () => {
    const places = new Map<string, string[]>();
    for (const { code, file } of rows) places.set(code, [...(places.get(code) ?? []), file]);
    expect(
      [...places].filter(([code, named]) => named.length > 1 || !/^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*$/.test(code)),
    ).toEqual([]);
  });

  it('speak Chinese in Chinese and English in English, remedies included', () => {
    const wrong = rows.filter(
      ({ text }) =>
        ![text.zh, text.remedyZh].every((zh) => HAN.test(zh) && zh.trim() === zh) ||
        ![text.en, text.remedyEn].every((en) => /[a-z]{2}/.test(en) && en.trim() === en),
    );
    expect(wrong.map(({ code, file }) => `${file} ${code}`)).toEqual([]);
  });

  it('tell readers of both languages the same facts', () => {
    const differing = rows.filter(
      ({ text }) => factsOf(text.zh, text.remedyZh).join() !== factsOf(text.en, text.remedyEn).join(),
    );
    expect(differing.map(({ code, file }) => `${file} ${code}`)).toEqual([]);
  });

  it('name facts as code does', () => {
    const odd = rows.flatMap(({ code, text }) =>
      factsOf(text.zh, text.en, text.remedyZh, text.remedyEn)
        .filter((fact) => !/^\{[a-z][A-Za-z0-9]*\}$/.test(fact))
        .map((fact) => `${code} ${fact}`),
    );
    expect(odd).toEqual([]);
  });
});
