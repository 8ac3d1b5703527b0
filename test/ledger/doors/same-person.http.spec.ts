/** A person with both roles still cannot approve what they prepared. */
import { addTestPerson } from '../../people/test-estate.js';
import { Doors, expectProblem, receipt, type ProblemBody } from './doors.js';

let doors: Doors;

beforeAll(async () => {
  doors = await Doors.open();
});
afterAll(() => doors.close());

describe('one person with both roles', () => {
  it('prepares, and is refused as the approver of the same thing, voucher, correction and month alike', async () => {
    const { app } = doors.deployment.running;
    const both = await addTestPerson(app, doors.sample.estate, ['COMMITTEE_PREPARER', 'COMMITTEE_APPROVER']);
    const ask = (
      path: string,
      body?: unknown,
    ): ReturnType<typeof doors.deployment.ask<ProblemBody & { proposalId: string }>> =>
      doors.deployment.ask(`estates/yuanye-manor/${path}`, { token: both.token, method: 'POST', body });
    const before = await doors.count('log.leaf');
    for (const [path, body] of [
      ['proposals', receipt()],
      ['vouchers/202506-0008/reversal', { eventOn: '2025-08-20' }],
      ['periods/2024-07/close', undefined],
    ] as const) {
      const made = await ask(path, body);
      expect([path, made.status]).toEqual([path, 201]);
      expectProblem(await ask(`proposals/${made.body.proposalId}/approve`), 403, 'SECOND_PERSON_REQUIRED');
      // Somebody else may.
      if (path === 'proposals') expect((await doors.approve(made.body.proposalId)).status).toBe(200);
    }
    expect(await doors.count('log.leaf')).toBe(before + 1);
  });
});
