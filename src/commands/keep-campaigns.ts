/** `campaign list | import | refund | template`. */
import { readFile } from 'node:fs/promises';
import { contributionTable, readContributionFile, type CampaignView, type RefundTold } from '../funds/index.js';
import type { CalendarDate } from '../kernel/calendar.js';
import { formatFen, yuanFromFen } from '../kernel/fen.js';
import type { Answer, JsonValue } from './answer.js';
import { requireFile } from './bank-import.js';
import { accepted, approvalLines, type AsOfOptions } from './fund-answers.js';
import { actorOf, estateOf, requireMay, type CommandSession } from './session.js';
import { textTable, visible } from './text-table.js';

export interface CampaignImportOptions {
  readonly account: string;
  readonly as?: string;
}

export interface RefundOptions extends CampaignImportOptions {
  readonly on?: CalendarDate;
  readonly resolution?: string;
}

const COLUMNS = [
  { label: '编号' },
  { label: '名称' },
  { label: '状态' },
  { label: '户数', right: true },
  { label: '目标', right: true },
  { label: '到账', right: true },
  { label: '支出', right: true },
  { label: '退还', right: true },
  { label: '结余', right: true },
];

export async function listCampaigns(session: CommandSession, code: string, options: AsOfOptions): Promise<Answer> {
  const { verbs } = session;
  const { estateId } = await estateOf(verbs, code);
  const { asOf, campaigns } = await verbs.showCampaigns.list(estateId, options.asOf);
  const rows = campaigns.map(({ campaign, money, state, paidHouseholds }) => [
    campaign.id,
    visible(campaign.title),
    state,
    `${String(paidHouseholds)}/${String(campaign.households)}`,
    formatFen(campaign.shareFen * BigInt(campaign.households)),
    ...[money.contributedFen, money.spentFen, money.refundedFen, money.leftFen].map(formatFen),
  ]);
  return {
    lines: [`截至 ${asOf}。 As of ${asOf}.`, '', ...textTable(COLUMNS, rows)],
    result: { estate: code, asOf, campaigns: campaigns.map(campaignJson) },
  };
}

function campaignJson({ campaign, money, state, paidHouseholds }: CampaignView): JsonValue {
  return {
    id: campaign.id,
    title: campaign.title,
    fund: campaign.fund,
    state,
    households: campaign.households,
    paidHouseholds,
    share: yuanFromFen(campaign.shareFen),
    contributed: yuanFromFen(money.contributedFen),
    spent: yuanFromFen(money.spentFen),
    refunded: yuanFromFen(money.refundedFen),
    left: yuanFromFen(money.leftFen),
  };
}

export async function importContributions(
  session: CommandSession,
  [code, id, file]: readonly [string, string, string],
  options: CampaignImportOptions,
): Promise<Answer> {
  const { verbs } = session;
  const path = session.pathOf(file);
  await requireFile(path);
  const estate = await estateOf(verbs, code);
  const personId = await actorOf(verbs, estate.estateId, options.as);
  await requireMay(verbs, estate, personId, 'voucher.propose');
  const reading = readContributionFile(await readFile(path));
  const asking = { estateId: estate.estateId, personId };
  const told = accepted(await verbs.receiveContributions.execute(asking, { id, account: options.account, ...reading }));
  const { proposals, households, amount, booked, waiting } = told;
  return {
    lines: [
      `新的缴款 ${String(households)} 户 ${amount} 元。 ${String(households)} households, ${amount} yuan are new.`,
      `已入账 ${String(booked)} 笔，待批 ${String(waiting)} 笔。 ${String(booked)} booked, ${String(waiting)} waiting.`,
      ...approvalLines(proposals),
    ],
    result: { estate: code, campaign: id, by: personId, households, amount, booked, waiting, proposals },
  };
}

export async function refundCampaign(
  session: CommandSession,
  [code, id]: readonly [string, string],
  options: RefundOptions,
): Promise<Answer> {
  const { verbs } = session;
  const estate = await estateOf(verbs, code);
  const { on: eventOn, account, resolution } = options;
  if (eventOn === undefined) {
    const told = await verbs.spendCampaign.previewRefund(estate.estateId, id);
    return { lines: refundLines(told), result: refundJson(code, id, told) };
  }
  const personId = await actorOf(verbs, estate.estateId, options.as);
  await requireMay(verbs, estate, personId, 'voucher.propose');
  const asking = { estateId: estate.estateId, personId };
  const told = accepted(await verbs.spendCampaign.refund(asking, id, { eventOn, account, resolution }));
  return {
    lines: [...refundLines(told), ...approvalLines(told.proposals)],
    result: { ...refundJson(code, id, told), by: personId, proposals: told.proposals },
  };
}

function refundLines({ total, households, shares }: RefundTold): string[] {
  return [
    `退还 ${total} 元，${String(households)} 户。 ${total} yuan go back to ${String(households)} households.`,
    ...shares.map((share) => `  ${share.amount} 元 × ${String(share.households)} 户`),
  ];
}

function refundJson(
  estate: string,
  campaign: string,
  { total, households, shares }: RefundTold,
): Record<string, JsonValue> {
  return { estate, campaign, total, households, shares: shares.map((share) => ({ ...share })) };
}

export function contributionTemplate(): Answer {
  const table = contributionTable();
  return { lines: [], bytes: Buffer.from(table, 'utf8'), result: { template: table } };
}
