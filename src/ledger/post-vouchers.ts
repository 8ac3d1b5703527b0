import { Injectable } from '@nestjs/common';
import { JournalWriter } from './journal-writer.js';
import type { IdempotencyClaim, PostUnit, UnitOutcome } from './rules/fold-batch.js';
import type { DraftContent } from './rules/proposal.js';
import { POSTED_BY_AGENT } from './rules/voucher.js';

export interface AgentPost {
  readonly estateId: string;
  /** Person id of the posting agent. */
  readonly agent: string;
  readonly drafts: readonly DraftContent[];
  /**
   * One claim for an atomic post; for posts on their own each draft's claim is this one with its place appended to the
   * key.
   */
  readonly claim: IdempotencyClaim;
  /** True: all or nothing. False: each on its own, and every draft gets its own outcome. */
  readonly atomic: boolean;
}

/** A system that two people trusted with it posts directly; the voucher says 系统过账. */
@Injectable()
export class PostVouchers {
  constructor(private readonly writer: JournalWriter) {}

  /** One outcome for an atomic post, else one a draft, in order. */
  async execute(post: AgentPost): Promise<UnitOutcome[]> {
    const { estateId, claim } = post;
    const vouchers = post.drafts.map((draft) => ({
      draft: { ...draft, estateId, preparer: post.agent, approver: POSTED_BY_AGENT },
    }));
    if (post.atomic) return [await this.writer.post({ estateId, vouchers, claim })];
    const units = vouchers.map((voucher, index): PostUnit => ({
      estateId,
      vouchers: [voucher],
      claim: { ...claim, key: `${claim.key}/${index}` },
    }));
    // The first one tells whether the key stands for another request; then it stands for another one for all of them.
    const [head, ...rest] = units;
    if (head === undefined) return [];
    const first = await this.writer.post(head);
    if (isKeyReused(first)) return units.map(() => first);
    return [first, ...(await Promise.all(rest.map((unit) => this.writer.post(unit))))];
  }
}

/** Whether the key was used before with other input. */
export function isKeyReused(outcome: UnitOutcome): boolean {
  return 'refused' in outcome && outcome.refused.some(({ code }) => code === 'IDEMPOTENCY_KEY_REUSED');
}
