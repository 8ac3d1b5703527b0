import { basename } from 'node:path';
import type { MappingPreview } from '../banking/index.js';
import { formatFen, yuanFromFen } from '../kernel/fen.js';
import { Refusal, type Violation } from '../kernel/violation.js';
import type { Answer } from './answer.js';
import { requireFile } from './bank-import.js';
import { problem, problemLines } from './describe-failure.js';
import { WrongUsage } from './faults.js';
import type { MappedColumn } from './read-input.js';
import { actorOf, estateOf, requireMay, type CommandSession, type KnownEstate } from './session.js';
import { textTable } from './text-table.js';
import { wingProblems } from './wing-problems.js';

export interface BankMapOptions {
  readonly column?: readonly MappedColumn[];
  readonly try?: string;
  readonly forget?: boolean;
  readonly as?: string;
}

export async function mapColumns(
  session: CommandSession,
  [code, account]: readonly [string, string],
  options: BankMapOptions,
): Promise<Answer> {
  const { verbs } = session;
  if (options.forget === true && options.column !== undefined) {
    throw WrongUsage.of('USAGE_CONFLICT', { first: '--forget', second: '--column', ...HELP });
  }
  const estate = await estateOf(verbs, code);
  const by = await actorOf(verbs, estate.estateId, options.as);
  await requireMay(verbs, estate, by, 'bank.import');
  const columns = options.forget === true ? [] : options.column;
  if (options.try !== undefined)
    return tryFile(session, estate, account, { columns: columns ?? [], file: options.try });
  if (columns === undefined) {
    const shown = await verbs.showMapping.execute(estate.estateId, account);
    return { lines: columnLines(shown.account, shown.columns), result: { estate: code, ...view(shown) } };
  }
  const outcome = await verbs.saveMapping.execute({ estateId: estate.estateId, by, account, columns });
  if ('refused' in outcome) throw new Refusal(outcome.refused as readonly [Violation, ...Violation[]]);
  const { accepted } = outcome;
  const told = accepted.changed ? '已保存。Saved.' : '和已有的一样，没有改动。Nothing was changed.';
  return {
    lines: [told, ...columnLines(accepted.account, accepted.columns)],
    result: { estate: code, by, changed: accepted.changed, ...view(accepted) },
  };
}

const HELP = { command: 'bank map', help: 'bank map --help' };

async function tryFile(
  session: CommandSession,
  estate: KnownEstate,
  account: string,
  trial: { readonly columns: readonly MappedColumn[]; readonly file: string },
): Promise<Answer> {
  const path = session.pathOf(trial.file);
  await requireFile(path);
  const { estateId, code } = estate;
  const { columns } = trial;
  const preview = await session.verbs.previewMapping.execute({
    estateId,
    account,
    columns,
    path,
    name: basename(path),
  });
  const isBad = preview.problems.length > 0;
  return {
    lines: [
      ...previewLines(preview),
      ...preview.problems.flatMap((one) => problemLines('有问题 Problem', one, wingProblems)),
    ],
    result: {
      estate: code,
      count: preview.count,
      lines: preview.lines.map((line) => ({
        bookedOn: line.bookedOn,
        out: yuanFromFen(line.outFen),
        in: yuanFromFen(line.inFen),
        balance: yuanFromFen(line.balanceFen),
        counterpartyName: line.counterpartyName,
        summary: line.summary,
      })),
    },
    ...(isBad ? { problems: preview.problems.map((one) => problem(one, wingProblems)), isBad } : {}),
  };
}

function previewLines({ count, lines }: MappingPreview): string[] {
  const columns = [
    { label: '日期' },
    ...['支出', '收入', '余额'].map((label) => ({ label, right: true })),
    ...['对方', '摘要'].map((label) => ({ label })),
  ];
  const rows = lines.map((line) => [
    line.bookedOn,
    ...[line.outFen, line.inFen, line.balanceFen].map(formatFen),
    line.counterpartyName,
    line.summary,
  ]);
  return [`共读出 ${count} 笔，什么也没有写。${count} line(s) read, nothing written.`, ...textTable(columns, rows)];
}

function columnLines(account: string, columns: readonly MappedColumn[]): string[] {
  if (columns.length === 0) return [`账户 ${account} 没有列说明，按银行的表头认。No mapping: headings decide.`];
  return [`账户 ${account} 的列说明：`, ...columns.map(([field, place]) => `  ${field} = ${place}`)];
}

function view({ account, columns }: { readonly account: string; readonly columns: readonly MappedColumn[] }): {
  account: string;
  columns: { field: string; place: string }[];
} {
  return { account, columns: columns.map(([field, place]) => ({ field, place })) };
}
