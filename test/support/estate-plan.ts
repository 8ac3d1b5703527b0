/** A year of an invented estate, decided by dice: who lives there, what it earns, what it does, what goes wrong. */
import { Dice, EstateBooks } from './estate-books.js';
import {
  BANK,
  nameCorrections,
  planBankOnly,
  planCampaigns,
  planCharity,
  planCommittee,
  planCorrection,
} from './estate-events.js';
import type { Year } from './estate-events.js';

export const FUNDS = [
  { code: 'SVC', name: '服务资金', kind: 'PROPERTY_FEE' },
  { code: 'PUB', name: '共有收益', kind: 'COMMON' },
  { code: 'OPS', name: '办公经费', kind: 'WORKING' },
  { code: 'AID', name: '邻里互助金', kind: 'CHARITY', legalBasis: 'HOSTED_SPECIAL_FUND', custodian: '区慈善会' },
  { code: 'ZC-A', name: '雨棚众筹', kind: 'CAMPAIGN' },
  { code: 'ZC-B', name: '晾衣架众筹', kind: 'CAMPAIGN' },
] as const;

export interface PlannedHousehold {
  readonly code: string;
  readonly building: string;
  readonly areaHundredths: bigint;
  readonly feeFen: bigint;
  readonly applied: boolean;
  readonly pattern: 'M' | 'Q' | 'ARREARS';
}

export interface EstatePlan {
  readonly seed: number;
  readonly code: string;
  readonly name: string;
  readonly bankNumber: string;
  readonly cardNumber: string;
  readonly months: readonly string[];
  readonly asOf: string;
  readonly dayAfter: string;
  readonly households: readonly PlannedHousehold[];
  readonly books: EstateBooks;
  readonly withheldFen: bigint;
  readonly openItems: { readonly a: bigint; readonly b: bigint; readonly c: bigint; readonly d: bigint };
}

export function planEstate(seed: number): EstatePlan {
  const dice = new Dice(seed);
  const start = dice.pick(['2022-07', '2023-01', '2023-04', '2023-10', '2024-01']);
  const months = Array.from({ length: 12 }, (_, index) => monthAfter(start, index));
  const lastMonth = months[11] ?? start;
  const asOf = `${lastMonth}-${String(lastDay(lastMonth))}`;
  const dayAfter = `${monthAfter(lastMonth, 1)}-01`;
  const households = planHouseholds(dice);
  const books = new EstateBooks();
  const year: Year = { dice, books, months, asOf, dayAfter, sums: sumsOf(households) };
  planOpening(year);
  planFees(year);
  planPublicRevenue(year);
  const service = planService(year);
  planCommittee(year);
  planCharity(year);
  planCampaigns(year);
  planCorrection(year);
  const { c, d } = planBankOnly(year);
  books.close();
  nameCorrections(books);
  const openItems = { a: year.sums.monthly, b: service.paidFen, c, d };
  return {
    seed,
    code: `estate-${seed}`,
    name: dice.pick(['清溪雅苑', '南河里', '望江三院', '桐梓花园']),
    bankNumber: dice.digits(19),
    cardNumber: dice.digits(16),
    months,
    asOf,
    dayAfter,
    households,
    books,
    withheldFen: service.withheldFen * 12n,
    openItems,
  };
}

function monthAfter(month: string, count: number): string {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + count;
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
}

function lastDay(month: string): number {
  return new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).getUTCDate();
}

function planHouseholds(dice: Dice): PlannedHousehold[] {
  const rateFen = dice.fen(40, 90);
  return Array.from({ length: dice.roll(24, 60) }, (_, index) => {
    const building = String(1 + (index % 4));
    const areaHundredths = dice.fen(4_500, 13_000);
    const lot = dice.roll(1, 20);
    return {
      code: `${building}-${String(1 + Math.floor(index / 8))}0${String(1 + (Math.floor(index / 4) % 2))}`,
      building,
      areaHundredths,
      feeFen: (areaHundredths * rateFen + 50n) / 100n,
      applied: lot % 3 !== 0,
      pattern: index === 0 || lot < 4 ? 'M' : index === 1 || lot === 20 ? 'ARREARS' : 'Q',
    };
  });
}

function sumsOf(households: readonly PlannedHousehold[]): Year['sums'] {
  const sum = (pattern?: string): bigint =>
    households.reduce(
      (total, one) => (pattern === undefined || one.pattern === pattern ? total + one.feeFen : total),
      0n,
    );
  return { all: sum(), quarterly: sum('Q'), monthly: sum('M') };
}

function planOpening({ dice, books, months }: Year): void {
  const [month = ''] = months;
  const carried = dice.fen(900_000, 4_000_000);
  const interest = dice.fen(5_000, 60_000);
  books.post(
    month,
    1,
    'opening',
    '建账：个人账户代存的小区公款',
    [
      ['122101', 'PUB', 'D', carried],
      ['300102', 'PUB', 'C', carried],
    ],
    '移交清单-07',
  );
  books.means(month, 'PUB', { opening: carried });
  books.post(
    month,
    15,
    'normal',
    '代存公款转入单位账户',
    [
      [BANK, 'PUB', 'D', carried],
      ['122101', 'PUB', 'C', carried],
    ],
    '银行回单',
  );
  books.bank(`${month}-15`, carried, '', '转账存入');
  books.post(month, 16, 'normal', '代存期间利息归还小区', [
    [BANK, 'PUB', 'D', interest],
    ['4008', 'PUB', 'C', interest],
  ]);
  books.bank(`${month}-16`, interest, '', '补利息');
  books.means(month, 'PUB', { cashIn: carried + interest, income: interest });
}

function planFees({ books, months, sums, asOf, dayAfter }: Year): void {
  months.forEach((month, index) => {
    books.post(month, 2, 'accrual', `计提${month}物业费`, [
      ['112201', 'SVC', 'D', sums.all],
      ['400102', 'SVC', 'C', sums.all],
    ]);
    books.means(month, 'SVC', { income: sums.all });
    if (index % 3 === 0) {
      books.post(month, 8, 'normal', '收本季度物业费,按季户', [
        [BANK, 'SVC', 'D', sums.quarterly * 3n],
        ['112201', 'SVC', 'C', sums.quarterly],
        ['220301', 'SVC', 'C', sums.quarterly * 2n],
      ]);
      books.bank(`${month}-08`, sums.quarterly * 3n, '支付通道公司', '聚合商户结算款');
      books.means(month, 'SVC', { cashIn: sums.quarterly * 3n });
    } else {
      books.post(month, 3, 'transfer', '预收物业费转应收', [
        ['220301', 'SVC', 'D', sums.quarterly],
        ['112201', 'SVC', 'C', sums.quarterly],
      ]);
    }
    // The last month's monthly payers reach the bank a day after the books: received in the books, not yet at the bank.
    const day = index === 11 ? Number(asOf.slice(8)) : 12;
    books.post(month, day, 'normal', '收物业费,按月户', [
      [BANK, 'SVC', 'D', sums.monthly],
      ['112201', 'SVC', 'C', sums.monthly],
    ]);
    books.bank(index === 11 ? dayAfter : `${month}-12`, sums.monthly, '支付通道公司', '聚合商户结算款');
    books.means(month, 'SVC', { cashIn: sums.monthly });
  });
}

function planPublicRevenue({ dice, books, months }: Year): void {
  const parking = dice.fen(40_000, 220_000);
  months.forEach((month, index) => {
    earn(10, '400202', parking, '收车位月租', '停车月卡结算');
    if (index % 3 !== 2) return;
    earn(20, '400205', dice.fen(9_000, 40_000), '售水机分成', '分成款');
    earn(21, '4008', dice.fen(300, 2_500), '银行存款结息', '存款利息');

    function earn(day: number, account: string, fen: bigint, summary: string, words: string): void {
      books.post(month, day, 'normal', summary, [
        [BANK, 'PUB', 'D', fen],
        [account, 'PUB', 'C', fen],
      ]);
      books.bank(`${month}-${String(day)}`, fen, '', words);
      books.means(month, 'PUB', { income: fen, cashIn: fen });
    }
  });
}

/** Hourly service with ten per cent remuneration, a fifth of which is withheld; and the light in the stairs. */
function planService({ dice, books, months, sums, asOf, dayAfter }: Year): { withheldFen: bigint; paidFen: bigint } {
  const paying = sums.quarterly + sums.monthly;
  const work = (paying * dice.fen(50, 65)) / 100n;
  const fee = work / 10n;
  const withheldFen = fee / 5n;
  const paidFen = work + fee - withheldFen;
  months.forEach((month, index) => {
    const light = (paying * dice.fen(30, 90)) / 1_000n;
    books.post(month, 18, 'normal', '支付公共照明电费', [
      ['500102', 'SVC', 'D', light],
      [BANK, 'SVC', 'C', light],
    ]);
    books.bank(`${month}-18`, -light, '供电分公司', '电费');
    books.post(month, 25, 'accrual', '钟点服务费及酬金,考核暂扣20%', [
      ['500110', 'SVC', 'D', work],
      ['5002', 'SVC', 'D', fee],
      ['220202', 'SVC', 'C', paidFen],
      ['224106', 'SVC', 'C', withheldFen],
    ]);
    const day = index === 11 ? Number(asOf.slice(8)) : 27;
    books.post(month, day, 'normal', '支付钟点服务费及酬金', [
      ['220202', 'SVC', 'D', paidFen],
      [BANK, 'SVC', 'C', paidFen],
    ]);
    books.bank(index === 11 ? dayAfter : `${month}-27`, -paidFen, '物业服务公司', '服务费');
    books.means(month, 'SVC', { expense: light + work + fee, cashOut: light + paidFen });
  });
  return { withheldFen, paidFen };
}
