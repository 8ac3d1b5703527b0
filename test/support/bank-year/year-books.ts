/**
 * The two sides of an invented year, and the truth of which belongs to which.
 *
 * Everything comes from the seed; names are made of syllables and belong to nobody.
 */
import type { KeyedLine, Movement, PlacedLine, SettlementTotal } from '../../../src/banking/rules/index.js';
import { movementOf } from '../../../src/banking/rules/index.js';
import { addDays, type CalendarDate } from '../../../src/kernel/calendar.js';
import { fen } from '../../../src/kernel/fen.js';
import { Dice } from './dice.js';

export interface LineWords {
  readonly party?: string;
  readonly summary?: string;
  readonly remark?: string;
}

export interface VoucherWords {
  readonly summary: string;
  readonly fund?: string;
  readonly words?: readonly string[];
  readonly refs?: readonly string[];
  readonly settlement?: string;
  readonly kind?: string;
  readonly corrects?: string;
  readonly counterAccounts?: readonly string[];
}

/** Lines and vouchers that truly belong together; `kind` says what happened to them. */
export interface Truth {
  readonly kind: string;
  readonly lineKeys: readonly string[];
  readonly voucherNos: readonly string[];
}

interface DraftLine {
  readonly key: string;
  readonly day: number;
  readonly netFen: bigint;
  readonly words: LineWords;
  /** Orders the lines of one day. */
  readonly at: number;
  readonly negative: boolean;
}

export class YearBooks {
  readonly dice: Dice;
  readonly movements: Movement[] = [];
  readonly truths: Truth[] = [];
  readonly settlements: SettlementTotal[] = [];
  private readonly drafts: DraftLine[] = [];
  private readonly misdated = new Map<string, number>();
  private readonly counts = new Map<string, number>();

  constructor(
    seed: number,
    readonly firstDay: CalendarDate,
    readonly days: number,
  ) {
    this.dice = new Dice(seed);
  }

  get lineCount(): number {
    return this.drafts.length;
  }

  on(day: number): CalendarDate {
    return addDays(this.firstDay, Math.max(0, day));
  }

  /** True in so many of a thousand. */
  chance(ofThousand: number): boolean {
    return this.dice.roll(1, 1000) <= ofThousand;
  }

  /**
   * Wrong days of one payer's vouchers in neighbouring months could take each other's place, and nobody could tell from
   * the papers. So a payer has none soon again.
   */
  mayBeMisdated(payer: string, day: number): boolean {
    const last = this.misdated.get(payer);
    if (last !== undefined && Math.abs(day - last) < 90) return false;
    this.misdated.set(payer, day);
    return true;
  }

  /** A bank line; the account's other column with a negative figure where the bank takes an entry back. */
  line(day: number, netFen: bigint, words: LineWords = {}, negative = false): string {
    const key = `L${String(this.drafts.length + 1)}`;
    this.drafts.push({ key, day: Math.max(0, day), netFen, words, at: this.dice.roll(0, 1_000_000), negative });
    return key;
  }

  voucher(day: number, netFen: bigint, words: VoucherWords): string {
    const eventOn = this.on(day);
    const month = eventOn.slice(0, 7).replace('-', '');
    const count = (this.counts.get(month) ?? 0) + 1;
    this.counts.set(month, count);
    const voucherNo = `记-${month}-${String(count).padStart(4, '0')}`;
    const { fund = 'PS', kind = 'normal', words: payeeWords = [], ...named } = words;
    const debit = netFen > 0n !== (kind === 'red');
    const share = { fund, debitFen: fen(debit ? netFen : 0n), creditFen: fen(debit ? 0n : -netFen) };
    this.movements.push(movementOf({ voucherNo, eventOn, kind, payeeWords, ...named }, [share]));
    return voucherNo;
  }

  truth(kind: string, lineKeys: readonly string[], voucherNos: readonly string[]): void {
    this.truths.push({ kind, lineKeys, voucherNos });
  }

  /** The bank's lines in their order, with running balances. */
  placed(): PlacedLine<KeyedLine>[] {
    const sorted = [...this.drafts].sort((left, right) => left.day - right.day || left.at - right.at);
    let balance = 50_000_000_00n;
    return sorted.map((draft, position) => {
      balance += draft.netFen;
      const line = lineOf(draft, this.on(draft.day), balance);
      return { line, position, standsOn: line.bookedOn };
    });
  }
}

function lineOf({ key, netFen, words, negative }: DraftLine, bookedOn: CalendarDate, balance: bigint): KeyedLine {
  const isIn = netFen > 0n !== negative;
  return {
    key,
    accountNumber: 'A-1',
    serial: `YY-${key}`,
    bookedOn,
    inFen: fen(isIn ? netFen : 0n),
    outFen: fen(isIn ? 0n : -netFen),
    balanceFen: fen(balance),
    counterpartyName: words.party ?? '',
    counterpartyNumber: '',
    summary: words.summary ?? '',
    remark: words.remark ?? '',
  };
}

const SYLLABLES = [
  '安',
  '宁',
  '和',
  '川',
  '锦',
  '青',
  '远',
  '明',
  '泰',
  '新',
  '恒',
  '瑞',
  '同',
  '丰',
  '永',
  '佳',
  '文',
  '武',
  '东',
  '海',
  '江',
  '山',
  '林',
  '森',
  '石',
  '云',
  '霞',
  '春',
  '秋',
  '兰',
  '梅',
  '竹',
  '松',
  '柏',
  '辰',
  '晨',
];
const FAMILY = [
  '甲',
  '乙',
  '丙',
  '丁',
  '戊',
  '己',
  '庚',
  '辛',
  '壬',
  '癸',
  '子',
  '丑',
  '寅',
  '卯',
  '辰',
  '巳',
  '午',
  '未',
];

/** "甲安宁": nobody is called so. */
export function personName(dice: Dice): string {
  return `${dice.pick(FAMILY)}${dice.pick(SYLLABLES)}${dice.pick(SYLLABLES)}`;
}

export function companyName(dice: Dice, trade: string): string {
  const name = `${dice.pick(SYLLABLES)}${dice.pick(SYLLABLES)}${dice.pick(SYLLABLES)}`;
  return `某市${name}${trade}有限公司`;
}
