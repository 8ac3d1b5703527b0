/** `receipts`: gives those of a voucher, prints one, or makes one void. */
import type { GivenReceipt } from '../fees/index.js';
import { receiptNumber, type ReceiptNumber } from '../fees/rules/index.js';
import { formatFen, yuanFromFen } from '../kernel/fen.js';
import { Refusal, type Violation } from '../kernel/violation.js';
import type { VoucherNumber } from '../ledger/rules/index.js';
import type { Answer } from './answer.js';
import { WrongUsage } from './faults.js';
import { giveDocument, requireOutlet, type DocumentOptions } from './give-document.js';
import { actorOf, estateOf, requireMay, type CommandSession, type KnownEstate } from './session.js';
import { textTable } from './text-table.js';

export interface GiveReceiptOptions extends DocumentOptions {
  readonly voucher?: VoucherNumber;
  readonly unit?: string;
  readonly void?: boolean;
  readonly reason?: string;
  readonly as?: string;
}

export async function giveReceipts(
  session: CommandSession,
  [code, receipt]: readonly [string, ReceiptNumber | undefined],
  options: GiveReceiptOptions,
): Promise<Answer> {
  const { voucher, reason } = options;
  if ((receipt === undefined) === (voucher === undefined)) throw WrongUsage.of('USAGE_RECEIPTS', {});
  await requireOutlet(session, options);
  const estate = await estateOf(session.verbs, code);
  const person = await actorOf(session.verbs, estate.estateId, options.as);
  if (voucher !== undefined) return give(session, estate, person, { ...options, voucher });
  if (receipt === undefined) throw WrongUsage.of('USAGE_RECEIPTS', {});
  if (options.void !== true) {
    await requireMay(session.verbs, estate, person, 'fees.households.read');
    const drawn = await session.verbs.drawReceipt.execute(estate.estateId, receipt);
    const given = await giveDocument(session, drawn, options);
    return { ...given, result: { estate: code, number: receiptNumber(receipt), ...given.result } };
  }
  if (reason === undefined) throw WrongUsage.of('USAGE_OPTION_MISSING', { command: 'receipts', option: '--reason' });
  return takeBack(session, estate, person, { number: receipt, reason });
}

async function give(
  { verbs, progress }: CommandSession,
  estate: KnownEstate,
  by: string,
  { voucher, unit }: { readonly voucher: VoucherNumber; readonly unit?: string },
): Promise<Answer> {
  await requireMay(verbs, estate, by, 'fees.receipts.issue');
  progress.stage({ title: '开收据 giving', unit: '张 receipts' });
  const request = { estateId: estate.estateId, by, voucher, ...(unit === undefined ? {} : { unit }) };
  const given = await verbs.issueReceipts.execute({ ...request, progress: (done, of) => progress.at(done, of) });
  progress.end();
  const columns = [{ label: '收据号' }, { label: '户号' }, { label: '金额', right: true }, { label: '' }];
  const fresh = given.filter(({ isNew }) => isNew).length;
  return {
    lines: [
      `${estate.code} 新开 ${String(fresh)} 张，早已开过 ${String(given.length - fresh)} 张。New and known receipts.`,
      ...textTable(columns, given.map(cells)),
    ],
    result: {
      estate: estate.code,
      by,
      receipts: given.map(({ number, unit: of, fen, isNew }) => ({
        number,
        unit: of,
        amount: yuanFromFen(fen),
        isNew,
      })),
    },
  };
}

function cells({ number, unit, fen, isNew }: GivenReceipt): string[] {
  return [number, unit, formatFen(fen), isNew ? '新' : ''];
}

async function takeBack(
  { verbs }: CommandSession,
  estate: KnownEstate,
  by: string,
  { number, reason }: { readonly number: ReceiptNumber; readonly reason: string },
): Promise<Answer> {
  await requireMay(verbs, estate, by, 'fees.receipts.void');
  const outcome = await verbs.voidReceipt.execute({ estateId: estate.estateId, by, number, reason });
  if ('refused' in outcome) throw new Refusal(outcome.refused as [Violation, ...Violation[]]);
  const text = outcome.accepted.number;
  return {
    lines: [`收据 ${text} 已作废，号码保留。It is void and keeps its number.`],
    result: { estate: estate.code, by, number: text, void: true },
  };
}
