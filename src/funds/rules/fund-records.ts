/**
 * Records that two people stand behind: one proposes, another puts in force.
 *
 * 1. What is proposed is judged when it is proposed and again when it is decided, by the same rules.
 * 2. What stands in a public leaf names no household and no person's numbers.
 * 3. A proposal is open until a decision says `approved` or `returned`; it is decided once, by another person.
 */
import type { LeafObject } from '../../kernel/canonical.js';
import { checkPublicText } from '../../kernel/public-text.js';
import type { Violation } from '../../kernel/violation.js';
import { checkCampaign, readCampaign, type Campaign } from './campaign.js';
import type { Funds } from './facts.js';
import { checkPlan, readPlan } from './funding-plan.js';
import { checkInsurance, readInsurance } from './insurance.js';
import { textOf } from './leaf-reading.js';
import { CAMPAIGN, FUNDING_PLAN, INSURANCE, REVENUE_CONTRACT, RULE_PACK } from './record-types.js';
import { checkContract, readContract } from './contract-terms.js';
import { checkChoice, readChoice } from './top-up.js';

export const FUND_RECORDS = ['revenue-contract', 'rule-pack', 'campaign', 'funding-plan', 'insurance'] as const;
export type FundRecordKind = (typeof FUND_RECORDS)[number];

export const TYPE_OF: Readonly<Record<FundRecordKind, string>> = {
  'revenue-contract': REVENUE_CONTRACT,
  'rule-pack': RULE_PACK,
  campaign: CAMPAIGN,
  'funding-plan': FUNDING_PLAN,
  insurance: INSURANCE,
};

/** The one subject of the rule pack: an estate has one. */
export const THE_ESTATE = 'estate';

export interface RecordFacts {
  readonly funds: Funds;
  readonly campaigns: readonly Campaign[];
}

/** Fields of a leaf that say who and when, not what. */
const AROUND = new Set([
  't',
  'subject',
  'by',
  'approver',
  'recorded_at',
  'estate',
  'record',
  'target',
  'proposal',
  '_sd',
]);

/** What was proposed, without what stands around it. */
export function recordFields(leaf: LeafObject): LeafObject {
  return Object.fromEntries(Object.entries(leaf).filter(([key]) => !AROUND.has(key)));
}

export function checkRecord(kind: FundRecordKind, target: string, fields: LeafObject, facts: RecordFacts): Violation[] {
  return [...checkPublicText(target, 'id'), ...checkTexts(fields), ...checkTerms(kind, target, fields, facts)];
}

const TEXTS = ['title', 'counterparty', 'insurer', 'resolution'] as const;

function checkTexts(fields: LeafObject): Violation[] {
  const lines = fields['lines'];
  const notes = lines === undefined || typeof lines === 'string' ? [] : lines;
  return [
    ...TEXTS.flatMap((key) => checkPublicText(textOf(fields, key), key)),
    ...notes.flatMap((line, index) =>
      typeof line === 'string' ? [] : checkPublicText(String(line[2] ?? ''), `lines[${String(index)}].note`),
    ),
  ];
}

function checkTerms(kind: FundRecordKind, target: string, fields: LeafObject, facts: RecordFacts): Violation[] {
  switch (kind) {
    case 'revenue-contract':
      return checkContract(readContract(target, fields), facts.funds);
    case 'rule-pack':
      return checkChoice(readChoice(fields));
    case 'campaign':
      return checkCampaign(readCampaign(target, fields), facts.funds, facts.campaigns);
    case 'funding-plan':
      return checkPlan(readPlan(target, fields), facts.funds);
    case 'insurance':
      return checkInsurance(readInsurance(target, fields), facts.funds);
  }
}

export type Decided = 'approved' | 'returned';

export function checkDecision(
  proposal: { readonly id: string; readonly preparer: string } | undefined,
  decided: string | undefined,
  decider: string,
  id: string,
): Violation[] {
  if (proposal === undefined) return [{ code: 'FUND_PROPOSAL_NOT_FOUND', facts: { id } }];
  const wordOf = (word: string): [string, string] =>
    word === 'approved' ? ['已批准', 'approved'] : ['已退回', 'returned'];
  const [stateZh, stateEn] = wordOf(decided ?? '');
  return [
    ...(decided === undefined ? [] : [{ code: 'FUND_PROPOSAL_DECIDED', facts: { stateZh, stateEn } }]),
    ...(proposal.preparer === decider ? [{ code: 'FUND_SECOND_PERSON', at: 'approver' }] : []),
  ];
}
