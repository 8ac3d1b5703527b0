import { Injectable } from '@nestjs/common';
import { periodOf, shanghaiDate, type CalendarDate } from '../kernel/calendar.js';
import { Clock } from '../kernel/clock.js';
import { Randomness, uuidV7 } from '../kernel/ids.js';
import type { Violation } from '../kernel/violation.js';
import { EstateReads, type Query } from '../platform/database/estate-reads.js';
import { admitVoucher } from './rules/admit-voucher.js';
import { checkCorrectedYear, checkCorrection, correctionDrafts, type CorrectionPlan } from './rules/corrections.js';
import type { IdempotencyClaim } from './rules/fold-batch.js';
import { checkClose, checkReopen, placedPeriod, type BookState } from './rules/periods.js';
import { checkPreparer } from './rules/persons.js';
import { proposalBody, type DraftContent, type ProposalContent } from './rules/proposal.js';
import type { EstateStructure } from './rules/structure.js';
import { voucherBytes } from './rules/voucher-leaf.js';
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

/** Several proposals that are kept together or not at all. */
export interface ProposalBatch {
  readonly estateId: string;
  readonly preparer: string;
  /** Makes them under the head's lock: what it reads still holds when they are kept. None is an outcome too. */
  readonly prepare: (query: Query) => Promise<Decision<readonly DraftContent[]>>;
  /** What the caller is told beside the proposals, kept with the outcome; asked once they were prepared. */
  readonly tell?: () => unknown;
  readonly claim?: IdempotencyClaim;
}

export interface ProposedBatch {
  readonly proposalIds: readonly string[];
  readonly told?: unknown;
}

/** The person who will approve is not known yet; every rule about the second person waits for the approval. */
const SOMEBODY_ELSE = new Set(['SECOND_PERSON_REQUIRED']);

/**
 * Takes a numberless proposal (a voucher, a correction, a month's close or reopening) for another person to decide.
 * What can be judged now
 * is judged now, so that a preparer hears of a mistake at once; the rest is judged again, under the lock, when it is
 * approved.
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

  async executeAll(batch: ProposalBatch): Promise<DecidedOnce<ProposedBatch>> {
    const { estateId, preparer } = batch;
    return this.reads.write(estateId, (query, client) =>
      decideOnce(client, estateId, batch.claim, async (): Promise<Decision<ProposedBatch>> => {
        const structure = await this.#structures.load(client, estateId, await structureVersion(query, estateId));
        const prepared = await batch.prepare(query);
        if ('refused' in prepared) return prepared;
        const contents = prepared.accepted.map((draft) => ({ kind: 'voucher', draft }) as const);
        for (const content of contents) {
          const violations = await this.#check(query, { estateId, preparer, content }, structure);
          if (violations.length > 0) return { refused: violations };
        }
        const proposalIds = contents.map(() => uuidV7(this.clock.now(), this.randomness));
        for (const [index, content] of contents.entries()) {
          const proposalId = proposalIds[index] ?? '';
          await keepProposal(client, { estateId, proposalId, kind: 'voucher', preparer, body: proposalBody(content) });
        }
        return { accepted: { proposalIds, ...(batch.tell === undefined ? {} : { told: batch.tell() }) } };
      }),
    );
  }

  async #check(query: Query, request: ProposalRequest, structure: EstateStructure): Promise<Violation[]> {
    const { estateId, preparer, content } = request;
    const book = await readBook(query, estateId);
    const today = shanghaiDate(this.clock.now());
    if (content.kind === 'close')
      return [...checkPreparer(preparer, structure.roles), ...checkClose(content.period, book, today)];
    if (content.kind === 'reopen')
      return [...checkPreparer(preparer, structure.roles), ...checkReopen(content.period, book)];
    const now = { structure, book, today, seal: this.#placeholder() };
    const who = { estateId, preparer, approver: '' };
    if (content.kind === 'voucher') return admitForNow({ ...content.draft, ...who }, now);
    const seq = await seqOfNumber(query, estateId, content.number);
    if (seq === undefined) return [{ code: 'VOUCHER_NOT_FOUND', facts: { number: formatNumber(content.number) } }];
    return checkOpenCorrection(query, { ...who, seq }, content.plan, now);
  }

  /**
   * Bytes are made once for trial, so that a text that no leaf can hold is refused now and not when somebody approves.
   */
  #placeholder(): Now['seal'] {
    const recordedAt = this.clock.now();
    const id = uuidV7(recordedAt, this.randomness);
    return (draft) => {
      const place = { id, period: periodOf(draft.eventOn), no: LONGEST_NUMBER, recordedAt };
      const made = voucherBytes({ ...draft, approver: draft.preparer }, place, this.randomness);
      return 'violations' in made ? made.violations : [];
    };
  }
}

const LONGEST_NUMBER = 999_999_999;

/** What a proposal is judged by. */
interface Now {
  readonly structure: EstateStructure;
  readonly book: BookState;
  readonly today: CalendarDate;
  readonly seal: (draft: VoucherDraft) => readonly Violation[];
}

async function checkOpenCorrection(
  query: Query,
  who: { estateId: string; preparer: string; approver: string; seq: bigint },
  plan: CorrectionPlan,
  now: Now,
): Promise<Violation[]> {
  const original = (await readVoucher(query, who.estateId, who.seq)).content;
  const links = await correctionsAround(query, who.estateId, who.seq);
  const isTakenBack = links.some((link) => link.originalSeq === who.seq && link.kind === 'red');
  const judged = checkCorrection(original, plan);
  const drafts = correctionDrafts(original, plan, who);
  const byNumber = drafts.flatMap((draft) =>
    checkCorrectedYear(draft, placedPeriod(draft.eventOn, now.book.earliestOpen)),
  );
  return [
    ...(isTakenBack ? [{ code: 'ALREADY_REVERSED', facts: { number: original.number } }] : []),
    ...judged,
    // One is enough: by the day or, where the day's month is closed, by the month that numbers it.
    ...(judged.some(({ code }) => YEAR_CODES.has(code)) ? [] : byNumber.slice(0, 1)),
    ...drafts.flatMap((draft) => admitForNow(draft, now)),
  ];
}

const YEAR_CODES: ReadonlySet<string> = new Set(['CORRECTION_OTHER_YEAR', 'CORRECTION_SAME_YEAR']);

function admitForNow(draft: VoucherDraft, now: Now): Violation[] {
  const admitted = admitVoucher(draft, now.structure, now.today).filter(
    (violation) => !SOMEBODY_ELSE.has(violation.code) && violation.at !== 'approver',
  );
  return [...admitted, ...now.seal(draft)];
}
