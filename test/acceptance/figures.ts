/** An estate's figures as a reader gathers them over HTTP, in the shape of the oracle that came with its folder. */
import type { Figures } from '../support/estate-oracle.js';
import { tokenOf, type Deployment, type Settled } from './deployment.js';

export interface ReportTable {
  readonly rows: readonly { readonly kind: string; readonly cells: Readonly<Record<string, string | number | null>> }[];
}

interface FormSide {
  readonly opening: { readonly amount: string };
  readonly adjustments: readonly { readonly sign: string; readonly label: string; readonly amount: string }[];
  readonly closing: { readonly amount: string };
}

export interface ReportJson {
  readonly id: string;
  readonly light: { readonly colour: string; readonly text: string };
  readonly sections: readonly {
    readonly title: string;
    readonly table?: ReportTable;
    readonly form?: { readonly left: FormSide; readonly right: FormSide; readonly difference: string };
  }[];
}

export interface FundRow {
  readonly code: string;
  readonly name: string;
  readonly net: string;
  readonly cash: string;
  readonly heldByOthers: string;
  readonly turnover?: { readonly income: string; readonly expense: string };
}

interface BalanceRow {
  readonly account: string;
  readonly fund: string;
  readonly balance: string;
}

export interface TrialBalance {
  readonly totals: { readonly debit: string; readonly credit: string };
  readonly turnoverWithOpening: { readonly debit: string; readonly credit: string };
  readonly rows: readonly {
    readonly account: string;
    readonly fund: string;
    readonly kind: string;
    readonly opening: string;
    readonly debit: string;
    readonly credit: string;
    readonly closing: string;
  }[];
}

const ZERO = '0.00';

/** Fen of a figure on the wire; anything but yuan with two decimals fails. */
export function fenOf(yuan: string): bigint {
  if (!/^-?\d+\.\d{2}$/.test(yuan)) throw new Error(`${yuan} is no amount`);
  return BigInt(yuan.replace('.', ''));
}

export function yuanOf(fen: bigint): string {
  const size = String(fen < 0n ? -fen : fen).padStart(3, '0');
  return `${fen < 0n ? '-' : ''}${size.slice(0, -2)}.${size.slice(-2)}`;
}

export function sumOf(amounts: readonly string[]): string {
  return yuanOf(amounts.reduce((sum, amount) => sum + fenOf(amount), 0n));
}

export class EstateReader {
  readonly #auditor: string;
  readonly #place: string;

  constructor(
    private readonly deployment: Deployment,
    private readonly settled: Settled,
  ) {
    this.#auditor = tokenOf(settled, 'AUDITOR');
    this.#place = `estates/${settled.estate.code}`;
  }

  get<Body>(path: string): Promise<Body> {
    return this.deployment.get<Body>(`${this.#place}/${path}`);
  }

  /** What only those who read the books are given. */
  book<Body>(path: string): Promise<Body> {
    return this.deployment.get<Body>(`${this.#place}/${path}`, this.#auditor);
  }

  pages<Item>(path: string, list: string, limit: number): Promise<readonly Item[]> {
    return this.deployment.pages<Item>(`${this.#place}/${path}`, list, limit, this.#auditor);
  }

  async publish(period: string): Promise<string> {
    const token = tokenOf(this.settled, 'COMMITTEE_APPROVER');
    const asked = await this.deployment.ask(`${this.#place}/statements`, { token, body: { period } });
    if (asked.status !== 201) throw new Error(asked.text);
    return asked.body['id'] as string;
  }

  async funds(query: string): Promise<readonly FundRow[]> {
    return (await this.get<{ funds: readonly FundRow[] }>(`funds?${query}`)).funds;
  }

  /** Debit less credit of one account, over all funds. */
  async balance(account: string, asOf: string): Promise<string> {
    const { balances } = await this.get<{ balances: readonly BalanceRow[] }>(
      `balances?account=${account}&asOf=${asOf}`,
    );
    return sumOf(balances.map(({ balance }) => balance));
  }

  trialBalance(query = ''): Promise<TrialBalance> {
    return this.book<TrialBalance>(`trial-balance.json${query}`);
  }

  statement(id: string): Promise<ReportJson> {
    return this.get<ReportJson>(`statements/${id}.json`);
  }

  preview(period: string): Promise<ReportJson> {
    return this.book<ReportJson>(`statement-previews/fund-statement/${period}.json`);
  }

  reconciliation(account: string, day: string): Promise<ReportJson> {
    return this.get<ReportJson>(`bank-accounts/${account}/reconciliations/${day}.json`);
  }

  /** Opening, income, expense and closing of every fund from the first day of the books, without any statement. */
  async fundResults(opened: string, asOf: string): Promise<Record<string, Figures>> {
    const trial = await this.trialBalance();
    const rows = await this.funds(`asOf=${asOf}&from=${opened}`);
    const opening = (fund: string): string =>
      sumOf(
        trial.rows.filter((row) => row.kind === 'N' && row.fund === fund).map((row) => yuanOf(-fenOf(row.opening))),
      );
    return Object.fromEntries(
      rows.map(({ code, net, turnover }) => {
        const { income = '', expense = '' } = turnover ?? {};
        return [code, { opening: opening(code), income, expense, closing: net }];
      }),
    );
  }

  /** Both bases of one published quarter, fund by fund; a fund that a statement leaves out has nothing to tell. */
  async quarter(quarter: string, funds: readonly FundRow[]): Promise<Figures[]> {
    const statement = await this.statement(await this.publish(quarter));
    const result = tableOf(statement, '基金收支结余');
    const cash = tableOf(statement, '现金收付');
    return funds.map(({ code, name }) => ({
      quarter,
      fund: code,
      opening: cellOf(result, name, 'opening'),
      income: cellOf(result, name, 'income'),
      expense: cellOf(result, name, 'expense'),
      closing: cellOf(result, name, 'closing'),
      cash_opening: cellOf(cash, name, 'opening'),
      cash_in: cellOf(cash, name, 'received'),
      cash_out: cellOf(cash, name, 'paid'),
      cash_closing: cellOf(cash, name, 'closing'),
    }));
  }

  /** The sides of the 余额调节表 under the oracle's names. */
  async bankSides(account: string, day: string): Promise<Figures> {
    const document = await this.reconciliation(account, day);
    const form = document.sections.find((section) => section.form !== undefined)?.form;
    if (form === undefined) throw new Error('a reconciliation without its form');
    const part = (side: FormSide, sign: string): string =>
      sumOf(side.adjustments.filter((adjustment) => adjustment.sign === sign).map(({ amount }) => amount));
    return {
      book_bank: form.left.opening.amount,
      bank_statement: form.right.opening.amount,
      A_book_received_bank_not: part(form.right, 'add'),
      B_book_paid_bank_not: part(form.right, 'subtract'),
      C_bank_received_book_not: part(form.left, 'add'),
      D_bank_paid_book_not: part(form.left, 'subtract'),
      adjusted_book: form.left.closing.amount,
      adjusted_bank: form.right.closing.amount,
      difference: form.difference,
      light: document.light.colour,
    };
  }

  /** Account and fund to turnover and balance, opening vouchers counted in the turnover as the oracle does. */
  async turnover(): Promise<readonly (readonly [string, string, string, string, string])[]> {
    const { rows } = await this.trialBalance();
    const positive = (fen: bigint): bigint => (fen > 0n ? fen : 0n);
    return rows.map((row) => {
      const opening = fenOf(row.opening);
      const debit = yuanOf(fenOf(row.debit) + positive(opening));
      const credit = yuanOf(fenOf(row.credit) + positive(-opening));
      return [row.account, row.fund, debit, credit, row.closing] as const;
    });
  }

  /** Money into and out of the estate's own accounts in one month, transfers between its own funds left out. */
  async monthCash(month: string): Promise<{ readonly in: string; readonly out: string }> {
    const rows = tableOf(await this.preview(month), '现金收付').rows;
    const total = rows.find((row) => row.kind === 'total')?.cells;
    return { in: String(total?.['received']), out: String(total?.['paid']) };
  }
}

export function tableOf(document: ReportJson, title: string): ReportTable {
  const table = document.sections.find((section) => section.title.includes(title))?.table;
  if (table === undefined) throw new Error(`${document.id} has no table ${title}`);
  return table;
}

function cellOf(table: ReportTable, name: string, key: string): string {
  const rows = table.rows.filter((row) => row.cells['fund'] === name);
  if (rows.length > 1) throw new Error(`${name} stands in ${rows.length} rows`);
  const cell = rows[0]?.cells[key];
  return cell === undefined || cell === null ? ZERO : String(cell);
}
