import type { ProblemKind, ProblemTable, ProblemText } from '../kernel/violation.js';
import { paymentUsageProblems } from './payment-usage-problems.js';

const text = (kind: ProblemKind, zh: string, remedyZh: string, en: string, remedyEn: string): ProblemText => ({
  kind,
  zh,
  en,
  remedyZh,
  remedyEn,
});

const HELP_ZH = '用法见 {help}。';
const HELP_EN = 'See {help}.';

const usageProblems = {
  ...paymentUsageProblems,
  USAGE_COMMAND_UNKNOWN: text(
    'invalid',
    '没有“{given}”这个命令。',
    '可用的命令有：{known}。写法见 {help}。',
    'There is no command "{given}".',
    `The commands are: {known}. ${HELP_EN}`,
  ),
  USAGE_OPTION_UNKNOWN: text(
    'invalid',
    '命令 {command} 没有选项 {option}。',
    `可用的选项有：{known}。${HELP_ZH}`,
    'The command {command} has no option {option}.',
    `Its options are: {known}. ${HELP_EN}`,
  ),
  USAGE_ARGUMENT_MISSING: text(
    'invalid',
    '命令 {command} 后面少写了 <{argument}>。',
    HELP_ZH,
    'The command {command} lacks its <{argument}>.',
    HELP_EN,
  ),
  USAGE_OPTION_MISSING: text(
    'invalid',
    '命令 {command} 必须写明选项 {option}。',
    HELP_ZH,
    'The command {command} needs the option {option}.',
    HELP_EN,
  ),
  USAGE_VALUE_MISSING: text(
    'invalid',
    '选项 {option} 后面没有写内容。',
    `请在它后面写上内容。${HELP_ZH}`,
    'The option {option} has no value.',
    `Write its value after it. ${HELP_EN}`,
  ),
  USAGE_TOO_MANY: text(
    'invalid',
    '命令 {command} 后面多写了内容：应有 {expected} 项，写了 {given} 项。',
    `名称或路径里有空格时，请用引号括起来。${HELP_ZH}`,
    'Too many words after {command}: {expected} are expected, {given} were given.',
    `Put quotes around a name or path with blanks. ${HELP_EN}`,
  ),
  USAGE_CONFLICT: text(
    'invalid',
    '{first} 和 {second} 不能一起用。',
    `请只留一个。${HELP_ZH}`,
    '{first} and {second} cannot be used together.',
    `Leave one of them out. ${HELP_EN}`,
  ),
  USAGE_CHOICE: text(
    'invalid',
    '{name} 不能是“{value}”。',
    '请从这些里选一个：{choices}。',
    '{name} cannot be "{value}".',
    'Choose one of: {choices}.',
  ),
  USAGE_DATE: text(
    'invalid',
    '{name} 写的“{value}”不是真实的日期。',
    '请写成 2025-06-30 这样（年-月-日）。',
    '{name}: "{value}" is not a real date.',
    'Write it like 2025-06-30 (year-month-day).',
  ),
  USAGE_DATES_REVERSED: text(
    'invalid',
    '起始日期 {from} 晚于截止日期 {to}。',
    '请把 --from 写成不晚于 --as-of 的日期。',
    'The first day {from} is after the last day {to}.',
    'Let --from be no later than --as-of.',
  ),
  USAGE_ACCOUNT_NEEDED: text(
    'invalid',
    '这个小区不止一个银行账户（或一个也没有），用 {option} 时要写明是哪一个。',
    '登记的账户：{known}。请写在小区代码后面。',
    'The estate has several bank accounts, or none; {option} needs to know which.',
    'Its accounts are: {known}. Name one after the estate.',
  ),
  USAGE_YUAN: text(
    'invalid',
    '选项 {name} 写的是“{value}”，不是金额。',
    '请写成以元为单位、两位小数的样子，例如 500.00。',
    '{name} is "{value}", which is not an amount.',
    'Write yuan with two decimals, such as 500.00.',
  ),
  USAGE_COLUMN: text(
    'invalid',
    '选项 {name} 写的是“{value}”，看不出哪一列是什么。',
    '请写成 bookedOn=记账日期 的样子：等号前是内容，等号后是表头上的文字或 #3 这样的列号。',
    '{name} is "{value}", which says of no column what it holds.',
    'Write it like bookedOn=记账日期: the field, an equals sign, and the heading or a number like #3.',
  ),
  USAGE_NUMBER: text(
    'invalid',
    '{name} 写的“{value}”不是零或正整数。',
    '请只写数字，例如 500。',
    '{name}: "{value}" is not a whole number from zero up.',
    'Write digits only, for example 500.',
  ),
  USAGE_PERSON: text(
    'invalid',
    '{name} 写的“{value}”不是人员编号。',
    '编号以 p- 开头，只有小写字母、数字和连字符，例如 p-operator；可用 person list 查看。',
    '{name}: "{value}" is not the id of a person.',
    'An id starts with p- and has lower-case letters, digits and hyphens, like p-operator; see person list.',
  ),
  USAGE_MONTH: text(
    'invalid',
    '{name} 写的“{value}”不是月份。',
    '请写成 2025-06 这样（年-月）。',
    '{name}: "{value}" is not a month.',
    'Write it like 2025-06 (year-month).',
  ),
  USAGE_SHARED: text(
    'invalid',
    '--shared 写的“{value}”看不懂。',
    '请写成“项目代号:金额”，例如 LIGHT:220.50。',
    'The value "{value}" of --shared is not understood.',
    'Write component:yuan, such as LIGHT:220.50.',
  ),
  USAGE_TWO_PERSONS: text(
    'invalid',
    '--propose 和 --approve 不能一起写。',
    '请由一个人提交，再由另一个人批准。',
    'The options --propose and --approve do not go together.',
    'One person proposes, another approves.',
  ),
  USAGE_PERIOD: text(
    'invalid',
    '“{value}”不是会计期间。',
    '请写成 2025-06（月）、2025Q2（季）、2025H1（半年）或 2025（年）。',
    '"{value}" is not a period.',
    'Write 2025-06 (month), 2025Q2 (quarter), 2025H1 (half-year) or 2025 (year).',
  ),
  USAGE_FUND: text(
    'invalid',
    '基金写的“{value}”不对。',
    '请写成 代码:种类:名称，例如 PS:PROPERTY_FEE:物业服务资金；种类是 {kinds} 之一，代码是大写字母、数字和连字符。',
    'The fund "{value}" is not written rightly.',
    'Write CODE:KIND:name, like PS:PROPERTY_FEE:Services; the kind is one of {kinds}, the code is in capitals.',
  ),
  USAGE_FUND_TWICE: text(
    'invalid',
    '基金代码 {fund} 写了两次。',
    '每个基金的代码都要不同。',
    'The fund code {fund} is given twice.',
    'Give each fund a code of its own.',
  ),
  USAGE_ESTATE_CODE: text(
    'invalid',
    '小区代码不能是“{value}”。',
    '请用小写字母、数字和连字符，最多 60 个，例如 yuanye-manor；它会写在网址里，以后不能改。',
    '"{value}" cannot be the code of an estate.',
    'Use lower-case letters, digits and hyphens, 60 at most, like yuanye-manor; it stands in addresses for good.',
  ),
  USAGE_TEXT: text(
    'invalid',
    '{name} 写的内容不能用：要有 1 到 {most} 个字，前后不留空格，不换行。',
    '请改正后再运行。',
    '{name} needs 1 to {most} characters, no blanks at its ends and no line breaks.',
    'Correct it and run the command again.',
  ),
  USAGE_PDF_TERMINAL: text(
    'invalid',
    '{format} 文件不能直接显示在屏幕上。',
    '请用 -o 写明存到哪个文件，例如 -o 公示表.pdf。',
    'A file of the form {format} cannot be shown on a terminal.',
    'Name a file with -o, for example -o statement.pdf.',
  ),
  USAGE_FOLDER: text(
    'invalid',
    '找不到文件夹 {path}。',
    '请检查路径；里面应有 estate.json 和 journal.csv。',
    'There is no folder {path}.',
    'Check the path; it should hold estate.json and journal.csv.',
  ),
  USAGE_FILE: text(
    'invalid',
    '找不到文件 {path}。',
    '请检查路径和文件名。',
    'There is no file {path}.',
    'Check the path and the name.',
  ),
} as const satisfies ProblemTable;

const refusalProblems = {
  ESTATE_UNKNOWN: text(
    'not-found',
    '账本里没有代码为“{code}”的小区。',
    '现有：{known}。全部小区见 npm run xinyi -- estate list。',
    'There is no estate with the code "{code}" in this ledger.',
    'There are: {known}. See npm run xinyi -- estate list.',
  ),
  ESTATE_CODE_TAKEN: text(
    'conflict',
    '已经有代码为“{code}”的小区。',
    '请换一个代码；要往里加账，请用 import。',
    'There is an estate with the code "{code}" already.',
    'Choose another code; to add to its books, use import.',
  ),
  FUND_NOT_THERE: text(
    'not-found',
    '这个小区没有基金 {fund}。',
    '现有的基金：{known}。',
    'The estate has no fund {fund}.',
    'Its funds are: {known}.',
  ),
  ACCOUNT_NOT_THERE: text(
    'not-found',
    '这个小区没有科目 {account}。',
    '请核对科目编码；用 npm run xinyi -- balances {estate} 可看到用过的科目。',
    'The estate has no account {account}.',
    'Check its code; npm run xinyi -- balances {estate} shows those in use.',
  ),
  BANK_ACCOUNT_NOT_THERE: text(
    'not-found',
    '这个小区没有银行账户 {account}。',
    '登记的账户：{known}。个人名下的账户请写别名。',
    'The estate has no bank account {account}.',
    'Its accounts are: {known}. An account held by a person goes by its alias.',
  ),
  TOKEN_UNKNOWN: text(
    'not-found',
    '没有编号为 {token} 的令牌。',
    '请用 npm run xinyi -- token list 核对编号（不是令牌本身）。',
    'There is no token with the id {token}.',
    'Check the id (not the token itself) with npm run xinyi -- token list.',
  ),
  PERSON_MAY_NOT: text(
    'forbidden',
    '{person} 在这个小区的身份不能做这件事。',
    '请用 --as 写明有 {roles} 身份的人；人员和身份见 npm run xinyi -- person list {estate}。',
    '{person} may not do this in this estate.',
    'Name with --as a person who holds {roles}; see npm run xinyi -- person list {estate}.',
  ),
} as const satisfies ProblemTable;

const runProblems = {
  FILE_UNWRITABLE: text(
    'refused',
    '文件 {path} 写不了（{reason}）。',
    '请检查文件夹是否存在、有没有写入权限、磁盘是否已满。',
    'The file {path} cannot be written ({reason}).',
    'Check that its folder exists and may be written, and that the disk is not full.',
  ),
  FILE_UNREADABLE: text(
    'refused',
    '{path} 读不了（{reason}）。',
    '请检查路径有没有写错、文件是不是在那里、有没有权限读它。',
    '{path} cannot be read ({reason}).',
    'Check that the path is right, that the file is there and that you may read it.',
  ),
  DATABASE_LOST: text(
    'conflict',
    '和数据库的连接断了；没有做完的部分已经撤销。',
    '请检查数据库是否在运行，然后再运行一次同样的命令。',
    'The connection to the database broke; what was not finished was undone.',
    'Check that the database runs, then run the same command again.',
  ),
  DATABASE_BUSY: text(
    'conflict',
    '等了很久也没轮到：别的操作正占着这个小区的账；没有做任何改动。',
    '请稍后再运行一次同样的命令。',
    'Something else holds the books of this estate; nothing was changed.',
    'Run the same command again later.',
  ),
  STOPPED_BY_USER: text(
    'conflict',
    '已按要求中断；没有做完的部分已经撤销。',
    '再运行一次同样的命令即可，不会重复记账。',
    'Stopped as asked; what was not finished was undone.',
    'Run the same command again; nothing is booked twice.',
  ),
  PROGRAM_FAULT: text(
    'conflict',
    '程序内部出错：{reason}',
    '请把这段话和所用的命令告诉维护人员；没有做完的部分已经撤销。',
    'The program failed: {reason}',
    'Tell the maintainers this text and the command; what was not finished was undone.',
  ),
} as const satisfies ProblemTable;

/** What can be wrong with a command itself; everything else is in the tables of the wings. */
export const commandProblems: ProblemTable = { ...usageProblems, ...refusalProblems, ...runProblems };
