/** Bugs that other ledgers shipped, one test each, with the peer's name. */
import { type Period } from '../../src/kernel/calendar.js';
import { parseNumber } from '../../src/ledger/rules/voucher.js';
import {
  claimOf,
  codesOf,
  content,
  day,
  ledgerWorld,
  line,
  PEOPLE,
  type EstateWorld,
} from '../support/ledger-world.js';

describe('what other ledgers got wrong', () => {
  let home: EstateWorld;
  let estate: EstateWorld;

  beforeAll(async () => {
    home = await ledgerWorld({ openedOn: '2023-01-01' });
  });
  beforeEach(async () => {
    estate = await home.world.estate({ openedOn: '2023-01-01' });
  });
  afterAll(() => home.world.close());

  const vouchers = async (of: EstateWorld = estate): Promise<number> =>
    (await of.rows<{ n: number }>('select count(*)::integer as n from ledger.voucher where estate_id = $1'))[0]?.n ??
    -1;

  it('Blnk #152: a reversal that is asked for twice happens once', async () => {
    const number = await estate.receive('2025-01-05', '100.00');
    const reverse = {
      kind: 'reversal',
      number: parseNumber(number)!,
      plan: { eventOn: day('2025-02-01'), how: 'reverse' },
    } as const;
    const [one, other] = await Promise.all([estate.propose(reverse), estate.propose(reverse)]);
    if ('refused' in one || 'refused' in other) throw new Error('both proposals stand until one is approved');
    const outcomes = await Promise.all([
      estate.approve(one.accepted.proposalId),
      estate.approve(other.accepted.proposalId),
    ]);
    expect(outcomes.map(codesOf).sort()).toEqual(['', 'ALREADY_REVERSED']);
    expect(await estate.balance('100201/PR')).toBe(0n);
    expect(codesOf(await estate.propose(reverse))).toBe('ALREADY_REVERSED');
    expect(await vouchers()).toBe(2);
  });

  it('Blnk #152 again: a difference cannot be approved over what has been taken back meanwhile', async () => {
    const number = parseNumber(await estate.receive('2025-01-05', '100.00'))!;
    const lines = [line('100201/PR', '+5.00'), line('400208/PR', '-5.00')];
    const replacement = { summary: '少记', lines, refs: [], docs: [] };
    const plan = { eventOn: day('2025-02-01'), how: 'difference', replacement } as const;
    const difference = await estate.propose({ kind: 'reversal', number, plan });
    expect(
      codesOf(await estate.both({ kind: 'reversal', number, plan: { eventOn: day('2025-02-01'), how: 'reverse' } })),
    ).toBe('');
    if ('refused' in difference) throw new Error('the difference was proposed in time');
    expect(codesOf(await estate.approve(difference.accepted.proposalId))).toBe('ALREADY_REVERSED');
    expect(await estate.balance('100201/PR')).toBe(0n);
  });

  it('Blnk #181: two proposals that are covered one by one are not paid together', async () => {
    await estate.receive('2025-01-05', '100.00');
    const drafts = await Promise.all(
      [1, 2].map(() => estate.propose({ kind: 'voucher', draft: estate.spending('2025-01-06', '60.00') })),
    );
    const ids = drafts.flatMap((outcome) => ('accepted' in outcome ? [outcome.accepted.proposalId] : []));
    const outcomes = await Promise.all(ids.map((id) => estate.approve(id)));
    expect(outcomes.map(codesOf).sort()).toEqual(['', 'FUND_BELOW_ZERO']);
    expect(await estate.balance('100201/PR')).toBe(4_000n);
  });

  it('Blnk #182: a returned proposal cannot be approved, and an approved one not returned', async () => {
    await estate.receive('2025-01-05', '100.00');
    const propose = async (): Promise<string> => {
      const outcome = await estate.propose({ kind: 'voucher', draft: estate.spending('2025-01-06', '10.00') });
      return 'accepted' in outcome ? outcome.accepted.proposalId : '';
    };
    const returned = await propose();
    expect(codesOf(await estate.giveBack(returned))).toBe('');
    expect(codesOf(await estate.approve(returned))).toBe('PROPOSAL_DECIDED');
    expect(codesOf(await estate.giveBack(returned))).toBe('PROPOSAL_DECIDED');
    const approved = await propose();
    expect(codesOf(await estate.approve(approved))).toBe('');
    expect(codesOf(await estate.giveBack(approved))).toBe('PROPOSAL_DECIDED');
    const raced = await propose();
    const both = await Promise.all([estate.approve(raced), estate.giveBack(raced), estate.approve(raced)]);
    expect(both.map(codesOf).filter((code) => code === '')).toHaveLength(1);
    expect(await estate.balance('100201/PR')).toBe(codesOf(both[1]) === '' ? 9_000n : 8_000n);
  });

  it('Midaz PR #2485: a client’s retry posts nothing twice, in one process or two', async () => {
    const other = await home.world.otherWriter();
    const drafted = content('2025-01-05', [line('100201/PR', '+1.00'), line('400208/PR', '-1.00')]);
    const claim = claimOf('retry');
    const outcomes = await Promise.all(
      Array.from({ length: 12 }, (_, nth) => estate.post(drafted, claim, nth % 2 === 0 ? home.world.writer : other)),
    );
    expect(outcomes.filter((outcome) => !outcome.replayed)).toHaveLength(1);
    expect(
      new Set(outcomes.map((outcome) => ('posted' in outcome ? outcome.posted[0]?.leafHash : 'refused'))).size,
    ).toBe(1);
    expect(await vouchers()).toBe(1);
    expect(codesOf(await estate.post(drafted, claimOf('retry', 'other input')))).toBe('IDEMPOTENCY_KEY_REUSED');
    expect((await estate.post(drafted, claim)).replayed).toBe(true);
  });

  it('Midaz PR #2485 again: a refusal is replayed as one, even when its cause is gone', async () => {
    const claim = claimOf('too early');
    const spending = estate.spending('2025-01-06', '1.00');
    const first = await estate.post(spending, claim);
    await estate.receive('2025-01-05', '100.00');
    const second = await estate.post(spending, claim);
    expect([codesOf(first), first.replayed, codesOf(second), second.replayed]).toEqual([
      'FUND_BELOW_ZERO',
      false,
      'FUND_BELOW_ZERO',
      true,
    ]);
    expect(codesOf(await estate.post(spending, claimOf('new key')))).toBe('');
  });

  it('Midaz #1519: a pending proposal that many approve at once is posted once', async () => {
    const proposal = await estate.propose({
      kind: 'voucher',
      draft: content('2025-01-05', [line('100201/PR', '+1.00'), line('400208/PR', '-1.00')]),
    });
    const id = 'accepted' in proposal ? proposal.accepted.proposalId : '';
    const approvers = [PEOPLE.approver, PEOPLE.otherApprover, PEOPLE.approver, PEOPLE.otherApprover];
    const outcomes = await Promise.all(approvers.map((approver) => estate.approve(id, undefined, approver)));
    expect(outcomes.map(codesOf).sort()).toEqual(['', 'PROPOSAL_DECIDED', 'PROPOSAL_DECIDED', 'PROPOSAL_DECIDED']);
    expect(await vouchers()).toBe(1);
  });

  it('Midaz #1519 again: a month that many close at once is closed once', async () => {
    const proposals = await Promise.all(
      [1, 2, 3].map(() => estate.propose({ kind: 'close', period: '2023-01' as Period })),
    );
    const ids = proposals.flatMap((outcome) => ('accepted' in outcome ? [outcome.accepted.proposalId] : []));
    const outcomes = await Promise.all([...ids, ...ids].map((id) => estate.approve(id)));
    expect(outcomes.map(codesOf).filter((code) => code === '')).toHaveLength(1);
    const events = await estate.rows('select 1 from ledger.period_event where estate_id = $1');
    expect(events).toHaveLength(1);
  });

  it('Formance #1684: a warm ledger writes as atomically as a new one, and a dry run leaves nothing', async () => {
    await estate.receive('2025-01-05', '100.00');
    const before = await snapshot(estate);
    const dry = home.world.transaction(async (client) => {
      const outcomes = await home.world.writer.postWithin(
        client,
        [estate.unit(estate.spending('2025-01-06', '1.00'), claimOf('dry'))],
        'live',
      );
      expect(outcomes.map(codesOf)).toEqual(['']);
      throw new Error('a dry run');
    });
    await expect(dry).rejects.toThrow('a dry run');
    expect(await snapshot(estate)).toEqual(before);
    // The same key is free, the same number too.
    const outcome = await estate.post(estate.spending('2025-01-06', '1.00'), claimOf('dry'));
    expect(outcome).toMatchObject({ replayed: false, posted: [{ number: '记-202501-0002' }] });
  });

  it('Formance #1684 again: a chart that was rolled back is not remembered', async () => {
    const account = (code: string, name: string) => ({ code, name, nameEn: name, kind: 'I' as const });
    const post = (code: string) => content('2025-01-05', [line('100201/PR', '+1.00'), line(`${code}/PR`, '-1.00')]);
    const { openAccounts } = await import('../../src/ledger/found-estate.js');
    const failed = home.world.transaction(async (client) => {
      await openAccounts(client, estate.estateId, PEOPLE.operator, new Date(), [account('401001', '甲')]);
      const outcomes = await home.world.writer.postWithin(client, [estate.unit(post('401001'))], 'live');
      expect(outcomes.map(codesOf)).toEqual(['']);
      throw new Error('the import failed');
    });
    await expect(failed).rejects.toThrow('the import failed');
    await estate.addAccounts([account('401002', '乙')]);
    expect(codesOf(await estate.post(post('401002')))).toBe('');
    expect(codesOf(await estate.post(post('401001')))).toBe('ACCOUNT_UNKNOWN');
  });
});

/** Every row of the ledger and the log of an estate, as text. */
async function snapshot(estate: EstateWorld): Promise<string[]> {
  const tables = await estate.rows<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ('log', 'ledger') and c.relkind = 'r' and has_table_privilege(c.oid, 'select') order by 1`,
    [],
  );
  const rows: string[] = [];
  for (const { name } of tables) {
    const found = await estate.rows<{ row: string }>(
      `select t::text as row from ${name} t where estate_id = $1 order by 1`,
    );
    rows.push(...found.map(({ row }) => `${name} ${row}`));
  }
  return rows;
}
