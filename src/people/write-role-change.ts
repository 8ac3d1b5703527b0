import { appendRecord, lockHead } from '../log/index.js';
import type { EstateReads } from '../platform/database/estate-reads.js';
import { refuseAny } from './refuse-any.js';
import { checkRoleChange, type RoleChange } from './rules/role-change.js';
import { readRoleFacts } from './store/person-store.js';

/**
 * What is locked: the estate's head, so that the facts hold until the leaf is written. A crash before the commit
 * leaves nothing.
 */
export async function writeRoleChange(
  reads: EstateReads,
  estateId: string,
  change: RoleChange,
  recordedAt: Date,
): Promise<void> {
  await reads.write(estateId, async (query, client) => {
    await lockHead(client, estateId);
    refuseAny(checkRoleChange(change, await readRoleFacts(query, estateId)));
    const { action, person, role, by, approver } = change;
    const second = approver === undefined ? {} : { approver };
    const leaf = { t: 'xinyi/role/v1', action, person, role, by, ...second, recorded_at: recordedAt.toISOString() };
    await appendRecord(client, { estateId, leaf });
  });
}
