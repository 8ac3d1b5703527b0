/**
 * The columns of Chinese banks' exports, as a table.
 *
 * 1. A column is recognised by its heading alone, after spaces, full-width forms, units and English glosses are taken
 *    off.
 * 2. 借方 in a bank's file is money *out* of the account and 贷方 money *in*: the bank writes its own books, not the
 *    estate's.
 * 3. A row is the header when it names a day, the amounts (two columns, or one signed) and the balance. Anything may
 *    stand above it.
 */

/**
 * What a column holds. `amount` is signed, or goes with `direction`. Payer and payee stand where the bank names both
 * sides.
 */
export type StatementField =
  | 'account'
  | 'bookedOn'
  | 'tradedOn'
  | 'tradedAt'
  | 'out'
  | 'in'
  | 'amount'
  | 'direction'
  | 'balance'
  | 'currency'
  | 'serial'
  | 'counterpartyName'
  | 'counterpartyNumber'
  | 'payerName'
  | 'payerNumber'
  | 'payeeName'
  | 'payeeNumber'
  | 'summary'
  | 'remark'
  | 'status'
  | 'returned';

/** Headings in order of preference: where a file has several, the first one listed is taken. */
const ALIASES: Readonly<Record<StatementField, readonly string[]>> = {
  account: ['账号', '本方账号', '交易账号', '查询账号', '我方账号', '客户账号', '本方账户', '银行账号'],
  bookedOn: ['记账日期', '记账日', '入账日期', '入账日'],
  tradedOn: ['交易日期', '交易日', '日期'],
  tradedAt: ['交易时间', '交易日期时间', '记账时间', '交易创建时间', '时间'],
  out: [
    '借方发生额(支取)',
    '借方发生额(支出)',
    '借方发生额',
    '借方金额',
    '借方(支出)',
    '借方',
    '借',
    '支出金额',
    '取出金额',
    '支取金额',
    '转出金额',
    '付款金额',
    '记账金额(支出)',
    '支出',
    '支取',
  ],
  in: [
    '贷方发生额(收入)',
    '贷方发生额',
    '贷方金额',
    '贷方(收入)',
    '贷方',
    '贷',
    '收入金额',
    '存入金额',
    '转入金额',
    '收款金额',
    '记账金额(收入)',
    '收入',
    '存入',
  ],
  amount: ['交易金额', '发生额', '金额', '发生金额'],
  direction: ['借贷标志', '借贷方向', '借贷', '借/贷', '收支', '收/支', '收支标志', '收付标志'],
  balance: ['余额', '账户余额', '账面余额', '交易后余额', '本次余额', '当前余额', '联机余额'],
  currency: ['币种', '交易货币', '币别', '货币'],
  serial: [
    '账户明细编号-交易流水号',
    '账户明细编号',
    '交易流水号',
    '流水号',
    '银行流水号',
    '核心流水号',
    '主机交易流水号',
    '核心交易流水号',
    '柜员交易号',
    '柜员流水号',
    '日志号',
    '交易订单号',
    '交易单号',
    '交易号',
  ],
  counterpartyName: [
    '对方户名',
    '对方名称',
    '对方账户名称',
    '对方账号名称',
    '对方账户户名',
    '对方账户名',
    '对方单位名称',
    '对方单位',
    '收(付)方名称',
    '交易对方',
    '对手信息',
  ],
  counterpartyNumber: ['对方账号', '对方卡号/账号', '对方账户', '收(付)方账号', '对方银行账号'],
  payerName: ['付款人名称', '付款方名称', '付款方户名'],
  payerNumber: ['付款人账号', '付款方账号'],
  payeeName: ['收款人名称', '收款方名称', '收款方户名'],
  payeeNumber: ['收款人账号', '收款方账号'],
  summary: ['摘要', '交易摘要', '业务摘要', '交易名称', '交易分类', '交易类型'],
  remark: ['商品说明', '商品', '备注', '交易附言', '附言', '用途', '客户摘要'],
  status: ['交易状态', '当前状态'],
  // The bank's own mark of a payment that came back or was taken back.
  returned: ['退汇标识', '退汇标志', '冲账标志', '冲正标志', '冲销标志'],
};

const FIELDS = Object.keys(ALIASES) as StatementField[];

/** Where each recognised field stands, and the heading as the file writes it. */
export type HeaderColumns = ReadonlyMap<StatementField, { readonly index: number; readonly heading: string }>;

/** Takes off what banks add to a heading without changing its meaning. */
export function plainHeading(cell: string): string {
  return cell
    .normalize('NFKC')
    .replace(/\[[^\]]*\]/g, '')
    .replace(/[\s\u200b\ufeff]+/g, '')
    .replace(/\/元|\(元\)|\(人民币\)|\(人民币元\)|\(RMB\)|\(CNY\)/gi, '')
    .replace(/[:：]$/, '');
}

/** The fields that a row names, whether or not it is a whole header. */
export function namedColumns(cells: readonly string[]): HeaderColumns {
  const headings = cells.map(plainHeading);
  const columns = new Map<StatementField, { index: number; heading: string }>();
  for (const field of FIELDS) {
    const alias = ALIASES[field].find((name) => headings.includes(name));
    if (alias === undefined) continue;
    const index = headings.indexOf(alias);
    columns.set(field, { index, heading: (cells[index] ?? '').trim() });
  }
  return columns;
}

/**
 * What a person has told of the columns: fields with the heading under which each stands, or its number ("#3", from 1)
 * where there is no heading to go by. Strings only, as the log keeps them.
 */
export type ColumnMapping = readonly (readonly [field: StatementField, place: string])[];

export const STATEMENT_FIELDS = FIELDS;

const NUMBERED = /^#([1-9]\d{0,2})$/;

/** One column of amounts or two: who has told of the one does not want the other read by its heading. */
const SAID_OTHERWISE: Readonly<Partial<Record<StatementField, readonly StatementField[]>>> = {
  amount: ['out', 'in'],
  out: ['amount', 'direction'],
  in: ['amount', 'direction'],
};

/** The columns of a row that is the header of one of the mappings; what no mapping names is found by its alias. */
export function mappedColumns(cells: readonly string[], mappings: readonly ColumnMapping[]): HeaderColumns | undefined {
  if (mappings.length === 0) return undefined;
  const headings = cells.map(plainHeading);
  for (const mapping of mappings) {
    if (mapping.every(([, place]) => NUMBERED.test(place))) continue;
    const places = mapping.map(([field, place]) => [field, placeOf(place, headings)] as const);
    if (places.some(([, index]) => index < 0)) continue;
    const taken = new Set(places.map(([, index]) => index));
    const spoken = new Set(places.flatMap(([field]) => [field, ...(SAID_OTHERWISE[field] ?? [])]));
    const others = [...namedColumns(cells)].filter(([field, { index }]) => !taken.has(index) && !spoken.has(field));
    const told = places.map(([field, index]) => [field, { index, heading: (cells[index] ?? '').trim() }] as const);
    return new Map([...told, ...others]);
  }
  return undefined;
}

/** The columns of the first mapping that goes by numbers alone: such a file needs no header. */
export function columnsByNumber(mappings: readonly ColumnMapping[]): HeaderColumns | undefined {
  const mapping = mappings.find((each) => each.length > 0 && each.every(([, place]) => NUMBERED.test(place)));
  return mapping && new Map(mapping.map(([field, place]) => [field, { index: placeOf(place, []), heading: place }]));
}

function placeOf(place: string, headings: readonly string[]): number {
  const number = NUMBERED.exec(place)?.[1];
  return number === undefined ? headings.indexOf(plainHeading(place)) : Number(number) - 1;
}

/** What a header can lack, in the words a reader looks for. */
export interface MissingColumn {
  readonly zh: string;
  readonly en: string;
}

export const NEEDED_COLUMNS: Readonly<Record<'day' | 'amounts' | 'balance', MissingColumn>> = {
  day: { zh: '日期', en: 'date' },
  amounts: { zh: '收入和支出金额', en: 'money in and money out' },
  balance: { zh: '余额', en: 'balance' },
};

/** Whether a header lacks the balance and nothing else, as in the bills of wallets. */
export function lacksBalanceOnly(missing: readonly MissingColumn[]): boolean {
  return missing.length === 1 && missing[0] === NEEDED_COLUMNS.balance;
}

/** What a header still lacks; empty for a whole header. */
export function missingColumns(columns: HeaderColumns): MissingColumn[] {
  const has = (...fields: StatementField[]): boolean => fields.every((field) => columns.has(field));
  const missing: MissingColumn[] = [];
  if (!has('bookedOn') && !has('tradedOn') && !has('tradedAt')) missing.push(NEEDED_COLUMNS.day);
  if (!has('out', 'in') && !has('amount')) missing.push(NEEDED_COLUMNS.amounts);
  if (!has('balance')) missing.push(NEEDED_COLUMNS.balance);
  return missing;
}
