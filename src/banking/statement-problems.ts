import type { ProblemTable } from '../kernel/violation.js';

/**
 * What can be wrong with a bank's file. Every text names the file, the line and the column as a spreadsheet shows
 * them, because the reader will look for the place there.
 */
export const statementProblems: ProblemTable = {
  STATEMENT_HEADER_NOT_FOUND: {
    kind: 'invalid',
    zh: '在文件 {file} 里没有找到表头，还缺这些列：{missingZh}；{seenZh}。',
    en: 'No header row was found in {file}; these columns are missing: {missingEn}; {seenEn}.',
    remedyZh:
      '请导入银行导出的原始文件，不要删改表头那一行。如果这家银行的叫法系统不认识，请为这个账户说明一次各列是什么' +
      '（命令 bank map，或接口 bank-accounts/…/mapping），以后就不用再说明。',
    remedyEn:
      'Import the bank’s own file. Where its headings are unknown, say once for the account what each column holds ' +
      '(command "bank map", or PUT bank-accounts/…/mapping); it is used from then on.',
  },
  STATEMENT_PROBLEMS_MORE: {
    kind: 'invalid',
    zh: '文件 {file} 里还有 {more} 处问题没有逐条列出。',
    en: '{file} has {more} more problems that are not listed one by one.',
    remedyZh: '问题这么多，多半是文件本身不对；请先看上面几条，或重新从银行下载。',
    remedyEn: 'So many problems mostly mean that the file itself is wrong. Read the first ones, or download it again.',
  },
  STATEMENT_TOO_LONG_TO_SORT: {
    kind: 'too-large',
    zh: '文件 {file} 的流水前后顺序是乱的，文件又超过 {limitMb} MB，没法替您排好。',
    en: 'The lines of {file} are out of order, and beyond {limitMb} MB they cannot be put in order.',
    remedyZh: '请在网上银行分成几段日期导出，再一个一个导入；先后不限。',
    remedyEn: 'Export shorter periods from online banking and import them one by one, in any order.',
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
    remedyZh: '请在导入时指明账户（网址里的 account，或命令的 --account），或用账号给文件命名。',
    remedyEn:
      'Say which account it is (`account` in the address, --account of the command), or name the file after it.',
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
  STATEMENT_BALANCE_ABSENT: {
    kind: 'refused',
    zh: '文件 {file} 里没有能用的余额，{count} 行流水没法证明有没有缺漏。',
    en: '{file} carries no balance that can be used, so nothing proves that its {count} lines are complete.',
    remedyZh:
      '请从银行导出带“余额”的流水；支付宝、微信的账单没有余额，第一次导入时要告诉系统这段流水之前的余额' +
      '（网址里的 opening，或命令的 --opening），以后会接着算。',
    remedyEn:
      'Export a statement with balances. Alipay and WeChat give none: tell the balance before the lines once ' +
      '(`opening`, or --opening of the command).',
  },
  STATEMENT_CLOSING_DIFFERS: {
    kind: 'invalid',
    zh: '文件 {file} 第 {line} 行的期末余额是 {read}，可是期初余额加上各笔流水应为 {expected}。',
    en: '{file} line {line}: the closing balance reads {read}; opening balance and entries make {expected}.',
    remedyZh: '多半是文件不完整，或者被改过；请重新从银行下载完整的流水。',
    remedyEn: 'The file is incomplete or was changed. Download the complete statement from the bank again.',
  },
  STATEMENT_CELL_FORMULA: {
    kind: 'invalid',
    zh: '文件 {file} 第 {line} 行“{column}”是一个公式（{value}），不是写好的内容。',
    en: '{file} line {line}, column {column}: a formula ({value}) stands where a value should.',
    remedyZh: '系统不替人算公式。请导入银行给的原始文件，或在表格软件里把公式粘贴为数值再保存。',
    remedyEn: 'Formulas are not computed here. Import the bank’s own file, or paste the formulas as values and save.',
  },
  STATEMENT_ENTRY_UNREADABLE: {
    kind: 'invalid',
    zh: '文件 {file} 第 {line} 行“{column}”写的是“{value}”，不合银行报文的格式。',
    en: '{file} line {line}, {column}: "{value}" does not follow the format of the bank’s message.',
    remedyZh: '请重新从银行下载，不要手工改动报文。',
    remedyEn: 'Download the message from the bank again, and do not edit it.',
  },
  BANK_ACCOUNT_NOT_REGISTERED: {
    kind: 'not-found',
    zh: '本小区没有登记“{account}”这个银行账户。登记的有：{known}。',
    en: 'This estate has no bank account "{account}". It has: {known}.',
    remedyZh: '请核对账号；个人账户请用登记时的代称，不写账号。新开的账户请先登记。',
    remedyEn: 'Check the number; a person’s account goes by its alias. Register a new account first.',
  },
  MAPPING_INCOMPLETE: {
    kind: 'invalid',
    zh: '指定的列还不够：缺 {missingZh}。',
    en: 'The mapping is not complete: {missingEn} is missing.',
    remedyZh: '至少要指定日期、金额（支出和收入两列，或一列金额）和余额；没有余额的账单可以不指定余额。',
    remedyEn:
      'Name at least the day, the amounts (out and in, or one amount) and, where the file has one, the balance.',
  },
  MAPPING_FIELD_UNKNOWN: {
    kind: 'invalid',
    zh: '“{field}”不是可以指定的内容。可以指定的有：{known}。',
    en: '"{field}" is nothing that a column can hold. The choices are: {known}.',
    remedyZh: '请照列出的写法改正。',
    remedyEn: 'Use one of the names listed.',
  },
  MAPPING_FIELD_TWICE: {
    kind: 'invalid',
    zh: '“{field}”指定了两次，不知道该用哪一列。',
    en: '"{field}" is given twice.',
    remedyZh: '每项内容只指定一列。',
    remedyEn: 'Give one column for each.',
  },
  MAPPING_PLACE_UNREADABLE: {
    kind: 'invalid',
    zh: '“{field}”指定的列“{place}”不对：要么写表头上的文字，要么写 #3 这样的列号；列号不能和表头文字混用。',
    en: 'The column "{place}" of {field} is not valid: write the heading, or a number like #3, and do not mix the two.',
    remedyZh: '请照文件表头上的文字填写，最多 60 个字；没有表头的文件才用列号。',
    remedyEn: 'Write the heading as the file has it, at most 60 characters; numbers are for files without a header.',
  },
  BANK_FILE_KIND_UNKNOWN: {
    kind: 'invalid',
    zh: '文件 {file} 的内容是{whatZh}，不是能读的银行流水。',
    en: 'The content of {file} is {whatEn}, no bank statement that can be read.',
    remedyZh: '请从网上银行导出 Excel、CSV、camt.053、MT940 或 OFX 格式的流水，再导入。',
    remedyEn: 'Export the statement from online banking as Excel, CSV, camt.053, MT940 or OFX, and import that.',
  },
  BANK_FILE_XML_BROKEN: {
    kind: 'invalid',
    zh: '文件 {file} 从第 {line} 行起不是完整的 XML，读不下去。',
    en: '{file} is not well-formed XML from line {line} on.',
    remedyZh: '多半是没有下载完；请重新从银行下载。',
    remedyEn: 'The download was probably cut short. Download the file again.',
  },
  BANK_FILE_XML_DOCTYPE: {
    kind: 'refused',
    zh: '文件 {file} 里有文档类型声明（DOCTYPE），银行的报文不会有，为了安全不读它。',
    en: '{file} declares a document type (DOCTYPE); a bank’s message never does, so it is not read.',
    remedyZh: '请确认文件来自银行，再重新下载。',
    remedyEn: 'Make sure that the file comes from the bank, and download it again.',
  },
  BANK_FILE_CHANGED: {
    kind: 'conflict',
    zh: '文件 {file} 在读的时候被改动了，前后两次读到的内容不一样。',
    en: '{file} changed while it was read; its two readings differ.',
    remedyZh: '请等文件下载或保存完毕，再导入一次。',
    remedyEn: 'Wait until the file is completely downloaded or saved, and import it again.',
  },
  BANK_FILE_TEXT_TOO_LONG: {
    kind: 'too-large',
    zh: '文件 {file} 第 {line} 行有一段内容超过 {limit} 个字，不像银行流水。',
    en: '{file} line {line}: a text is longer than {limit} characters, unlike any bank statement.',
    remedyZh: '请检查文件是否损坏，或重新从银行下载。',
    remedyEn: 'Check whether the file is damaged, or download it again.',
  },
};
