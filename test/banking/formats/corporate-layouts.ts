/**
 * Corporate accounts' exports as the tests write them: any lines under a bank's own headings, with the rows that this
 * bank puts above and below. The headings are as third parties describe them.
 */
import { yuanFromFen } from '../../../src/kernel/fen.js';
import type { BankLine } from '../../../src/banking/rules/index.js';
import type { Cell } from './bank-files.js';

type Write = (line: BankLine, index: number) => Readonly<Record<string, Cell>>;

export interface CorporateLayout {
  readonly name: string;
  readonly above: readonly (readonly Cell[])[];
  readonly headings: readonly string[];
  readonly write: Write;
  readonly below?: readonly (readonly Cell[])[];
  readonly newestFirst?: boolean;
  /** Whether the counterparty's number is in it. */
  readonly withoutNumber?: boolean;
}

const compact = (line: BankLine): string => line.bookedOn.replaceAll('-', '');
const slashed = (line: BankLine): string => line.bookedOn.replaceAll('-', '/');
const commas = (amount: bigint): string => yuanFromFen(amount).replace(/\B(?=(\d{3})+\.)/g, ',');
const out = (line: BankLine, none: Cell = ''): Cell => (line.outFen === 0n ? none : commas(line.outFen));
const into = (line: BankLine, none: Cell = ''): Cell => (line.inFen === 0n ? none : commas(line.inFen));
const party = (line: BankLine): Readonly<Record<string, Cell>> => ({
  对方户名: line.counterpartyName,
  对方账号: line.counterpartyNumber,
  摘要: line.summary,
});
const empty = (count: number): readonly (readonly Cell[])[] => Array.from({ length: count }, () => ['']);
const split = (headings: string): readonly string[] => headings.split(' ');

export const CORPORATE: readonly CorporateLayout[] = [
  {
    name: 'CCB, old',
    above: [['中国建设银行'], ...empty(8)],
    headings: split(
      '日期 交易时间 凭证类型 凭证号 借方发生额 贷方发生额 余额 钞汇标识 对方户名 对方账号 摘要 备注 交易流水号 企业流水号 本方账号 本方户名 本方网点',
    ),
    write: (line, index) => ({
      ...party(line),
      日期: compact(line),
      借方发生额: out(line, '0.00'),
      贷方发生额: into(line, '0.00'),
      余额: commas(line.balanceFen),
      备注: line.remark,
      交易流水号: `S${index}`,
      本方账号: `${line.accountNumber}\t`,
    }),
  },
  {
    name: 'CCB, web',
    above: [],
    headings: split(
      '账号 账户名称 交易时间 借方发生额/元(支取) 贷方发生额/元(收入) 余额 币种 对方户名 对方账号 对方开户机构 记账日期 摘要 备注 账户明细编号-交易流水号 企业流水号 凭证种类 凭证号 交易介质编号',
    ),
    write: (line, index) => ({
      ...party(line),
      账号: line.accountNumber,
      交易时间: `${compact(line)} 09:00:00`,
      '借方发生额/元(支取)': out(line, '0.00'),
      '贷方发生额/元(收入)': into(line, '0.00'),
      余额: commas(line.balanceFen),
      币种: '人民币元',
      记账日期: compact(line),
      '账户明细编号-交易流水号': `${index}-X`,
    }),
  },
  {
    name: 'ICBC',
    above: [['中国工商银行账户明细'], ...empty(4)],
    headings: split('日期 交易类型 凭证种类 凭证号 对方户名 对方账号 摘要 借方发生额 贷方发生额 余额'),
    write: (line) => ({
      ...party(line),
      日期: line.bookedOn,
      借方发生额: out(line),
      贷方发生额: into(line),
      余额: commas(line.balanceFen),
    }),
  },
  {
    name: 'ABC, newest first',
    above: [['账户明细'], ['户名：原野庄园']],
    headings: split('交易时间 收入金额 支出金额 账户余额 对方账号 对方户名 对方开户行 摘要'),
    write: (line) => ({
      ...party(line),
      交易时间: `${line.bookedOn} 10:00:00`,
      收入金额: into(line, '-'),
      支出金额: out(line, '-'),
      账户余额: commas(line.balanceFen),
    }),
    below: [['合计', '1.00', '2.00']],
    newestFirst: true,
  },
  {
    name: 'BOC, signed, payer and payee',
    above: [['Inquirer account number', '查询账号'], ...empty(8)],
    headings: [
      ...['交易类型[ Transaction Type ]', "付款人名称[ Payer's Name ]", '付款人账号[ Debit Account No. ]'],
      ...["收款人名称[ Payee's Name ]", "收款人账号[ Payee's Account Number ]", '交易日期[ Transaction Date ]'],
      ...['交易货币[ Trade Currency ]', '交易金额[ Trade Amount ]', '交易后余额[ After-transaction balance ]'],
      ...['起息日期[ Value Date ]', '交易流水号[ Transaction reference number ]', '摘要[ Reference ]'],
    ],
    write: (line, index) => {
      const side = line.inFen === 0n ? 'ee' : 'er';
      const [name, number] =
        side === 'er'
          ? ["付款人名称[ Payer's Name ]", '付款人账号[ Debit Account No. ]']
          : ["收款人名称[ Payee's Name ]", "收款人账号[ Payee's Account Number ]"];
      return {
        [name]: line.counterpartyName,
        [number]: line.counterpartyNumber,
        '交易日期[ Transaction Date ]': compact(line),
        '交易货币[ Trade Currency ]': 'CNY',
        '交易金额[ Trade Amount ]': commas(line.inFen - line.outFen),
        '交易后余额[ After-transaction balance ]': commas(line.balanceFen),
        '交易流水号[ Transaction reference number ]': `B${index}`,
        '摘要[ Reference ]': line.summary,
      };
    },
  },
  {
    name: 'CMB',
    above: [['招商银行'], ...empty(8)],
    headings: split(
      '账号 账号名称 币种 交易日 交易时间 起息日 交易类型 借方金额 贷方金额 余额 摘要 流水号 流程实例号 业务名称 用途 ' +
        '业务参考号 业务摘要 其它摘要 收(付)方分行名 收(付)方名称 收(付)方账号 收(付)方开户行行号 母(子)公司账号 信息标志 ' +
        '有否附件信息 冲账标志 扩展摘要 交易分析码 票据号',
    ),
    write: (line, index) => ({
      账号: line.accountNumber,
      币种: '人民币',
      交易日: compact(line),
      交易时间: '09:00:00',
      借方金额: out(line),
      贷方金额: into(line),
      余额: commas(line.balanceFen),
      摘要: line.summary,
      流水号: `C${index}`,
      '收(付)方名称': line.counterpartyName,
      '收(付)方账号': line.counterpartyNumber,
      冲账标志: 'N',
    }),
  },
  {
    name: 'BOCOM',
    above: [['交通银行'], ['起止日期']],
    headings: split('交易时间 借方发生额（支出） 贷方发生额（收入） 账户余额 对方账号 对方户名 摘要'),
    write: (line) => ({
      ...party(line),
      交易时间: `${line.bookedOn} 10:00:00`,
      '借方发生额（支出）': out(line, '0.00'),
      '贷方发生额（收入）': into(line, '0.00'),
      账户余额: commas(line.balanceFen),
    }),
    below: [['以上数据仅供参考']],
  },
  {
    name: 'SPDB',
    above: empty(5),
    headings: split('交易日期 交易时间 交易流水号 借方金额 贷方金额 余额 对方账号 对方户名 摘要 备注'),
    write: (line, index) => ({
      ...party(line),
      交易日期: compact(line),
      交易流水号: `P${index}`,
      借方金额: out(line, '0.00'),
      贷方金额: into(line, '0.00'),
      余额: commas(line.balanceFen),
    }),
  },
  {
    name: 'Industrial 兴业',
    above: [['账户交易明细']],
    headings: split('交易时间 银行流水号 凭证代号 对方户名 对方账号 对方银行 借方金额 贷方金额 账户余额 摘要 用途'),
    write: (line, index) => ({
      ...party(line),
      交易时间: `${slashed(line)} 9:08`,
      银行流水号: `I${index}`,
      借方金额: out(line),
      贷方金额: into(line),
      账户余额: commas(line.balanceFen),
    }),
  },
  {
    name: 'CITIC 中信, with returns marked',
    above: [['中信银行'], ...empty(13)],
    headings: split(
      '交易日期 交易时间 柜员交易号 借方发生额 贷方发生额 账户余额 对方账号 对方账户名称 摘要 退汇标识 退汇日期',
    ),
    write: (line, index) => ({
      交易日期: line.bookedOn,
      柜员交易号: `Z${index}`,
      借方发生额: out(line, '--'),
      贷方发生额: into(line, '--'),
      账户余额: commas(line.balanceFen),
      对方账号: line.counterpartyNumber,
      对方账户名称: line.counterpartyName,
      摘要: line.summary,
      退汇标识: '否',
    }),
  },
  {
    name: 'Minsheng',
    above: [['中国民生银行'], ...empty(17)],
    headings: split(
      '交易日期 主机交易流水号 借方发生额 贷方发生额 账户余额 凭证号 摘要 对方账号 对方账号名称 对方开户行 交易时间',
    ),
    write: (line, index) => ({
      交易日期: compact(line),
      主机交易流水号: `M${index}`,
      借方发生额: out(line),
      贷方发生额: into(line),
      账户余额: commas(line.balanceFen),
      摘要: line.summary,
      对方账号: line.counterpartyNumber,
      对方账号名称: line.counterpartyName,
    }),
  },
  {
    name: 'Ping An',
    above: [],
    headings: split('交易日期 账号 借 贷 账户余额 对方账户 对方账户名称 交易流水号 摘要 用途'),
    write: (line, index) => ({
      交易日期: compact(line),
      账号: line.accountNumber,
      借: out(line),
      贷: into(line),
      账户余额: commas(line.balanceFen),
      对方账户: line.counterpartyNumber,
      对方账户名称: line.counterpartyName,
      交易流水号: `A${index}`,
      摘要: line.summary,
    }),
  },
  {
    name: 'Hua Xia',
    above: [['华夏银行'], ...empty(7)],
    headings: split('交易日期 支出金额 收入金额 账户余额 对方户名 对方账号 摘要'),
    write: (line) => ({
      ...party(line),
      交易日期: slashed(line),
      支出金额: out(line),
      收入金额: into(line),
      账户余额: `￥${commas(line.balanceFen)}`,
    }),
  },
  {
    name: 'Zheshang',
    above: empty(5),
    headings: split('交易日期 交易时间 收入金额(元) 支出金额(元) 账面余额(元) 对方户名 对方账号 摘要'),
    write: (line) => ({
      ...party(line),
      交易日期: `${line.bookedOn.slice(0, 4)}年${line.bookedOn.slice(5, 7)}月${line.bookedOn.slice(8)}日`,
      '收入金额(元)': into(line),
      '支出金额(元)': out(line),
      '账面余额(元)': commas(line.balanceFen),
    }),
  },
  {
    name: 'Shanghai',
    above: empty(6),
    headings: split('交易日期 交易时间 借贷标志 发生额 余额 对方账号 对方名称 摘要 附言'),
    write: (line) => ({
      交易日期: compact(line),
      借贷标志: line.inFen === 0n ? '借' : '贷',
      发生额: commas(line.inFen + line.outFen),
      余额: commas(line.balanceFen),
      对方账号: line.counterpartyNumber,
      对方名称: line.counterpartyName,
      摘要: line.summary,
    }),
    newestFirst: true,
  },
];

/** Lines as the bank would export them. */
export function exportOf(layout: CorporateLayout, lines: readonly BankLine[]): (readonly Cell[])[] {
  const rows = lines.map((line, index) => {
    const cells = layout.write(line, index);
    return layout.headings.map((heading) => cells[heading] ?? '');
  });
  if (layout.newestFirst === true) rows.reverse();
  return [...layout.above, layout.headings, ...rows, ...(layout.below ?? [])];
}
