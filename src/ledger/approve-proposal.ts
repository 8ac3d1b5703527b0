import { Injectable } from '@nestjs/common';
import { shanghaiDate } from '../kernel/calendar.js';
import { Clock } from '../kernel/clock.js';
import type { Violation } from '../kernel/violation.js';
import { invariant } from '../kernel/invariant.js';
import { appendRecord } from '../log/index.js';
import { EstateReads, type Query } from '../platform/database/estate-reads.js';
import { JournalWriter } from './journal-writer.js';
import { checkCorrection, correctionDrafts } from './rules/corrections.js';
import type { IdempotencyClaim, PostUnit, UnitVoucher } from './rules/fold-batch.js';
import { checkClose, checkReopen } from './rules/periods.js';
import { checkApprover, checkPreparer } from './rules/persons.js';
import { proposalContent, type ProposalBody, type ProposalContent } from './rules/proposal.js';
import type { PostedVoucher } from './rules/voucher.js';
import { readBook } from './store/book-store.js';
import { decideOnce, type DecidedOnce, type Decision } from './store/decide-once.js';
import { findProposal, settleProposal, type ProposalRow } from './store/proposal-store.js';
import { StructureStore, structureVersion } from './store/structure-store.js';
import { readVoucherWhole, seqOfNumber } from './store/voucher-store.js';

export interface ApprovalRequest {
  readonly estateId: string;
  readonly proposalId: string;
  /** Person id of the one who approves. */
  readonly approver: string;
  readonly claim?: IdempotencyClaim;
}

/** What became of an approved proposal: vouchers with their numbers, or a month's new state. */
export interface Approved {
  readonly vouchers: readonly PostedVoucher[];
  readonly period?: string;
}

/**
 * Another person's approval: only now is there a voucher. Everything is judged again here, since the ledger has moved
 * on since the
 * proposal, and the append function checks once more that two different persons with their roles stand behind it.
 */
@Injectable()
export class ApproveProposal {
  readonly #structures = new StructureStore();

  constructor(
    private readonly reads: EstateReads,
    private readonly writer: JournalWriter,
    private readonly clock: Clock,
  ) {}

  async execute(request: ApprovalRequest): Promise<DecidedOnce<Approved>> {
    const { estateId, proposalId } = request;
    const found = await this.reads.read(
      estateId,
      async (query) => {
        const row = await findProposal(query, estateId, proposalId);
        return row === undefined ? undefined : { row, unit: await this.#unit(query, request, row) };
      },
      { private: true },
    );
    if (found === undefined) {
      return { refused: [{ code: 'PROPOSAL_NOT_FOUND', facts: { id: proposalId } }], replayed: false };
    }
    if (found.row.preparer === request.approver) {
      return { refused: [{ code: 'SECOND_PERSON_REQUIRED', at: 'approver' }], replayed: false };
    }
    if (found.unit === 'period') return this.#settlePeriod(request, found.row);
    if ('refused' in found.unit) return { refused: found.unit.refused, replayed: false };
    const outcome = await this.writer.post(found.unit);
    if ('refused' in outcome) return outcome;
    return { accepted: { vouchers: outcome.posted }, replayed: outcome.replayed };
  }

  async #unit(
    query: Query,
    request: ApprovalRequest,
    row: ProposalRow,
  ): Promise<PostUnit | 'period' | { refused: readonly Violation[] }> {
    const { estateId, proposalId, approver, claim } = request;
    const content = contentOf(row);
    if (content.kind === 'close' || content.kind === 'reopen') return 'period';
    const unit = { estateId, proposalId, ...(claim === undefined ? {} : { claim }) };
    const who = { estateId, preparer: row.preparer, approver };
    if (content.kind === 'voucher') return { ...unit, vouchers: [{ draft: { ...content.draft, ...who } }] };
    const seq = await seqOfNumber(query, estateId, content.number);
    invariant(seq !== undefined, 'the voucher that a correction was proposed for stays');
    const original = (await readVoucherWhole(query, estateId, seq)).content;
    const violations = checkCorrection(original, content.plan);
    if (violations.length > 0) return { refused: violations };
    const vouchers = correctionDrafts(original, content.plan, who).map((draft): UnitVoucher => {
      if (draft.kind === 'red') return { draft, reverses: seq };
      return draft.kind === 'corrected' ? { draft } : { draft, amends: seq };
    });
    return { ...unit, vouchers };
  }

  async #settlePeriod(request: ApprovalRequest, row: ProposalRow): Promise<DecidedOnce<Approved>> {
    const { estateId, proposalId, approver } = request;
    const content = contentOf(row);
    invariant(content.kind === 'close' || content.kind === 'reopen', 'only months are settled without a voucher');
    const { kind, period } = content;
    return this.reads.write(estateId, (query, client) =>
      decideOnce(client, estateId, request.claim, async (): Promise<Decision<Approved>> => {
        const state = (await findProposal(query, estateId, proposalId))?.state;
        if (state !== 'open') return { refused: [{ code: 'PROPOSAL_DECIDED', facts: { state: state ?? '' } }] };
        const book = await readBook(query, estateId);
        const today = shanghaiDate(this.clock.now());
        const { roles } = await this.#structures.load(client, estateId, await structureVersion(query, estateId));
        const violations = [
          ...checkPreparer(row.preparer, roles),
          ...checkApprover(approver, roles, 'approver'),
          ...(kind === 'close' ? checkClose(period, book, today) : checkReopen(period, book)),
        ];
        if (violations.length > 0) return { refused: violations };
        const leaf = {
          t: 'xinyi/period/v1',
          action: kind,
          period,
          preparer: row.preparer,
          approver,
          recorded_at: this.clock.now().toISOString(),
        };
        const { seq } = await appendRecord(client, { estateId, leaf });
        await settleProposal(client, estateId, proposalId, seq);
        return { accepted: { vouchers: [], period } };
      }),
    );
  }
}

function contentOf(row: ProposalRow): ProposalContent {
  const content = proposalContent(row.kind, row.body as ProposalBody);
  invariant(content !== undefined, 'a stored proposal is whole');
  return content;
}
