import type { ProblemTable } from '../kernel/violation.js';

/**
 * What can be wrong with a bank's file. Every text names the file, the line and the column as a spreadsheet shows
 * them, because the reader will look for the place there.
 */
export const bankingProblems: ProblemTable = {
  STATEMENT_HEADER_NOT_FOUND: {
    kind: 'invalid',
    zh: '在文件 {file} 里没有找到表头，还缺这些列：{missingZh}。',
    en: 'No header row was found in {file}; these columns are missing: {missingEn}.',
    remedyZh: '请导入银行导出的原始文件，不要删改表头那一行；表头要有日期、收入和支出（或一列金额）、余额。',
    remedyEn: 'Import the bank’s own file. The header needs a date, money in and out (or one amount) and a balance.',
  },
  STATEMENT_DATE_UNREADABLE: {
    kind: 'invalid',
    zh: '文件 {file} 第 {line} 行“{column}”写的是“{value}”，看不出是哪一天。',
    en: '{file} line {line}, column {column}: "{value}" is not a date.',
    remedyZh: '日期请写成 20240708 或 2024-07-08 的样子；如果用表格软件改过文件，请重新从银行下载。',
    remedyEn: 'Write dates as 20240708 or 2024-07-08; if a spreadsheet has changed the file, download it again.',
  },
  STATEMENT_DATE_IN_FUTURE: {
    kind: 'invalid',
    zh: '文件 {file} 第 {line} 行“{column}”是 {value}，比今天（{today}）还晚。',
    en: '{file} line {line}, column {column}: {value} is later than today ({today}).',
    remedyZh: '银行流水不会记到将来，请核对这一行的日期，或重新从银行下载。',
    remedyEn: 'A bank books no line in the future. Check the date, or download the file again.',
  },
  STATEMENT_AMOUNT_UNREADABLE: {
    kind: 'invalid',
    zh: '文件 {file} 第 {line} 行“{column}”写的是“{value}”，看不出是多少钱。',
    en: '{file} line {line}, column {column}: "{value}" is not an amount.',
    remedyZh: '金额请写成 1440.00 或 1,440.00 的样子；没有金额就留空。',
    remedyEn: 'Write amounts as 1440.00 or 1,440.00, and leave the cell empty where there is none.',
  },
  STATEMENT_AMOUNT_TOO_FINE: {
    kind: 'invalid',
    zh: '文件 {file} 第 {line} 行“{column}”写的是“{value}”，小数超过了两位。',
    en: '{file} line {line}, column {column}: "{value}" has more than two decimals.',
    remedyZh: '人民币最小到分，请核对原始流水；系统不会替您四舍五入。',
    remedyEn: 'The smallest amount is one fen. Check the original statement; nothing is rounded for you.',
  },
  STATEMENT_AMOUNT_ON_BOTH_SIDES: {
    kind: 'invalid',
    zh: '文件 {file} 第 {line} 行同时有收入和支出（{value}）。',
    en: '{file} line {line} has money in and money out at once ({value}).',
    remedyZh: '一笔流水只能是收入或者支出，请核对这一行，或重新从银行下载。',
    remedyEn: 'A line is either money in or money out. Check it, or download the file again.',
  },
  STATEMENT_AMOUNT_MISSING: {
    kind: 'invalid',
    zh: '文件 {file} 第 {line} 行“{column}”没有金额。',
    en: '{file} line {line}, column {column}: there is no amount.',
    remedyZh: '请补上这一行缺的金额；如果这一行不是流水，请删掉整行。',
    remedyEn: 'Fill in the missing amount; if the row is not a bank line, remove the whole row.',
  },
  STATEMENT_DIRECTION_UNREADABLE: {
    kind: 'invalid',
    zh: '文件 {file} 第 {line} 行“{column}”写的是“{value}”，看不出是收入还是支出。',
    en: '{file} line {line}, column {column}: "{value}" says neither money in nor money out.',
    remedyZh: '这一列请写“借”（钱出去）或“贷”（钱进来），也可以写“支出”或“收入”。',
    remedyEn: 'Write 借 (money out) or 贷 (money in), or 支出 or 收入.',
  },
  STATEMENT_CURRENCY_FOREIGN: {
    kind: 'invalid',
    zh: '文件 {file} 第 {line} 行“{column}”是“{value}”，不是人民币。',
    en: '{file} line {line}, column {column}: "{value}" is not renminbi.',
    remedyZh: '账本只记人民币，请从银行导出人民币账户的流水。',
    remedyEn: 'The books are kept in renminbi only. Export the renminbi account.',
  },
  STATEMENT_ACCOUNT_UNKNOWN: {
    kind: 'invalid',
    zh: '文件 {file} 第 {line} 行“{column}”的账号（{value}）不是本小区登记的账户（共 {count} 行）。',
    en: '{file} line {line}, column {column}: account {value} is not one of this estate ({count} lines).',
    remedyZh:
      '请核对文件是不是别的单位的；如果是新开的账户，请先登记账户再导入。长账号被表格软件改成 5.1E+19 这样时，请重新下载。',
    remedyEn: 'Check whose file it is; register a new account first; download again if a spreadsheet cut the number.',
  },
  STATEMENT_ACCOUNT_MISSING: {
    kind: 'invalid',
    zh: '文件 {file} 第 {line} 行看不出是哪个账户的流水。',
    en: '{file} line {line}: it cannot be told which account this line belongs to.',
    remedyZh: '请用账号给文件命名，或在文件里保留银行写的账号。',
    remedyEn: 'Name the file after the account number, or keep the account number that the bank wrote in the file.',
  },
  STATEMENT_BALANCE_BROKEN: {
    kind: 'invalid',
    zh: '文件 {file} 第 {line} 行的余额接不上第 {previousLine} 行：应为 {expected}，实为 {read}。',
    en: '{file} line {line} does not follow line {previousLine}: the balance should be {expected} and reads {read}.',
    remedyZh: '多半是中间少了一行、多了一行，或者金额被改过；请重新从银行下载完整的流水。',
    remedyEn: 'A line is missing, doubled or changed. Download the complete statement from the bank again.',
  },
  STATEMENT_SERIAL_DIFFERS: {
    kind: 'conflict',
    zh: '{placeZh}流水号 {serial} 出现了两种内容（{differsZh}不同）：已有的是“{knownZh}”，这次是“{readZh}”。',
    en: '{placeEn}bank serial {serial} stands for two lines ({differsEn}): known "{knownEn}", read "{readEn}".',
    remedyZh: '已经记下的流水不会被改动。请与银行核对哪一份是对的，再导入正确的文件。',
    remedyEn: 'A line once kept is never changed. Ask the bank which reading is right and import that file.',
  },
  STATEMENT_CONTRADICTS: {
    kind: 'conflict',
    zh: '{placeZh}两份流水说法不一，余额接不起来：已有的是“{knownZh}”，这次是“{readZh}”。',
    en: '{placeEn}two statements contradict each other: known "{knownEn}", read "{readEn}"; the balances do not join.',
    remedyZh: '同一段日期的两份流水应当完全一样。请与银行核对，导入没有改动过的那一份。',
    remedyEn: 'Two statements of the same days must be equal. Ask the bank and import the unchanged one.',
  },
};
