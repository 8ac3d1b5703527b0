/**
 * What `verify` finds, why an export or a restore is refused, and what the log's public addresses refuse. Codes are
 * frozen once released.
 */
import type { ProblemTable } from '../kernel/violation.js';
import { findings } from './finding-problems.js';
import { row, type Remedy } from './problem-row.js';

const ANOTHER_FILE: Remedy = [
  '请换一份备份文件，或请提供者重新导出、重新传送。没有写入任何内容。',
  'Use another copy of the archive, or ask for a new export. Nothing was written.',
];

const archiveProblems = {
  LOG_NOT_FOUND: row('not-found', '这里没有这个小区的账。', 'This deployment has no log of that estate.', [
    '请检查小区代号，或先恢复它的备份。',
    "Check the estate's code, or restore its archive first.",
  ]),
  EXPORT_FILE_EXISTS: row(
    'conflict',
    '文件 {file} 已经存在，没有覆盖它。',
    'The file {file} exists already and was not overwritten.',
    ['请换一个文件名，或先把旧文件移走。', 'Choose another name, or move the old file away first.'],
  ),
  EXPORT_FILE_UNWRITABLE: row('refused', '无法写入 {file}：{reason}', 'Cannot write {file}: {reason}', [
    '请检查文件夹是否存在、是否有写入权限、空间是否足够。',
    'See whether the folder exists, may be written to, and has room.',
  ]),
  EXPORT_LOG_BROKEN: row(
    'conflict',
    '第 {seq} 号记录不完好，没有导出：坏的备份比没有更糟。',
    'Record {seq} is not sound, so nothing was exported: a broken archive is worse than none.',
    ['请先运行 verify 看全部问题。', 'Run verify first and see everything that it finds.'],
  ),
  ARCHIVE_UNREADABLE: row('refused', '读不了文件 {file}：{reason}', 'Cannot read {file}: {reason}', ANOTHER_FILE),
  ARCHIVE_FORMAT: row(
    'invalid',
    '第 {line} 行不是备份文件的写法，文件可能被改动或不是本系统导出的',
    'Line {line} is not written as an archive is: the file was changed, or was not exported by this system',
    ANOTHER_FILE,
  ),
  ARCHIVE_VERSION: row(
    'invalid',
    '备份文件的格式是「{format}」，本程序不认识',
    'The archive has the format "{format}", which this program does not know',
    ['请升级到最新版本后再恢复。', 'Update to the latest version and restore again.'],
  ),
  ARCHIVE_TRUNCATED: row(
    'invalid',
    '备份文件不完整：到第 {line} 行就断了',
    'The archive is incomplete: it breaks off after line {line}',
    ANOTHER_FILE,
  ),
  ARCHIVE_CHANGED: row(
    'invalid',
    '备份文件与它末尾的校验值对不上：内容被改动过',
    'The archive does not match the digest at its end: it was changed',
    ANOTHER_FILE,
  ),
  ARCHIVE_LEAF: row(
    'invalid',
    '备份文件里第 {seq} 号记录不完好（{problem}）',
    'Record {seq} of the archive is not sound ({problem})',
    ANOTHER_FILE,
  ),
  ARCHIVE_ROOT: row(
    'invalid',
    '备份文件的记录算出的根哈希与文件所写的不同',
    'The records of the archive do not have the root that the archive names',
    ANOTHER_FILE,
  ),
  RESTORE_ESTATE_EXISTS: row(
    'conflict',
    '这里已经有小区「{code}」的账，不能再恢复一份。',
    'The estate "{code}" is here already and cannot be restored over itself.',
    ['请恢复到另一个空白的数据库。', 'Restore it into another, empty database.'],
  ),
  RESTORE_CODE_TAKEN: row(
    'conflict',
    '代号「{code}」已被另一个小区使用。',
    'The code "{code}" belongs to another estate of this deployment.',
    ['请恢复到另一个空白的数据库。', 'Restore it into another, empty database.'],
  ),
  RESTORE_REFUSED: row(
    'refused',
    '恢复到第 {seq} 号记录附近时被数据库拒绝：{reason}。没有写入任何内容。',
    'The database refused the archive near record {seq}: {reason}. Nothing was written.',
    [
      '请把这条信息连同备份文件的来历交给维护者。',
      'Give this message, and where the archive came from, to the maintainers.',
    ],
  ),
  RESTORE_ERASED_VALUE: row(
    'refused',
    '第 {seq} 号记录有已依法清除的不公开内容，现在的数据库还不能恢复只有哈希的内容。',
    'Of a private value of record {seq} only the hash is left; this database cannot yet restore that.',
    ['请升级到最新版本后再恢复。', 'Update to the latest version and restore again.'],
  ),
  RESTORE_ROOT_DIFFERS: row(
    'conflict',
    '恢复后的根哈希与备份文件的不同，已全部撤回。',
    'The restored log has another root than the archive; everything was taken back.',
    ANOTHER_FILE,
  ),
} as const satisfies ProblemTable;

const proofProblems = {
  LOG_SIZE_UNKNOWN: row(
    'not-found',
    '日志现在有 {size} 条，没有第 {asked} 条或那么多条。',
    'The log has {size} records; there is no {asked}.',
    ['请用不大于 {size} 的数。', 'Ask for at most {size}.'],
  ),
  LOG_RANGE_INVALID: row(
    'invalid',
    '起点 {from} 应当大于 0 且不大于终点 {to}。',
    'The older size {from} should be above 0 and at most the newer one, {to}.',
    ['请对调或改正这两个数。', 'Swap or mend the two numbers.'],
  ),
} as const satisfies ProblemTable;

export const transparencyProblems: ProblemTable = { ...findings, ...archiveProblems, ...proofProblems };
