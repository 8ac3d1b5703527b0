/** `arrears`: counts for everybody, households for those who may see them. */
import type { ArrearsReport } from '../fees/index.js';
import { AGE_BUCKETS, BUCKET_NAMES, type UnitArrears } from '../fees/rules/index.js';
import type { CalendarDate, Period } from '../kernel/calendar.js';
import { formatFen, sumFen, yuanFromFen } from '../kernel/fen.js';
import type { Answer, JsonValue } from './answer.js';
import { actorOf, estateOf, requireMay, type CommandSession } from './session.js';
import { textTable, visible } from './text-table.js';

export interface ArrearsOptions {
  readonly on?: CalendarDate;
  readonly from?: Period;
  readonly households?: boolean;
  readonly building?: string;
  readonly as?: string;
}

export async function showArrears(session: CommandSession, code: string, options: ArrearsOptions): Promise<Answer> {
  const { verbs } = session;
  const estate = await estateOf(verbs, code);
  if (options.households === true) {
    const by = await actorOf(verbs, estate.estateId, options.as);
    await requireMay(verbs, estate, by, 'fees.households.read');
    const { on, arrears } = await verbs.showArrears.households(estate.estateId, options.on);
    return householdsAnswer(
      code,
      on,
      arrears.filter(({ building }) => (options.building ?? building) === building),
    );
  }
  const { on, from } = options;
  const asked = { ...(on === undefined ? {} : { on }), ...(from === undefined ? {} : { from }) };
  const report = await verbs.showArrears.report(estate.estateId, asked);
  return { lines: reportLines(code, report), result: { estate: code, ...reportJson(report) } };
}

const HIDDEN = '不足3户';
const countText = (owing: number | undefined): string => (owing === undefined ? HIDDEN : String(owing));

function reportLines(code: string, report: ArrearsReport): string[] {
  const { collection } = report;
  const amount = report.fen === undefined ? '' : `，共 ${formatFen(report.fen)} 元`;
  const places = [
    ...report.buildings.map(({ key, households, owing }) => [
      `${visible(key)}栋`,
      String(households),
      countText(owing),
    ]),
    ...report.cells.map(({ key, households, owing }) => [`邻里格 ${key}`, String(households), countText(owing)]),
  ];
  const columns = [{ label: '楼栋或邻里格' }, { label: '户数', right: true }, { label: '欠费户', right: true }];
  const ages = report.ages.map(({ bucket, owing }) => `${BUCKET_NAMES[bucket]} ${countText(owing)}`);
  return [
    `${code}  截至 ${report.on}：${String(report.households)} 户中 ${countText(report.owing)} 户欠费${amount}`,
    ...textTable(columns, places),
    `账龄（户）by age: ${ages.join('，')}`,
    `收缴率 ${collection.ratePercent ?? '—'} %（${collection.from} 至 ${collection.to}，` +
      `应收 ${formatFen(collection.chargedFen)}，实收 ${formatFen(collection.receivedFen)}）；` +
      `往期清欠 ${formatFen(collection.oldReceivedFen)}；预收 ${formatFen(collection.advanceReceivedFen)}`,
  ];
}

function reportJson(report: ArrearsReport): Readonly<Record<string, JsonValue | undefined>> {
  const { collection } = report;
  return {
    on: report.on,
    households: report.households,
    owing: report.owing,
    amount: report.fen === undefined ? undefined : yuanFromFen(report.fen),
    buildings: report.buildings.map(({ key, ...rest }) => ({ building: key, ...rest })),
    cells: report.cells.map(({ key, buildings, ...rest }) => ({ cell: key, buildings: [...buildings], ...rest })),
    ages: report.ages.map(({ bucket, ...rest }) => ({ months: bucket, ...rest })),
    collection: {
      from: collection.from,
      to: collection.to,
      charged: yuanFromFen(collection.chargedFen),
      received: yuanFromFen(collection.receivedFen),
      ratePercent: collection.ratePercent,
      oldReceived: yuanFromFen(collection.oldReceivedFen),
      advanceReceived: yuanFromFen(collection.advanceReceivedFen),
    },
  };
}

function householdsAnswer(code: string, on: CalendarDate, arrears: readonly UnitArrears[]): Answer {
  const total = sumFen(arrears.map(({ fen }) => fen));
  const right = (label: string) => ({ label, right: true });
  const columns = [
    { label: '楼栋' },
    { label: '户号' },
    right('欠费'),
    ...AGE_BUCKETS.map((bucket) => right(BUCKET_NAMES[bucket])),
  ];
  const rows = arrears.map(({ building, unit, fen, buckets }) => [
    visible(building),
    visible(unit),
    formatFen(fen),
    ...AGE_BUCKETS.map((bucket) => formatFen(buckets[bucket])),
  ]);
  return {
    lines: [
      `${code}  截至 ${on}：${String(arrears.length)} 户欠费，共 ${formatFen(total)} 元。请勿公开逐户名单。`,
      ...(rows.length === 0 ? [] : textTable(columns, rows)),
    ],
    result: {
      estate: code,
      on,
      total: yuanFromFen(total),
      households: arrears.map(({ unit, building, fen, oldest }) => {
        return { unit, building, amount: yuanFromFen(fen), oldest };
      }),
    },
  };
}
