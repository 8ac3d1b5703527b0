import { filesUnder, read } from './project-tree.js';

const files = filesUnder('migrations').filter((path) => path.endsWith('.sql'));
const withoutComments = (sql: string): string => sql.replace(/--.*$/gm, '');

describe('migrations', () => {
  it('are numbered without a gap, so that their order is not a matter of opinion', () => {
    const numbers = files.map((path) => /^migrations\/(\d{4})-/.exec(path)?.[1]);
    expect(numbers).toEqual(files.map((_, index) => String(index + 1).padStart(4, '0')));
  });

  it.each(files)('%s opens with why it is there and what it locks', (path) => {
    const [opening = ''] = read(path).split(/^(?!--)/m);
    expect(opening).toMatch(/^-- Why: \S/m);
    expect(opening).toMatch(/^-- Locks: \S/m);
    expect(opening.startsWith('-- Why: ')).toBe(true);
  });

  it.each(files)('%s keeps money in bigint', (path) => {
    const money = /^\s*(\w*(?:fen|amount|balance)\w*)\s+(smallint|int\b|integer|numeric|real|double|money|text)/gim;
    expect([...withoutComments(read(path)).matchAll(money)].map((match) => match[0].trim())).toEqual([]);
  });

  it.each(files)('%s names its keys and checks, so that a refusal can be told apart', (path) => {
    const unnamed = /^\s*(?:primary key|foreign key|unique|check)\s*\(/gim;
    expect([...withoutComments(read(path)).matchAll(unnamed)].map((match) => match[0].trim())).toEqual([]);
  });
});
