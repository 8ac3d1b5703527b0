import { Injectable } from '@nestjs/common';
import type { Violation } from '../kernel/violation.js';
import {
  ProposeVoucher,
  readOpenDrafts,
  type DecidedOnce,
  type DraftContent,
  type IdempotencyClaim,
} from '../ledger/index.js';
import type { Query } from '../platform/database/estate-reads.js';
import type { FundDraft } from './rules/draft.js';
import { TOP_UP_DIMENSION } from './rules/top-up.js';

/** Who asks for what, once. */
export interface Asking {
  readonly estateId: string;
  readonly personId: string;
  /** Absent for a caller who does not ask twice, a person at the command line. */
  readonly claim?: IdempotencyClaim;
}

/** Drafts that a rule made, and what the caller is told beside their proposals; or why there are none. */
export type Prepared<T> =
  { readonly drafts: readonly FundDraft[]; readonly told: T } | { readonly refused: readonly Violation[] };

export type Proposed<T> = T & { readonly proposals: readonly string[] };

/**
 * Takes drafts of this wing to the ledger as ordinary proposals, which another person approves.
 *
 * They are prepared under the head's lock and kept together or not at all; the same request is answered from what was
 * decided before. What waits for approval already is not proposed a second time.
 */
@Injectable()
export class ProposeDrafts {
  constructor(private readonly propose: ProposeVoucher) {}

  async execute<T extends object>(
    asking: Asking,
    prepare: (query: Query) => Promise<Prepared<T>>,
  ): Promise<DecidedOnce<Proposed<T>>> {
    const { estateId, personId, claim } = asking;
    let told: T | undefined;
    const outcome = await this.propose.executeAll({
      estateId,
      preparer: personId,
      ...(claim === undefined ? {} : { claim }),
      prepare: async (query) => {
        const prepared = await notWaiting(query, estateId, await prepare(query));
        if ('refused' in prepared) return prepared;
        told = prepared.told;
        return { accepted: prepared.drafts };
      },
      tell: () => told,
    });
    if ('refused' in outcome) return outcome;
    const { proposalIds, told: kept } = outcome.accepted;
    return { accepted: { ...(kept as T), proposals: proposalIds }, replayed: outcome.replayed };
  }
}

async function notWaiting<T>(query: Query, estateId: string, prepared: Prepared<T>): Promise<Prepared<T>> {
  if ('refused' in prepared) return prepared;
  const taken = new Map<string, string>();
  for (const open of await readOpenDrafts(query, estateId)) {
    for (const mark of marksOf(open)) taken.set(mark, open.summary);
  }
  const waiting = prepared.drafts.flatMap((draft) => marksOf(draft)).find((mark) => taken.has(mark));
  if (waiting === undefined) return prepared;
  return { refused: [{ code: 'FUND_DRAFT_WAITING', facts: { summary: taken.get(waiting) ?? '' } }] };
}

/**
 * What must stand in one draft only: the sources of households' lines, the months that are topped up, the refund of a
 * campaign.
 */
export function marksOf(draft: DraftContent): string[] {
  const sources = (draft.inside ?? []).flatMap(({ source }) => (source === '' ? [] : [source]));
  const months = draft.lines.flatMap((line) =>
    line.dimensions.filter(([name]) => name === TOP_UP_DIMENSION).map(([name, value]) => `${name} ${value}`),
  );
  const refunds = draft.kind === 'refund' ? draft.refs.filter(([kind]) => kind === 'campaign') : [];
  return [...sources, ...months, ...refunds.map(([, id]) => `refund ${id}`)];
}
