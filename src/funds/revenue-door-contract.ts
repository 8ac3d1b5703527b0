/** What the doors of revenue contracts take and give. */
import { z } from 'zod';
import { day, signedYuan } from '../platform/http/contract-parts.js';
import { yuanFromFen } from '../kernel/fen.js';
import {
  amountAboveZero,
  count,
  fundCode,
  moneyAccount,
  plainText,
  recordName,
  saidText,
  someDocuments,
} from './parts-contract.js';
import { CONTRACT_KINDS, CONTRACT_WORDS, regularDues, type RevenueContract } from './rules/contract-terms.js';
import type { ContractView, RevenueResult } from './show-contracts.js';

const party = z.strictObject({
  kind: z.enum(['ORG', 'PERSON']).default('ORG'),
  /** Of a private person: kept sealed, never shown to the public. */
  name: saidText(80),
});

export const contractInput = z.strictObject({
  id: recordName,
  kind: z.enum(CONTRACT_KINDS),
  fund: fundCode.default('PR'),
  counterparty: party,
  from: day,
  to: day,
  resolution: plainText(60).default(''),
  /** Equal dues from the first day on, or each due by itself. */
  schedule: z.union([
    z.strictObject({ every: z.enum(['MONTHLY', 'QUARTERLY', 'YEARLY']), amount: amountAboveZero }),
    z.strictObject({ dues: z.array(z.strictObject({ on: day, amount: amountAboveZero })).max(240) }),
  ]),
});

export function contractOf(input: z.infer<typeof contractInput>): RevenueContract {
  const { schedule, counterparty, ...rest } = input;
  const dues =
    'every' in schedule
      ? regularDues(schedule.every, schedule.amount, input.from, input.to)
      : schedule.dues.map(({ on, amount }) => ({ on, fen: amount }));
  return { ...rest, counterparty: counterparty.kind === 'ORG' ? counterparty.name : '', dues };
}

const bookingParts = {
  eventOn: day,
  amount: amountAboveZero,
  account: moneyAccount.default('100201'),
  summary: saidText(200).optional(),
};
export const contractReceiptInput = z.strictObject(bookingParts);
export const contractCostInput = z.strictObject({ ...bookingParts, documents: someDocuments });

export const revenueQuery = z.strictObject({ from: day, to: day });

export const contractsAnswer = z.object({
  asOf: z.string(),
  contracts: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      kindZh: z.string(),
      fund: z.string(),
      counterparty: z.string(),
      from: z.string(),
      to: z.string(),
      resolution: z.string(),
      expected: signedYuan,
      received: signedYuan,
      overdue: signedYuan,
      cost: signedYuan,
      net: signedYuan,
      dues: z.array(z.object({ on: z.string(), amount: signedYuan, open: signedYuan, daysOverdue: count })),
    }),
  ),
});

export function contractView({ contract, state }: ContractView): z.infer<typeof contractsAnswer>['contracts'][number] {
  const { dues: _dues, ...terms } = contract;
  return {
    ...terms,
    counterparty: contract.counterparty === '' ? '个人（姓名不公开）' : contract.counterparty,
    kindZh: CONTRACT_WORDS[contract.kind][1],
    expected: yuanFromFen(state.expectedFen),
    received: yuanFromFen(state.receivedFen),
    overdue: yuanFromFen(state.overdueFen),
    cost: yuanFromFen(state.costFen),
    net: yuanFromFen(state.netFen),
    dues: state.dues.map((due) => ({
      on: due.on,
      amount: yuanFromFen(due.fen),
      open: yuanFromFen(due.openFen),
      daysOverdue: due.daysOverdue,
    })),
  };
}

export const revenueAnswer = z.object({
  from: z.string(),
  to: z.string(),
  funds: z.array(z.object({ fund: z.string(), income: signedYuan, cost: signedYuan, net: signedYuan })),
});

export function revenueView(row: RevenueResult): z.infer<typeof revenueAnswer>['funds'][number] {
  const { fund, incomeFen, costFen, netFen } = row;
  return { fund, income: yuanFromFen(incomeFen), cost: yuanFromFen(costFen), net: yuanFromFen(netFen) };
}

export const counterpartyAnswer = z.object({ id: z.string(), counterparty: z.string() });
