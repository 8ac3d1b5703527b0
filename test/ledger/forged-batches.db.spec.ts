/** Forged batches: leaves that are right one by one, or nearly, and wrong beside each other or at their time. */
import type pg from 'pg';
import { servers } from '../harness/servers.js';
import { ledgerWorld, PEOPLE, type EstateWorld } from '../support/ledger-world.js';
import {
  append,
  appendAttempt,
  attempt,
  connected,
  type Ground,
  groundOf,
  type RawItem,
  type RawLeaf,
  rawLeaf,
} from './raw-append.js';
import { linesOf, minutesAgo, numbered, one, red, secret, spend } from './raw-vouchers.js';

describe.each(await servers())('on $name, the append function, batch by batch', (server) => {
  let estate: EstateWorld;
  let other: EstateWorld;
  let attacker: pg.Client;

  beforeAll(async () => {
    estate = await ledgerWorld({ server, openedOn: '2024-01-01' });
    other = await estate.world.estate();
    // 记-202501-0001 and -0002: 1000.00 in, 900.00 out on the 20th, then 500.00 in on 2025-03-01.
    await estate.receive('2025-01-05', '1000.00');
    await estate.must(estate.spending('2025-01-20', '900.00'));
    await estate.receive('2025-03-01', '500.00');
    await estate.receive('2024-05-05', '1.00', 'RF', '4010');
    attacker = await connected(estate.world.database.appUrl);
  });
  afterAll(async () => {
    await attacker.end();
    await estate.world.close();
  });

  it.each<[string, (ground: Ground) => readonly RawItem[], RegExp]>([
    [
      'a position that is taken',
      (ground) => [{ leaf: rawLeaf(ground), seq: ground.nextSeq - 1n }],
      /posting_pk|leaf_pk|voucher_pk/,
    ],
    ['a position further on', (ground) => [{ leaf: rawLeaf(ground), seq: ground.nextSeq + 1n }], /POSITION_GAP/],
    [
      'a position twice',
      (ground) => [0, 1].map((n) => ({ leaf: rawLeaf(ground, numbered(n)), seq: ground.nextSeq })),
      /posting_pk|leaf_pk|voucher_pk/,
    ],
    [
      'an id twice',
      (ground) =>
        [0, 1].map((n) => ({ leaf: rawLeaf(ground, { ...numbered(n), id: '0197a3c0-0000-7000-8000-000000000001' }) })),
      /voucher_id/,
    ],
    [
      'a number twice',
      (ground) => [0, 1].map((n) => ({ leaf: rawLeaf(ground, { ...numbered(n), no: '记-202505-0001' }) })),
      /voucher_number/,
    ],
    [
      'a leaf under another estate’s name',
      (ground) => [{ leaf: rawLeaf(ground), estateId: '0197a3c0-0000-7000-8000-000000000009' }],
      /VOUCHER_TYPE/,
    ],
    [
      'a foreign estate’s accounts under this estate’s position',
      (ground) => [{ leaf: rawLeaf(ground, { lines: linesOf('100201 CW-9 D 1', '4005 CW-9 C 1') }) }],
      /ACCOUNT_OR_FUND_UNKNOWN/,
    ],
    [
      'a disclosure that nothing commits to',
      (ground) => [{ leaf: rawLeaf(ground), disclosures: [secret('unit', '4-101').text] }],
      /DISCLOSURE_UNKNOWN/,
    ],
    [
      'a batch with one line too few',
      (ground) => [
        { leaf: rawLeaf(ground, { sub: 'A'.repeat(43), count: '2' }), disclosures: [secret('payment', '1').text] },
      ],
      /DISCLOSURE_COUNT/,
    ],
    [
      'a batch with one line too many',
      (ground) => [
        { leaf: rawLeaf(ground, { sub: 'A'.repeat(43), count: '0' }), disclosures: [secret('payment', '1').text] },
      ],
      /DISCLOSURE_COUNT/,
    ],
    [
      'the same voucher taken back twice at once',
      (ground) =>
        [0, 1].map((n) => ({ leaf: rawLeaf(ground, { ...red('记-202503-0001', '-50000'), ...numbered(n) }) })),
      /correction_one_red/,
    ],
    [
      'a red one of a red one',
      (ground) => [
        { leaf: rawLeaf(ground, { ...red('记-202503-0001', '-50000'), ...numbered(0) }) },
        { leaf: rawLeaf(ground, { ...red('记-202505-0001', '50000'), ...numbered(1) }) },
      ],
      /CORRECTION_OF_RED/,
    ],
    [
      'a payment that its own unit’s later receipt should cover',
      (ground) => [
        { leaf: rawLeaf(ground, spend('2025-01-21', '10001')), unit: 0 },
        { leaf: rawLeaf(ground, numbered(0)), unit: 0 },
      ],
      /FUND_BELOW_ZERO/,
    ],
  ])('refuses %s', async (_name, make, reason) => {
    expect(await appendAttempt(attacker, estate, make)).toMatch(reason);
  });

  it('refuses a mode that it does not know', async () => {
    expect(await appendAttempt(attacker, estate, one({}), 'quick')).toMatch(/APPEND_MODE/);
    const seen = await appendAttempt(attacker, estate, one({}), null as unknown as string);
    expect(seen).toMatch(/APPEND_MODE/);
  });

  it('refuses at the commit what a bulk append left below the floor', async () => {
    expect(await appendAttempt(attacker, estate, one(spend('2025-01-06', '10001')), 'bulk')).toMatch(/FUND_BELOW_ZERO/);
    expect(await appendAttempt(attacker, estate, one(spend('2025-01-06', '10000')), 'bulk')).toBe('accepted');
  });

  it('keeps at the commit the earliest promise of all calls of a transaction', async () => {
    const march = { ...spend('2025-03-05', '100'), no: '记-202503-0002', id: '0197a3c0-0000-7000-8000-000000000021' };
    const run = (first: RawLeaf, second: RawLeaf): Promise<string> =>
      attempt(attacker, async () => {
        const ground = await groundOf(attacker, estate.estateId);
        await append(attacker, ground, [{ leaf: rawLeaf(ground, first) }], 'bulk');
        const next = { ...ground, nextSeq: ground.nextSeq + 1n };
        await append(attacker, next, [{ leaf: rawLeaf(ground, second) }], 'bulk');
      });
    expect(await run(march, spend('2025-01-06', '10001'))).toMatch(/FUND_BELOW_ZERO/);
    expect(await run(spend('2025-01-06', '10001'), march)).toMatch(/FUND_BELOW_ZERO/);
    expect(await run(spend('2025-01-06', '10000'), march)).toBe('accepted');
    // A payment may stand before the receipt that covers it, since order inside a file says nothing about days.
    const receipt = { event_on: '2025-01-05', period: '2025-01', no: '记-202501-0004', id: march.id };
    expect(await run(spend('2025-01-06', '10100'), receipt)).toBe('accepted');
    expect(await run(spend('2025-01-06', '10101'), receipt)).toMatch(/FUND_BELOW_ZERO/);
  });

  it('refuses a voucher in a closed month, and one that skips the earliest open one', async () => {
    const closing = await estate.world.estate({ openedOn: '2025-04-01' });
    await closing.close('2025-04');
    await closing.close('2025-05');
    expect(await appendAttempt(attacker, closing, one({}))).toMatch(/PERIOD_WRONG/);
    expect(await appendAttempt(attacker, closing, one({ period: '2025-07', no: '记-202507-0001' }))).toMatch(
      /PERIOD_WRONG/,
    );
    expect(await appendAttempt(attacker, closing, one({ period: '2025-06', no: '记-202506-0001' }))).toBe('accepted');
  });

  it('refuses to close what is not over, not next, or by one person', async () => {
    const thisMonth = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 7);
    const fresh = await estate.world.estate({ openedOn: `${thisMonth}-01` });
    const close = (changes: RawLeaf, seqOffset = 0n): Promise<string> =>
      attempt(attacker, async () => {
        const ground = await groundOf(attacker, fresh.estateId);
        const leaf = {
          ...{ action: 'close', approver: PEOPLE.approver, estate: fresh.estateId, period: thisMonth },
          ...{ preparer: PEOPLE.preparer, recorded_at: new Date().toISOString(), t: 'xinyi/period/v1', ...changes },
        };
        const body = Buffer.from(JSON.stringify(leaf));
        await attacker.query('select log.append_record($1, $2, $3, null, true)', [
          fresh.estateId,
          ground.nextSeq + seqOffset,
          body,
        ]);
      });
    expect(await close({})).toMatch(/PERIOD_ORDER/);
    expect(await close({ period: '2025-01' })).toMatch(/PERIOD_ORDER/);
    expect(await close({ approver: PEOPLE.preparer })).toMatch(/SECOND_PERSON/);
    expect(await close({ approver: PEOPLE.trustee })).toMatch(/ROLE_REQUIRED/);
    expect(await close({ action: 'reopen' })).toMatch(/PERIOD_REOPEN/);
    expect(await close({ t: 'xinyi/voucher/v1' })).toMatch(/LEAF_TYPE/);
    expect(await close({ estate: other.estateId })).toMatch(/LEAF_ESTATE/);
    expect(await close({ recorded_at: minutesAgo(2) })).toMatch(/LEAF_CLOCK/);
    expect(await close({}, 1n)).toMatch(/LEAF_POSITION|PERIOD_ORDER/);
  });

  it('refuses a leaf of structure from whoever is no operator', async () => {
    const [from, through] = ['2025-06-01', '2025-06-30'];
    const types: readonly (readonly [string, RawLeaf])[] = [
      ['accounts', { accounts: [['100299', '假账户', 'Forged', 'A', '']] }],
      ['funds', { funds: [['ZZ', '假资金', 'COMMON', '', '']] }],
      ['bank-account', { bank_account: 'ba-9', holder_type: 'ORG', kind: 'BASIC', bank: '', account: '100204' }],
      ['roll', { households: '0', area_m2: '0', applicants: '0', applicant_area_m2: '0' }],
      ['bank-statement', { bank_account: 'ba-1', lines: '0', from, through, closing: '0' }],
    ];
    for (const [name, fields] of types) {
      const told = await attempt(attacker, async () => {
        const ground = await groundOf(attacker, estate.estateId);
        const head = { by: PEOPLE.auditor, estate: estate.estateId, recorded_at: new Date().toISOString() };
        const body = Buffer.from(JSON.stringify({ ...head, t: `xinyi/${name}/v1`, ...fields }));
        await attacker.query('select log.append_record($1, $2, $3, null, true)', [
          estate.estateId,
          ground.nextSeq,
          body,
        ]);
      });
      expect([name, told]).toEqual([name, expect.stringMatching(/ROLE_REQUIRED/)]);
    }
  });
});
