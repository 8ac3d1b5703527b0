import type { RecordType } from '../../log/rules/index.js';

/** What money may be given for. Subject: fund and purpose, `CF/PAVILION`; the latest record says what holds. */
export const CHARITY_PURPOSE = 'xinyi/charity-purpose/v1';
/** Whether a donor is named. Subject: the number of the donation; the latest record says what holds. */
export const DONATION_NAMING = 'xinyi/donation-naming/v1';

const COMMITTEE = ['COMMITTEE_PREPARER', 'COMMITTEE_APPROVER'] as const;

export const charityRecordTypes: readonly RecordType[] = [
  { type: CHARITY_PURPOSE, by: COMMITTEE },
  { type: DONATION_NAMING, by: COMMITTEE },
];
