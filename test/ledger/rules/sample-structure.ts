/** An estate's chart, funds and roles as rules see them. */
import { CHART } from '../../../src/ledger/rules/chart.js';
import type { EstateStructure, FundKind } from '../../../src/ledger/rules/structure.js';
import type { VoucherDraft } from '../../../src/ledger/rules/voucher.js';
import type { DraftContent } from '../../../src/ledger/rules/proposal.js';
import { day, PEOPLE } from '../../support/drafts.js';

export const ESTATE = '0197a3c0-0000-7000-8000-0000000000aa';
export const TODAY = day('2026-06-30');

const FUNDS: readonly (readonly [string, FundKind])[] = [
  ['PR', 'COMMON'],
  ['PS', 'PROPERTY_FEE'],
  ['WF', 'WORKING'],
  ['RF', 'REPAIR'],
  ['CF', 'CHARITY'],
  ['CW-2025-01', 'CAMPAIGN'],
  ['SUSPENSE', 'SUSPENSE'],
];

export function structureOf(serviceMode = 'TRUST'): EstateStructure {
  return {
    estateId: ESTATE,
    openedOn: day('2020-01-01'),
    serviceMode,
    accounts: new Map(CHART.map((account) => [account.code, account])),
    funds: new Map(FUNDS.map(([code, kind]) => [code, { code, name: code, kind }])),
    roles: new Map([
      [PEOPLE.operator, new Set(['OPERATOR'])],
      [PEOPLE.preparer, new Set(['COMMITTEE_PREPARER'])],
      [PEOPLE.approver, new Set(['COMMITTEE_APPROVER'])],
      [PEOPLE.trustee, new Set(['TRUSTEE'])],
      [PEOPLE.auditor, new Set(['AUDITOR'])],
      [PEOPLE.agent, new Set(['POSTING_AGENT'])],
    ]),
  };
}

export function draftOf(drafted: DraftContent, changes: Partial<VoucherDraft> = {}): VoucherDraft {
  return { ...drafted, estateId: ESTATE, preparer: PEOPLE.preparer, approver: PEOPLE.approver, ...changes };
}
