/**
 * (j) A payment file of many households against one of few, a payment; and one household's account with ten years of
 * history among many households against among a hundred.
 *
 * 1. The file is read from its bytes, settled against what is owed, proposed under the head's lock, and approved
 *    voucher by voucher; everything is committed durably. Both estates take turns, and the first file of each does not
 *    count.
 * 2. The accounts that are asked for have ten years of charges and payments; the households around them have what the
 *    files above left.
 */
import { addMonths, lastDayOf, type CalendarDate, type Period } from '../../src/kernel/calendar.js';
import {
  ApproveCharges,
  ApprovePayments,
  OwnHousehold,
  ProposeCharges,
  ReceivePayments,
  readPaymentFile,
  ShowHouseholdAccount,
} from '../../src/fees/index.js';
import { ApproveProposal, ProposeVoucher } from '../../src/ledger/index.js';
import { HOUSEHOLD, POSTED_BY_AGENT, type VoucherDraft } from '../../src/ledger/rules/index.js';
import { AGENT } from '../ground/estates.js';
import { APPROVER, makeFeeEstate, PREPARER, unitOf } from '../ground/fee-estates.js';
import type { Figure, SectionResult } from '../ground/figure.js';
import { median, quantile } from '../ground/median.js';
import { measured, type ProcessorTime } from '../ground/processor-time.js';
import type { Ground } from '../ground/server.js';

export interface ReceivingSizes {
  readonly payments: readonly [many: number, few: number];
  readonly files: number;
  readonly questions: number;
}

interface Run {
  readonly wallMs: number;
  readonly vouchers: number;
  readonly spent: ProcessorTime;
}

const FIRST = '2020-01' as Period;
/** Ten years before the first file. */
const HISTORY_FROM = '2010-01' as Period;
const HISTORY_MONTHS = 120;
/** Households whose account is asked for. */
const ASKED = 50;
const SMALL_ESTATE = 100;

async function charge(ground: Ground, estateId: string, month: Period): Promise<void> {
  const { reads, writer, clock, randomness } = ground;
  const scope = { month, buildings: [], pools: new Map<string, bigint>() };
  const propose = new ProposeCharges(new ProposeVoucher(reads, clock, randomness), clock);
  const proposed = await propose.execute({ estateId, preparer: PREPARER, ...scope });
  if ('refused' in proposed) throw new Error(JSON.stringify(proposed.refused));
  const approve = new ApproveCharges(reads, new ApproveProposal(reads, writer, clock));
  const approved = await approve.execute({ estateId, month, approver: APPROVER });
  if ('refused' in approved) throw new Error(JSON.stringify(approved.refused));
}

/** A little more than is owed, so that every payment settles two items and leaves something in advance. */
function fileOf(households: number, month: Period): Buffer {
  const day = lastDayOf(month);
  const rows = Array.from({ length: households }, (_, index) => {
    return `${unitOf(index)},${day},150.00,0.57,${month}-${String(index)},聚合扫码`;
  });
  return Buffer.from(`户号,收款日期,金额,手续费,流水号,收款方式\n${rows.join('\n')}\n`);
}

async function receive(ground: Ground, estateId: string, bytes: Buffer): Promise<Run> {
  const { reads, writer, clock, randomness } = ground;
  const verb = new ReceivePayments(reads, new ProposeVoucher(reads, clock, randomness), clock, randomness);
  const approve = new ApprovePayments(reads, new ApproveProposal(reads, writer, clock));
  const started = performance.now();
  const { result: vouchers, spent } = await measured(ground, async () => {
    const { rows } = readPaymentFile(bytes);
    const request = { estateId, preparer: PREPARER, rows, settlement: {}, account: '100201' };
    const { batch } = await verb.execute(request);
    const approved = await approve.execute({ estateId, batch, approver: APPROVER });
    if ('refused' in approved) throw new Error(JSON.stringify(approved.refused));
    return approved.accepted.vouchers.length;
  });
  return { wallMs: performance.now() - started, vouchers, spent };
}

/** One voucher of the history: the asked households are charged, or pay. */
function historic(estateId: string, month: Period, kind: 'charge' | 'payment'): VoucherDraft {
  const units = Array.from({ length: ASKED }, (_, index) => unitOf(index));
  const [fen, isCharge] = [10_000n, kind === 'charge'];
  const line = { fund: 'PS', fen: fen * BigInt(ASKED), summary: '', dimensions: [] };
  return {
    estateId,
    eventOn: lastDayOf(month),
    kind: isCharge ? 'accrual' : 'normal',
    summary: isCharge ? '计收业主费用' : '收业主物业费',
    lines: [
      { ...line, account: isCharge ? '112201' : '100201', side: 'D' },
      { ...line, account: isCharge ? '400102' : '112201', side: 'C' },
    ],
    refs: [],
    docs: [],
    preparer: AGENT,
    approver: POSTED_BY_AGENT,
    inside: units.map((unit) => ({
      ...{ name: HOUSEHOLD, subject: unit, kind, facts: [] },
      source: isCharge ? '' : `pay:old-${month}-${unit}`,
      lines: [{ account: '112201', fund: 'PS', fen: isCharge ? fen : -fen, item: 'FEE', period: month }],
    })),
  };
}

async function giveHistory(ground: Ground, estateId: string): Promise<void> {
  for (let nth = 0; nth < HISTORY_MONTHS; nth += 1) {
    const month = addMonths(HISTORY_FROM, nth);
    for (const kind of ['charge', 'payment'] as const) {
      const outcome = await ground.writer.post({ estateId, vouchers: [{ draft: historic(estateId, month, kind) }] });
      if ('refused' in outcome) throw new Error(JSON.stringify(outcome.refused));
    }
  }
}

async function askAccounts(ground: Ground, estates: readonly string[], questions: number): Promise<number[][]> {
  const accounts = new ShowHouseholdAccount(ground.reads, new OwnHousehold(ground.clock));
  const times = estates.map((): number[] => []);
  const warmUp = Math.ceil(questions / 10);
  for (let nth = -warmUp; nth < questions; nth += 1) {
    for (const [index, estateId] of estates.entries()) {
      const started = performance.now();
      const { lines } = await accounts.execute(estateId, unitOf((nth + warmUp) % ASKED), {});
      if (lines.length < 2 * HISTORY_MONTHS) throw new Error(`${String(lines.length)} lines in ten years`);
      if (nth >= 0) times[index]?.push(performance.now() - started);
    }
  }
  return times;
}

interface Runs {
  readonly many: Run[];
  readonly few: Run[];
}

/** Charges and pays the same months in both estates, in turns. */
async function payMonths(
  ground: Ground,
  [large, small]: readonly [string, string],
  { payments: [many, few], files }: ReceivingSizes,
): Promise<Runs> {
  const runs: Runs = { many: [], few: [] };
  for (let nth = 0; nth <= files; nth += 1) {
    const month = addMonths(FIRST, nth);
    const places = [
      [large, many, runs.many],
      [small, few, runs.few],
    ] as const;
    for (const [estateId, count, kept] of places) {
      await charge(ground, estateId, month);
      const run = await receive(ground, estateId, fileOf(count, month));
      if (nth > 0) kept.push(run);
    }
  }
  return runs;
}

export async function benchReceiving(ground: Ground, sizes: ReceivingSizes): Promise<SectionResult> {
  const [many, few] = sizes.payments;
  const from = `${HISTORY_FROM}-01` as CalendarDate;
  const large = await makeFeeEstate(ground, many, from);
  const small = await makeFeeEstate(ground, few, from);
  const hundred = await makeFeeEstate(ground, SMALL_ESTATE, from);
  await ground.analyze();
  const runs = await payMonths(ground, [large, small], sizes);
  for (const estateId of [large, hundred]) await giveHistory(ground, estateId);
  await ground.analyze();
  const [ofMany = [], ofHundred = []] = await askAccounts(ground, [large, hundred], sizes.questions);
  const vouchersOf = (list: readonly Run[]): string => String(list[0]?.vouchers);
  return {
    key: 'j',
    title: `payment files of ${String(many)} households against ${String(few)}; a household's account`,
    figures: [fileFigure(runs, sizes.payments), accountFigure(many, ofMany, ofHundred)],
    notes: [
      `${vouchersOf(runs.many)} vouchers against ${vouchersOf(runs.few)} a file; ` +
        `medians of ${String(sizes.files)} files each.`,
      `${String(ASKED)} households have ten years of monthly charges and payments; the other households of the large ` +
        'estate have the months of the files above, not ten years.',
    ],
  };
}

function fileFigure({ many, few }: Runs, [manyCount, fewCount]: ReceivingSizes['payments']): Figure {
  const wall = ({ wallMs }: Run): number => wallMs;
  const each = (list: readonly Run[], count: number, of: (run: Run) => number): number => median(list.map(of)) / count;
  const seconds = (list: readonly Run[]): string => (median(list.map(wall)) / 1000).toFixed(2);
  return {
    name: 'time a payment, many / few',
    value: each(many, manyCount, wall) / each(few, fewCount, wall),
    unit: '',
    aim: { is: 'at most', value: 1.3 },
    backendMs: each(many, manyCount, ({ spent }) => spent.backendsMs ?? Number.NaN),
    nodeMs: each(many, manyCount, ({ spent }) => spent.nodeMs),
    raw: `${seconds(many)} s against ${seconds(few)} s`,
  };
}

function accountFigure(households: number, many: readonly number[], few: readonly number[]): Figure {
  const p99 = `p99 ${quantile(many, 0.99).toFixed(2)} against ${quantile(few, 0.99).toFixed(2)} ms`;
  return {
    name: `an account among ${String(households)} / among ${String(SMALL_ESTATE)}`,
    value: median(many) / median(few),
    unit: '',
    aim: { is: 'at most', value: 2 },
    raw: `p50 ${median(many).toFixed(2)} against ${median(few).toFixed(2)} ms, ${p99}`,
  };
}
