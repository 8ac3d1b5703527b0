/** Which vouchers may use charity money, and which only look as if they might. */
import { checkFundPurpose } from '../../src/ledger/rules/check-fund-purpose.js';
import type { VoucherKind } from '../../src/ledger/rules/voucher.js';
import { draftOf, structureOf } from '../ledger/rules/sample-structure.js';
import { content, line } from '../support/drafts.js';

const structure = structureOf();
const funds = new Map([...structure.funds, ['CF-2', { code: 'CF-2', name: '另一慈善', kind: 'CHARITY' as const }]]);

function places(lines: readonly (readonly [string, string])[], kind: VoucherKind = 'normal'): (string | undefined)[] {
  const drafted = content(
    '2025-01-05',
    lines.map(([place, amount]) => line(place, amount)),
    { kind },
  );
  return checkFundPurpose(draftOf(drafted), { ...structure, funds }).map(({ at }) => at);
}

describe('charity money', () => {
  it.each(['500601', '500602', '500603', '500604', '5009'])('pays %s', (account) => {
    expect(
      places([
        [`${account}/CF`, '+1.00'],
        ['122103/CF', '-1.00'],
      ]),
    ).toEqual([]);
  });

  it.each(['500101', '5003', '5004', '5005', '500701', '5008', '5010', '5011', '5999', '1225'])(
    'does not pay %s, by whatever line of the voucher',
    (account) => {
      expect(
        places([
          ['122103/CF', '-1.00'],
          [`${account}/CF`, '+1.00'],
        ]),
      ).toEqual(['lines[1].account']);
    },
  );

  it('passes to another charity fund and to no other', () => {
    const out = [
      ['5901/CF', '+1.00'],
      ['100201/CF', '-1.00'],
    ] as const;
    expect(places([...out, ['100201/CF-2', '+1.00'], ['4901/CF-2', '-1.00']], 'interfund')).toEqual([]);
    expect(places([...out, ['100201/PR', '+1.00'], ['4901/PR', '-1.00']], 'interfund')).toEqual(['lines[0].account']);
  });

  it('takes money in from another fund', () => {
    const lines = [
      ['5901/PR', '+1.00'],
      ['100201/PR', '-1.00'],
      ['100201/CF', '+1.00'],
      ['4901/CF', '-1.00'],
    ] as const;
    expect(places(lines, 'interfund')).toEqual([]);
  });

  it('does not pass from purpose to purpose by an ordinary voucher, nor out of net assets or income', () => {
    const moved = [
      ['300301/CF', '+1.00'],
      ['300302/CF', '-1.00'],
    ] as const;
    expect(places(moved, 'transfer')).toEqual(['lines[0].account', 'lines[1].account']);
    const refs = [['charity-move', 'A B']] as const;
    const drafted = content(
      '2025-01-05',
      moved.map(([place, amount]) => line(place, amount)),
      { kind: 'transfer', refs },
    );
    expect(checkFundPurpose(draftOf(drafted), { ...structure, funds })).toEqual([]);
    for (const account of ['300301', '3003', '4009']) {
      for (const kind of ['normal', 'opening', 'refund'] as const) {
        const out = [
          [`${account}/CF`, '+1.00'],
          ['122103/CF', '-1.00'],
        ] as const;
        expect([kind, places(out, kind)]).toEqual([kind, ['lines[0].account']]);
      }
    }
  });

  it('is there when the books open, and a donation can be given back', () => {
    const opened = [
      ['122103/CF', '+1.00'],
      ['300301/CF', '-1.00'],
    ] as const;
    expect([places(opened, 'opening'), places(opened)]).toEqual([[], ['lines[1].account']]);
    const back = [
      ['400302/CF', '+1.00'],
      ['122103/CF', '-1.00'],
    ] as const;
    expect(places(back)).toEqual([]);
  });

  it('is given back by a red copy and emptied at a year end without being spent', () => {
    expect(
      places(
        [
          ['5999/CF', '+red1.00'],
          ['122103/CF', '-red1.00'],
        ],
        'red',
      ),
    ).toEqual([]);
    expect(
      places(
        [
          ['5999/CF', '-1.00'],
          ['3003/CF', '+1.00'],
        ],
        'closing',
      ),
    ).toEqual([]);
  });

  it('of no fund but a charity is looked at', () => {
    expect(
      places([
        ['5004/PR', '+1.00'],
        ['100201/PR', '-1.00'],
      ]),
    ).toEqual([]);
  });
});
