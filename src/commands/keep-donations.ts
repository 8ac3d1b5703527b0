/** `donations import | list | template`. */
import { readFile } from 'node:fs/promises';
import { donationTable, readDonationFile } from '../charity/index.js';
import type { CalendarDate } from '../kernel/calendar.js';
import { formatFen, yuanFromFen } from '../kernel/fen.js';
import { Refusal, type Violation } from '../kernel/violation.js';
import type { Answer } from './answer.js';
import { requireFile } from './bank-import.js';
import { actorOf, estateOf, requireMay, type CommandSession } from './session.js';
import { textTable, visible } from './text-table.js';

export interface DonationImportOptions {
  readonly as?: string;
}

export interface DonationListOptions {
  readonly from?: CalendarDate;
  readonly to?: CalendarDate;
}

export async function importDonations(
  session: CommandSession,
  [code, fund, file]: readonly [string, string, string],
  options: DonationImportOptions,
): Promise<Answer> {
  const { verbs } = session;
  const path = session.pathOf(file);
  await requireFile(path);
  const estate = await estateOf(verbs, code);
  const preparer = await actorOf(verbs, estate.estateId, options.as);
  await requireMay(verbs, estate, preparer, 'charity.propose');
  const reading = readDonationFile(await readFile(path));
  const outcome = await verbs.recordDonations.execute({ ...reading, estateId: estate.estateId, preparer, fund });
  if ('refused' in outcome) throw new Refusal(outcome.refused as readonly [Violation, ...Violation[]]);
  const { proposalIds, known = 0 } = outcome.accepted;
  const fresh = reading.donations.length - known;
  return {
    lines: [
      `新的捐款 ${String(fresh)} 笔，已登记过 ${String(known)} 笔。 ${String(fresh)} new, ${String(known)} known.`,
      ...(proposalIds.length === 0 ? [] : ['待另一人批准 to be approved by another person:']),
      ...proposalIds.map((id) => `  ${id}`),
    ],
    result: { estate: code, fund, by: preparer, donations: fresh, known, proposals: proposalIds },
  };
}

export async function listDonations(
  session: CommandSession,
  [code, fund]: readonly [string, string],
  options: DonationListOptions,
): Promise<Answer> {
  const { verbs } = session;
  const { estateId } = await estateOf(verbs, code);
  const rows = await verbs.showDonations.list(estateId, fund, options);
  const total = rows.reduce((sum, { fen }) => sum + fen, 0n);
  const columns = [
    { label: '日期' },
    { label: '编号' },
    { label: '捐赠人' },
    { label: '用途' },
    { label: '金额', right: true },
  ];
  const cells = rows.map(({ on, number, voucher, donor, purpose, fen }) => {
    return [on, number ?? voucher, visible(donor), purpose, formatFen(fen)];
  });
  return {
    lines: [
      ...textTable(columns, cells),
      '',
      `合计 ${String(rows.length)} 笔 ${formatFen(total)} 元。 ${String(rows.length)} in all.`,
    ],
    result: {
      estate: code,
      fund,
      total: yuanFromFen(total),
      donations: rows.map(({ fen, ...row }) => ({ ...row, amount: yuanFromFen(fen) })),
    },
  };
}

export function donationTemplate(): Answer {
  const table = donationTable();
  return { lines: [], bytes: Buffer.from(table, 'utf8'), result: { template: table } };
}
