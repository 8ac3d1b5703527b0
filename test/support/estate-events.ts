/** What happens once in the planned year: committee, charity, campaigns, a correction, and what only the bank knows. */
import type { Dice, EstateBooks } from './estate-books.js';

/** The estate's bank account in the ledger: not charted, so that an import has to create it below 1002. */
export const BANK = '100206';

export interface Year {
  readonly dice: Dice;
  readonly books: EstateBooks;
  readonly months: readonly string[];
  readonly asOf: string;
  readonly dayAfter: string;
  readonly sums: { readonly all: bigint; readonly quarterly: bigint; readonly monthly: bigint };
}

export function planCommittee({ dice, books, months }: Year): void {
  const [first = ''] = months;
  const office = dice.fen(2_000, 6_000);
  const granted = office * 6n + dice.fen(10_000, 50_000);
  books.post(
    first,
    20,
    'interfund',
    '公共收益划拨工作经费',
    [
      ['5901', 'PUB', 'D', granted],
      [BANK, 'PUB', 'C', granted],
      [BANK, 'OPS', 'D', granted],
      ['4901', 'OPS', 'C', granted],
    ],
    '决议2023-01',
  );
  books.means(first, 'PUB', { expense: granted, cashOut: granted });
  books.means(first, 'OPS', { income: granted, cashIn: granted });
  for (const month of months.filter((_, index) => index % 2 === 1)) {
    books.post(month, 15, 'normal', '打印公示"费用,含纸张"', [
      ['500702', 'OPS', 'D', office],
      [BANK, 'OPS', 'C', office],
    ]);
    books.bank(`${month}-15`, -office, '图文店', '打印');
    books.means(month, 'OPS', { expense: office, cashOut: office });
  }
}

export function planCharity({ dice, books, months }: Year): void {
  const [given, spent] = [dice.fen(200_000, 900_000), dice.fen(50_000, 150_000)];
  const [march = '', may = ''] = [months[5], months[7]];
  books.post(
    march,
    16,
    'normal',
    '互助金居民捐款,慈善会代管',
    [
      ['122103', 'AID', 'D', given],
      ['4003', 'AID', 'C', given],
    ],
    '捐赠清册',
  );
  books.means(march, 'AID', { income: given });
  books.post(may, 22, 'normal', '慰问困难邻居,慈善会直接拨付', [
    ['500602', 'AID', 'D', spent],
    ['122103', 'AID', 'C', spent],
  ]);
  books.means(may, 'AID', { expense: spent });
}

/** One campaign gives its rest back, the other keeps it. */
export function planCampaigns({ dice, books, months }: Year): void {
  campaign('ZC-A', 3, true);
  campaign('ZC-B', 8, false);

  function campaign(fund: string, at: number, refunds: boolean): void {
    const raised = dice.fen(18, 50) * dice.fen(8_000, 30_000);
    const rest = raised / dice.fen(8, 30);
    const [raise = '', pay = ''] = [months[at], months[at + 1]];
    const ref = `众筹${fund}`;
    move(raise, 5, 'normal', '众筹款到账', raised, '4005', { income: raised, cashIn: raised });
    move(pay, 11, 'normal', '支付众筹工程款', rest - raised, '5004', {
      expense: raised - rest,
      cashOut: raised - rest,
    });
    if (refunds) move(pay, 24, 'refund', '众筹结余退还', -rest, '4005', { income: -rest, cashOut: rest });

    function move(
      month: string,
      day: number,
      kind: string,
      summary: string,
      fen: bigint,
      account: string,
      meaning: Parameters<EstateBooks['means']>[2],
    ): void {
      const [size, bankSide, side] = fen > 0n ? ([fen, 'D', 'C'] as const) : ([-fen, 'C', 'D'] as const);
      books.post(
        month,
        day,
        kind,
        summary,
        [
          [account, fund, side, size],
          [BANK, fund, bankSide, size],
        ],
        ref,
      );
      books.bank(`${month}-${String(day).padStart(2, '0')}`, fen, '', summary);
      books.means(month, fund, meaning);
    }
  }
}

/** Lamps booked with two digits swapped, undone in red and booked again; the bank only knows the right amount. */
export function planCorrection({ dice, books, months }: Year): void {
  const month = months[4] ?? '';
  const right = dice.fen(100, 800) * 100n + 68n;
  const wrong = right - 68n + 86n;
  const lines = (fen: bigint) =>
    [
      ['5004', 'PUB', 'D', fen],
      [BANK, 'PUB', 'C', fen],
    ] as const;
  books.post(month, 6, 'normal', '支付楼道灯', lines(wrong));
  books.bank(`${month}-06`, -right, '灯具店', '灯');
  books.post(month, 13, 'red', 'RED', lines(-wrong), 'ORIGINAL');
  books.post(month, 13, 'corrected', 'BLUE', lines(right), 'ORIGINAL');
  books.means(month, 'PUB', { expense: right, cashOut: right });
}

/** The reference of a correction is a number, which is known only once the books are closed. */
export function nameCorrections(books: EstateBooks): void {
  const original = books.vouchers.find((voucher) => voucher.summary === '支付楼道灯');
  if (original === undefined) throw new Error('the plan always has a voucher to correct');
  const [year = '', month = '', day = ''] = original.on.split('-');
  const named = `${year}年${String(Number(month))}月${String(Number(day))}日${original.no}号凭证`;
  books.vouchers.forEach((voucher, index) => {
    if (voucher.ref !== 'ORIGINAL') return;
    const summary = voucher.kind === 'red' ? `注销${named}` : `订正${named}:支付楼道灯`;
    books.vouchers[index] = { ...voucher, ref: original.no, summary };
  });
}

/** On the last day a household pays into the account, and the bank takes its fee; the books know neither. */
export function planBankOnly({ dice, books, asOf }: Year): { c: bigint; d: bigint } {
  const [c, d] = [dice.fen(20_000, 90_000), dice.fen(500, 3_000)];
  books.bank(asOf, c, '', '手机银行转账');
  books.bank(asOf, -d, '', '对公账户服务费');
  return { c, d };
}
