/** Lines and vouchers that do not meet one to one. */
import type { Household, Supplier } from './plain-cases.js';
import { personName, type YearBooks } from './year-books.js';
import { fen } from '../../../src/kernel/fen.js';

const CHANNEL = '聚合支付';
const CHANNEL_LINE = { party: '某市支付通道服务有限公司', summary: '批量代付', remark: '聚合商户结算款' };

/** The days since the last settlement, paid out by the channel on the next working day less its fee. */
export function settle(books: YearBooks, homes: readonly Household[], daysPaid: readonly number[], day: number): void {
  const { dice } = books;
  const vouchers: string[] = [];
  let gross = 0n;
  let fee = 0n;
  const isBooked = !books.chance(20);
  for (const paidOn of daysPaid) {
    let ofDay = 0n;
    for (let payment = dice.roll(2, 14); payment > 0; payment -= 1) {
      const home = dice.pick(homes);
      const amount = dice.pick([home.feeFen, home.feeFen * 3n, home.parkingFen, dice.fen(500, 30_000)]);
      ofDay += amount;
      vouchers.push(
        books.voucher(paidOn, amount, { summary: '收物业费（扫码）', settlement: CHANNEL, words: [home.room] }),
      );
    }
    const ofDayFee = (ofDay * 38n + 5_000n) / 10_000n;
    if (isBooked && ofDayFee > 0n) {
      vouchers.push(books.voucher(paidOn, -ofDayFee, { summary: '扫码收款手续费', settlement: CHANNEL }));
    }
    gross += ofDay;
    fee += ofDayFee;
  }
  const late = books.chance(40) ? dice.roll(1, 4) : 0;
  const key = books.line(day + late, gross - fee, CHANNEL_LINE);
  if (!isBooked) return;
  books.truth(late > 0 ? 'settlement, late' : 'settlement', [key], vouchers);
  if (!books.chance(500)) return;
  const totals = { grossFen: fen(gross), feeFen: fen(fee), netFen: fen(gross - fee) };
  books.settlements.push({
    id: `JS${String(books.lineCount)}`,
    settledOn: books.on(day),
    ...totals,
    voucherNos: vouchers,
  });
}

/** One voucher a month for all the fees that the bank took one by one. */
export function monthlyFees(books: YearBooks, firstDay: number, lastDay: number): void {
  const keys: string[] = [];
  let sum = 0n;
  for (let line = books.dice.roll(20, 40); line > 0; line -= 1) {
    const amount = books.dice.pick([50n, 200n, 500n, 1_000n, 100n]);
    sum += amount;
    keys.push(books.line(books.dice.roll(firstDay, lastDay), -amount, { summary: '收费', remark: '转账手续费' }));
  }
  books.truth('bank fees', keys, [books.voucher(lastDay, -sum, { summary: '银行手续费（本月合计）' })]);
}

export function interest(books: YearBooks, day: number): void {
  const amount = books.dice.fen(900, 3_000);
  const key = books.line(day, amount, { summary: '结息', remark: '存款利息' });
  books.truth('interest', [key], [books.voucher(day + books.dice.roll(0, 2), amount, { summary: '收银行存款利息' })]);
}

/** One voucher for all wages; the bank pays each worker. Another month the bank pays one sum for many vouchers. */
export function wages(books: YearBooks, workers: readonly string[], day: number, isOneLine: boolean): void {
  const amounts = workers.map(() => -books.dice.fen(80_000, 420_000));
  const sum = amounts.reduce((total, amount) => total + amount, 0n);
  if (isOneLine) {
    const key = books.line(day, sum, { summary: '代发工资', remark: '工资' });
    books.truth(
      'wages, one line',
      [key],
      amounts.map((amount) => books.voucher(day, amount, { summary: '支付保洁人员工资' })),
    );
    return;
  }
  const keys = workers.map((party, index) =>
    books.line(day, amounts[index] ?? 0n, { party, summary: '代发工资', remark: '' }),
  );
  books.truth('wages, one voucher', keys, [books.voucher(day, sum, { summary: '支付本月人员工资' })]);
}

/** One voucher, paid in two or three parts. */
export function split(books: YearBooks, supplier: Supplier, day: number): void {
  const whole = books.dice.fen(100_000, 3_000_000);
  const first = (whole * books.dice.fen(20, 60)) / 100n;
  const second = books.chance(300) ? (whole - first) / 2n : whole - first;
  const parts = [first, second, whole - first - second].filter((part) => part > 0n);
  const keys = parts.map((part, index) =>
    books.line(day + index * books.dice.roll(0, 2), -part, {
      party: supplier.name,
      summary: '网银转账',
      remark: '分次付款',
    }),
  );
  books.truth('split', keys, [books.voucher(day, -whole, { summary: '支付设备款', words: [supplier.name] })]);
}

/** A partner pays the estate's share less its own bill: one line, two vouchers of opposite directions. */
export function netted(books: YearBooks, supplier: Supplier, day: number): void {
  const [share, bill] = [books.dice.fen(200_000, 900_000), books.dice.fen(5_000, 150_000)];
  const key = books.line(day, share - bill, { party: supplier.name, summary: '转账存入', remark: '分成款' });
  const words = [supplier.name];
  const vouchers = [
    books.voucher(day, share, { summary: '收充电桩分成', words, fund: 'PR' }),
    books.voucher(day, -bill, { summary: '付充电桩电费分摊', words, fund: 'PR' }),
  ];
  books.truth('netted', [key], vouchers);
}

/** Two invoices paid by two transfers that are cut differently. */
export function several(books: YearBooks, supplier: Supplier, day: number): void {
  const [one, other] = [books.dice.fen(100_000, 900_000), books.dice.fen(100_000, 900_000)];
  const cut = books.dice.fen(20_000, 90_000);
  const words = [supplier.name];
  const keys = [one + cut, other - cut].map((amount, index) =>
    books.line(day + index, -amount, { party: supplier.name, summary: '网银转账', remark: '货款' }),
  );
  const vouchers = [one, other].map((amount, index) =>
    books.voucher(day + index, -amount, { summary: '购买维修材料', words }),
  );
  books.truth('many to many', keys, vouchers);
}

/** A payment that came back: known to the books in four ways. */
export function returned(books: YearBooks, supplier: Supplier, day: number): void {
  const amount = books.dice.fen(10_000, 600_000);
  const words = [supplier.name];
  const paid = { party: supplier.name, summary: '网银转账', remark: '货款' };
  const back = { party: supplier.name, summary: '退汇', remark: '账号户名不符' };
  const sent = books.line(day, -amount, paid);
  const came = books.line(day + books.dice.roll(0, 3), amount, back);
  const how = books.dice.roll(1, 4);
  const write = (on: number, netFen: bigint, summary: string, more: object = {}): string =>
    books.voucher(on, netFen, { summary, words, ...more });
  if (how === 1) {
    // Paid again; the books know one payment.
    const again = books.line(day + 5, -amount, paid);
    books.truth('returned', [sent, came], []);
    books.truth('returned, paid again', [again], [write(day + 5, -amount, '支付货款')]);
  } else if (how === 2) {
    // Cancelled in red: nothing of it is left in the books.
    const first = write(day, -amount, '支付货款');
    write(day + 4, amount, '注销凭证', { kind: 'red', corrects: first });
    books.truth('returned', [sent, came], []);
  } else if (how === 3) {
    // Each way has its own voucher.
    books.truth('returned, both booked', [sent], [write(day, -amount, '支付货款')]);
    books.truth('returned, both booked', [came], [write(day + 3, amount, '收到退汇')]);
  } else {
    // The return is not booked yet: the payment meets its voucher, the return waits.
    books.truth('returned, not booked', [sent], [write(day, -amount, '支付货款')]);
  }
}

/** The bank books something by mistake and takes it back with a negative figure. */
export function takenBack(books: YearBooks, day: number): void {
  const amount = books.dice.fen(1_000, 500_000);
  const party = personName(books.dice);
  const keys = [
    books.line(day, amount, { party, summary: '转账存入' }),
    books.line(day + books.dice.roll(0, 1), -amount, { party, summary: '冲账' }, true),
  ];
  books.truth('bank reversal', keys, []);
}

export function wash(books: YearBooks, day: number): void {
  const amount = books.dice.fen(10_000, 200_000);
  const first = books.voucher(day, amount, { summary: '误记' });
  books.voucher(day + 1, -amount, { summary: '注销误记', kind: 'red', corrects: first });
}
