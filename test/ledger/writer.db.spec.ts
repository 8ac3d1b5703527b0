/** The journal writer: one transaction for many, an answer for each, and nothing lost or doubled between them. */
import type pg from 'pg';
import { JournalWriter } from '../../src/ledger/journal-writer.js';
import type { PostUnit, UnitOutcome } from '../../src/ledger/rules/fold-batch.js';
import { claimOf, codesOf, content, ledgerWorld, line, PEOPLE, type EstateWorld } from '../support/ledger-world.js';
import { cuttingProxy, type CuttingProxy } from './cutting-proxy.js';

const receipt = (on = '2025-01-05', yuan = '1.00') =>
  content(on, [line('100201/PR', `+${yuan}`), line('400208/PR', `-${yuan}`)]);

/** Its rules see no floors; the database still does. */
class BlindWriter extends JournalWriter {
  override postWithin(client: pg.ClientBase, units: readonly PostUnit[]): Promise<UnitOutcome[]> {
    return super.postWithin(client, units, 'bulk');
  }
}

describe('the journal writer', () => {
  let home: EstateWorld;
  let estate: EstateWorld;

  beforeAll(async () => {
    home = await ledgerWorld({ poolSize: 8 });
  });
  beforeEach(async () => {
    estate = await home.world.estate();
  });
  afterAll(() => home.world.close());

  /** Transactions that wrote the vouchers of the estates: every row knows the one that made it. */
  const transactions = async (of: EstateWorld = estate): Promise<number> =>
    (
      await of.rows<{ n: number }>(
        `select count(distinct xmin::text)::integer as n from ledger.voucher where estate_id = $1`,
      )
    )[0]?.n ?? -1;

  const numbers = async (of: EstateWorld = estate): Promise<string[]> => {
    const found = await of.rows<{ number: string }>(
      `select ledger.voucher_number(period, no) as number from ledger.voucher where estate_id = $1 order by seq`,
    );
    return found.map(({ number }) => number);
  };

  const expectWhole = async (of: EstateWorld, count: number): Promise<void> => {
    const rows = await of.rows<{ seq: bigint; no: number; period: string }>(
      'select seq, no, period from ledger.voucher where estate_id = $1 order by seq',
    );
    expect(rows).toHaveLength(count);
    const lastNo = new Map<string, number>();
    for (const { no, period } of rows) {
      expect(no).toBe((lastNo.get(period) ?? 0) + 1);
      lastNo.set(period, no);
    }
    const [log] = await of.rows<{ next: bigint; leaves: bigint; first: bigint; last: bigint }>(
      `select h.next_seq as next, count(l.*) as leaves, min(l.seq) as first, max(l.seq) as last
         from log.head h join log.leaf l using (estate_id) where estate_id = $1 group by 1`,
    );
    expect([log?.leaves, log?.first, log?.last]).toEqual([log?.next, 0n, (log?.next ?? 0n) - 1n]);
  };

  it('takes everybody who came in the same turn into one transaction', async () => {
    const outcomes = await Promise.all(Array.from({ length: 100 }, () => estate.post(receipt())));
    expect(outcomes.every((outcome) => 'posted' in outcome)).toBe(true);
    expect(await transactions()).toBe(1);
    await expectWhole(estate, 100);
  });

  it('splits what is more than a batch, and keeps a unit together', async () => {
    const unit = (vouchers: number): PostUnit => ({
      estateId: estate.estateId,
      vouchers: Array.from({ length: vouchers }, () => ({ draft: estate.draft(receipt()) })),
    });
    const outcomes = await Promise.all([300, 200, 100, 512].map((vouchers) => home.world.writer.post(unit(vouchers))));
    expect(outcomes.map((outcome) => ('posted' in outcome ? outcome.posted.length : 0))).toEqual([300, 200, 100, 512]);
    expect(await transactions()).toBe(3);
    await expectWhole(estate, 1_112);
    expect(() => home.world.writer.post(unit(0))).toThrow('1 to 512');
    expect(() => home.world.writer.post(unit(513))).toThrow('1 to 512');
  });

  it('answers a refused draft without harm to its neighbours, in the same transaction', async () => {
    const drafts = [
      receipt(),
      estate.spending('2025-01-06', '100.00'),
      receipt(),
      content('2025-01-05', [line('100201/PR', '+1.00'), line('400208/PR', '-2.00')]),
      estate.spending('2025-01-06', '2.00'),
      estate.spending('2025-01-06', '0.01'),
      content('2025-01-05', [line('100201/PR', '+1.00'), line('400208/PR', '-1.00')], { summary: 'x'.repeat(201) }),
      receipt(),
    ];
    const outcomes = await Promise.all(drafts.map((drafted) => estate.post(drafted)));
    expect(outcomes.map(codesOf)).toEqual([
      '',
      'FUND_BELOW_ZERO',
      '',
      'VOUCHER_UNBALANCED',
      '',
      'FUND_BELOW_ZERO',
      'TEXT_TOO_LONG',
      '',
    ]);
    expect(await transactions()).toBe(1);
    expect(await numbers()).toEqual(['记-202501-0001', '记-202501-0002', '记-202501-0003', '记-202501-0004']);
  });

  it('lets a draft that no leaf can hold leave alone', async () => {
    const long = content('2025-01-05', [
      ...Array.from({ length: 120 }, () => ({ ...line('100201/PR', '+1.00'), summary: '很长的摘要'.repeat(12) })),
      line('400208/PR', '-120.00'),
    ]);
    const outcomes = await Promise.all([estate.post(receipt()), estate.post(long), estate.post(receipt())]);
    expect(outcomes.map(codesOf)).toEqual(['', 'LEAF_TOO_LARGE', '']);
    expect(await numbers()).toEqual(['记-202501-0001', '记-202501-0002']);
    expect(await estate.balance('100201/PR')).toBe(200n);
  });

  it('posts twins of one key once, inside one batch too', async () => {
    const outcomes = await Promise.all([1, 2, 3].map(() => estate.post(receipt(), claimOf('twin'))));
    expect(outcomes.map((outcome) => outcome.replayed)).toEqual([false, true, true]);
    const other = await Promise.all([estate.post(receipt(), claimOf('a')), estate.post(receipt(), claimOf('a', 'b'))]);
    expect(other.map(codesOf)).toEqual(['', 'IDEMPOTENCY_KEY_REUSED']);
    await expectWhole(estate, 2);
  });

  it('falls back to single posts where the database refuses what the rules admitted', async () => {
    const blind = new BlindWriter(home.world.dataSource, home.world.clock, home.world.randomness);
    const drafts = [
      receipt(),
      receipt(),
      estate.spending('2025-01-06', '100.00'),
      receipt(),
      estate.spending('2025-01-06', '3.00'),
    ];
    const settled = await Promise.allSettled(
      drafts.map((drafted, nth) => estate.post(drafted, claimOf(`b${nth}`), blind)),
    );
    expect(settled.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
      'fulfilled',
    ]);
    expect(String((settled[2] as PromiseRejectedResult).reason)).toMatch(
      /FUND_BELOW_ZERO: 100201 PR from 2025-01-06: -9800 fen/,
    );
    expect(await transactions()).toBe(4);
    await expectWhole(estate, 4);
    expect(await estate.balance('100201/PR')).toBe(0n);
    // What was not decided has no outcome: the key can be used when its cause is gone.
    await estate.receive('2025-01-05', '100.00');
    expect((await estate.post(drafts[2]!, claimOf('b2'))).replayed).toBe(false);
  });

  it('is safe beside another process on the same estate', async () => {
    const other = await home.world.otherWriter();
    const posts = Array.from({ length: 160 }, (_, nth) => async () => {
      const writer = nth % 2 === 0 ? home.world.writer : other;
      await new Promise((resolve) => setTimeout(resolve, nth % 7));
      return estate.post(
        nth % 5 === 4 ? estate.spending('2025-01-06', '1.00') : receipt(nth % 3 === 0 ? '2025-01-05' : '2025-02-05'),
        claimOf(`n${nth}`),
        writer,
      );
    });
    const outcomes = await Promise.all(posts.map((post) => post()));
    const posted = outcomes.filter((outcome) => 'posted' in outcome).length;
    expect(outcomes.map(codesOf).filter((code) => code !== '' && code !== 'FUND_BELOW_ZERO')).toEqual([]);
    await expectWhole(estate, posted);
    const again = await Promise.all(posts.map((post) => post()));
    expect(again.map((outcome) => outcome.replayed)).toEqual(again.map(() => true));
    expect(again.map(codesOf)).toEqual(outcomes.map(codesOf));
  });

  it('does not deadlock where many estates come in any order', async () => {
    const estates = await Promise.all(Array.from({ length: 8 }, () => home.world.estate()));
    const writers = [home.world.writer, await home.world.otherWriter(), await home.world.otherWriter()];
    const rounds = Array.from({ length: 12 }, async (_, round) => {
      const order = estates.map((one, nth) => ({ one, key: (nth * 7 + round * 5) % 11 })).sort((a, b) => a.key - b.key);
      await Promise.all(order.map(({ one }) => one.post(receipt(), undefined, writers[round % 3])));
    });
    await Promise.all(rounds);
    for (const one of estates) await expectWhole(one, 12);
  });

  it('knows nothing of a commit whose answer was lost, posts nothing again, and answers the retry', async () => {
    let proxy: CuttingProxy | undefined;
    try {
      proxy = await cuttingProxy(home.world.database.appUrl);
      const writer = await home.world.otherWriter(proxy.url);
      expect(codesOf(await estate.post(receipt(), undefined, writer))).toBe('');
      proxy.cutNextCommit();
      const claims = [undefined, claimOf('lost'), undefined];
      const settled = await Promise.allSettled(claims.map((claim) => estate.post(receipt(), claim, writer)));
      expect(proxy.cuts()).toBe(1);
      expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
      await expectWhole(estate, 4);
      const retry = await estate.post(receipt(), claimOf('lost'), writer);
      expect(retry.replayed).toBe(true);
      await expectWhole(estate, 4);
    } finally {
      await proxy?.close();
    }
  });

  it('posts many drafts of an agent all or nothing, or each on its own', async () => {
    const drafts = [receipt(), estate.spending('2025-01-06', '5.00'), receipt('2025-01-07', '9.00')];
    const together = await estate.agentPosts(drafts, claimOf('all', 'all', PEOPLE.agent), true);
    expect(
      together.map((outcome) =>
        'refused' in outcome ? outcome.refused.map(({ code, at }) => `${code} ${at ?? ''}`) : [],
      ),
    ).toEqual([['FUND_BELOW_ZERO lines']]);
    const unbalanced = content('2025-01-05', [line('100201/PR', '+1.00'), line('400208/PR', '-2.00')]);
    const [placed] = await estate.agentPosts([receipt(), unbalanced], claimOf('placed', 'placed', PEOPLE.agent), true);
    expect(placed).toMatchObject({ refused: [{ code: 'VOUCHER_UNBALANCED', at: 'vouchers[1].lines' }] });
    await expectWhole(estate, 0);
    const each = await estate.agentPosts(drafts, claimOf('each', 'each', PEOPLE.agent), false);
    expect(each.map(codesOf)).toEqual(['', 'FUND_BELOW_ZERO', '']);
    const covered = await estate.agentPosts(
      [estate.spending('2025-01-08', '11.00'), receipt('2025-01-08', '1.00')],
      claimOf('unit', 'unit', PEOPLE.agent),
      true,
    );
    expect(covered.map(codesOf)).toEqual(['']);
    const again = await estate.agentPosts(drafts, claimOf('each', 'each', PEOPLE.agent), false);
    expect(again.map((outcome) => [codesOf(outcome), outcome.replayed])).toEqual([
      ['', true],
      ['FUND_BELOW_ZERO', true],
      ['', true],
    ]);
    const approvers = await estate.rows('select distinct preparer, approver from ledger.voucher where estate_id = $1');
    expect(approvers).toEqual([{ preparer: PEOPLE.agent, approver: 'posting-agent' }]);
    expect(
      codesOf(
        await estate.world.writer.post({
          estateId: estate.estateId,
          vouchers: [{ draft: estate.draft(receipt(), { approver: 'posting-agent' }) }],
        }),
      ),
    ).toBe('ROLE_REQUIRED');
  });

  it('reads a chart, a fund and a role that another process changed a moment ago', async () => {
    expect(codesOf(await estate.post(receipt()))).toBe('');
    await estate.addAccounts([{ code: '100205', name: '新账户', nameEn: 'New account', kind: 'A' }]);
    await estate.record({ t: 'xinyi/role/v1', person: PEOPLE.preparer, role: 'COMMITTEE_PREPARER', action: 'revoke' });
    const drafted = content('2025-01-05', [line('100205/PR', '+1.00'), line('400208/PR', '-1.00')]);
    expect(codesOf(await estate.post(drafted))).toBe('ROLE_REQUIRED');
    await estate.record({ t: 'xinyi/role/v1', person: PEOPLE.preparer, role: 'COMMITTEE_PREPARER', action: 'grant' });
    expect(codesOf(await estate.post(drafted))).toBe('');
  });
});
