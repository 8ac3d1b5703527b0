import { Injectable } from '@nestjs/common';
import { Clock } from '../kernel/clock.js';
import type { Violation } from '../kernel/violation.js';
import { decideOnce, type DecidedOnce, type Decision, type IdempotencyClaim } from '../ledger/index.js';
import { appendRecord } from '../log/index.js';
import { EstateReads, type Query } from '../platform/database/estate-reads.js';
import { TARIFF } from './rules/record-types.js';
import { checkTariff, tariffFields, type TariffVersion } from './rules/tariff.js';
import { holdsRole } from './store/role-reads.js';
import { readTariffGround, readTariffProposals } from './tariff-reads.js';

export interface TariffApproval {
  readonly estateId: string;
  readonly approver: string;
  /** Position of the proposal in the log. */
  readonly proposal: bigint;
  readonly claim?: IdempotencyClaim;
}

/** Puts a drafted tariff in force from its day. Everything is judged again: other tariffs may have come meanwhile. */
@Injectable()
export class ApproveTariff {
  constructor(
    private readonly reads: EstateReads,
    private readonly clock: Clock,
  ) {}

  async execute(approval: TariffApproval): Promise<DecidedOnce<{ tariff: string; from: string; position: string }>> {
    const { estateId, approver, proposal, claim } = approval;
    type Approved = { tariff: string; from: string; position: string };
    return this.reads.write(estateId, (query, client) =>
      decideOnce(client, estateId, claim, async (): Promise<Decision<Approved>> => {
        const drafted = await readTariffProposals(query, estateId);
        const found = drafted.find(({ seq }) => seq === proposal);
        if (found === undefined) {
          return { refused: [{ code: 'TARIFF_PROPOSAL_NOT_FOUND', facts: { position: String(proposal) } }] };
        }
        const refused = await check(query, approval, found, drafted);
        if (refused.length > 0) return { refused };
        const leaf = {
          t: TARIFF,
          by: found.by,
          approver,
          proposal: String(proposal),
          recorded_at: this.clock.now().toISOString(),
          ...tariffFields(found),
        };
        const { seq } = await appendRecord(client, { estateId, leaf });
        return { accepted: { tariff: found.code, from: found.from, position: String(seq) } };
      }),
    );
  }
}

async function check(
  query: Query,
  { estateId, approver, proposal }: TariffApproval,
  found: TariffVersion,
  drafted: readonly TariffVersion[],
): Promise<Violation[]> {
  const ground = await readTariffGround(query, estateId);
  const facts = { tariff: found.code };
  if (ground.versions.some((version) => version.proposal === proposal)) {
    return [{ code: 'TARIFF_PROPOSAL_DECIDED', facts }];
  }
  if (drafted.some(({ code, seq }) => code === found.code && seq > proposal)) {
    return [{ code: 'TARIFF_PROPOSAL_REPLACED', facts }];
  }
  const holds =
    (await holdsRole(query, estateId, found.by, 'COMMITTEE_PREPARER')) ||
    (await holdsRole(query, estateId, found.by, 'TRUSTEE'));
  return [
    ...(found.by === approver ? [{ code: 'SECOND_PERSON_REQUIRED', at: 'approver' }] : []),
    ...(holds ? [] : [{ code: 'ROLE_REQUIRED', at: 'preparer', facts: { role: '制单', person: found.by } }]),
    ...checkTariff(found, ground),
  ];
}
