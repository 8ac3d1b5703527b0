/** `receive`: tries payments, proposes them, or approves a batch of them. */
import { readFile } from 'node:fs/promises';
import { paymentTemplate, readPaymentFile, type PaymentsRequest, type PaymentsView } from '../fees/index.js';
import type { CalendarDate } from '../kernel/calendar.js';
import { formatFen, yuanFromFen } from '../kernel/fen.js';
import { Refusal, type Violation } from '../kernel/violation.js';
import type { Answer, JsonValue } from './answer.js';
import { CannotRun, systemCode, WrongUsage } from './faults.js';
import { actorOf, estateOf, requireMay, type CommandSession, type KnownEstate } from './session.js';

export interface ReceiveOptions {
  readonly template?: boolean;
  readonly unit?: string;
  readonly amount?: bigint;
  readonly on?: CalendarDate;
  readonly method?: string;
  readonly serial?: string;
  readonly payer?: string;
  readonly settledOn?: CalendarDate;
  readonly gross?: bigint;
  readonly fee?: bigint;
  readonly net?: bigint;
  readonly account?: string;
  readonly propose?: boolean;
  readonly approve?: string;
  readonly as?: string;
}

type Given = Pick<PaymentsRequest, 'rows' | 'settlement' | 'account'>;

export async function receiveMoney(
  session: CommandSession,
  [code, file]: readonly [string, string | undefined],
  options: ReceiveOptions,
): Promise<Answer> {
  if (options.template === true) {
    const text = paymentTemplate();
    return { lines: text.trim().split('\r\n'), bytes: Buffer.from(text, 'utf8'), result: { template: text } };
  }
  if (options.propose === true && options.approve !== undefined) throw WrongUsage.of('USAGE_TWO_PERSONS', {});
  const estate = await estateOf(session.verbs, code);
  if (options.approve !== undefined) return approveBatch(session, estate, options.approve, options);
  const given = await read(session, file, options);
  const person = await actorOf(session.verbs, estate.estateId, options.as);
  await requireMay(session.verbs, estate, person, 'fees.draft');
  const request = { estateId: estate.estateId, preparer: person, ...given };
  session.progress.stage({ title: '核对 checking', unit: '笔 payments' });
  session.progress.at(given.rows.length);
  if (options.propose !== true) {
    const view = await session.verbs.receivePayments.preview(request);
    session.progress.end();
    return {
      lines: viewLines(`${estate.code} 试算（未入账）  nothing was booked`, view),
      result: viewJson(estate, view),
    };
  }
  const received = await session.verbs.receivePayments.execute(request);
  session.progress.end();
  const { batch, proposalIds } = received;
  const next = [
    `已提交 ${String(proposalIds.length)} 张收款单，等另一人批准。Proposed; another person approves.`,
    `批准 to approve: npm run xinyi -- receive ${estate.code} --approve ${batch} --as <审核人 approver>`,
  ];
  const none = ['没有新的收款。Nothing new.'];
  return {
    lines: [...viewLines(estate.code, received), ...(proposalIds.length === 0 ? none : next)],
    result: { ...viewJson(estate, received), by: person, batch, proposals: [...proposalIds] },
  };
}

async function read(session: CommandSession, file: string | undefined, options: ReceiveOptions): Promise<Given> {
  const { account, settledOn, gross, fee, net } = options;
  const settlement = {
    ...(settledOn === undefined ? {} : { settledOn }),
    ...(gross === undefined ? {} : { grossFen: gross }),
    ...(fee === undefined ? {} : { feeFen: fee }),
    ...(net === undefined ? {} : { netFen: net }),
  };
  const rows = file === undefined ? [onePayment(options)] : await fileRows(session.pathOf(file), options);
  return { rows, settlement, ...(account === undefined ? {} : { account }) };
}

function onePayment(options: ReceiveOptions): Given['rows'][number] {
  const { unit, amount, on, method = '', serial = '', payer = '' } = options;
  if (unit === undefined || amount === undefined || on === undefined) throw WrongUsage.of('USAGE_PAYMENT', {});
  return { line: 1, cells: [unit, on, yuanFromFen(amount), '', serial, method, payer] };
}

async function fileRows(path: string, { unit, amount }: ReceiveOptions): Promise<Given['rows']> {
  if (unit !== undefined || amount !== undefined) {
    throw WrongUsage.of('USAGE_CONFLICT', { first: '[file]', second: unit === undefined ? '--amount' : '--unit' });
  }
  const bytes = await readFile(path).catch((error: unknown) => {
    const reason = systemCode(error) ?? String(error);
    throw new CannotRun({ code: 'FILE_UNREADABLE', facts: { path, reason } }, error);
  });
  const { rows, violations } = readPaymentFile(bytes);
  if (violations.length > 0) throw new Refusal(violations as [Violation, ...Violation[]]);
  return rows;
}

async function approveBatch(
  { verbs, progress }: CommandSession,
  estate: KnownEstate,
  batch: string,
  options: ReceiveOptions,
): Promise<Answer> {
  const approver = await actorOf(verbs, estate.estateId, options.as);
  await requireMay(verbs, estate, approver, 'proposal.decide');
  progress.stage({ title: '入账 posting', unit: '张 vouchers' });
  const outcome = await verbs.approvePayments.execute({
    estateId: estate.estateId,
    batch,
    approver,
    progress: (done, of) => progress.at(done, of),
  });
  progress.end();
  if ('refused' in outcome) throw new Refusal(outcome.refused as [Violation, ...Violation[]]);
  const vouchers = outcome.accepted.vouchers.map(({ number }) => number);
  return {
    lines: [`已入账 ${String(vouchers.length)} 张：${vouchers.join('、')}。Booked.`],
    result: { estate: estate.code, by: approver, batch, vouchers },
  };
}

function viewLines(title: string, view: PaymentsView): string[] {
  const { fresh, booked, waiting, grossFen, feeFen, vouchers } = view;
  return [
    title,
    `  新收款 new         ${String(fresh.length)} 笔，共 ${formatFen(grossFen)} 元，记 ${String(vouchers)} 张凭证`,
    `  手续费 fee         ${formatFen(feeFen)} 元，到账 net ${formatFen(grossFen - feeFen)} 元`,
    `  早已入账 booked    ${String(booked)} 笔；等批准 waiting ${String(waiting)} 笔`,
  ];
}

function viewJson(estate: KnownEstate, view: PaymentsView): Readonly<Record<string, JsonValue>> {
  return {
    estate: estate.code,
    payments: view.fresh.length,
    alreadyBooked: view.booked,
    alreadyWaiting: view.waiting,
    gross: yuanFromFen(view.grossFen),
    fee: yuanFromFen(view.feeFen),
    net: yuanFromFen(view.grossFen - view.feeFen),
    vouchers: view.vouchers,
  };
}
