/** `charge`: looks at what a month would charge, proposes it, or approves what waits. */
import { appliedFen, componentTotals, type ChargeRun } from '../fees/rules/index.js';
import type { CalendarDate, Period } from '../kernel/calendar.js';
import { formatFen, sumFen, yuanFromFen } from '../kernel/fen.js';
import { Refusal, type Violation } from '../kernel/violation.js';
import type { Answer } from './answer.js';
import { WrongUsage } from './faults.js';
import { actorOf, estateOf, requireMay, type CommandSession, type KnownEstate } from './session.js';
import { textTable } from './text-table.js';

export interface ChargeOptions {
  readonly building?: readonly string[];
  readonly shared?: readonly (readonly [component: string, fen: bigint])[];
  readonly on?: CalendarDate;
  readonly propose?: boolean;
  readonly approve?: boolean;
  readonly as?: string;
}

export async function chargeMonth(
  session: CommandSession,
  [code, month]: readonly [string, Period],
  options: ChargeOptions,
): Promise<Answer> {
  if (options.propose === true && options.approve === true) throw WrongUsage.of('USAGE_TWO_PERSONS', {});
  const estate = await estateOf(session.verbs, code);
  if (options.approve === true) return approveMonth(session, estate, month, options);
  return options.propose === true
    ? proposeMonth(session, estate, month, options)
    : previewMonth(session, estate, month, options);
}

const scopeOf = (month: Period, { building = [], shared = [] }: ChargeOptions) => ({
  month,
  buildings: building,
  pools: new Map(shared),
});

async function previewMonth(
  { verbs }: CommandSession,
  estate: KnownEstate,
  month: Period,
  options: ChargeOptions,
): Promise<Answer> {
  const run = await verbs.previewCharges.execute(estate.estateId, scopeOf(month, options));
  const totals = componentTotals(run.units);
  return {
    lines: previewLines(estate, run),
    result: {
      estate: estate.code,
      month,
      households: run.units.length,
      total: yuanFromFen(sumFen(totals.map(({ fen }) => fen))),
      applied: yuanFromFen(appliedFen(run.units)),
      components: totals.map(({ fen, ...rest }) => ({ ...rest, amount: yuanFromFen(fen) })),
      waiting: run.waiting,
    },
  };
}

function previewLines({ code }: KnownEstate, { month, units, waiting }: ChargeRun): string[] {
  const missing = waiting.map((item) => `分摊项目 ${item} 还没有写当月总额，没有计。${item} has no amount yet.`);
  if (units.length === 0) return [`${code} ${month} 没有要计的。Nothing to charge.`, ...missing];
  const totals = componentTotals(units);
  const columns = [
    { label: '项目' },
    { label: '名称' },
    { label: '基金' },
    { label: '户数', right: true },
    { label: '金额', right: true },
  ];
  const rows = totals.map(({ item, name, fund, households, fen }) => {
    return [item, name, fund, String(households), formatFen(fen)];
  });
  const sum = ['合计', '', '', String(units.length), formatFen(sumFen(totals.map(({ fen }) => fen)))];
  return [
    `${code} ${month} 还要计费（未入账）  what ${month} would charge`,
    ...textTable(columns, [...rows, sum]),
    `其中从预收款转入 ${formatFen(appliedFen(units))} 元。Of it from advances.`,
    ...missing,
  ];
}

async function proposeMonth(
  { verbs, progress }: CommandSession,
  estate: KnownEstate,
  month: Period,
  options: ChargeOptions,
): Promise<Answer> {
  const { estateId, code } = estate;
  const preparer = await actorOf(verbs, estateId, options.as);
  await requireMay(verbs, estate, preparer, 'fees.draft');
  progress.stage({ title: '计算 reckoning', unit: '次 runs' });
  const day = options.on === undefined ? {} : { eventOn: options.on };
  const outcome = await verbs.proposeCharges.execute({ estateId, preparer, ...scopeOf(month, options), ...day });
  progress.end();
  if ('refused' in outcome) throw new Refusal(outcome.refused as readonly [Violation, ...Violation[]]);
  const { proposalIds } = outcome.accepted;
  const none = [`${code} ${month} 没有要计的。Nothing to charge.`];
  const made = [
    `已提交 ${String(proposalIds.length)} 张计费单，等另一人批准。Proposed; another person approves.`,
    `批准 to approve: npm run xinyi -- charge ${code} ${month} --approve --as <审核人 approver>`,
  ];
  return {
    lines: proposalIds.length === 0 ? none : made,
    result: { estate: code, month, by: preparer, proposals: proposalIds },
  };
}

async function approveMonth(
  { verbs, progress }: CommandSession,
  estate: KnownEstate,
  month: Period,
  options: ChargeOptions,
): Promise<Answer> {
  const { estateId, code } = estate;
  const approver = await actorOf(verbs, estateId, options.as);
  await requireMay(verbs, estate, approver, 'proposal.decide');
  progress.stage({ title: '入账 posting', unit: '张 vouchers' });
  const outcome = await verbs.approveCharges.execute({
    estateId,
    month,
    approver,
    progress: (done, of) => {
      progress.at(done, of);
    },
  });
  progress.end();
  if ('refused' in outcome) throw new Refusal(outcome.refused as readonly [Violation, ...Violation[]]);
  const numbers = outcome.accepted.vouchers.map(({ number }) => number);
  return {
    lines: [`已入账：${numbers.join('、')}。Posted.`],
    result: { estate: code, month, by: approver, vouchers: numbers },
  };
}
