/** Public money on a card, strangers that were paid, money that left without a voucher. */
import { alertsOf, type AlertFacts } from '../../../src/banking/rules/index.js';
import { fen } from '../../../src/kernel/fen.js';
import { day, line, movement } from '../sample-books.js';

const today = day('2025-07-31');
const card = { publicName: 'old-card', holderType: 'PERSON' } as const;
const own = { publicName: '5105', holderType: 'ORG' } as const;

function facts(more: Partial<AlertFacts>): AlertFacts {
  const nothing = { movements: [], lines: [], explained: new Map(), openLines: new Set<string>(), items: [] };
  return { account: own, today, bookFen: 0n, ...nothing, ...more };
}

describe('public money in a person’s account', () => {
  it('is named with its amount while it is there', () => {
    const [alert] = alertsOf(facts({ account: card, bookFen: 1_864_035n }));
    expect(alert).toMatchObject({ kind: 'personal-balance', amountFen: 1_864_035n, account: 'old-card' });
    expect(alert?.sentence).toBe('还有 18,640.35 元公款放在个人账户（old-card）里，请尽快转到小区自己的账户。');
    expect(alertsOf(facts({ account: card }))).toEqual([]);
    expect(alertsOf(facts({ account: own, bookFen: 1n }))).toEqual([]);
  });

  it('that came in after the estate had its own account is counted, for a while', () => {
    const movements = [
      movement('记-202407-0001', '2025-05-01', '+5.00', { kind: 'opening' }),
      movement('记-202507-0001', '2025-06-02', '+10.00'),
      movement('记-202507-0002', '2025-07-03', '+20.00'),
      movement('记-202507-0003', '2025-07-04', '-30.00'),
      movement('记-202401-0001', '2024-01-01', '+40.00'),
    ];
    const found = alertsOf(facts({ account: card, ownSince: day('2025-06-01'), movements }));
    expect(found).toMatchObject([
      { kind: 'personal-receipts', count: 2, amountFen: 3_000n, since: '2025-06-02', days: 59 },
    ]);
    expect(alertsOf(facts({ account: card, movements }))).toEqual([]);
  });
});

describe('money that left the bank', () => {
  const paid = (on: string, net: string, name: string, key = `${on}${net}${name}`): ReturnType<typeof line> =>
    line(on, net, '0.00', { counterpartyName: name, key });

  it('to somebody who was never paid before and whom no voucher names', () => {
    const lines = [
      paid('2025-01-10', '-100.00', '国网四川电力'),
      paid('2025-07-10', '-100.00', '国网四川电力'),
      paid('2025-07-11', '-80.00', '某某商贸部', 'new'),
      paid('2025-07-12', '-60.00', '锦江五金', 'named'),
      paid('2025-02-12', '-60.00', '很早以前的店'),
      paid('2025-07-13', '-50.00', ''),
      paid('2025-07-14', '+50.00', '交款人'),
    ];
    const movements = [
      movement('记-202501-0001', '2025-01-10', '-100.00'),
      movement('记-202507-0003', '2025-07-12', '-60.00', { payeeWords: ['锦江五金'] }),
    ];
    const explained = new Map([
      [lines[0]!.key, ['记-202501-0001']],
      ['named', ['记-202507-0003']],
    ]);
    const [alert, ...others] = alertsOf(facts({ lines, movements, explained }));
    expect(others).toEqual([]);
    expect(alert).toMatchObject({ kind: 'unknown-payee', count: 1, amountFen: 8_000n, lineKeys: ['new'], days: 20 });
    for (const each of lines)
      if (each.counterpartyName !== '') expect(alert?.sentence).not.toContain(each.counterpartyName);
  });

  it('without a voucher is added up, with its age', () => {
    const item = { kind: 'D', reference: 'x', reason: '', daysOpen: 0, overdue: false } as const;
    const items = [
      { ...item, on: day('2025-06-30'), amountFen: fen(1_500n) },
      { ...item, on: day('2025-07-30'), amountFen: fen(500n) },
      { ...item, kind: 'C', on: day('2025-01-01'), amountFen: fen(9n) } as const,
    ];
    const lines = [line('2025-06-30', '-15.00', '0.00'), line('2025-06-30', '+9.00', '0.00')];
    const [alert] = alertsOf(facts({ items, lines, openLines: new Set(lines.map(({ key }) => key)) }));
    expect(alert).toMatchObject({ kind: 'unexplained-withdrawal', count: 2, amountFen: 2_000n, days: 31 });
    expect(alert?.lineKeys).toEqual([lines[0]?.key]);
    expect(alert?.sentence).toBe('银行付出了 2 笔钱，账上还没有凭证，共 20.00 元，最早的一笔已经 31 天。');
  });
});
