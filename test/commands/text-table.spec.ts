import fc from 'fast-check';
import { textTable } from '../../src/commands/text-table.js';
import { textWidth } from '../../src/publishing/rules/index.js';

describe('a table on a terminal', () => {
  it('is aligned by the columns that characters take', () => {
    const columns = [{ label: '基金' }, { label: '名称' }, { label: '余额', right: true }];
    const rows = [
      ['PS', '物业服务资金', '1,959.04'],
      ['CW-2025-01', '门禁', '0.00'],
    ];
    expect(textTable(columns, rows)).toEqual([
      '基金        名称              余额',
      '----------------------------------',
      'PS          物业服务资金  1,959.04',
      'CW-2025-01  门禁              0.00',
    ]);
  });

  it('shows a control character as a mark: a name cannot move the cursor', () => {
    expect(textTable([{ label: 'x' }], [['a\u001b[2Jb']]).at(-1)).toBe('a␣[2Jb');
  });

  it('ends every right-hand column at the same place, whatever is in it', () => {
    const text = fc.stringMatching(/^[a-z甲乙丙（），]{0,12}$/);
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text), { minLength: 1 }), (rows) => {
        const [head = '', rule = '', ...body] = textTable([{ label: 'a' }, { label: 'b', right: true }], rows);
        const widths = [head, rule, ...body.filter((_, index) => rows[index]?.[1] !== '')].map(textWidth);
        expect(new Set(widths).size).toBe(1);
      }),
    );
  });
});

describe('the width of a text', () => {
  it.each([
    ['abc', 3],
    ['信义', 4],
    ['（一）', 6],
    ['，。', 4],
    ['e\u0301', 1],
    ['𠀀', 2],
    ['−', 1],
  ])('%s takes %i', (text, width) => {
    expect(textWidth(text)).toBe(width);
  });
});
