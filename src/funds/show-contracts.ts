import { Injectable } from '@nestjs/common';
import { addDays, shanghaiDate, type CalendarDate } from '../kernel/calendar.js';
import { Clock } from '../kernel/clock.js';
import { Refusal } from '../kernel/violation.js';
import { readDisclosures } from '../log/index.js';
import { openDisclosure } from '../log/rules/index.js';
import { EstateReads, type Query } from '../platform/database/estate-reads.js';
import { latestRecord, latestRecords, sumsOfDimension, sumsThrough } from './read-facts.js';
import { netOf, type Sum } from './rules/facts.js';
import { REVENUE_CONTRACT } from './rules/record-types.js';
import {
  CONTRACT_DIMENSION,
  contractState,
  readContract,
  type ContractState,
  type RevenueContract,
} from './rules/contract-terms.js';

export interface ContractView {
  readonly contract: RevenueContract;
  readonly state: ContractState;
}

/** Public revenue over a stretch of days, whatever contract it came from. */
export interface RevenueResult {
  readonly fund: string;
  readonly incomeFen: bigint;
  readonly costFen: bigint;
  readonly netFen: bigint;
}

/** Revenue contracts: what was expected until a day, what came in, what is overdue, and what is left after cost. */
@Injectable()
export class ShowContracts {
  constructor(
    private readonly reads: EstateReads,
    private readonly clock: Clock,
  ) {}

  async list(estateId: string, on?: CalendarDate): Promise<{ asOf: CalendarDate; contracts: ContractView[] }> {
    const asOf = on ?? shanghaiDate(this.clock.now());
    const contracts = await this.reads.read(estateId, async (query) => {
      const sums = await sumsOfDimension(query, estateId, CONTRACT_DIMENSION, asOf);
      return (await latestRecords(query, estateId, REVENUE_CONTRACT)).map(({ subject, leaf }) => {
        const contract = readContract(subject, leaf);
        const own = sums.filter(({ value }) => value === subject);
        return { contract, state: contractState(contract, own, asOf) };
      });
    });
    return { asOf, contracts };
  }

  /** The counterparty by name, a private person too. */
  counterparty(estateId: string, id: string): Promise<string> {
    return this.reads.read(
      estateId,
      async (query) => {
        const record = await latestRecord(query, estateId, REVENUE_CONTRACT, id);
        if (record === undefined) throw Refusal.of('FUND_RECORD_NOT_FOUND', 'id', { id });
        const sealed = (await readDisclosures(query, estateId, [record.seq])).flatMap(
          ({ text }) => openDisclosure(text) ?? [],
        );
        const name = sealed.find((field) => field.name === 'counterparty')?.value;
        return typeof name === 'string' ? name : readContract(id, record.leaf).counterparty;
      },
      { private: true },
    );
  }

  result(estateId: string, from: CalendarDate, to: CalendarDate): Promise<RevenueResult[]> {
    return this.reads.read(estateId, (query) => revenueBetween(query, estateId, from, to));
  }
}

/** By fund, from the first day to the last. */
export async function revenueBetween(
  query: Query,
  estateId: string,
  from: CalendarDate,
  to: CalendarDate,
): Promise<RevenueResult[]> {
  const through = await sumsThrough(query, estateId, to);
  const before = await sumsThrough(query, estateId, addDays(from, -1));
  const funds = [...new Set(through.filter(isRevenue).map(({ fund }) => fund))].sort();
  return funds.map((fund) => {
    const net = (account: string): bigint => {
      const of = (sums: readonly Sum[]): bigint =>
        netOf(
          sums.filter((sum) => sum.fund === fund),
          account,
        );
      return of(through) - of(before);
    };
    const [incomeFen, costFen] = [-net('4002'), net('5003')];
    return { fund, incomeFen, costFen, netFen: incomeFen - costFen };
  });
}

function isRevenue({ account }: Sum): boolean {
  return account.startsWith('4002') || account.startsWith('5003');
}
