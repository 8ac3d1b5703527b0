/**
 * (i) A month's charge run for many households against one for few, a household: proposed under the head's lock,
 * approved voucher by voucher, everything committed durably. Both estates are in one database and take turns, month by
 * month; the first month of each warms caches and plans and does not count.
 */
import { addMonths, type CalendarDate, type Period } from '../../src/kernel/calendar.js';
import { ApproveCharges, ProposeCharges } from '../../src/fees/index.js';
import { ApproveProposal, ProposeVoucher } from '../../src/ledger/index.js';
import { APPROVER, makeFeeEstate, PREPARER } from '../ground/fee-estates.js';
import type { SectionResult } from '../ground/figure.js';
import { median } from '../ground/median.js';
import { measured, type ProcessorTime } from '../ground/processor-time.js';
import type { Ground } from '../ground/server.js';

export interface ChargingSizes {
  readonly households: readonly [many: number, few: number];
  readonly months: number;
}

interface Run {
  readonly wallMs: number;
  readonly proposeMs: number;
  readonly vouchers: number;
  readonly spent: ProcessorTime;
}

const FIRST = '2020-01' as Period;

async function chargeMonth(ground: Ground, estateId: string, month: Period): Promise<Run> {
  const { reads, writer, clock, randomness } = ground;
  const propose = new ProposeCharges(new ProposeVoucher(reads, clock, randomness), clock);
  const approve = new ApproveCharges(reads, new ApproveProposal(reads, writer, clock));
  const started = performance.now();
  let proposeMs = 0;
  const { result: vouchers, spent } = await measured(ground, async () => {
    const scope = { month, buildings: [], pools: new Map<string, bigint>() };
    const proposed = await propose.execute({ estateId, preparer: PREPARER, ...scope });
    if ('refused' in proposed) throw new Error(JSON.stringify(proposed.refused));
    proposeMs = performance.now() - started;
    const approved = await approve.execute({ estateId, month, approver: APPROVER });
    if ('refused' in approved) throw new Error(JSON.stringify(approved.refused));
    return approved.accepted.vouchers.length;
  });
  return { wallMs: performance.now() - started, proposeMs, vouchers, spent };
}

export async function benchCharging(ground: Ground, { households, months }: ChargingSizes): Promise<SectionResult> {
  const from = `${FIRST}-01` as CalendarDate;
  const [many, few] = households;
  const [large, small] = [await makeFeeEstate(ground, many, from), await makeFeeEstate(ground, few, from)];
  await ground.analyze();
  const runs = { many: [] as Run[], few: [] as Run[] };
  for (let nth = 0; nth <= months; nth += 1) {
    const month = addMonths(FIRST, nth);
    const [ofMany, ofFew] = [await chargeMonth(ground, large, month), await chargeMonth(ground, small, month)];
    if (nth === 0) continue;
    runs.many.push(ofMany);
    runs.few.push(ofFew);
  }
  const each = (list: readonly Run[], count: number, of: (run: Run) => number): number => median(list.map(of)) / count;
  const wall = ({ wallMs }: Run): number => wallMs;
  const seconds = (list: readonly Run[], of: (run: Run) => number): string => (median(list.map(of)) / 1000).toFixed(2);
  const told = (list: readonly Run[]): string =>
    `${seconds(list, wall)} s, ${seconds(list, ({ proposeMs }) => proposeMs)} s of it proposing`;
  const vouchersOf = (list: readonly Run[]): string => String(list[0]?.vouchers ?? 0);
  return {
    key: 'i',
    title: `a charge run of ${String(many)} households against one of ${String(few)}`,
    figures: [
      {
        name: 'time a household, many / few',
        value: each(runs.many, many, wall) / each(runs.few, few, wall),
        unit: '',
        aim: { is: 'at most', value: 1.3 },
        backendMs: each(runs.many, many, ({ spent }) => spent.backendsMs ?? Number.NaN),
        nodeMs: each(runs.many, many, ({ spent }) => spent.nodeMs),
        raw: `${told(runs.many)}; against ${told(runs.few)}`,
      },
    ],
    notes: [
      `Two components, ${String(months)} months each, medians. ${vouchersOf(runs.many)} vouchers against ` +
        `${vouchersOf(runs.few)}; processor time is of one household of the larger run.`,
    ],
  };
}
