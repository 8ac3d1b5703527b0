import { readBankAccounts } from '../estates/index.js';
import type { CalendarDate } from '../kernel/calendar.js';
import { yuanFromFen } from '../kernel/fen.js';
import type { Answer } from './answer.js';
import { refused, WrongUsage } from './faults.js';
import { giveDocument, requireOutlet, type DocumentOptions } from './give-document.js';
import { estateOf, type CommandSession } from './session.js';

export interface JournalOptions extends DocumentOptions {
  readonly from?: CalendarDate;
  readonly to?: CalendarDate;
  readonly fund?: string;
}

/** The 银行存款日记账 of one account; without a name the only one's. */
export async function showBankJournal(
  session: CommandSession,
  [code, name]: readonly [string, string | undefined],
  options: JournalOptions,
): Promise<Answer> {
  const { verbs } = session;
  await requireOutlet(session, options);
  const { estateId } = await estateOf(verbs, code);
  const accounts = await verbs.reads.read(estateId, (query) => readBankAccounts(query, estateId));
  const names = accounts.map(({ publicName }) => publicName);
  const known = names.join('、');
  const account = name ?? (names.length === 1 ? names[0] : undefined);
  if (account === undefined) throw WrongUsage.of('USAGE_ACCOUNT_NEEDED', { option: 'bank journal', known });
  if (!names.includes(account)) throw refused('BANK_ACCOUNT_NOT_THERE', { account, known });
  const { from, to, fund } = options;
  const drawn = await verbs.drawBankJournal.execute(estateId, { account, from, to, fund });
  const { openingFen, inFen, outFen, closingFen, entries } = drawn.figures;
  const figures = {
    opening: yuanFromFen(openingFen),
    in: yuanFromFen(inFen),
    out: yuanFromFen(outFen),
    closing: yuanFromFen(closingFen),
    entries,
  };
  const given = await giveDocument(session, drawn, options);
  return { ...given, result: { estate: code, account, ...drawn.days, ...figures, ...given.result } };
}
