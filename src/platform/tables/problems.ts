import type { ProblemTable } from '../../kernel/violation.js';

/** Texts for files that cannot be read as tables; every wing that reads files shares them. */
export const tableProblems: ProblemTable = {
  FILE_ENCODING: {
    kind: 'invalid',
    zh: '文件的文字编码读不懂：第 {byte} 个字节不是 {encoding} 文字。',
    en: 'The text encoding cannot be read: byte {byte} is not {encoding} text.',
    remedyZh: '请用原来的软件重新导出，保存类型选“CSV UTF-8”或“CSV（中文 GB18030）”。',
    remedyEn: 'Export the file again from its own program as "CSV UTF-8" or as GB18030 CSV.',
  },
  FILE_BINARY: {
    kind: 'invalid',
    zh: '这不是文本表格，而是 {what}（第 {byte} 个字节）。',
    en: 'This is not a text table but {what} (byte {byte}).',
    remedyZh: '请用 Excel 或 WPS 打开它，另存为“CSV UTF-8”，再导入另存的文件。',
    remedyEn: 'Open it in a spreadsheet program, save it as "CSV UTF-8" and import that file.',
  },
  FILE_EMPTY: {
    kind: 'invalid',
    zh: '文件是空的，一行内容也没有。',
    en: 'The file is empty.',
    remedyZh: '请检查导出是否成功，换上有内容的文件。',
    remedyEn: 'Check the export and put a file with content in its place.',
  },
  CSV_QUOTE: {
    kind: 'invalid',
    zh: '这一行的双引号没有配成对，后面的内容分不清属于哪一格。',
    en: 'A double quote in this row is not closed or not opened properly.',
    remedyZh: '含逗号或换行的一格，前后各要一个英文双引号；格内的双引号要写成两个。',
    remedyEn: 'Put one double quote before and after a cell with commas; write a quote inside it twice.',
  },
  CSV_ROW_TOO_LONG: {
    kind: 'too-large',
    zh: '这一行超过 {limit} 个字，不像是表格的一行。',
    en: 'This row is longer than {limit} characters.',
    remedyZh: '请检查是否缺少换行，或者双引号没有配成对。',
    remedyEn: 'Check for a missing line break or an unclosed quote.',
  },
  COLUMN_MISSING: {
    kind: 'invalid',
    zh: '表头缺少“{column}”这一列。',
    en: 'The header row lacks the column "{column}".',
    remedyZh: '请在第一行补上这一列；列的先后不限，名称要一字不差。',
    remedyEn: 'Add the column to the header row; the order is free, the name must be exact.',
  },
  COLUMN_TWICE: {
    kind: 'invalid',
    zh: '表头里“{column}”这一列出现了两次，不知道该用哪一列。',
    en: 'The column "{column}" stands twice in the header row.',
    remedyZh: '请删掉或改名其中一列。',
    remedyEn: 'Remove or rename one of them.',
  },
  ROW_WIDTH: {
    kind: 'invalid',
    zh: '这一行有 {found} 格，表头有 {expected} 格，对不上。',
    en: 'This row has {found} cells where the header has {expected}.',
    remedyZh: '少了就补上逗号留空；多了，多半是某一格里有逗号却没有加双引号。',
    remedyEn: 'Add the missing commas, or put double quotes around a cell that contains a comma.',
  },
  WORKBOOK_TOO_LARGE: {
    kind: 'too-large',
    zh: '表格文件太大（或展开后太大），最多 {limitMb} MB。',
    en: 'The workbook is too large, or unpacks to too much; at most {limitMb} MB.',
    remedyZh: '请分成几段日期导出，或者导出为 CSV，CSV 没有这个限制。',
    remedyEn: 'Export shorter periods, or export as CSV, which has no such limit.',
  },
  WORKBOOK_LOCKED: {
    kind: 'invalid',
    zh: '表格文件设了密码，打不开。',
    en: 'The workbook is locked with a password.',
    remedyZh: '请用 Excel 或 WPS 打开，去掉密码另存一份，再导入另存的文件。',
    remedyEn: 'Open it in a spreadsheet program, save a copy without the password and import that copy.',
  },
  WORKBOOK_BROKEN: {
    kind: 'invalid',
    zh: '表格文件坏了，或者不是 Excel 表格，读不出内容。',
    en: 'The workbook is broken, or is no Excel workbook.',
    remedyZh: '请重新下载一次；仍然不行，就用 Excel 或 WPS 打开，另存为 CSV 再导入。',
    remedyEn: 'Download it again, or open it in a spreadsheet program and save it as CSV.',
  },
};
