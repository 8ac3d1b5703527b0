import type { AccountReconciliation } from '../banking/index.js';
import type { CalendarDate } from '../kernel/calendar.js';
import { formatFen, yuanFromFen } from '../kernel/fen.js';
import type { Answer, JsonValue } from './answer.js';
import { refused, WrongUsage } from './faults.js';
import { giveDocument, requireOutlet, type DocumentOptions } from './give-document.js';
import { estateOf, type CommandSession } from './session.js';
import { textTable } from './text-table.js';

export interface ReconcileOptions extends DocumentOptions {
  readonly on?: CalendarDate;
}

/** The 余额调节表 of one account; without a name the only one's, or a list of all. */
export async function reconcileAccount(
  session: CommandSession,
  [code, name]: readonly [string, string | undefined],
  options: ReconcileOptions,
): Promise<Answer> {
  const { verbs } = session;
  await requireOutlet(session, options);
  const { estateId } = await estateOf(verbs, code);
  const all = await verbs.showReconciliation.all(estateId, options.on);
  const names = all.map(({ account }) => account.publicName);
  const [only] = names.length === 1 ? names : [];
  const account = name ?? only;
  if (account === undefined) {
    const first = options.output === undefined ? (options.format === undefined ? undefined : '--format') : '-o';
    if (first !== undefined) throw WrongUsage.of('USAGE_ACCOUNT_NEEDED', { option: first, known: names.join('、') });
    return overview(code, all);
  }
  const found = all.find((one) => one.account.publicName === account);
  if (found === undefined) throw refused('BANK_ACCOUNT_NOT_THERE', { account, known: names.join('、') });
  const drawn = await verbs.drawReconciliation.execute(estateId, account, found.reconciliation.on);
  const given = await giveDocument(session, drawn, options);
  return { ...given, result: { estate: code, ...facts(found), ...given.result } };
}

/** The light in words, as on every page. */
const LIGHTS = { green: '相符', amber: '待处理', red: '不符' } as const;

function overview(code: string, all: readonly AccountReconciliation[]): Answer {
  const columns = [
    ...['账户', '截至', '对账'].map((label) => ({ label })),
    ...['账面余额', '银行余额', '未达账项'].map((label) => ({ label, right: true })),
  ];
  const rows = all.map(({ account, reconciliation: { on, light, bookFen, bankFen, items } }) => [
    account.publicName,
    on,
    LIGHTS[light.colour],
    formatFen(bookFen),
    bankFen === undefined ? '没有流水' : formatFen(bankFen),
    String(items.length),
  ]);
  const none = ['这个小区还没有登记银行账户。The estate has no bank account.'];
  const more = ['', `看一个账户的余额调节表 for one account: npm run xinyi -- reconcile ${code} <账户 account>`];
  return {
    lines: all.length === 0 ? none : [...textTable(columns, rows), ...more],
    result: { estate: code, accounts: all.map(facts) },
  };
}

function facts({ account, reconciliation }: AccountReconciliation): Readonly<Record<string, JsonValue | undefined>> {
  const { on, bookFen, bankFen, adjustedBookFen, adjustedBankFen, totals, items, light, bankAgrees } = reconciliation;
  const yuan = (fen: bigint | undefined): string | undefined => (fen === undefined ? undefined : yuanFromFen(fen));
  return {
    account: account.publicName,
    on,
    light: light.colour,
    sentence: light.sentence,
    bankAgrees,
    book: yuan(bookFen),
    bank: yuan(bankFen),
    adjustedBook: yuan(adjustedBookFen),
    adjustedBank: yuan(adjustedBankFen),
    openItems: items.length,
    totals: { A: yuan(totals.A), B: yuan(totals.B), C: yuan(totals.C), D: yuan(totals.D) },
  };
}
