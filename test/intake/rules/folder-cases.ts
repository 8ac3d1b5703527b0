/** Every problem of `estate.json`, `households.csv` and the folder, each with the place that must be named. */

const fund = { code: 'PR', name: '公共收益', kind: 'COMMON' };
const account = {
  number: '62220000000000001',
  holderName: '清溪雅苑业主委员会',
  holderType: 'ORG',
  kind: 'BASIC',
  bank: 'CCB',
  openedOn: '2024-07-01',
  account: '100201',
};

export const soundEstate = {
  code: 'qingxi',
  name: '清溪雅苑',
  serviceMode: 'TRUST',
  booksOpenedOn: '2024-07-01',
  funds: [fund],
  bankAccounts: [account],
};

const estate = (more: object): string => JSON.stringify({ ...soundEstate, ...more });
const withAccount = (more: object): string => estate({ bankAccounts: [{ ...account, ...more }] });
const card = { holderType: 'PERSON', kind: 'PERSONAL_ESCROW', account: '122101' };

export interface EstateCase {
  readonly code: string;
  readonly text: string;
  /** The place behind the file's name: a path, or a line. */
  readonly at: string;
  readonly value?: string;
}

export const estateCases: readonly EstateCase[] = [
  { code: 'ESTATE_JSON_BROKEN', text: '{\n "code": "a",\n "name": oops\n}', at: '3', value: '"name": oops' },
  { code: 'ESTATE_JSON_BROKEN', text: '{"a": [1, 2],\n"b": {"c": null},\n}\n', at: '3', value: '}' },
  { code: 'ESTATE_JSON_BROKEN', text: '{"a": 1\n', at: '2' },
  { code: 'ESTATE_JSON_BROKEN', text: '{"a": 1}\n{"b": 2}', at: '2' },
  { code: 'ESTATE_FIELD_MISSING', text: estate({ booksOpenedOn: undefined }), at: 'booksOpenedOn' },
  {
    code: 'ESTATE_FIELD_INVALID',
    text: estate({ funds: [{ ...fund, kind: 'X' }] }),
    at: 'funds[0].kind',
    value: '"X"',
  },
  { code: 'ESTATE_FIELD_INVALID', text: withAccount({ openedOn: '2024-06-31' }), at: 'bankAccounts[0].openedOn' },
  { code: 'ESTATE_FIELD_INVALID', text: estate({ fiscalYearStart: '04-01' }), at: 'fiscalYearStart' },
  { code: 'ESTATE_FIELD_UNKNOWN', text: estate({ motto: '和' }), at: 'motto' },
  { code: 'ESTATE_REPEATED', text: estate({ funds: [fund, fund] }), at: 'funds[1].code', value: 'PR' },
  {
    code: 'ESTATE_REPEATED',
    text: estate({ bankAccounts: [account, { ...account, account: '100202' }] }),
    at: 'bankAccounts[1].number',
  },
  { code: 'ESTATE_FUND_RESERVED', text: estate({ funds: [{ ...fund, code: 'SUSPENSE' }] }), at: 'funds[0].code' },
  { code: 'ESTATE_CHARITY_BASIS', text: estate({ funds: [{ ...fund, kind: 'CHARITY' }] }), at: 'funds[0].legalBasis' },
  {
    code: 'ESTATE_BANK_HOLDER',
    text: withAccount({ holderType: 'PERSON', alias: 'card' }),
    at: 'bankAccounts[0].kind',
  },
  { code: 'ESTATE_BANK_HOLDER', text: withAccount({ kind: 'PERSONAL_ESCROW' }), at: 'bankAccounts[0].kind' },
  { code: 'ESTATE_BANK_ALIAS_MISSING', text: withAccount(card), at: 'bankAccounts[0].alias' },
  { code: 'ESTATE_BANK_NOT_CASH', text: withAccount({ account: '112201' }), at: 'bankAccounts[0].account' },
  { code: 'ESTATE_BANK_DATES', text: withAccount({ closedOn: '2024-06-30' }), at: 'bankAccounts[0].closedOn' },
];

export interface HouseholdCase {
  readonly code: string;
  readonly rows: readonly (readonly string[])[];
  readonly line: number;
  readonly column: string;
}

const sound = ['1-101', '1', '82.35', '41.18', '1', 'Q'];
const other = (at: number, cell: string): string[] => sound.map((old, index) => (index === at ? cell : old));

export const householdCases: readonly HouseholdCase[] = [
  { code: 'HOUSEHOLD_CODE_MISSING', rows: [other(0, '')], line: 2, column: 'code' },
  { code: 'HOUSEHOLD_TWICE', rows: [sound, sound], line: 3, column: 'code' },
  { code: 'HOUSEHOLD_BUILDING_MISSING', rows: [other(1, '')], line: 2, column: 'building' },
  { code: 'HOUSEHOLD_AREA', rows: [other(2, '82.35㎡')], line: 2, column: 'area_m2' },
  { code: 'HOUSEHOLD_AREA', rows: [other(2, '0.00')], line: 2, column: 'area_m2' },
  { code: 'HOUSEHOLD_AREA', rows: [other(2, '82.35001')], line: 2, column: 'area_m2' },
  { code: 'HOUSEHOLD_FEE', rows: [other(3, '41.185')], line: 2, column: 'fee_per_month' },
  { code: 'HOUSEHOLD_FEE', rows: [other(3, '-1')], line: 2, column: 'fee_per_month' },
  { code: 'HOUSEHOLD_APPLIED', rows: [other(4, '是')], line: 2, column: 'applied_for_pmc' },
  { code: 'HOUSEHOLD_PATTERN', rows: [other(5, '季')], line: 2, column: 'payment_pattern' },
];

export interface FolderCase {
  readonly code: string;
  readonly entries: readonly string[];
  readonly file: string;
}

const complete = ['estate.json', 'journal.csv', 'households.csv'];

export const folderCases: readonly FolderCase[] = [
  { code: 'FOLDER_FILE_MISSING', entries: ['estate.json', 'households.csv'], file: 'journal.csv' },
  { code: 'FOLDER_HOUSEHOLDS_MISSING', entries: ['estate.json', 'journal.csv'], file: 'households.csv' },
  { code: 'FOLDER_FILE_UNKNOWN', entries: [...complete, 'bank/1.doc'], file: 'bank/1.doc' },
  { code: 'FOLDER_BANK_ACCOUNT_UNKNOWN', entries: [...complete, 'bank/123456.csv'], file: 'bank/123456.csv' },
];
