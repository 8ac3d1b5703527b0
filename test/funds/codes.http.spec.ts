/** Every code of this wing's table of problems is provoked here at its door, and the table has no other codes. */
import { fundsProblems } from '../../src/funds/index.js';
import type { LeafObject } from '../../src/kernel/canonical.js';
import type { GrantedRole } from '../../src/people/rules/index.js';
import { appendRecord } from '../../src/log/index.js';
import type { Answer } from '../acceptance/deployment.js';
import { PEOPLE } from '../support/drafts.js';
import { FundWorld, unitNames, type Refused } from './fund-world.js';

let world: FundWorld;
const FUND = 'CW-2025-01';
const on = { eventOn: '2025-06-01' };

const campaign = {
  id: 'gate',
  title: '门禁',
  fund: FUND,
  share: '100.00',
  households: 10,
  deadline: '2025-05-31',
  resolution: '2025-01',
};
const contract = {
  id: 'parking',
  kind: 'PARKING',
  counterparty: { name: '某公司' },
  from: '2025-01-01',
  to: '2025-12-31',
  schedule: { every: 'MONTHLY', amount: '100.00' },
};
const plan = {
  id: 'drain',
  title: '排水',
  fund: FUND,
  price: '100.00',
  resolution: '2025-01',
  lines: [
    { source: 'STREET', amount: '90.00' },
    { source: 'CONCESSION', amount: '10.00' },
  ],
};
const insurance = {
  id: 'home',
  insurer: '某保险公司',
  premium: '10.00',
  from: '2025-01-01',
  to: '2025-12-31',
  resolution: '2025-01',
};
const given = (serial: string, more: object = {}): object => ({
  rows: [{ unit: '1-01', amount: '100.00', paidOn: '2025-05-01', serial, ...more }],
});
const months = { from: '2025-01', to: '2025-03', resolution: '2025-01', ...on };
const passed = { order: 'order-1', unit: '1-01', amount: '5.00', ...on };

const draft = (path: string, body: unknown): Promise<Answer<Refused>> => world.draft(path, body);

async function proposed(body: object): Promise<string> {
  const { proposalId } = (await world.draft<{ proposalId: string }>('rule-packs', body)).body;
  return proposalId;
}
function decide(id: string, role: GrantedRole = 'COMMITTEE_APPROVER'): Promise<Answer<Refused>> {
  return world.ask(`fund-records/${id}/approve`, role, { method: 'POST' });
}
const pack = { pack: 'sichuan', resolution: '2025-01' };

const PROVOKED: Readonly<Record<string, () => Promise<Answer<Refused>>>> = {
  FUND_PROPOSAL_NOT_FOUND: () => decide('0197f6a0-1c2d-7b3e-8f4a-5b6c7d8e9f01'),
  FUND_PROPOSAL_DECIDED: async () => {
    const id = await proposed(pack);
    await decide(id);
    return decide(id);
  },
  FUND_SECOND_PERSON: async () => {
    // One person with both roles: the door lets both requests in, the rule does not.
    await world.give('COMMITTEE_PREPARER', 'COMMITTEE_APPROVER');
    const id = await proposed(pack);
    return decide(id, 'COMMITTEE_PREPARER');
  },
  FUND_ROLE_GONE: async () => {
    const id = await proposed(pack);
    await world.take('COMMITTEE_PREPARER', 'COMMITTEE_PREPARER');
    const answer = await decide(id);
    await world.give('COMMITTEE_PREPARER', 'COMMITTEE_PREPARER');
    return answer;
  },
  FUND_RECORD_NOT_FOUND: () => draft('campaigns/nowhere/refunds', on),
  FUND_DRAFT_WAITING: async () => {
    const body = { id: 'share', perM2: '0.10', resolution: '2025-01', ...on };
    await world.drafted('distributions', body);
    return draft('distributions', body);
  },
  FUNDS_FUND_UNKNOWN: () => draft('campaigns', { ...campaign, fund: 'XX' }),
  FUNDS_FUND_KIND: () => draft('campaigns', { ...campaign, fund: 'PS' }),
  FUNDS_UNIT_UNKNOWN: () => draft('campaigns/gate/contributions', given('u1', { unit: '9-99' })),
  FUNDS_UNIT_TWICE: () =>
    draft('campaigns/gate/pledges', {
      rows: [
        { unit: '1-01', amount: '1.00' },
        { unit: '1-01', amount: '2.00' },
      ],
    }),
  CONTRACT_TERM: () => draft('revenue-contracts', { ...contract, from: '2026-01-01' }),
  CONTRACT_DUES_COUNT: () => draft('revenue-contracts', { ...contract, schedule: { dues: [] } }),
  CONTRACT_DUE: () =>
    draft('revenue-contracts', { ...contract, schedule: { dues: [{ on: '2027-01-01', amount: '1.00' }] } }),
  RULE_PACK_UNKNOWN: () => draft('rule-packs', { ...pack, pack: 'atlantis' }),
  TOP_UP_SHARE: () => draft('rule-packs', { ...pack, share: '100.01' }),
  REPAIR_FIRST_MISSING: () => draft('rule-packs', { ...pack, pack: 'beijing', share: '50' }),
  TOP_UP_DONE: async () => {
    await world.record('rule-packs', { pack: 'shanghai', share: '60', resolution: '2025-01' });
    await world.book('repair-top-ups', months);
    return draft('repair-top-ups', months);
  },
  TOP_UP_NOT_DUE: () => draft('repair-top-ups', { ...months, from: '2024-01', to: '2024-03' }),
  TRANSFER_SAME_FUND: () =>
    draft('fund-transfers', { fromFund: 'PR', toFund: 'PR', amount: '1.00', resolution: '2025-01', ...on }),
  TRANSFER_SUSPENSE: () =>
    draft('fund-transfers', { fromFund: 'SUSPENSE', toFund: 'PR', amount: '1.00', resolution: '2025-01', ...on }),
  DISTRIBUTION_DONE: async () => {
    const body = { id: 'done', perM2: '0.01', resolution: '2025-01', ...on };
    await world.book('distributions', body);
    return draft('distributions', body);
  },
  DISTRIBUTION_EMPTY: () => draft('distributions', { id: 'empty', perM2: '0.000001', resolution: '2025-01', ...on }),
  DISTRIBUTION_ABOVE_FUND: () => draft('distributions', { id: 'all', perM2: '9999.00', resolution: '2025-01', ...on }),
  DISTRIBUTION_NOT_OWED: () =>
    draft('distributions/nothing/payments', { rows: [{ unit: '1-01', paper: 'TITLE_DEED' }], ...on }),
  ROOM_NOT_VERIFIED: () => draft('distributions/done/payments', { rows: [{ unit: '1-01' }], ...on }),
  CAMPAIGN_FUND_TAKEN: () => draft('campaigns', { ...campaign, id: 'other' }),
  CAMPAIGN_SHARE: () => raw('campaign', 'none', { title: '无', fund: FUND, share: '0', households: '1' }),
  CAMPAIGN_OVER: () => draft('campaigns/gate/contributions', given('late', { paidOn: '2025-06-01' })),
  CAMPAIGN_STILL_RAISING: () => draft('campaigns/gate/refunds', { eventOn: '2025-05-31' }),
  CAMPAIGN_NOTHING_LEFT: () => draft('campaigns/gate/refunds', on),
  CONTRIBUTIONS_EMPTY: () => draft('campaigns/gate/contributions', { rows: [] }),
  CONTRIBUTION_AMOUNT: () => draft('campaigns/gate/contributions', given('a1', { amount: '1.001' })),
  CONTRIBUTION_DAY: () => draft('campaigns/gate/contributions', given('d1', { paidOn: '2025-02-30' })),
  CONTRIBUTION_SERIAL: () => draft('campaigns/gate/contributions', given('无')),
  CONTRIBUTION_SERIAL_TWICE: () => {
    const row = { unit: '1-01', amount: '1.00', paidOn: '2025-05-01', serial: 'same' };
    return draft('campaigns/gate/contributions', { rows: [row, { ...row, unit: '1-02' }] });
  },
  PLAN_UNEQUAL: () => draft('funding-plans', { ...plan, price: '99.00' }),
  PLAN_LINE_AMOUNT: () => raw('funding-plan', 'odd', { fund: FUND, price: '0', lines: [['STREET', '0', '']] }),
  PLAN_LINE_UNKNOWN: () => draft('funding-plans/drain/receipts', { line: 9, amount: '1.00', ...on }),
  PLAN_CONCESSION_IS_NO_CASH: () => draft('funding-plans/drain/receipts', { line: 2, amount: '1.00', ...on }),
  PLAN_OWN_MONEY: async () => {
    const own = { ...plan, id: 'own', fund: 'PR', lines: [{ source: 'PUBLIC_REVENUE', amount: '100.00' }] };
    await world.record('funding-plans', own);
    return draft('funding-plans/own/receipts', { line: 1, amount: '1.00', ...on });
  },
  PLAN_SHORT: () => draft('funding-plans/drain/payments', { amount: '1.00', ...on }),
  PLAN_NOT_IN_KIND: () => draft('funding-plans/drain/concessions', { line: 1, amount: '1.00', ...on }),
  PLAN_CONCESSION_NOT_BOOKED: () => draft('funding-plans/drain/concessions', { line: 2, amount: '1.00', ...on }),
  PLAN_CONCESSION_ABOVE: async () => {
    await world.record('funding-plans', { ...plan, bookConcessions: true });
    return draft('funding-plans/drain/concessions', { line: 2, amount: '10.01', ...on });
  },
  INSURANCE_PREMIUM: () => raw('insurance', 'none', { fund: 'PS', premium: '0', from: '2025-01-01', to: '2025-12-31' }),
  INSURANCE_TERM: () => draft('insurance-batches', { ...insurance, to: '2024-12-31' }),
  INSURANCE_UNIT_INSURED: async () => {
    const body = { rows: [{ unit: '1-01', policy: 'P1' }], ...on };
    await world.book('insurance-batches/home/purchases', body);
    return draft('insurance-batches/home/purchases', body);
  },
  INSURANCE_REFUND: () =>
    draft('insurance-batches/home/cancellations', { rows: [{ unit: '1-02', refund: '1.00' }], ...on }),
  PASS_THROUGH_SHORT: () => draft('pass-through', { ...passed, direction: 'out', serial: 'x' }),
  PASS_THROUGH_BOOKED: async () => {
    const body = { ...passed, direction: 'in', serial: 'y' };
    await world.book('pass-through', body);
    return draft('pass-through', body);
  },
};

/** A proposal that our own doors would never write, so that what is decided is judged again. */
async function raw(record: string, target: string, fields: LeafObject): Promise<Answer<Refused>> {
  const subject = `0197f6a0-1c2d-7b3e-8f4a-${String(Date.now()).padStart(12, '0').slice(-12)}`;
  const leaf = { t: 'xinyi/fund-proposal/v1', subject, record, target, ...fields, by: PEOPLE.preparer };
  await world.reads.write(world.estateId, (_query, client) =>
    appendRecord(client, {
      estateId: world.estateId,
      leaf: { ...leaf, recorded_at: new Date().toISOString() },
    }),
  );
  return decide(subject);
}

function asked(code: string): string[] {
  const text = fundsProblems[code];
  const all = text === undefined ? '' : text.zh + text.en + text.remedyZh + text.remedyEn;
  return [...all.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
}

describe('codes of the funds', () => {
  beforeAll(async () => {
    world = await FundWorld.open();
    await world.addRoll(unitNames(10).map((unit) => [unit, '100.00']));
    await world.must('2025-01-05', '公共收益', '100201/PR +1000.00 400208/PR -1000.00');
    await world.must('2025-01-05', '物业费', '100201/PS +1000.00 400102/PS -1000.00');
    await world.record('campaigns', campaign);
    await world.record('funding-plans', plan);
    await world.record('insurance-batches', insurance);
  });
  afterAll(() => world.close());

  it('are all provoked below, and no others exist', () => {
    expect(Object.keys(PROVOKED).sort()).toEqual(Object.keys(fundsProblems).sort());
  });

  it.each(Object.keys(PROVOKED))('%s', async (code) => {
    const answer = await PROVOKED[code]?.();
    const found = answer?.body.violations.find((violation) => violation.code === code);
    expect([answer?.text, found?.code]).toEqual([answer?.text, code]);
    expect(found?.title).toMatch(/\p{Script=Han}/u);
    expect(found?.title).not.toMatch(asked(code).length > 0 ? /\{\w+\}|undefined/ : /undefined/);
  });
});
