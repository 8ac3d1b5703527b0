import type { RecordType } from '../../log/rules/index.js';

/**
 * Who lives in which household. Subject: the person's id; private: `occupancy` = [unit, owner | tenant, from, to], an
 * empty `to` while it lasts. The latest record of a person says what holds now.
 */
export const OCCUPANCY = 'xinyi/occupancy/v1';

export const estateRecordTypes: readonly RecordType[] = [{ type: OCCUPANCY, by: ['OPERATOR', 'COMMITTEE_PREPARER'] }];
