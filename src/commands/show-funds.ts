/** `contract list | receive`, `funding-plan list`, `insurance list`, `held-by-others`. */
import type { CalendarDate } from '../kernel/calendar.js';
import { formatFen, yuanFromFen } from '../kernel/fen.js';
import type { Answer } from './answer.js';
import { accepted, approvalLines, type AsOfOptions } from './fund-answers.js';
import { actorOf, estateOf, requireMay, type CommandSession } from './session.js';
import { textTable, visible } from './text-table.js';

export interface ReceiptOptions {
  readonly on: CalendarDate;
  readonly account: string;
  readonly as?: string;
}

const right = (label: string): { label: string; right: true } => ({ label, right: true });

export async function listContracts(session: CommandSession, code: string, options: AsOfOptions): Promise<Answer> {
  const { estateId } = await estateOf(session.verbs, code);
  const { asOf, contracts } = await session.verbs.showContracts.list(estateId, options.asOf);
  const columns = [{ label: '编号' }, { label: '类别' }, ...['应收', '已收', '逾期', '成本', '净额'].map(right)];
  const rows = contracts.map(({ contract, state }) => [
    contract.id,
    contract.kind,
    ...[state.expectedFen, state.receivedFen, state.overdueFen, state.costFen, state.netFen].map(formatFen),
  ]);
  return {
    lines: [`截至 ${asOf}。 As of ${asOf}.`, '', ...textTable(columns, rows)],
    result: {
      estate: code,
      asOf,
      contracts: contracts.map(({ contract, state }) => ({
        id: contract.id,
        kind: contract.kind,
        expected: yuanFromFen(state.expectedFen),
        received: yuanFromFen(state.receivedFen),
        overdue: yuanFromFen(state.overdueFen),
        cost: yuanFromFen(state.costFen),
        net: yuanFromFen(state.netFen),
      })),
    },
  };
}

export async function receiveContract(
  session: CommandSession,
  [code, id]: readonly [string, string],
  fen: bigint,
  { on: eventOn, account, as }: ReceiptOptions,
): Promise<Answer> {
  const { verbs } = session;
  const estate = await estateOf(verbs, code);
  const personId = await actorOf(verbs, estate.estateId, as);
  await requireMay(verbs, estate, personId, 'voucher.propose');
  const asking = { estateId: estate.estateId, personId };
  const { proposals } = accepted(await verbs.bookRevenue.receive(asking, id, { eventOn, account, fen }));
  return {
    lines: [`合同 ${id}：收 ${formatFen(fen)} 元。 Received ${yuanFromFen(fen)}.`, ...approvalLines(proposals)],
    result: { estate: code, contract: id, amount: yuanFromFen(fen), by: personId, proposals },
  };
}

export async function listPlans(session: CommandSession, code: string, options: AsOfOptions): Promise<Answer> {
  const { estateId } = await estateOf(session.verbs, code);
  const { asOf, plans } = await session.verbs.showFundingPlans.list(estateId, options.asOf);
  const columns = [{ label: '项目' }, { label: '来源' }, { label: '形式' }, ...['约定', '到账', '支出'].map(right)];
  const rows = plans.flatMap(({ plan, state }) =>
    state.lines.map((line) => [
      visible(plan.title),
      line.zh,
      line.isInKind ? '非现金' : '现金',
      ...[line.fen, line.receivedFen, line.spentFen].map(formatFen),
    ]),
  );
  return {
    lines: [`截至 ${asOf}。 As of ${asOf}.`, '', ...textTable(columns, rows)],
    result: {
      estate: code,
      asOf,
      plans: plans.map(({ plan, state }) => ({
        id: plan.id,
        title: plan.title,
        fund: plan.fund,
        price: yuanFromFen(plan.priceFen),
        cashIn: yuanFromFen(state.cashInFen),
        cashOut: yuanFromFen(state.cashOutFen),
        inKindPercent: state.inKindPercent,
      })),
    },
  };
}

export async function listInsurance(session: CommandSession, code: string, options: AsOfOptions): Promise<Answer> {
  const { estateId } = await estateOf(session.verbs, code);
  const { asOf, batches } = await session.verbs.showInsurance.list(estateId, options.asOf);
  const columns = [
    { label: '编号' },
    { label: '保险公司' },
    { label: '从' },
    { label: '到' },
    ...['每户', '已付'].map(right),
  ];
  const rows = batches.map(({ batch, paidFen }) => [
    batch.id,
    visible(batch.insurer),
    batch.from,
    batch.to,
    formatFen(batch.premiumFen),
    formatFen(paidFen),
  ]);
  return {
    lines: [`截至 ${asOf}。 As of ${asOf}.`, '', ...textTable(columns, rows)],
    result: {
      estate: code,
      asOf,
      batches: batches.map(({ batch: { premiumFen, ...batch }, paidFen }) => ({
        ...batch,
        premium: yuanFromFen(premiumFen),
        paid: yuanFromFen(paidFen),
      })),
    },
  };
}

export async function showHeld(session: CommandSession, code: string, options: AsOfOptions): Promise<Answer> {
  const { estateId } = await estateOf(session.verbs, code);
  const { asOf, held } = await session.verbs.showHeldByOthers.execute(estateId, options.asOf);
  const none = `截至 ${asOf}，没有别人代管的钱。 Nothing is held by others.`;
  return {
    lines: held.length === 0 ? [none] : held.flatMap(({ zh, en }) => [zh, `  ${en}`]),
    result: {
      estate: code,
      asOf,
      held: held.map(({ holder, account, fund, fen, isWarning }) => ({
        holder,
        account,
        fund,
        amount: yuanFromFen(fen),
        warning: isWarning,
      })),
    },
  };
}
