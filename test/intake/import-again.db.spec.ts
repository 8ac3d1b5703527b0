/** A folder's second import: nothing new changes nothing, what grew is imported, what is absent deletes nothing. */
import type { ImportResult } from '../../src/intake/index.js';
import { bankVoucher, FolderCopy, ImportWorld } from './import-world.js';

let world: ImportWorld;
let sample: FolderCopy;
let first: ImportResult;

beforeEach(async () => {
  world = await ImportWorld.start();
  sample = await FolderCopy.sample();
  first = await world.import(sample);
});
afterEach(async () => {
  const report = await world.verify(first.estateId);
  await world.close();
  expect(report.errors).toEqual([]);
});

describe('the same folder again', () => {
  it('changes nothing, and says so', async () => {
    expect(first).toMatchObject({
      isNew: true,
      vouchers: { added: 115, known: 0 },
      journalLines: 261,
      bankLines: { added: 78, repeated: 0 },
      households: { total: 52, changed: 52 },
    });
    const before = await world.counts();
    const again = await world.import(sample);
    expect(await world.counts()).toEqual(before);
    expect(again).toMatchObject({
      estateId: first.estateId,
      isNew: false,
      vouchers: { added: 0, known: 115 },
      bankLines: { added: 0, repeated: 78 },
      households: { total: 52, changed: 0 },
    });
  });

  it('wrote each record when it says it did: the bank lines after the journal, however long that took', async () => {
    const leaves = await world.rows<{ type: string; at: string }>(
      `select leaf ->> 't' as type, max(leaf ->> 'recorded_at') as at
         from log.leaf cross join lateral (select convert_from(body, 'UTF8')::jsonb as leaf) as read group by 1`,
    );
    const at = (type: string): string | undefined => leaves.find((leaf) => leaf.type === `xinyi/${type}/v1`)?.at;
    // The append function refuses a record that is a minute old; a long journal takes longer.
    expect(Date.parse(at('bank-statement') ?? '')).toBeGreaterThan(Date.parse(at('voucher') ?? ''));
  });

  it('changes nothing where only its form is another: order of columns and files, encoding, line ends', async () => {
    const before = await world.counts();
    const turned = sample.journal((lines) => lines.map((line) => `${line},`));
    const crlf = turned.with('journal.csv', `\uFEFF${turned.text('journal.csv').replaceAll('\n', '\r\n')}`);
    const upsideDown = crlf.bank(([head = '', ...rows]) => [head, ...rows.reverse()]);
    const households = upsideDown.households(([head = '', ...rows]) => [head, ...rows.reverse()]);
    expect(await world.import(households)).toMatchObject({ vouchers: { added: 0 }, bankLines: { added: 0 } });
    expect(await world.counts()).toEqual(before);
  });
});

describe('a folder that grew', () => {
  it('brings what is new: vouchers, bank lines, households, a fund and an account', async () => {
    const grown = sample
      .journal((lines) => [
        ...lines,
        ...bankVoucher('202507-0001', '2025-07-02', '577.08'),
        ...bankVoucher('202507-0002', '2025-07-03', '15.00', 'out', '账户服务费'),
        '记-202507-0003,2025-07-04,1,新开的明细,40020801,废旧电池,NF,,1.00,normal,',
        '记-202507-0003,2025-07-04,2,新开的明细,100201,,NF,1.00,,normal,',
      ])
      .households((lines) => [...lines, '5-101,5,60.00,30.00,0,M'])
      .estate((estate) => ({
        ...estate,
        funds: [...(estate['funds'] as object[]), { code: 'NF', name: '新资金', kind: 'COMMON' }],
      }))
      .bank((lines) => [...lines, growLine(lines.at(-1) ?? '', '20250705', '1.00')]);
    const added = await world.import(grown);
    expect(added).toMatchObject({
      isNew: false,
      vouchers: { added: 3, known: 115 },
      bankLines: { added: 1, repeated: 78 },
      households: { total: 53, changed: 1 },
    });
    const [roll] = await world.rows('select households, area_m2 from estates.roll order by seq desc limit 1');
    expect(roll).toEqual({ households: 53, area_m2: '3982.1800' });
    const [account] = await world.rows("select name from ledger.account where code = '40020801'");
    expect(account).toEqual({ name: '废旧电池' });
    const before = await world.counts();
    await world.import(grown);
    expect(await world.counts()).toEqual(before);
  });

  it('takes a correction of what stands there already: red and blue in later rows', async () => {
    const grown = sample.journal((lines) => [
      ...lines,
      '记-202506-0012,2025-06-30,1,注销2025年6月21日记-202506-0008号凭证,100201,,PR,-13.27,,red,记-202506-0008',
      '记-202506-0012,2025-06-30,2,注销2025年6月21日记-202506-0008号凭证,4008,,PR,,-13.27,red,记-202506-0008',
      '记-202506-0013,2025-06-30,1,订正2025年6月21日记-202506-0008号凭证:结息,100201,,PR,13.72,,corrected,记-202506-0008',
      '记-202506-0013,2025-06-30,2,订正2025年6月21日记-202506-0008号凭证:结息,4008,,PR,,13.72,corrected,记-202506-0008',
    ]);
    expect(await world.import(grown)).toMatchObject({ vouchers: { added: 2, known: 115 } });
    const links = await world.rows(
      "select kind from ledger.correction where kind in ('red', 'corrected') order by kind",
    );
    expect(links.map(({ kind }) => kind as string)).toEqual(['corrected', 'corrected', 'red', 'red']);
  });
});

describe('a folder that shrank', () => {
  it('deletes nothing: vouchers of the last months, bank lines, households, files', async () => {
    const before = await world.counts();
    const shrunk = sample
      .journal((lines) => lines.filter((line) => !/^记-2025(05|06)-/.test(line)))
      .bank((lines) => lines.slice(0, 40))
      .households((lines) => lines.slice(0, 20));
    expect(await world.import(shrunk)).toMatchObject({
      vouchers: { added: 0, known: 97 },
      bankLines: { added: 0, repeated: 39 },
      households: { total: 52, changed: 0 },
    });
    const withoutFiles = shrunk.without('households.csv').without('bank/51050100000000000001.csv');
    expect(await world.import(withoutFiles)).toMatchObject({ households: { changed: 0 } });
    expect(await world.counts()).toEqual(before);
  });

  it('keeps counting the households that are absent when another one is new', async () => {
    const changed = sample.households((lines) => [...lines.slice(0, 11), '5-101,5,60.00,30.00,1,M']);
    expect(await world.import(changed)).toMatchObject({ households: { total: 53, changed: 1 } });
    const [roll] = await world.rows(
      'select households, area_m2, applicants from estates.roll order by seq desc limit 1',
    );
    expect(roll).toEqual({ households: 53, area_m2: '3982.1800', applicants: 39 });
    expect((await world.rows('select from estates.unit')).length).toBe(53);
  });
});

/** One more line of the sample's bank, in its own form. */
function growLine(last: string, day: string, yuan: string): string {
  const cells = last.split(',');
  const balance = (Number(cells[5]) + Number(yuan)).toFixed(2);
  const form: Readonly<Record<number, string>> = {
    2: `${day} 10:00:00`,
    3: '0.00',
    4: yuan,
    5: balance,
    10: day,
    13: 'YYZY-000999',
  };
  return cells.map((cell, index) => form[index] ?? cell).join(',');
}
