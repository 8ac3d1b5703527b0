/** `estate create | list | policy`. */
import { readEstateProfile } from '../estates/index.js';
import { shanghaiDate, type CalendarDate } from '../kernel/calendar.js';
import { uuidV7 } from '../kernel/ids.js';
import { foundEstate, openFunds, readBook, readFunds, type NewFund } from '../ledger/index.js';
import { logSize } from '../log/index.js';
import { count, type Answer } from './answer.js';
import type { Verbs } from './composition.js';
import { refused } from './faults.js';
import { actorOf, estateOf, FIRST_OPERATOR, type CommandSession, type KnownEstate } from './session.js';
import { textTable, visible } from './text-table.js';

export const SERVICE_MODES = ['LUMP_SUM', 'REMUNERATION', 'TRUST', 'SELF_MANAGED', 'HOURLY'] as const;

export interface CreateOptions {
  readonly name: string;
  readonly address?: string;
  readonly mode: (typeof SERVICE_MODES)[number];
  readonly openedOn?: CalendarDate;
  readonly fund?: readonly NewFund[];
  readonly as?: string;
}

export async function createEstate(session: CommandSession, code: string, options: CreateOptions): Promise<Answer> {
  const { verbs } = session;
  if ((await verbs.directory.estateIdOf(code)) !== undefined) throw refused('ESTATE_CODE_TAKEN', { code });
  const { name, address = '', mode, fund: funds = [], as: by = FIRST_OPERATOR } = options;
  const recordedAt = verbs.clock.now();
  const booksOpenedOn = options.openedOn ?? shanghaiDate(recordedAt);
  const estateId = uuidV7(recordedAt, verbs.randomness);
  const founding = { estateId, code, name, address, serviceMode: mode, booksOpenedOn, by, recordedAt };
  try {
    await verbs.reads.write(estateId, async (_query, client) => {
      await foundEstate(client, { ...founding, lifecycleStage: '', bodyKind: '', bodyName: '' });
      if (funds.length > 0) await openFunds(client, estateId, by, recordedAt, funds);
    });
  } catch (error) {
    // Somebody founded an estate of this code between our look and our write.
    if (constraintOf(error) === 'directory_pk') throw refused('ESTATE_CODE_TAKEN', { code });
    throw error;
  }
  return {
    lines: [
      `${name}（${code}）已建账，自 ${booksOpenedOn} 起，管理员 ${by}。Founded; its operator is ${by}.`,
      ...funds.map((fund) => `  基金 fund ${fund.code}  ${fund.name}（${fund.kind}）`),
      '接下来 Next:',
      `  npm run xinyi -- person add ${code} --name 姓名 --role COMMITTEE_PREPARER`,
      `  npm run xinyi -- token issue ${code} <编号 id>`,
    ],
    result: {
      estate: code,
      estateId,
      name,
      mode,
      openedOn: booksOpenedOn,
      by,
      funds: funds.map((fund) => ({ ...fund })),
    },
  };
}

function constraintOf(error: unknown): unknown {
  return error instanceof Error && 'constraint' in error ? error.constraint : undefined;
}

export async function listEstates(session: CommandSession): Promise<Answer> {
  const { verbs } = session;
  const estates = await Promise.all((await verbs.directory.list()).map((entry) => estateFacts(verbs, entry)));
  const columns = [
    ...['代码', '名称', '建账日期', '基金', '反结账'].map((label) => ({ label })),
    { label: '记录', right: true },
  ];
  const rows = estates.map((estate) => [
    estate.estate,
    estate.name,
    estate.openedOn,
    estate.funds.join(' '),
    estate.reopen === 'allowed' ? '允许' : '不允许',
    String(estate.logSize),
  ]);
  const none = ['账本里还没有小区。用 import 导入，或用 estate create 新建。There is no estate yet.'];
  return { lines: estates.length === 0 ? none : textTable(columns, rows), result: { estates } };
}

async function estateFacts(verbs: Verbs, { code, estateId }: KnownEstate) {
  return verbs.reads.read(estateId, async (query) => {
    const profile = await readEstateProfile(query, estateId);
    const funds = await readFunds(query, estateId);
    const book = await readBook(query, estateId);
    return {
      estate: code,
      estateId,
      name: visible(profile?.name ?? ''),
      openedOn: profile?.booksOpenedOn ?? '',
      mode: profile?.serviceMode ?? '',
      funds: funds.filter((fund) => fund.kind !== 'SUSPENSE').map((fund) => fund.code),
      closedThrough: book.closedThrough,
      reopen: book.reopenAllowed ? 'allowed' : 'refused',
      logSize: count(await logSize(query, estateId)),
    };
  });
}

export interface PolicyOptions {
  readonly reopen: 'allowed' | 'refused';
  readonly as?: string;
  readonly approver: string;
}

export async function changePolicy(session: CommandSession, code: string, options: PolicyOptions): Promise<Answer> {
  const { verbs } = session;
  const { estateId } = await estateOf(verbs, code);
  const by = await actorOf(verbs, estateId, options.as);
  const { reopen, approver } = options;
  const changed = await verbs.changePolicy.execute({ estateId, reopen, by, approver });
  const now = reopen === 'allowed' ? '允许反结账' : '不允许反结账';
  return {
    lines: [
      changed
        ? `${code} 改为${now}，经办人 ${by}，审核人 ${approver}。Changed.`
        : `${code} 本来就${now}，没有改动。It was so already; nothing was changed.`,
    ],
    result: { estate: code, reopen, changed, by, approver },
  };
}
