/** Large ledgers, posted for real (numbers, leaves, sums) in bulk, month by month. */
import type pg from 'pg';
import { addMonths, firstDayOf, periodOf, shanghaiDate, type CalendarDate } from '../../src/kernel/calendar.js';
import { openAccounts, type PostUnit } from '../../src/ledger/index.js';
import { CHART, type ChartAccount, type VoucherDraft } from '../../src/ledger/rules/index.js';
import { makeEstate, OPERATOR, twoLines } from './estates.js';
import type { Ground } from './server.js';

/** Every ledger spans five years that end with the last whole month, so that all have the same months. */
export const MONTHS = 60;

const CHUNK = 500;

export interface Ledger {
  readonly estateId: string;
  readonly vouchers: number;
  readonly firstDay: CalendarDate;
  /** Milliseconds that one voucher took to post in bulk. */
  readonly msAVoucher: number;
}

export function firstDayOfLedgers(ground: Ground): CalendarDate {
  return firstDayOf(addMonths(periodOf(shanghaiDate(ground.clock.now())), -MONTHS));
}

/** The day of a voucher: in the order of posting they rise by months, and run to and fro inside a month. */
function dayOf(first: CalendarDate, nth: number, vouchers: number): CalendarDate {
  const month = addMonths(periodOf(first), Math.floor((nth * MONTHS) / vouchers));
  return `${month}-${String(1 + ((nth * 5) % 28)).padStart(2, '0')}` as CalendarDate;
}

type DraftOf = (estateId: string, nth: number, eventOn: CalendarDate) => VoucherDraft;

/** The first voucher brings in what all later ones together may take out. */
const plainDraft: DraftOf = (estateId, nth, eventOn) =>
  twoLines({ estateId, eventOn, imported: true }, nth, nth === 0 ? 1_000_000_000_00n : BigInt(100 + (nth % 900)));

async function postChunk(ground: Ground, client: pg.ClientBase, drafts: readonly VoucherDraft[]): Promise<void> {
  const units = drafts.map((draft): PostUnit => ({ estateId: draft.estateId, vouchers: [{ draft }] }));
  const outcomes = await ground.writer.postWithin(client, units, 'bulk');
  const refused = outcomes.find((outcome) => 'refused' in outcome);
  if (refused !== undefined) throw new Error(`a voucher was refused: ${JSON.stringify(refused)}`);
}

async function fill(ground: Ground, estateId: string, vouchers: number, draftOf: DraftOf): Promise<Ledger> {
  const firstDay = firstDayOfLedgers(ground);
  const started = performance.now();
  for (let start = 0; start < vouchers; start += CHUNK) {
    const count = Math.min(CHUNK, vouchers - start);
    const drafts = Array.from({ length: count }, (_, index) =>
      draftOf(estateId, start + index, dayOf(firstDay, start + index, vouchers)),
    );
    await ground.reads.write(estateId, (_query, client) => postChunk(ground, client, drafts));
  }
  // What autovacuum would do within a minute; a reader who measures at once must not wait for it.
  await ground.analyze();
  return { estateId, vouchers, firstDay, msAVoucher: (performance.now() - started) / vouchers };
}

/** Every voucher has one entry on the estate's bank account. */
export async function buildLedger(ground: Ground, vouchers: number): Promise<Ledger> {
  const estateId = await makeEstate(ground, firstDayOfLedgers(ground));
  return fill(ground, estateId, vouchers, plainDraft);
}

const WIDE_PARENTS = ['400201', '400202', '400203', '400204', '400205', '400206', '400207', '400208', '5003', '5004'];
const WIDE_CHILDREN = 99;

function wideAccounts(): ChartAccount[] {
  return WIDE_PARENTS.flatMap((code) => {
    const parent = CHART.find((account) => account.code === code);
    if (parent === undefined) throw new Error(`the chart has no ${code}`);
    return Array.from({ length: WIDE_CHILDREN }, (_, index) => {
      const child = String(index + 1).padStart(2, '0');
      return { ...parent, code: code + child, name: `${parent.name}${child}`, nameEn: `${parent.nameEn} ${child}` };
    });
  });
}

/** A ledger that uses 991 accounts. */
export async function buildWideLedger(ground: Ground, vouchers: number): Promise<Ledger> {
  const estateId = await makeEstate(ground, firstDayOfLedgers(ground));
  const accounts = wideAccounts();
  await ground.reads.write(estateId, (_query, client) =>
    openAccounts(client, estateId, OPERATOR, ground.clock.now(), accounts),
  );
  return fill(ground, estateId, vouchers, (id, nth, eventOn) => {
    const plain = plainDraft(id, nth, eventOn);
    // Odd vouchers spend on 5003 and 5004, even ones earn on 4002; 7919 is prime to both counts of accounts.
    const own = accounts.filter((account) => account.code.startsWith(nth % 2 === 0 ? '4' : '5'));
    const code = own[(nth * 7919) % own.length]?.code ?? '';
    return {
      ...plain,
      lines: plain.lines.map((line) => (line.account === '100201' ? line : { ...line, account: code })),
    };
  });
}
