/** One line, one voucher, and everything that goes wrong between them. */
import { personName, type LineWords, type VoucherWords, type YearBooks } from './year-books.js';

/** Out of a thousand pairs. */
const MISSING_VOUCHER = 6;
const MISSING_LINE = 4;
const WRONG_AMOUNT = 4;
const MISDATED = 3;
const DOUBLE_VOUCHER = 2;
const DOUBLE_LINE = 1;
const CORRECTED = 4;

/** A receipt or payment as it truly was, with the noise of a year laid over it. */
export function pair(
  books: YearBooks,
  kind: string,
  day: number,
  netFen: bigint,
  line: LineWords,
  voucher: VoucherWords,
) {
  if (books.chance(MISSING_VOUCHER)) {
    books.line(day, netFen, line);
  } else if (books.chance(MISSING_LINE)) {
    books.voucher(day, netFen, voucher);
  } else if (books.chance(WRONG_AMOUNT)) {
    books.line(day, netFen, line);
    books.voucher(day, slip(books, netFen), voucher);
  } else if (books.chance(CORRECTED)) {
    corrected(books, day, netFen, line, voucher);
  } else {
    met(books, kind, day, netFen, line, voucher);
  }
}

/** Both sides have it: on one day or on two, on a wrong day, or one of them twice. */
function met(
  books: YearBooks,
  kind: string,
  day: number,
  netFen: bigint,
  line: LineWords,
  voucher: VoucherWords,
): void {
  const lag = bankLag(books);
  const bankDay = day + Math.max(0, lag);
  const key = books.line(bankDay, netFen, line);
  if (books.chance(MISDATED) && books.mayBeMisdated(voucher.words?.[0] ?? line.party ?? '', day)) {
    const wrongDay = Math.min(books.days - 1, Math.max(0, day + books.dice.pick([-1, 1]) * books.dice.roll(12, 40)));
    books.truth('misdated', [key], [books.voucher(wrongDay, netFen, voucher)]);
    return;
  }
  const bookDay = day + Math.max(0, -lag);
  const number = books.voucher(bookDay, netFen, voucher);
  books.truth(lag === 0 ? kind : `${kind}, ${lag > 0 ? 'late' : 'early'}`, [key], [number]);
  if (books.chance(DOUBLE_VOUCHER)) books.voucher(bookDay + books.dice.roll(0, 3), netFen, voucher);
  else if (books.chance(DOUBLE_LINE)) books.line(bankDay + books.dice.roll(0, 2), netFen, line);
}

/** How many days the bank is later than the books: mostly none, seldom many. */
function bankLag(books: YearBooks): number {
  const roll = books.dice.roll(1, 1000);
  if (roll <= 840) return 0;
  if (roll <= 900) return 1;
  if (roll <= 940) return books.dice.roll(2, 3);
  if (roll <= 965) return books.dice.roll(4, 9);
  return -books.dice.roll(1, 2);
}

/** Two neighbouring digits exchanged, or a few fen off. */
function slip(books: YearBooks, netFen: bigint): bigint {
  const size = netFen < 0n ? -netFen : netFen;
  const [tens, ones] = [(size / 100n) % 10n, (size / 1000n) % 10n];
  const wrong = tens === ones ? size + books.dice.fen(1, 90) : size + (ones - tens) * 100n + (tens - ones) * 1000n;
  return netFen < 0n ? -wrong : wrong;
}

/** Booked wrong, cancelled in red some days later and written again; the bank knows only the right amount. */
function corrected(books: YearBooks, day: number, netFen: bigint, line: LineWords, voucher: VoucherWords): void {
  const wrong = slip(books, netFen);
  const key = books.line(day, netFen, line);
  const first = books.voucher(day, wrong, voucher);
  const later = day + books.dice.roll(1, 12);
  books.voucher(later, -wrong, { ...voucher, kind: 'red', corrects: first });
  books.truth('corrected', [key], [books.voucher(later, netFen, { ...voucher, kind: 'corrected', corrects: first })]);
}

export interface Household {
  readonly room: string;
  readonly owner: string;
  /** Mostly the owner; in some households somebody else, always the same. */
  readonly payer: string;
  readonly feeFen: bigint;
  readonly parkingFen: bigint;
  readonly payDay: number;
}

/** A few layouts of flats, so that many pay the very same amount. */
const FEES = [
  4118n,
  3421n,
  4809n,
  2739n,
  8236n,
  6842n,
  9618n,
  5477n,
  12354n,
  10263n,
  14427n,
  8217n,
  5136n,
  7704n,
  11283n,
  6155n,
];
const PARKING = [6000n, 8000n, 12000n, 15000n, 20000n];

export function households(books: YearBooks, count: number): Household[] {
  return Array.from({ length: count }, (_, index) => {
    const owner = personName(books.dice);
    return {
      room: `${String(1 + (index % 20))}-${String(1 + (Math.floor(index / 20) % 18))}0${String(1 + (index % 4))}`,
      owner,
      payer: books.chance(100) ? personName(books.dice) : owner,
      feeFen: books.dice.pick(FEES),
      parkingFen: books.dice.pick(PARKING),
      payDay: books.dice.roll(1, 27),
    };
  });
}

/** A household's transfer: the bank knows a name and often the room, the voucher the room and often the name. */
export function householdPays(books: YearBooks, home: Household, day: number, what: '物业费' | '停车费'): void {
  const { dice } = books;
  const netFen = what === '物业费' ? home.feeFen : home.parkingFen;
  const payer = books.chance(5) ? personName(dice) : home.payer;
  const receipt = `SJ${String(20_250_000 + books.lineCount + books.movements.length)}`;
  const spoken = dice.pick([`${home.room}${what}`, home.room, `${home.room} ${what}`, what, '转账']);
  const remark = books.chance(30) ? `${spoken} ${receipt}` : spoken;
  const words = books.chance(5) ? [] : books.chance(600) ? [home.room, home.owner] : [home.room];
  const line = { party: payer, summary: '网银转账', remark };
  const voucher = {
    summary: `收${what}（收据 ${receipt}）`,
    words,
    refs: [receipt],
    fund: what === '物业费' ? 'PS' : 'PR',
  };
  pair(books, what, day, netFen, line, voucher);
}

export interface Supplier {
  readonly name: string;
  readonly trade: string;
  readonly fixedFen?: bigint;
}

const TRADES: readonly (readonly [trade: string, remark: string, summary: string])[] = [
  ['供电', '电费', '支付公共照明电费'],
  ['自来水', '水费', '支付公共用水水费'],
  ['保洁服务', '服务费', '支付保洁服务费'],
  ['保安服务', '服务费', '支付秩序维护费'],
  ['电梯工程', '维保款', '支付电梯维保费'],
  ['园林绿化', '养护费', '支付绿化养护费'],
  ['五金建材', '货款', '购买维修材料'],
  ['消防设备', '工程款', '支付消防设备改造款'],
  ['印务', '打印', '支付公示打印费'],
];

export function supplierPaid(books: YearBooks, supplier: Supplier, day: number): void {
  const [, remark = '货款', summary = '付款'] = TRADES.find(([trade]) => trade === supplier.trade) ?? [];
  const netFen = -(supplier.fixedFen ?? books.dice.fen(4_000, 900_000));
  const words = books.chance(200) ? [] : [supplier.name];
  pair(
    books,
    supplier.fixedFen === undefined ? 'supplier' : 'contract',
    day,
    netFen,
    lineOf(books, supplier.name, remark),
    {
      summary: `${summary}（第${String(Math.floor(day / 30) + 1)}期）`,
      words,
      counterAccounts: ['物业服务支出'],
    },
  );
}

function lineOf(books: YearBooks, party: string, remark: string): LineWords {
  return { party, summary: '网银转账', remark: books.chance(700) ? remark : '' };
}

export function tradeOf(index: number): string {
  return TRADES[index % TRADES.length]?.[0] ?? '服务';
}

/** Rents, advertising, grants: any amount, seldom words. */
export function otherReceipt(books: YearBooks, day: number): void {
  const party = books.chance(500) ? personName(books.dice) : `某市${personName(books.dice)}商贸有限公司`;
  const netFen = books.chance(300) ? books.dice.fen(1, 60) * 10_000n : books.dice.fen(2_000, 800_000);
  const words = books.chance(500) ? [party] : [];
  const [summary, remark] = books.dice.pick(RECEIPTS);
  const line = { party, summary: '转账存入', remark: books.chance(300) ? '' : remark };
  pair(books, 'other receipt', day, netFen, line, { summary, words, fund: 'PR' });
}

const RECEIPTS = [
  ['收场地租赁费', '场地费'],
  ['收广告位费', '广告费'],
  ['收废旧物资变卖款', '废品款'],
  ['收快递柜场地费', '快递柜租金'],
] as const;
