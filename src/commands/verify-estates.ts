import type { VerifyReport } from '../transparency/index.js';
import { count, type Answer, type JsonValue } from './answer.js';
import { problem, problemLines } from './describe-failure.js';
import { estateOf, type CommandSession } from './session.js';
import { wingProblems } from './wing-problems.js';

/** One estate, or all of them. */
export async function verifyEstates(session: CommandSession, code: string | undefined): Promise<Answer> {
  const { verbs, progress } = session;
  const estates = code === undefined ? await verbs.directory.list() : [await estateOf(verbs, code)];
  const reports: VerifyReport[] = [];
  for (const estate of estates) {
    progress.stage({ title: `校验 verifying ${estate.code}`, unit: '条记录 records' });
    const onProgress = ({ done, total }: { done: number; total: number }): void => progress.at(done, total);
    reports.push(await verbs.verifyEstate.execute(estate.estateId, { onProgress }));
  }
  progress.end();
  const bad = reports.filter((report) => !report.isSound);
  const lines = reports.flatMap(reportLines);
  return {
    lines: reports.length === 0 ? ['账本里还没有小区。There is no estate yet.'] : lines,
    result: { estates: reports.map(reportFacts) },
    ...(bad.length === 0 ? {} : { problems: bad.flatMap((report) => report.errors.map(finding)) }),
    isBad: bad.length > 0,
  };
}

type Finding = VerifyReport['errors'][number];

function finding({ seq, ...violation }: Finding): JsonValue {
  return { ...problem(violation, wingProblems), seq: seq === undefined ? undefined : count(seq) };
}

function reportLines(report: VerifyReport): string[] {
  const { code, size, vouchers, root, checkedValues, byHashOnly, isSound, firstBadSeq, errorCount } = report;
  const where = firstBadSeq === undefined ? '' : `，最早的在第 ${firstBadSeq} 号记录 first at record ${firstBadSeq}`;
  const verdict = isSound ? '完好 sound' : `有 ${errorCount} 处错误 errors${where}`;
  const hidden = `已核对 checked ${checkedValues}，只核对哈希 by hash only ${byHashOnly}`;
  return [
    `${code}: ${verdict}`,
    `  记录 records ${size}，凭证 vouchers ${vouchers}`,
    `  不公开内容 private values: ${hidden}`,
    `  根哈希 root ${root}`,
    ...listed('错误 Error', report.errors, errorCount),
    ...listed('提醒 Notice', report.warnings, report.warningCount),
  ];
}

function listed(word: string, findings: readonly Finding[], total: number): string[] {
  const lines = findings.flatMap(({ seq: _, ...violation }) =>
    problemLines(word, violation, wingProblems).map((line) => `  ${line}`),
  );
  const left = total - findings.length;
  return left > 0 ? [...lines, `  …… 还有 ${left} 处没有列出。 ${left} more not listed.`] : lines;
}

function reportFacts(report: VerifyReport): JsonValue {
  const { code, size, vouchers, root, isSound, firstBadSeq, errorCount, warningCount } = report;
  return {
    estate: code,
    sound: isSound,
    logSize: count(size),
    vouchers,
    root,
    checkedValues: report.checkedValues,
    byHashOnly: report.byHashOnly,
    firstBadSeq: firstBadSeq === undefined ? undefined : count(firstBadSeq),
    errorCount,
    warningCount,
    counts: report.counts,
  };
}
