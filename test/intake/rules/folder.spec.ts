import { describeFolder, readHouseholds } from '../../../src/intake/rules/index.js';
import { folderCases, householdCases } from './folder-cases.js';

const account = { number: '51050100000000000001', holderType: 'ORG' as const };
const card = { number: '6217000000000000011', alias: 'old-card', holderType: 'PERSON' as const };

describe('the list of a folder', () => {
  it('tells what is read, what is ignored, and what is not known', () => {
    const { files, report } = describeFolder(
      [
        'journal.csv',
        'estate.json',
        'households.csv',
        'bank\\51050100000000000001.csv',
        'bank/old-card.csv',
        'expected.json',
        'trial_balance.csv',
        'README.md',
        '.DS_Store',
        'bank/~$x.csv',
        'bank/.keep',
        'notes.docx',
      ],
      [account, card],
    );
    expect(files.map(({ path, role }) => `${role} ${path}`)).toEqual([
      'ignored .DS_Store',
      'ignored README.md',
      'ignored bank/.keep',
      'bank bank/51050100000000000001.csv',
      'bank bank/old-card.csv',
      'ignored bank/~$x.csv',
      'estate estate.json',
      'ignored expected.json',
      'households households.csv',
      'journal journal.csv',
      'unknown notes.docx',
      'ignored trial_balance.csv',
    ]);
    expect(files[3]).toMatchObject({ bankAccount: '51050100000000000001' });
    expect([report.problemCount, report.noticeCount]).toEqual([0, 1]);
  });

  it.each(folderCases)('$code names $file', ({ code, entries, file }) => {
    const { report } = describeFolder(entries, [account]);
    expect([...report.problems, ...report.notices]).toEqual([expect.objectContaining({ code, file, at: file })]);
  });
});

describe('households.csv', () => {
  it.each(householdCases)('$code is found in $column', ({ code, rows, line, column }) => {
    const { households, report } = readHouseholds(rows.map((cells, index) => ({ line: index + 2, cells })));
    expect(report.problems).toEqual([expect.objectContaining({ code, file: 'households.csv', line, column })]);
    expect(households).toEqual([]);
  });

  it('keeps the area as it was measured and the fee in fen', () => {
    const { households } = readHouseholds([{ line: 2, cells: ['1-101', '1', '82.3504', '41.18', '0', 'ARREARS'] }]);
    expect(households).toEqual([
      {
        line: 2,
        code: '1-101',
        building: '1',
        areaM2: '82.3504',
        feePerMonthFen: 4118n,
        appliedForCommittee: false,
        paymentPattern: 'ARREARS',
      },
    ]);
  });
});
