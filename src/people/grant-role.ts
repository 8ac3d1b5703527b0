import { Injectable } from '@nestjs/common';
import { Clock } from '../kernel/clock.js';
import { EstateReads } from '../platform/database/estate-reads.js';
import { AccessCache } from './access-cache.js';
import type { RoleChange } from './rules/role-change.js';
import { writeRoleChange } from './write-role-change.js';

export interface GrantRoleInput extends Omit<RoleChange, 'action'> {
  readonly estateId: string;
}

/** Gives a person a role by a leaf, so that who could approve at any time is provable. */
@Injectable()
export class GrantRole {
  constructor(
    private readonly reads: EstateReads,
    private readonly clock: Clock,
    private readonly cache: AccessCache,
  ) {}

  /** @throws Refusal with the codes of `rules/role-change`, ESTATE_NOT_FOUND. */
  async execute({ estateId, ...change }: GrantRoleInput): Promise<void> {
    await writeRoleChange(this.reads, estateId, { ...change, action: 'grant' }, this.clock.now());
    this.cache.forget();
  }
}
