/**
 * The ledger again, written from the text of its rules (decisions 1 to 3) and not from its code: slow, plain, and
 * without a database.
 * It knows every voucher and asks them all for every answer.
 */
export interface ModelLine {
  readonly account: string;
  readonly fund: string;
  readonly side: 'D' | 'C';
  readonly fen: bigint;
}

export interface ModelVoucher {
  /** YYYY-MM-DD */
  readonly on: string;
  readonly kind: string;
  readonly lines: readonly ModelLine[];
  readonly hasResolution: boolean;
  /** Number of the voucher that a red one takes back. */
  readonly reverses?: string;
}

/** Vouchers that stand and fall together. */
export type ModelUnit = readonly ModelVoucher[];

interface Standing extends ModelVoucher {
  readonly number: string;
}

/** "A fund's money that can be spent": cash, bank, other monetary funds, and what others hold for the estate. */
const SPENDABLE = ['1001', '1002', '1012', '122101', '122102', '122103', '122105'];
const spendable = (account: string): boolean => SPENDABLE.some((prefix) => account.startsWith(prefix));
const between = (account: string): boolean =>
  ['4901', '5901', '1225', '2245'].some((prefix) => account.startsWith(prefix));
const net = (line: ModelLine): bigint => (line.side === 'D' ? line.fen : -line.fen);
const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((total, amount) => total + amount, 0n);
const different = (items: Iterable<string>): string[] => [...new Set(items)].sort();

export class LedgerModel {
  readonly #vouchers: Standing[];
  #closedThrough: string | undefined;

  constructor(
    readonly openedOn: string,
    readonly today: string,
    earlier: { vouchers: readonly Standing[]; closedThrough: string | undefined } = {
      vouchers: [],
      closedThrough: undefined,
    },
  ) {
    this.#vouchers = [...earlier.vouchers];
    this.#closedThrough = earlier.closedThrough;
  }

  /** The same ledger at this moment, to be looked at later. */
  still(): LedgerModel {
    return new LedgerModel(this.openedOn, this.today, { vouchers: this.#vouchers, closedThrough: this.#closedThrough });
  }

  earliestOpen(): string {
    return this.#closedThrough === undefined ? this.openedOn.slice(0, 7) : nextMonth(this.#closedThrough);
  }

  /** Codes by which a unit is refused, each once, in alphabetical order; none where it may stand. */
  judge(unit: ModelUnit): string[] {
    const wrong = different(unit.flatMap((voucher) => this.#wrongInItself(voucher)));
    return wrong.length > 0 || this.#holdsFloors(unit) ? wrong : ['FUND_BELOW_ZERO'];
  }

  /** Lets a unit stand, and gives its numbers. */
  post(unit: ModelUnit): string[] {
    return unit.map((voucher) => {
      const period = this.#periodOf(voucher.on);
      const prefix = `记-${period.replace('-', '')}-`;
      const before = this.#vouchers.filter(({ number }) => number.startsWith(prefix)).length;
      const number = `${prefix}${String(before + 1).padStart(4, '0')}`;
      this.#vouchers.push({ ...voucher, number });
      return number;
    });
  }

  judgeClose(month: string): string[] {
    if (this.#closedThrough !== undefined && month <= this.#closedThrough) return ['PERIOD_ALREADY_CLOSED'];
    if (month !== this.earliestOpen()) return ['PERIOD_NOT_NEXT'];
    return nextMonth(month) <= this.today.slice(0, 7) ? [] : ['PERIOD_NOT_OVER'];
  }

  close(month: string): void {
    this.#closedThrough = month;
  }

  /** The red copy of a voucher, as its reversal on a day. */
  redCopy(number: string, on: string): ModelUnit {
    const original = this.#find(number);
    const lines = (original?.lines ?? []).map((line) => ({ ...line, fen: -line.fen }));
    return [{ on, kind: 'red', lines, hasResolution: false, reverses: number }];
  }

  numbers(): string[] {
    return this.#vouchers.map(({ number }) => number);
  }

  #find(number: string): Standing | undefined {
    return this.#vouchers.find((voucher) => voucher.number === number);
  }

  #periodOf(on: string): string {
    const month = on.slice(0, 7);
    return month < this.earliestOpen() ? this.earliestOpen() : month;
  }

  #wrongInItself(voucher: ModelVoucher): string[] {
    const { lines, kind } = voucher;
    const codes: string[] = [];
    if (lines.some(({ fen }) => fen === 0n)) codes.push('LINE_AMOUNT_ZERO');
    if (kind !== 'red' && kind !== 'difference' && lines.some(({ fen }) => fen < 0n))
      codes.push('LINE_AMOUNT_NEGATIVE');
    if (sum(lines.map(net)) !== 0n) codes.push('VOUCHER_UNBALANCED');
    else if (
      different(lines.map(({ fund }) => fund)).some(
        (fund) => sum(lines.filter((line) => line.fund === fund).map(net)) !== 0n,
      )
    ) {
      codes.push('FUND_UNBALANCED');
    }
    if (voucher.on > this.today) codes.push('EVENT_IN_FUTURE');
    if (voucher.on < this.openedOn) codes.push('EVENT_BEFORE_BOOKS');
    return [...codes, ...betweenFunds(voucher), ...this.#wrongReversal(voucher)];
  }

  #wrongReversal({ reverses, on }: ModelVoucher): string[] {
    if (reverses === undefined) return [];
    const original = this.#find(reverses);
    if (original === undefined) return ['VOUCHER_NOT_FOUND'];
    const codes: string[] = [];
    if (original.kind === 'red') codes.push('CORRECTION_OF_RED');
    if (this.#vouchers.some((voucher) => voucher.reverses === reverses)) codes.push('ALREADY_REVERSED');
    if (on < original.on) codes.push('CORRECTION_BEFORE_ORIGINAL');
    const year = original.number.slice(2, 6);
    if (on.slice(0, 4) !== year || this.#periodOf(on).slice(0, 4) !== year) codes.push('CORRECTION_OTHER_YEAR');
    return codes;
  }

  /**
   * No fund is below zero at the end of any day from the voucher's own on, where the unit takes money out. Red
   * ones alone may.
   */
  #holdsFloors(unit: ModelUnit): boolean {
    if (unit.every(({ kind }) => kind === 'red')) return true;
    const all: readonly ModelVoucher[] = [...this.#vouchers, ...unit];
    for (const { account, fund, on, taken } of takings(unit)) {
      if (taken >= 0n) continue;
      const moves = all.flatMap((voucher) =>
        voucher.lines
          .filter((line) => line.account === account && line.fund === fund)
          .map((line) => ({ on: voucher.on, fen: net(line) })),
      );
      const days = different([on, ...moves.map((move) => move.on)]).filter((day) => day >= on);
      const ends = days.map((day) => sum(moves.filter((move) => move.on <= day).map((move) => move.fen)));
      if (ends.some((end) => end < 0n)) return false;
    }
    return true;
  }
}

function takings(unit: ModelUnit): { account: string; fund: string; on: string; taken: bigint }[] {
  const all = unit.flatMap((voucher) =>
    voucher.lines.filter((line) => spendable(line.account)).map((line) => ({ ...line, on: voucher.on })),
  );
  const places = different(all.map((line) => `${line.account} ${line.fund} ${line.on}`));
  return places.map((place) => {
    const [account = '', fund = '', on = ''] = place.split(' ');
    return {
      account,
      fund,
      on,
      taken: sum(all.filter((line) => `${line.account} ${line.fund} ${line.on}` === place).map(net)),
    };
  });
}

/**
 * Cash moves between funds only with 4901/5901 or 1225/2245 and a resolution; suspense is received and resolved,
 * nothing
 * else. A red copy leans on its original.
 */
function betweenFunds(voucher: ModelVoucher): string[] {
  const { lines } = voucher;
  const transfers = lines.filter(({ account }) => account.startsWith('4901') || account.startsWith('5901'));
  const isMisused = ({ account, fund }: ModelLine): boolean =>
    fund === 'SUSPENSE' && !spendable(account) && account !== '224104';
  return [
    ...(lines.some(isMisused) ? ['SUSPENSE_MISUSED'] : []),
    ...(sum(transfers.map(net)) === 0n ? [] : ['TRANSFER_NOT_NETTED']),
    ...(voucher.kind === 'red' ? [] : withoutGrounds(voucher)),
  ];
}

function withoutGrounds({ lines, hasResolution }: ModelVoucher): string[] {
  const cash = different(lines.map(({ fund }) => fund)).map((fund) => ({
    fund,
    fen: sum(lines.filter((line) => line.fund === fund && spendable(line.account)).map(net)),
  }));
  const gains = cash.some(({ fen }) => fen > 0n);
  const loses = cash.some(({ fund, fen }) => fen < 0n && fund !== 'SUSPENSE');
  const names = lines.some(({ account }) => between(account));
  const codes = gains && loses && !names ? ['BETWEEN_FUNDS_ACCOUNTS'] : [];
  return ((gains && loses) || names) && !hasResolution ? [...codes, 'BETWEEN_FUNDS_RESOLUTION'] : codes;
}

function nextMonth(month: string): string {
  const [year = 0, no = 0] = month.split('-').map(Number);
  return no === 12 ? `${year + 1}-01` : `${year}-${String(no + 1).padStart(2, '0')}`;
}
