/** More bugs that other ledgers shipped: in bytes, keys, filters, dates, refusals, numbers and sizes. */
import { createHash } from 'node:crypto';
import { lastDayOf, periodOf, shanghaiDate, type Period } from '../../src/kernel/calendar.js';
import { Refusal } from '../../src/kernel/violation.js';
import { parseNumber } from '../../src/ledger/rules/voucher.js';
import { journalPage } from '../../src/ledger/store/voucher-store.js';
import { NONE_RECORDED } from '../../src/ledger/rules/voucher.js';
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
import { play } from '../support/scenario.js';

const NUL = String.fromCharCode(0);
const HALF = String.fromCharCode(0xd83d);

describe('what other ledgers got wrong too', () => {
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

  it('Formance #788: the hash of any text is the same in SQL and in TypeScript', async () => {
    const texts = ['“全角”，标点；—— 𠮷野家 𪚥 🏘️ é', 'Ünïcödé ½ ㎡ №', '换行\n第二行', 'a"b\\c/d\u007f', '〇零一二三'];
    for (const summary of texts) {
      const outcome = await estate.post(
        content('2025-01-05', [line('100201/PR', '+1.00'), line('400208/PR', '-1.00')], { summary }),
      );
      const posted = 'posted' in outcome ? outcome.posted[0] : undefined;
      expect(codesOf(outcome)).toBe('');
      const [row] = await estate.rows<{ body: Buffer; leaf_hash: Buffer; again: boolean; summary: string }>(
        `select l.body, l.leaf_hash, l.leaf_hash = sha256('\\x00'::bytea || l.body) as again, v.summary
           from log.leaf l join ledger.voucher v using (estate_id, seq) where estate_id = $1 and seq = $2`,
        [estate.estateId, posted?.seq.toString()],
      );
      const own = createHash('sha256')
        .update(Buffer.of(0))
        .update(row?.body ?? '')
        .digest('hex');
      expect([row?.leaf_hash.toString('hex'), row?.again, row?.summary]).toEqual([own, true, summary]);
      expect(posted?.leafHash).toBe(own);
    }
  });

  it('Formance #1413: no key of one estate collides with another’s', async () => {
    const twin = await home.world.estate({ openedOn: '2023-01-01' });
    const drafted = content('2025-01-05', [line('100201/PR', '+1.00'), line('400208/PR', '-1.00')]);
    const outcomes = await Promise.all([estate, twin].map((one) => one.post(drafted, claimOf('same key'))));
    expect(outcomes.map((outcome) => [outcome.replayed, 'posted' in outcome && outcome.posted[0]?.number])).toEqual([
      [false, '记-202501-0001'],
      [false, '记-202501-0001'],
    ]);
    expect(await Promise.all([estate, twin].map((one) => one.balance('100201/PR')))).toEqual([100n, 100n]);
    const proposal = await estate.propose({ kind: 'voucher', draft: drafted });
    const id = 'accepted' in proposal ? proposal.accepted.proposalId : '';
    expect(codesOf(await twin.approve(id))).toBe('PROPOSAL_NOT_FOUND');
    expect(codesOf(await twin.giveBack(id))).toBe('PROPOSAL_NOT_FOUND');
  });

  it('Formance #1349: filters are values, never SQL', async () => {
    await estate.receive('2025-01-05', '1.00');
    const hostile = [`100201' or '1'='1`, `x'; drop table ledger.posting; --`, `%`, `_`, `100201) or (true`];
    for (const word of hostile) {
      const { balances, vouchers: shown, books } = home.world;
      expect((await balances.balances(estate.estateId, { account: word })).rows).toEqual([]);
      expect((await balances.balances(estate.estateId, { fund: word })).rows).toEqual([]);
      expect((await balances.byDimension(estate.estateId, word, {})).rows).toEqual([]);
      expect((await shown.list(estate.estateId, { account: word, limit: 5 })).vouchers).toEqual([]);
      expect((await shown.list(estate.estateId, { fund: word, limit: 5 })).vouchers).toEqual([]);
      expect(
        await books.accountLedger(estate.estateId, word, { from: '2025-01' as Period, to: '2025-01' as Period }),
      ).toBeUndefined();
      await expect(home.world.balances.balances(`${estate.estateId}' or true --`, {})).rejects.toThrow();
    }
    expect(await vouchers()).toBe(1);
  });

  it('Formance #1398: a day ends at midnight in Shanghai', async () => {
    const { clock } = home.world;
    await estate.receive('2025-06-30', '1.00');
    await estate.receive('2025-07-01', '2.00');
    try {
      clock.set('2025-06-30T15:30:00Z'); // 23:30
      expect(
        (await home.world.balances.balances(estate.estateId, { account: '100201' })).rows.map((row) => row.balanceFen),
      ).toEqual([100n]);
      expect(codesOf(await estate.propose({ kind: 'voucher', draft: estate.spending('2025-07-01', '0.01') }))).toBe(
        'EVENT_IN_FUTURE',
      );
      expect(codesOf(await estate.propose({ kind: 'close', period: '2023-01' as Period }))).toBe('');
      clock.set('2025-06-30T16:30:00Z'); // 00:30 of the next day
      expect(
        (await home.world.balances.balances(estate.estateId, { account: '100201' })).rows.map((row) => row.balanceFen),
      ).toEqual([300n]);
      expect(codesOf(await estate.propose({ kind: 'voucher', draft: estate.spending('2025-07-01', '0.01') }))).toBe('');
      clock.set('2023-01-31T15:59:59Z');
      expect(codesOf(await estate.propose({ kind: 'close', period: '2023-01' as Period }))).toBe('PERIOD_NOT_OVER');
      clock.set('2023-01-31T16:00:00Z');
      expect(codesOf(await estate.propose({ kind: 'close', period: '2023-01' as Period }))).toBe('');
    } finally {
      clock.set(undefined);
    }
    expect(
      (await estate.rows<{ on: string }>(`select distinct (now() at time zone 'Asia/Shanghai')::date as on`, []))[0]
        ?.on,
    ).toBe(shanghaiDate(new Date()));
  });

  it('Formance #921, #1600, #1601: a refusal is an answer, never a failure of the machine', async () => {
    const receipt = content('2025-01-05', [line('100201/PR', '+1.00'), line('400208/PR', '-1.00')]);
    const close = { kind: 'close', period: '2023-01' as Period } as const;
    const proposal = await estate.propose({ kind: 'voucher', draft: receipt });
    const id = 'accepted' in proposal ? proposal.accepted.proposalId : '';
    const closing = await estate.propose(close);
    const closingId = 'accepted' in closing ? closing.accepted.proposalId : '';
    const nowhere = '0197a3c0-0000-7000-8000-00000000000f';
    expect(codesOf(await estate.approve(nowhere))).toBe('PROPOSAL_NOT_FOUND');
    expect(codesOf(await estate.giveBack(nowhere))).toBe('PROPOSAL_NOT_FOUND');
    expect(codesOf(await estate.approve(id, undefined, PEOPLE.preparer))).toBe('SECOND_PERSON_REQUIRED');
    expect(codesOf(await estate.approve(id, undefined, PEOPLE.auditor))).toBe('ROLE_REQUIRED');
    expect(codesOf(await estate.approve(closingId, undefined, PEOPLE.auditor))).toBe('ROLE_REQUIRED');
    expect(codesOf(await estate.giveBack(id, undefined, PEOPLE.auditor))).toBe('ROLE_REQUIRED');
    expect(codesOf(await estate.propose({ kind: 'voucher', draft: receipt }, undefined, PEOPLE.auditor))).toBe(
      'ROLE_REQUIRED',
    );
    expect(codesOf(await estate.propose(close, undefined, PEOPLE.auditor))).toBe('ROLE_REQUIRED');
    expect(
      codesOf(await estate.propose({ kind: 'reopen', period: '2023-01' as Period }, undefined, PEOPLE.auditor)),
    ).toContain('ROLE_REQUIRED');
    expect(codesOf(await estate.approve(id))).toBe('');
    expect(codesOf(await estate.approve(closingId))).toBe('');
  });

  it.each([
    ['a NUL', `写${NUL}错`, 'LEAF_TEXT_CONTROL'],
    ['half a character', `写${HALF}错`, 'LEAF_TEXT_NOT_UNICODE'],
    ['a decomposed character', 'e\u0301', 'LEAF_TEXT_NOT_NFC'],
  ])('Formance #921 again: %s in a text is refused by every verb', async (_name, summary, code) => {
    const drafted = content('2025-01-05', [line('100201/PR', '+1.00'), line('400208/PR', '-1.00')], { summary });
    const secret = content('2025-01-05', [line('100201/PS', '+1.00', [['unit', summary]]), line('400101/PS', '-1.00')]);
    for (const draft of [drafted, secret]) {
      expect(
        codesOf(await estate.propose({ kind: 'voucher', draft }, claimOf(`p${codesOf({})}${draft.summary.length}`))),
      ).toContain('LEAF_TEXT');
      const neighbour = estate.receive('2025-01-05', '1.00');
      expect(codesOf(await estate.post(draft, claimOf(`w${draft.summary.length}`)))).toContain('LEAF_TEXT');
      await neighbour;
    }
    expect(codesOf(await estate.propose({ kind: 'voucher', draft: drafted }))).toBe(code);
  });

  it('Formance #921 again: an estate that is not there is refused', async () => {
    const { EstateWorld } = await import('../support/ledger-world.js');
    const ghost = new EstateWorld(home.world, '0197a3c0-0000-7000-8000-00000000000f');
    const drafted = content('2025-01-05', [line('100201/PR', '+1.00'), line('400208/PR', '-1.00')]);
    expect(codesOf(await ghost.post(drafted))).toBe('ESTATE_NOT_FOUND');
    await expect(ghost.propose({ kind: 'voucher', draft: drafted })).rejects.toBeInstanceOf(Refusal);
  });

  it('Formance #946: an import leaves no gap in the numbers', async () => {
    const imported = (no: number, on = '2025-01-05') => {
      const drafted = content(on, [line('100201/PR', '+1.00'), line('400208/PR', '-1.00')]);
      const number = { period: periodOf(day(on)), no };
      const draft = estate.draft(drafted, { preparer: PEOPLE.operator, approver: NONE_RECORDED, number });
      return { estateId: estate.estateId, vouchers: [{ draft }] };
    };
    const run = (units: ReturnType<typeof imported>[]) =>
      home.world.transaction((client) => home.world.writer.postWithin(client, units, 'bulk'));
    const outcomes = await run([imported(1), imported(3), imported(2), imported(2), imported(3)]);
    expect(outcomes.map(codesOf)).toEqual(['', 'NUMBER_NOT_NEXT', '', 'NUMBER_NOT_NEXT', '']);
    const numbers = await estate.rows<{ no: number }>(
      'select no from ledger.voucher where estate_id = $1 order by seq',
    );
    expect(numbers.map(({ no }) => no)).toEqual([1, 2, 3]);
  });

  it('Actual #8221: two vouchers that say the same are two vouchers', async () => {
    await Promise.all([estate.receive('2025-01-05', '1.00'), estate.receive('2025-01-05', '1.00')]);
    expect([await vouchers(), await estate.balance('100201/PR')]).toEqual([2, 200n]);
  });

  it('ERPNext #30547: no reversal lands in another year, by its day or by the month that numbers it', async () => {
    await play(
      estate,
      `
        post 2023-12-05 "收入" 100201/PR +100.00 400208/PR -100.00
        ${months('2023-01', '2023-12')
          .map((month) => `close ${month}`)
          .join('\n        ')}
        reverse 202312-0001 on 2023-12-31
        refuse CORRECTION_OTHER_YEAR
        reverse 202312-0001 on 2024-01-05
        refuse CORRECTION_OTHER_YEAR
        difference 202312-0001 on 2023-12-31 "少记" 100201/PR +1.00 400208/PR -1.00
        refuse CORRECTION_OTHER_YEAR
        prior-year 202312-0001 on 2024-01-05 "多记" 3199/PR +10.00 100201/PR -10.00
        turnover 2024-01 400208/PR 0.00 0.00
        turnover 2023-12 400208/PR 0.00 100.00
      `,
    );
  });

  it('Odoo #50245: an account with thousands of lines opens whole', async () => {
    const count = 4_000;
    const draft = estate.draft(content('2025-01-05', [line('100201/PR', '+0.01'), line('400208/PR', '-0.01')]), {
      preparer: PEOPLE.operator,
      approver: NONE_RECORDED,
    });
    const units = Array.from({ length: count }, () => ({ estateId: estate.estateId, vouchers: [{ draft }] }));
    await home.world.transaction(async (client) => {
      for (let start = 0; start < count; start += 500)
        await home.world.writer.postWithin(client, units.slice(start, start + 500), 'bulk');
    });
    const range = { from: '2025-01' as Period, to: '2025-01' as Period };
    const ledger = await home.world.books.accountLedger(estate.estateId, '100201', range);
    expect([ledger?.entries.length, ledger?.closingFen, ledger?.entries.at(-1)?.balanceFen]).toEqual([
      count,
      4_000n,
      4_000n,
    ]);
    let [read, after] = [0, parseNumber('202501-0001')!];
    for (;;) {
      const page = await estate.read((query) => journalPage(query, estate.estateId, { ...range, after, limit: 1_500 }));
      if (page.length === 0) break;
      read += page.length;
      after = parseNumber(page.at(-1)?.content.number ?? '')!;
    }
    expect(read).toBe(count - 1);
  });

  it('Blnk: separators inside names do not make two things one', async () => {
    const receipt = (summary: string, amount = '1.00') =>
      content('2025-01-05', [line('100201/PR', `+${amount}`), line('400208/PR', `-${amount}`)], { summary });
    const claims = [
      claimOf('k', 'x', 'p-a', 'b/c'),
      claimOf('c/k', 'x', 'p-a', 'b'),
      claimOf('k', 'x', 'p-a/b', 'c'),
      claimOf('k","x', 'x', 'p-a', 'b'),
      claimOf('k|x', 'x', 'p-a', 'b'),
    ];
    const outcomes = await Promise.all(claims.map((claim) => estate.post(receipt('一|二'), claim)));
    expect(outcomes.map((outcome) => [codesOf(outcome), outcome.replayed])).toEqual(claims.map(() => ['', false]));
    const each = { operation: 'voucher.each', actor: PEOPLE.agent, inputHash: claimOf('x').inputHash };
    const one = await estate.agentPosts([receipt('甲'), receipt('乙')], { ...each, key: 'k' }, false);
    const other = await estate.agentPosts([receipt('丙')], { ...each, key: 'k/0' }, false);
    expect([...one, ...other].map((outcome) => outcome.replayed)).toEqual([false, false, false]);
    const hashes = await estate.rows<{ leaf_hash: Buffer }>('select leaf_hash from log.leaf where estate_id = $1');
    expect(new Set(hashes.map((row) => row.leaf_hash.toString('hex'))).size).toBe(hashes.length);
  });
});

function months(from: string, to: string): string[] {
  const found: string[] = [];
  for (let month = from; month <= to; month = nextMonth(month)) found.push(month);
  return found;
}

function nextMonth(month: string): string {
  const last = Date.parse(`${lastDayOf(month as Period)}T00:00:00Z`);
  return new Date(last + 86_400_000).toISOString().slice(0, 7);
}
