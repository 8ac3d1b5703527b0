import { Injectable } from '@nestjs/common';
import { Clock } from '../kernel/clock.js';
import { EstateReads } from '../platform/database/estate-reads.js';
import { AccessCache } from './access-cache.js';
import type { RoleChange } from './rules/role-change.js';
import { writeRoleChange } from './write-role-change.js';

export interface RevokeRoleInput extends Omit<RoleChange, 'action' | 'approver'> {
  readonly estateId: string;
}

/** Takes a role from a person by a leaf. It counts in this process at once, in others within seconds. */
@Injectable()
export class RevokeRole {
  constructor(
    private readonly reads: EstateReads,
    private readonly clock: Clock,
    private readonly cache: AccessCache,
  ) {}

  /** @throws Refusal OPERATOR_REQUIRED, PERSON_NOT_FOUND, ROLE_NOT_HELD, LAST_OPERATOR, ESTATE_NOT_FOUND. */
  async execute({ estateId, ...change }: RevokeRoleInput): Promise<void> {
    await writeRoleChange(this.reads, estateId, { ...change, action: 'revoke' }, this.clock.now());
    this.cache.forget();
  }
}
