import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { AccountImported } from '../banking/index.js';
import type { Fen } from '../kernel/fen.js';
import { formatFen, yuanFromFen } from '../kernel/fen.js';
import { Refusal, type Violation } from '../kernel/violation.js';
import type { Answer, JsonValue } from './answer.js';
import { CannotRun, systemCode } from './faults.js';
import type { MappedColumn } from './read-input.js';
import { actorOf, estateOf, requireMay, type CommandSession } from './session.js';

export interface BankImportOptions {
  readonly account?: string;
  readonly opening?: Fen;
  readonly map?: readonly MappedColumn[];
  readonly as?: string;
}

export async function importBankFile(
  session: CommandSession,
  [code, file]: readonly [string, string],
  options: BankImportOptions,
): Promise<Answer> {
  const { verbs } = session;
  const path = session.pathOf(file);
  await requireFile(path);
  const estate = await estateOf(verbs, code);
  const by = await actorOf(verbs, estate.estateId, options.as);
  await requireMay(verbs, estate, by, 'bank.import');
  const { account, opening, map } = options;
  const outcome = await verbs.importStatement.execute({
    estateId: estate.estateId,
    by,
    path,
    name: basename(path),
    ...(account === undefined ? {} : { account }),
    ...(opening === undefined ? {} : { openingFen: opening }),
    ...(map === undefined ? {} : { columns: map }),
  });
  if ('refused' in outcome) throw new Refusal(outcome.refused as readonly [Violation, ...Violation[]]);
  const { file: shown, hash, accounts } = outcome.accepted;
  for (const one of accounts) {
    // What is new finds its vouchers by itself; the import stands whatever comes of it.
    if (one.added > 0) await verbs.matchAccount.execute({ estateId: estate.estateId, by, account: one.account });
  }
  const none = '文件里没有流水，什么也没有记。The file holds no lines.';
  return {
    lines: [`${shown}：`, ...(accounts.length === 0 ? [none] : accounts.flatMap(linesOf))],
    result: { estate: code, by, file: shown, sha256: hash, accounts: accounts.map(facts) },
  };
}

/** @throws CannotRun where there is no file to read. */
export async function requireFile(path: string): Promise<void> {
  const found = await stat(path).catch((error: unknown) => systemCode(error) ?? String(error));
  const reason = typeof found === 'string' ? found : found.isFile() ? undefined : 'EISDIR';
  if (reason !== undefined) throw new CannotRun({ code: 'FILE_UNREADABLE', facts: { path, reason } });
}

function linesOf({ account, added, repeated, through, gaps }: AccountImported): string[] {
  const reach = through === undefined ? '' : `，流水到 ${through} through ${through}`;
  return [
    `  账户 ${account}：新增 ${added} 笔，早已在账 ${repeated} 笔${reach}`,
    ...gaps.map(({ from, to, afterBalance, beforeBalance }) => {
      const [before, after] = [afterBalance, beforeBalance].map((fen) => formatFen(BigInt(fen)));
      return `    缺流水 missing lines: ${from} 余额 ${before ?? ''} → ${to} 之前余额 ${after ?? ''}`;
    }),
  ];
}

function facts({ account, added, repeated, through, gaps }: AccountImported): JsonValue {
  return {
    account,
    added,
    repeated,
    through,
    gaps: gaps.map(({ from, to, afterBalance, beforeBalance }) => ({
      from,
      to,
      afterBalance: yuanFromFen(BigInt(afterBalance)),
      beforeBalance: yuanFromFen(BigInt(beforeBalance)),
    })),
  };
}
