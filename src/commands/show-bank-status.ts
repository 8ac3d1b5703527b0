import type { EstateAtBank } from '../banking/index.js';
import { formatFen, yuanFromFen } from '../kernel/fen.js';
import type { Answer, JsonValue } from './answer.js';
import { estateOf, type CommandSession } from './session.js';
import { textTable } from './text-table.js';

const LIGHTS = { green: '相符', amber: '待处理', red: '不符', unknown: '没有流水' } as const;

/** How many estates are read at a time. */
const PAGE = 100;

/** How far books and bank agree: one estate with what to look at, or all of the deployment. */
export async function showBankStatus(session: CommandSession, code: string | undefined): Promise<Answer> {
  const { verbs } = session;
  const estates = code === undefined ? await everyEstate(session) : [await ofEstate(session, code)];
  const rows = estates.flatMap(rowsOf);
  const alerts = estates.flatMap((estate) =>
    estate.alerts.map(({ alert }) => `${code === undefined ? `${estate.name}：` : ''}${alert.sentence}`),
  );
  const none = ['还没有登记银行账户。No bank account is known.'];
  return {
    lines: [
      ...(rows.length === 0 ? none : textTable(COLUMNS, rows)),
      ...(alerts.length === 0 ? [] : ['', '请留意 to look at:', ...alerts.map((sentence) => `  ${sentence}`)]),
    ],
    result: { estates: estates.map(facts), at: verbs.clock.now().toISOString() },
  };
}

async function ofEstate({ verbs }: CommandSession, code: string): Promise<EstateAtBank> {
  const { estateId } = await estateOf(verbs, code);
  return verbs.showBankStatus.execute(estateId);
}

async function everyEstate({ verbs }: CommandSession): Promise<readonly EstateAtBank[]> {
  const all: EstateAtBank[] = [];
  let after: string | undefined;
  do {
    const page = await verbs.showBankStatus.all({ after, limit: PAGE });
    all.push(...page.estates);
    after = page.next;
  } while (after !== undefined);
  return all;
}

const COLUMNS = [
  ...['小区', '账户', '对账', '流水到', '最近完全对上', '签字到'].map((label) => ({ label })),
  ...['说不清的', '没有凭证的流水', '最早一笔（天）'].map((label) => ({ label, right: true })),
];

function rowsOf({ code, accounts }: EstateAtBank): string[][] {
  return accounts.map(({ account, status, signedThrough = '' }) => [
    code,
    account.publicName,
    LIGHTS[status.light],
    status.reachesTo ?? '',
    status.agreedAsOf ?? '',
    signedThrough,
    formatFen(status.unexplainedFen),
    String(status.unrecorded.count),
    status.oldest === undefined ? '' : String(status.oldest.days),
  ]);
}

function facts({ code, name, light, accounts, alerts }: EstateAtBank): JsonValue {
  return {
    ...{ code, name, light },
    accounts: accounts.map(({ account, status, signedThrough }) => ({
      account: account.publicName,
      light: status.light,
      sentence: status.sentence,
      reachesTo: status.reachesTo,
      agreedAsOf: status.agreedAsOf,
      signedThrough,
      unexplained: yuanFromFen(status.unexplainedFen),
      withoutVoucher: status.unrecorded.count,
      oldestDays: status.oldest?.days,
    })),
    alerts: alerts.map(({ alert }) => ({
      kind: alert.kind,
      account: alert.account,
      count: alert.count,
      amount: yuanFromFen(alert.amountFen),
      sentence: alert.sentence,
    })),
  };
}
