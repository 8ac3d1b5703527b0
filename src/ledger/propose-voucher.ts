import { Injectable } from '@nestjs/common';
import { shanghaiDate, type CalendarDate } from '../kernel/calendar.js';
import { Clock } from '../kernel/clock.js';
import { Randomness, uuidV7 } from '../kernel/ids.js';
import type { Violation } from '../kernel/violation.js';
import { EstateReads, type Query } from '../platform/database/estate-reads.js';
import { admitVoucher } from './rules/admit-voucher.js';
import { checkCorrection, correctionDrafts, type CorrectionPlan } from './rules/corrections.js';
import type { IdempotencyClaim } from './rules/fold-batch.js';
import { checkClose, checkReopen } from './rules/periods.js';
import { proposalBody, type ProposalContent } from './rules/proposal.js';
import type { EstateStructure } from './rules/structure.js';
import { formatNumber, type VoucherDraft } from './rules/voucher.js';
import { readBook } from './store/book-store.js';
import { decideOnce, type DecidedOnce, type Decision } from './store/decide-once.js';
import { keepProposal } from './store/proposal-store.js';
import { StructureStore, structureVersion } from './store/structure-store.js';
import { correctionsAround, readVoucher, seqOfNumber } from './store/voucher-store.js';

export interface ProposalRequest {
  readonly estateId: string;
  readonly preparer: string;
  readonly content: ProposalContent;
  readonly claim?: IdempotencyClaim;
}

/** The person who will approve is not known yet; every rule about the second person waits for the approval. */
const SOMEBODY_ELSE = new Set(['SECOND_PERSON_REQUIRED']);

/**
 * Takes a numberless proposal (a voucher, a correction, a month's close or reopening) for another person to decide. What can be judged now
 * is judged now, so that a preparer hears of a mistake at once; the rest is judged again, under the lock, when it is approved.
 */
@Injectable()
export class ProposeVoucher {
  readonly #structures = new StructureStore();

  constructor(
    private readonly reads: EstateReads,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {}

  async execute(request: ProposalRequest): Promise<DecidedOnce<{ proposalId: string }>> {
    const { estateId, preparer, content } = request;
    const proposalId = uuidV7(this.clock.now(), this.randomness);
    return this.reads.write(estateId, (query, client) =>
      decideOnce(client, estateId, request.claim, async (): Promise<Decision<{ proposalId: string }>> => {
        const structure = await this.#structures.load(client, estateId, await structureVersion(query, estateId));
        const violations = await this.#check(query, request, structure);
        if (violations.length > 0) return { refused: violations };
        await keepProposal(client, { estateId, proposalId, kind: content.kind, preparer, body: proposalBody(content) });
        return { accepted: { proposalId } };
      }),
    );
  }

  async #check(query: Query, request: ProposalRequest, structure: EstateStructure): Promise<Violation[]> {
    const { estateId, preparer, content } = request;
    const today = shanghaiDate(this.clock.now());
    if (content.kind === 'close') return checkClose(content.period, await readBook(query, estateId), today);
    if (content.kind === 'reopen') return checkReopen(content.period, await readBook(query, estateId));
    const who = { estateId, preparer, approver: '' };
    if (content.kind === 'voucher') return admitForNow({ ...content.draft, ...who }, structure, today);
    const seq = await seqOfNumber(query, estateId, content.number);
    if (seq === undefined) return [{ code: 'VOUCHER_NOT_FOUND', facts: { number: formatNumber(content.number) } }];
    return checkOpenCorrection(query, { ...who, seq }, content.plan, structure, today);
  }
}

async function checkOpenCorrection(
  query: Query,
  who: { estateId: string; preparer: string; approver: string; seq: bigint },
  plan: CorrectionPlan,
  structure: EstateStructure,
  today: CalendarDate,
): Promise<Violation[]> {
  const original = (await readVoucher(query, who.estateId, who.seq)).content;
  const links = await correctionsAround(query, who.estateId, who.seq);
  const isTakenBack = links.some((link) => link.originalSeq === who.seq && link.kind === 'red');
  return [
    ...(isTakenBack ? [{ code: 'ALREADY_REVERSED', facts: { number: original.number } }] : []),
    ...checkCorrection(original, plan),
    ...correctionDrafts(original, plan, who).flatMap((draft) => admitForNow(draft, structure, today)),
  ];
}

function admitForNow(draft: VoucherDraft, structure: EstateStructure, today: CalendarDate): Violation[] {
  return admitVoucher(draft, structure, today).filter(
    (violation) => !SOMEBODY_ELSE.has(violation.code) && violation.at !== 'approver',
  );
}
