import { Injectable } from '@nestjs/common';
import { shanghaiDate } from '../kernel/calendar.js';
import { Clock } from '../kernel/clock.js';
import { yuanFromFen } from '../kernel/fen.js';
import type { Violation } from '../kernel/violation.js';
import { bookedSources, readOpenDrafts, type DecidedOnce } from '../ledger/index.js';
import { csvText, wholeNamedRows, type TableProblem } from '../platform/tables/index.js';
import { marksOf, ProposeDrafts, type Asking, type Proposed } from './propose-drafts.js';
import { recordOrRefuse, unitsOf } from './read-facts.js';
import { readCampaign } from './rules/campaign.js';
import {
  CONTRIBUTION_COLUMNS,
  contributionDrafts,
  readContributions,
  sourceOf,
  type ContributionRow,
} from './rules/contributions.js';
import { CAMPAIGN } from './rules/record-types.js';

export interface ContributionsTold {
  readonly households: number;
  readonly amount: string;
  /** Rows that are booked already. */
  readonly booked: number;
  /** Rows that wait for approval already. */
  readonly waiting: number;
}

export interface ContributionsAsk {
  readonly id: string;
  readonly account: string;
  readonly rows: readonly ContributionRow[];
  /** What reading a file found; nothing is booked while there is any. */
  readonly problems?: readonly Violation[];
}

/** Contributions to a campaign, from a list or a file. Sent twice, they are booked once. */
@Injectable()
export class ReceiveContributions {
  constructor(
    private readonly propose: ProposeDrafts,
    private readonly clock: Clock,
  ) {}

  execute(asking: Asking, ask: ContributionsAsk): Promise<DecidedOnce<Proposed<ContributionsTold>>> {
    const { estateId } = asking;
    return this.propose.execute(asking, async (query) => {
      const campaign = await recordOrRefuse(query, estateId, { type: CAMPAIGN, id: ask.id, read: readCampaign });
      const facts = { roll: await unitsOf(query, estateId), today: shanghaiDate(this.clock.now()), campaign };
      const problems = ask.problems ?? [];
      const reading = readContributions(ask.rows, facts);
      if (!reading.ok || problems.length > 0) {
        return { refused: [...problems, ...(reading.ok ? [] : reading.violations)] };
      }
      const sources = reading.contributions.map(({ serial }) => sourceOf(campaign, serial));
      const booked = await bookedSources(query, estateId, sources);
      const waiting = new Set((await readOpenDrafts(query, estateId)).flatMap(marksOf));
      const fresh = reading.contributions.filter(({ serial }) => {
        const source = sourceOf(campaign, serial);
        return !booked.has(source) && !waiting.has(source);
      });
      const told = {
        households: new Set(fresh.map(({ unit }) => unit)).size,
        amount: yuanFromFen(fresh.reduce((sum, { fen }) => sum + fen, 0n)),
        booked: booked.size,
        waiting: sources.filter((source) => waiting.has(source) && !booked.has(source)).length,
      };
      return { drafts: contributionDrafts(campaign, ask.account, fresh), told };
    });
  }
}

/** The rows of a contribution file with their lines, and what is wrong with the file itself. */
export function readContributionFile(bytes: Uint8Array): { rows: ContributionRow[]; problems: Violation[] } {
  const problems: Violation[] = [];
  const note = ({ code, line, column, facts }: TableProblem): void => {
    const at = `line[${String(line ?? 1)}]${column === undefined ? '' : `.${column}`}`;
    problems.push({ code, at, ...(facts === undefined ? {} : { facts }) });
  };
  const rows = wholeNamedRows(bytes, CONTRIBUTION_COLUMNS, note).map(({ line, cells }) => {
    const [unit = '', amount = '', paidOn = '', serial = ''] = cells;
    return { unit, amount, paidOn, serial, at: `line[${String(line)}]` };
  });
  return { rows, problems };
}

/** The layout of a contribution file, to be filled in. */
export function contributionTable(): string {
  return csvText([CONTRIBUTION_COLUMNS]);
}
