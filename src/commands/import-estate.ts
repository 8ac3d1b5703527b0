import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ImportRefused, type ImportResult } from '../intake/index.js';
import { renderReport, type ImportProblem, type ProblemReport } from '../intake/rules/index.js';
import { logSize } from '../log/index.js';
import { decodeText } from '../platform/tables/index.js';
import { count, type Answer, type JsonValue } from './answer.js';
import type { Verbs } from './composition.js';
import { problem } from './describe-failure.js';
import { CannotRun, systemCode, WrongUsage } from './faults.js';
import { actorOf, FIRST_OPERATOR, requireMay, type CommandSession } from './session.js';
import { visible } from './text-table.js';
import { wingProblems } from './wing-problems.js';

export interface ImportOptions {
  readonly as?: string;
  /** List every notice. */
  readonly notices?: boolean;
}

const STAGES = {
  read: { title: '检查 checking', unit: '行 lines' },
  post: { title: '入账 posting', unit: '行 lines' },
} as const;

/** Every problem that was kept is printed; the report itself says how many more there are. */
const EVERY = { atMost: Number.MAX_SAFE_INTEGER };

/** Notices stop nothing; a few show what they are about. */
const SOME = { atMost: 3 };

/** Problems that fill more than a screen. */
const LONG_LIST = 5;

export async function importEstate(session: CommandSession, folder: string, options: ImportOptions): Promise<Answer> {
  const { verbs, progress } = session;
  const path = session.pathOf(folder);
  await requireFolder(path);
  const code = await peekCode(path);
  const known = code === undefined ? undefined : await verbs.directory.estateIdOf(code);
  const as = known === undefined ? (options.as ?? FIRST_OPERATOR) : await actorOf(verbs, known, options.as);
  if (code !== undefined && known !== undefined) await requireMay(verbs, { code, estateId: known }, as, 'import.run');
  const before = known === undefined ? 0n : await sizeOf(verbs, known);
  let stage: keyof typeof STAGES | undefined;
  try {
    const result = await verbs.importFolder.execute({
      folder: path,
      as,
      onProgress: (now, lines, total) => {
        if (now !== stage) progress.stage(STAGES[now]);
        stage = now;
        progress.at(lines, total);
      },
    });
    progress.end();
    const log = { before, after: await sizeOf(verbs, result.estateId) };
    return told(result, as, log, options.notices === true ? EVERY : SOME);
  } catch (error) {
    if (error instanceof ImportRefused) return refusedAnswer(error.report);
    throw error;
  }
}

async function requireFolder(path: string): Promise<void> {
  try {
    if ((await stat(path)).isDirectory()) return;
  } catch (error) {
    const reason = systemCode(error) ?? String(error);
    if (reason !== 'ENOENT' && reason !== 'ENOTDIR') {
      throw new CannotRun({ code: 'FILE_UNREADABLE', facts: { path, reason } }, error);
    }
  }
  throw WrongUsage.of('USAGE_FOLDER', { path });
}

/** Which estate the folder speaks of, to find its operator. What is wrong with the file, the import itself says. */
async function peekCode(folder: string): Promise<string | undefined> {
  try {
    const decoded = decodeText(await readFile(join(folder, 'estate.json')));
    const estate: unknown = 'text' in decoded ? JSON.parse(decoded.text) : undefined;
    const code = typeof estate === 'object' && estate !== null && 'code' in estate ? estate.code : undefined;
    return typeof code === 'string' ? code : undefined;
  } catch {
    return undefined;
  }
}

function sizeOf(verbs: Verbs, estateId: string): Promise<bigint> {
  return verbs.reads.read(estateId, (query) => logSize(query, estateId));
}

function told(
  result: ImportResult,
  as: string,
  { before, after }: { readonly before: bigint; readonly after: bigint },
  limits: typeof SOME,
): Answer {
  const { code, name, isNew, vouchers, bankLines, households, notices, journalLines } = result;
  const records = after - before;
  const opening = isNew
    ? `${visible(name)}（${code}）已建账并导入，经办人 ${as}。Founded and imported by ${as}.`
    : `${visible(name)}（${code}）已导入新增的内容，经办人 ${as}。Imported what is new, by ${as}.`;
  return {
    lines: [
      records === 0n
        ? `${visible(name)}（${code}）：没有新内容，账本没有任何改动。Nothing new: nothing was changed.`
        : opening,
      `  凭证 vouchers      新入账 ${vouchers.added} 张，早已在账 ${vouchers.known} 张（共 ${journalLines} 行分录）`,
      `  银行流水 bank      新增 ${bankLines.added} 笔，早已在账 ${bankLines.repeated} 笔`,
      `  户册 households    共 ${households.total} 户，新增或有变动 ${households.changed} 户`,
      `  账本 log           共 ${after} 条记录，本次新增 ${records} 条`,
      ...renderReport(notices, wingProblems, limits),
      ...(notices.noticeCount > limits.atMost ? ['看全部提醒请加 --notices。Add --notices to see all of them.'] : []),
    ],
    result: {
      code,
      name,
      estateId: result.estateId,
      by: as,
      founded: isNew,
      changed: records > 0n,
      vouchers: { added: vouchers.added, known: vouchers.known },
      journalLines,
      bankLines: { added: bankLines.added, repeated: bankLines.repeated },
      households: { total: households.total, changed: households.changed },
      logSize: count(after),
      noticeCount: notices.noticeCount,
      notices: notices.notices.map(placed),
    },
  };
}

function refusedAnswer(report: ProblemReport): Answer {
  const { problemCount, noticeCount, counts, problems, notices } = report;
  const ending = `共 ${problemCount} 处错误，什么都没有导入。 ${problemCount} problem(s): nothing was imported.`;
  return {
    lines: [
      ...renderReport({ ...report, notices: [], noticeCount: 0 }, wingProblems, EVERY),
      ...renderReport({ ...report, problems: [], problemCount: 0 }, wingProblems, SOME),
      // The first line has left the screen by now.
      ...(problemCount > LONG_LIST ? [ending] : []),
    ],
    result: { problemCount, noticeCount, counts: Object.fromEntries(counts), notices: notices.map(placed) },
    problems: problems.map(placed),
    isBad: true,
  };
}

function placed(found: ImportProblem): JsonValue {
  const { file, line, column, value, ...violation } = found;
  return { ...problem(violation, wingProblems), file, line, column, value };
}
