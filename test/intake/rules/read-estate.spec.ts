import fc from 'fast-check';
import { readEstate } from '../../../src/intake/formats/read-estate.js';
import { jsonErrorAt } from '../../../src/intake/formats/json-error.js';
import { estateCases, soundEstate } from './folder-cases.js';

describe('estate.json', () => {
  it('is read whole, and keys that nobody knows are noted by their path', () => {
    const { profile, report } = readEstate(
      JSON.stringify({ ...soundEstate, motto: '和', funds: [{ ...fund, color: 1 }] }),
    );
    expect(profile).toMatchObject({
      code: 'qingxi',
      currency: 'CNY',
      fiscalYearStart: '01-01',
      booksOpenedOn: '2024-07-01',
    });
    expect(report.notices.map(({ code, column }) => [code, column])).toEqual([
      ['ESTATE_FIELD_UNKNOWN', 'funds[0].color'],
      ['ESTATE_FIELD_UNKNOWN', 'motto'],
    ]);
    expect(report.problemCount).toBe(0);
  });

  it.each(estateCases)('$code is found at $at', ({ code, text, at, value }) => {
    const { profile, report } = readEstate(text);
    const found = [...report.problems, ...report.notices].find((problem) => problem.code === code);
    expect(found).toMatchObject({ code, file: 'estate.json', at: `estate.json:${at}`, ...(value && { value }) });
    expect(profile === undefined).toBe(report.problemCount > 0);
  });

  it('reports every wrong field at once', () => {
    const { report } = readEstate(
      JSON.stringify({ name: '', funds: [], bankAccounts: [{}], booksOpenedOn: '2024-02-30' }),
    );
    const columns = report.problems.map(({ column }) => column);
    expect(columns).toEqual(
      expect.arrayContaining(['code', 'name', 'serviceMode', 'booksOpenedOn', 'funds', 'bankAccounts[0].number']),
    );
  });

  it.each(['', '[]', 'null', '"x"', '{"funds":{}}', '{'])('never throws: %s', (text) => {
    expect(readEstate(text).report.problemCount).toBeGreaterThan(0);
  });
});

describe('the place where a text stops being JSON', () => {
  it('is its end for every JSON text, and never behind what spoils it', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), (text, at) => {
        expect(jsonErrorAt(text)).toBe(text.length);
        const cut = at % (text.length + 1);
        expect(jsonErrorAt(`${text.slice(0, cut)}\u0001${text.slice(cut)}`)).toBeLessThanOrEqual(cut);
      }),
    );
  });
});

const fund = { code: 'PR', name: '公共收益', kind: 'COMMON' };
