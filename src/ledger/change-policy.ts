import { Injectable } from '@nestjs/common';
import { Clock } from '../kernel/clock.js';
import { Refusal, type Violation } from '../kernel/violation.js';
import { appendRecord, lockHead } from '../log/index.js';
import { EstateReads } from '../platform/database/estate-reads.js';
import type { EstateStructure } from './rules/structure.js';
import { readBook } from './store/book-store.js';
import { StructureStore, structureVersion } from './store/structure-store.js';

export interface PolicyChange {
  readonly estateId: string;
  /** Whether the last closed month may be reopened. */
  readonly reopen: 'allowed' | 'refused';
  /** The operator. */
  readonly by: string;
  /** The committee's approver, who is somebody else. */
  readonly approver: string;
}

/** A policy is changed by two people: an operator, and a committee approver who is somebody else. */
function checkPersons({ by, approver }: PolicyChange, roles: EstateStructure['roles']): readonly Violation[] {
  const required = (person: string, role: string, word: string, at: string): Violation[] =>
    roles.get(person)?.has(role) === true ? [] : [{ code: 'ROLE_REQUIRED', at, facts: { role: word, person } }];
  return [
    ...required(by, 'OPERATOR', '管理员', 'by'),
    ...(by === approver
      ? [{ code: 'SECOND_PERSON_REQUIRED', at: 'approver' }]
      : required(approver, 'COMMITTEE_APPROVER', '审核', 'approver')),
  ];
}

/**
 * Changes what an estate's books allow, by a leaf.
 *
 * What is locked: the estate's head, so that roles and policy hold until the commit. A crash before it leaves nothing.
 */
@Injectable()
export class ChangePolicy {
  readonly #structures = new StructureStore();

  constructor(
    private readonly reads: EstateReads,
    private readonly clock: Clock,
  ) {}

  /**
   * Says whether anything changed; where the policy is so already, no leaf is written.
   *
   * @throws Refusal ROLE_REQUIRED, SECOND_PERSON_REQUIRED, ESTATE_NOT_FOUND.
   */
  async execute(change: PolicyChange): Promise<boolean> {
    const { estateId, reopen, by, approver } = change;
    return this.reads.write(estateId, async (query, client) => {
      await lockHead(client, estateId);
      const { roles } = await this.#structures.load(client, estateId, await structureVersion(query, estateId));
      const [first, ...rest] = checkPersons(change, roles);
      if (first !== undefined) throw new Refusal([first, ...rest]);
      const { reopenAllowed } = await readBook(query, estateId);
      if (reopenAllowed === (reopen === 'allowed')) return false;
      const leaf = { t: 'xinyi/policy/v1', reopen, by, approver, recorded_at: this.clock.now().toISOString() };
      await appendRecord(client, { estateId, leaf });
      return true;
    });
  }
}
