import type { ProblemTable } from '../kernel/violation.js';

const KEEP_AND_ASK = {
  remedyZh: '请保留现场，不要改动数据库；用最近一次导出的备份恢复到空白处，再核对根哈希，并告知监督方。',
  remedyEn:
    'Leave the database as it is, restore the latest export into an empty place, compare roots, tell the supervisors.',
} as const;

const REPORT_TO_MAKER = {
  remedyZh: '这段内容不是由本系统写出的。请向提供者索取原始文件，重新导入。',
  remedyEn: 'These bytes were not written by this system. Ask whoever provided them for the original and load that.',
} as const;

const RETYPE = {
  remedyZh: '请删去这一处，改用键盘重新输入后再提交。',
  remedyEn: 'Delete this text, type it again, and submit.',
} as const;

/** What the wing `log` may refuse or report. `{seq}` is the leaf's number in its log, where it stands in one. */
export const logProblems: ProblemTable = {
  LEAF_TOO_LARGE: {
    kind: 'too-large',
    zh: '这一笔内容太长：共 {bytes} 字节，最多 {limit} 字节（约 180 行分录）',
    en: 'This record is too long: {bytes} bytes, at most {limit} (about 180 plain lines)',
    remedyZh: '请拆成几张凭证；若是按户收费，请改用批量收款，公开合计、各户明细另存为不公开内容。',
    remedyEn: 'Split it into several vouchers, or use a batch: a public total with the households kept private inside.',
  },
  PUBLIC_TEXT_PRIVATE: {
    kind: 'invalid',
    zh: '公开的文字里像是写了{kindZh}：「{found}」（从第 {position} 个字起）',
    en: 'Public text seems to contain {kindEn}: "{found}" (from character {position})',
    remedyZh: '请删去，或只写到楼栋、写「某户」；必须留存的，填到不公开的栏目里（如付款人、房号、账号）。',
    remedyEn:
      'Remove it, or name the building only; what must be kept goes into the private fields (payer, room, account).',
  },
  LEAF_KEY_INVALID: {
    kind: 'invalid',
    zh: '记录里的栏目名「{key}」不能用：只能用英文字母、数字和常用符号',
    en: 'The key "{key}" is not allowed: keys are printable ASCII without quotes and backslashes',
    ...REPORT_TO_MAKER,
  },
  LEAF_VALUE_INVALID: {
    kind: 'invalid',
    zh: '记录里有一处既不是文字也不是文字的列表，而是 {found}（或嵌套过深）',
    en: 'A value is neither text nor a list of texts but {found} (or nested too deep)',
    ...REPORT_TO_MAKER,
  },
  LEAF_TEXT_CONTROL: {
    kind: 'invalid',
    zh: '文字里混入了看不见的控制字符（换行除外都不可以）',
    en: 'The text contains an invisible control character; only line feeds are allowed',
    ...RETYPE,
  },
  LEAF_TEXT_NOT_UNICODE: {
    kind: 'invalid',
    zh: '文字里有半个字（例如被截断的表情或生僻字）',
    en: 'The text contains half a character (a lone surrogate)',
    ...RETYPE,
  },
  LEAF_TEXT_NOT_NFC: {
    kind: 'invalid',
    zh: '文字里有的字由几个符号拼成，同一个字会有两种写法',
    en: 'The text is not in Unicode normal form C, so the same character could be spelled in two ways',
    ...RETYPE,
  },
  LEAF_NOT_UTF8: {
    kind: 'invalid',
    zh: '记录的编码不是 UTF-8',
    en: 'The bytes of the record are not UTF-8',
    ...REPORT_TO_MAKER,
  },
  LEAF_NOT_JSON_OBJECT: {
    kind: 'invalid',
    zh: '记录读不出来：它不是一个 JSON 对象',
    en: 'The record cannot be read: it is not a JSON object',
    ...REPORT_TO_MAKER,
  },
  LEAF_DUPLICATE_KEY: {
    kind: 'invalid',
    zh: '记录里的栏目「{key}」写了两次，不知道该信哪一个',
    en: 'The key "{key}" stands twice, so two readers could understand the record differently',
    ...REPORT_TO_MAKER,
  },
  LEAF_NOT_CANONICAL: {
    kind: 'invalid',
    zh: '记录的内容读得懂，但写法不是规定的那一种（次序、空格或转义不同）',
    en: 'The record is readable but not in its one canonical form (order, spaces or escapes differ)',
    ...REPORT_TO_MAKER,
  },
  LEAF_HASH_MISMATCH: {
    kind: 'conflict',
    zh: '第 {seq} 号记录的内容与它的哈希对不上：内容或哈希被改动过',
    en: 'Record {seq} does not match its hash: its bytes or its hash were changed',
    ...KEEP_AND_ASK,
  },
  LEAF_ESTATE_MISMATCH: {
    kind: 'conflict',
    zh: '第 {seq} 号记录写的小区是「{found}」，却放在「{expected}」的账里',
    en: 'Record {seq} names the estate "{found}" but stands in the log of "{expected}"',
    ...KEEP_AND_ASK,
  },
  LEAF_TYPE_UNKNOWN: {
    kind: 'conflict',
    zh: '第 {seq} 号记录的种类「{found}」本程序不认识，不能当作已核对',
    en: 'Record {seq} is of the type "{found}", which this program does not know and so cannot pass',
    remedyZh: '请升级到最新版本后再核对。',
    remedyEn: 'Update to the latest version and verify again.',
  },
  LEAF_DIGESTS_MALFORMED: {
    kind: 'conflict',
    zh: '第 {seq} 号记录的隐私摘要清单格式不对（应为升序、不重复、4 的倍数）',
    en: 'The digests of record {seq} are malformed (they are sorted, distinct, and a multiple of four)',
    ...KEEP_AND_ASK,
  },
  DISCLOSURE_MALFORMED: {
    kind: 'conflict',
    zh: '第 {seq} 号记录旁边保存的一条不公开内容读不出来',
    en: 'A private value kept beside record {seq} cannot be read',
    ...KEEP_AND_ASK,
  },
  DISCLOSURE_HASH_MISMATCH: {
    kind: 'conflict',
    zh: '第 {seq} 号记录旁边保存的一条不公开内容与它的哈希对不上：被改动过',
    en: 'A private value kept beside record {seq} does not match its hash: it was changed',
    ...KEEP_AND_ASK,
  },
  DISCLOSURE_NOT_COMMITTED: {
    kind: 'conflict',
    zh: '第 {seq} 号记录旁边多出一条不公开内容，记录本身并没有为它留下摘要',
    en: 'A private value stands beside record {seq} that the record does not commit to',
    ...KEEP_AND_ASK,
  },
  BATCH_MISMATCH: {
    kind: 'conflict',
    zh: '第 {seq} 号批量记录与它里面的各户明细对不上：少了、多了或次序变了',
    en: 'Batch record {seq} does not match its private inside: something is missing, added or moved',
    ...KEEP_AND_ASK,
  },
};
