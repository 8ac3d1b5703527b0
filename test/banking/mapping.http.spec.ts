/** A bank whose headings nobody knows: refused with what was seen, tried, told once, and read from then on. */
import { expectProblem } from '../ledger/doors/doors.js';
import { ACCOUNT, FileDoors } from './file-doors.js';

const FILE = [
  `本行网银明细,${ACCOUNT}`,
  '日子,划出,划入,结余,往来单位',
  '20240701,,1100.00,1100.00,甲',
  '20240702,30.05,,1069.95,乙',
].join('\n');
const LATER = ['日子,划出,划入,结余,往来单位', '20240703,,5.00,1074.95,丙'].join('\n');
const COLUMNS = [
  { field: 'bookedOn', place: '日子' },
  { field: 'out', place: '划出' },
  { field: 'in', place: '划入' },
  { field: 'balance', place: '结余' },
  { field: 'counterpartyName', place: '往来单位' },
];
const MAPPING = `bank-accounts/${ACCOUNT}/mapping`;

interface Preview {
  readonly count: number;
  readonly lines: readonly Readonly<Record<string, string>>[];
  readonly problems: readonly { readonly code: string; readonly title: string }[];
}

let doors: FileDoors;

beforeAll(async () => {
  doors = await FileDoors.open();
});
afterAll(() => doors.close());

const tried = (columns: unknown, bytes = FILE): ReturnType<typeof doors.send<Preview>> =>
  doors.send<Preview>(`${MAPPING}/preview?name=a.csv&columns=${encodeURIComponent(JSON.stringify(columns))}`, bytes);

const saved = (columns: unknown, key?: string): ReturnType<typeof doors.send> =>
  doors.send(MAPPING, JSON.stringify({ columns }), {
    method: 'PUT',
    mediaType: 'application/json',
    ...(key === undefined ? {} : { key }),
  });

describe('the columns of a bank that nobody knows', () => {
  it('are named in the refusal, with the way on', async () => {
    const answer = await doors.hand(FILE);
    expectProblem(answer, 400, 'STATEMENT_HEADER_NOT_FOUND');
    expect(answer.body.violations[0]?.title).toContain('日子、划出、划入、结余、往来单位');
    expect(answer.body.violations[0]?.remedy).toContain('mapping');
  });

  it('are tried on a file, and nothing is written', async () => {
    const { status, body } = await tried(COLUMNS);
    expect(status).toBe(200);
    expect(body).toMatchObject({ count: 2, problems: [] });
    expect(body.lines[1]).toMatchObject({
      bookedOn: '2024-07-02',
      out: '30.05',
      in: '0.00',
      balance: '1069.95',
      counterpartyName: '乙',
    });
    const wrong = await tried([...COLUMNS.slice(0, 3), { field: 'balance', place: '往来单位' }]);
    expect(wrong.body.problems.length).toBeGreaterThan(0);
    expect(wrong.body.problems[0]?.title).toMatch(/\p{Script=Han}/u);
    expect(await doors.lines()).toBe(0);
    expect(await doors.read(MAPPING, 'AUDITOR')).toMatchObject({ body: { account: ACCOUNT, columns: [] } });
  });

  it.each([
    ['MAPPING_INCOMPLETE', [{ field: 'bookedOn', place: '日子' }]],
    ['MAPPING_FIELD_UNKNOWN', [...COLUMNS, { field: 'colour', place: '红' }]],
    ['MAPPING_FIELD_TWICE', [...COLUMNS, { field: 'out', place: '划入' }]],
    ['MAPPING_PLACE_UNREADABLE', [...COLUMNS, { field: 'remark', place: '#3' }]],
    ['PUBLIC_TEXT_PRIVATE', [...COLUMNS, { field: 'remark', place: '3栋2单元501' }]],
  ])('are refused where they cannot be: %s', async (code, columns) => {
    expect((await saved(columns)).body).toMatchObject({ code });
    expect((await tried(columns)).body).toMatchObject({ code });
  });

  it('are an address that can be read, of an account that is there', async () => {
    expect((await doors.send(`${MAPPING}/preview?name=a.csv&columns=x`, FILE)).body).toMatchObject({
      code: 'ADDRESS_INVALID',
    });
    const elsewhere = MAPPING.replace(ACCOUNT, 'nobody');
    const place = `${elsewhere}/preview?name=a.csv&columns=${encodeURIComponent(JSON.stringify(COLUMNS))}`;
    expect((await doors.send(place, FILE)).body).toMatchObject({ code: 'BANK_ACCOUNT_NOT_REGISTERED' });
  });

  it('are told once and used from then on, until they are taken back', async () => {
    const first = await saved(COLUMNS, 'tell');
    expect(first.body).toMatchObject({ replayed: false, changed: true, columns: COLUMNS });
    expect((await saved(COLUMNS, 'tell')).body).toMatchObject({ replayed: true, changed: true });
    expect((await saved(COLUMNS)).body).toMatchObject({ changed: false });
    expect((await doors.hand(FILE)).body.accounts).toMatchObject([{ account: ACCOUNT, added: 2 }]);
    expect((await doors.hand(LATER)).body.accounts).toMatchObject([{ added: 1, gaps: [] }]);
    expect((await saved([])).body).toMatchObject({ changed: true, columns: [] });
    expect((await doors.hand(FILE)).body).toMatchObject({ code: 'STATEMENT_HEADER_NOT_FOUND' });
  });

  it('go by number where a file has no headings at all', async () => {
    const bare = ['20240704,,10.00,1084.95', '20240705,4.95,,1080.00'].join('\n');
    const numbers = ['bookedOn', 'out', 'in', 'balance'].map((field, index) => ({ field, place: `#${index + 1}` }));
    expect((await tried(numbers, bare)).body).toMatchObject({ count: 2, problems: [] });
    await saved(numbers);
    expect((await doors.hand(bare)).body.accounts).toMatchObject([{ added: 2, gaps: [] }]);
  });
});
