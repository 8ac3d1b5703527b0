/**
 * Another estate in the layout of `samples/`, made from a seed: other names, amounts, funds and account numbers,
 * written as other programs write (GB18030 or UTF-8 with a byte order mark, CRLF, columns in another order), together
 * with its own oracle.
 *
 * The oracle comes from what the generator decided (estate-plan.ts) and calls no code of the product.
 */
import iconv from 'iconv-lite';
import { Dice } from './estate-books.js';
import { BANK_ACCOUNT, BANK_NAME, expectedOf, trialBalanceOf, yuan } from './estate-oracle.js';
import type { Expected, TrialBalanceRow } from './estate-oracle.js';
import { FUNDS, planEstate } from './estate-plan.js';
import type { EstatePlan } from './estate-plan.js';

export interface GeneratedEstate {
  /** Path inside the folder to its bytes. */
  readonly files: ReadonlyMap<string, Buffer>;
  readonly plan: EstatePlan;
  readonly expected: Expected;
  readonly trialBalance: readonly TrialBalanceRow[];
}

export function generateEstate(seed: number): GeneratedEstate {
  const plan = planEstate(seed);
  const encoding = seed % 2 === 0 ? 'gb18030' : 'bom';
  const dice = new Dice(seed + 7_919);
  const files = new Map<string, Buffer>([
    ['estate.json', encode(JSON.stringify(estateJson(plan), null, 1), 'bom')],
    ['households.csv', encode(table(householdRows(plan), dice), encoding)],
    ['journal.csv', encode(table(journalRows(plan), dice), encoding)],
    // The bank's columns and encoding are the bank's, whatever the committee's spreadsheet does.
    [`bank/${plan.bankNumber}.csv`, encode(bankText(plan), 'gb18030')],
  ]);
  return { files, plan, expected: expectedOf(plan), trialBalance: trialBalanceOf(plan) };
}

function encode(text: string, encoding: 'gb18030' | 'bom'): Buffer {
  return encoding === 'bom' ? Buffer.from(`\uFEFF${text}`) : iconv.encode(text, 'gb18030');
}

function estateJson(plan: EstatePlan): object {
  return {
    name: plan.name,
    code: plan.code,
    address: '某市某区某社区',
    serviceMode: plan.seed % 3 === 0 ? 'TRUST' : 'HOURLY',
    lifecycleStage: 'DAILY_LIFE',
    currency: 'CNY',
    fiscalYearStart: '01-01',
    booksOpenedOn: `${plan.months[0] ?? ''}-01`,
    governingBody: {
      kind: 'OWNERS_COMMITTEE',
      name: `${plan.name}业主委员会`,
      formedOn: '2021-05-09',
      seats: { owners: 7 },
    },
    funds: FUNDS,
    bankAccounts: [
      {
        number: plan.bankNumber,
        holderName: `${plan.name}业主委员会`,
        holderType: 'ORG',
        kind: 'GENERAL',
        bank: 'CCB',
        openedOn: `${plan.months[0] ?? ''}-03`,
        account: BANK_ACCOUNT,
      },
      {
        alias: 'former-card',
        number: plan.cardNumber,
        holderName: '原经办人',
        holderType: 'PERSON',
        kind: 'PERSONAL_ESCROW',
        bank: '',
        openedOn: '2018-01-01',
        closedOn: `${plan.months[0] ?? ''}-15`,
        account: '122101',
      },
    ],
  };
}

type Row = Readonly<Record<string, string>>;

function householdRows({ households }: EstatePlan): Row[] {
  return households.map((household) => ({
    code: household.code,
    building: household.building,
    area_m2: yuan(household.areaHundredths),
    fee_per_month: yuan(household.feeFen),
    applied_for_pmc: household.applied ? '1' : '0',
    payment_pattern: household.pattern,
  }));
}

function journalRows({ books }: EstatePlan): Row[] {
  return books.vouchers.flatMap((voucher) =>
    voucher.lines.map(([account, fund, side, fen], index) => ({
      voucher_no: voucher.no,
      date: voucher.on,
      line: String(index + 1),
      summary: voucher.summary,
      account,
      account_name: account === BANK_ACCOUNT ? BANK_NAME : `科目${account}`,
      fund,
      debit: side === 'D' ? yuan(fen) : '',
      credit: side === 'C' ? yuan(fen) : '',
      kind: voucher.kind,
      ref: voucher.ref,
    })),
  );
}

/** Rows as a table with CRLF, columns in an order of chance, a column of the committee's own, and blank lines. */
function table(rows: readonly Row[], dice: Dice): string {
  const columns = dice.shuffle([...Object.keys(rows[0] ?? {}), '备注(自用)']);
  const lines = rows.map((row) => columns.map((column) => cell(row[column] ?? '')).join(','));
  return [columns.join(','), ...lines, '', columns.map(() => '').join(','), ''].join('\r\n');
}

function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The corporate export of China Construction Bank; 借方 is money out. */
const BANK_COLUMNS =
  '账号,账户名称,交易时间,借方发生额/元(支取),贷方发生额/元(收入),余额,币种,对方户名,对方账号,对方开户机构,' +
  '记账日期,摘要,备注,账户明细编号-交易流水号,企业流水号,凭证种类,凭证号';

function bankText(plan: EstatePlan): string {
  let balance = 0n;
  const lines = plan.books.bankLines.map((line, index) => {
    balance += line.fen;
    const day = line.on.replaceAll('-', '');
    return [
      plan.bankNumber,
      `${plan.name}业主委员会`,
      `${day} 10:${String(index % 60).padStart(2, '0')}:00`,
      line.fen < 0n ? yuan(-line.fen) : '0.00',
      line.fen > 0n ? yuan(line.fen) : '0.00',
      yuan(balance),
      '人民币元',
      line.counterparty,
      '',
      '',
      day,
      '转账',
      cell(line.words),
      `ZZ-${String(index + 1).padStart(6, '0')}`,
      '',
      '',
      '',
    ].join(',');
  });
  return `${[BANK_COLUMNS, ...lines].join('\r\n')}\r\n`;
}
