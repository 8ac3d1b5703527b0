import { MAX_FEN } from '../../../src/kernel/fen.js';
import { admitVoucher, imbalanceByFund } from '../../../src/ledger/rules/admit-voucher.js';
import { NONE_RECORDED, POSTED_BY_AGENT, type VoucherDraft } from '../../../src/ledger/rules/voucher.js';
import { content, day, line, PEOPLE, RESOLUTION, type DraftExtras } from '../../support/drafts.js';
import { draftOf, structureOf, TODAY } from './sample-structure.js';

const judge = (draft: VoucherDraft, serviceMode?: string): string[] =>
  admitVoucher(draft, structureOf(serviceMode), TODAY).map(({ code, at }) => `${code} ${at ?? ''}`);

/** `100201/PR +1.00 400208/PR -1.00` */
function lines(text: string): ReturnType<typeof line>[] {
  const words = text.split(' ');
  return words.flatMap((word, index) => (index % 2 === 0 ? [line(word, words[index + 1] ?? '')] : []));
}

const judgeLines = (text: string, extras: DraftExtras = {}, changes: Partial<VoucherDraft> = {}): string[] =>
  judge(draftOf(content('2025-05-10', lines(text), extras), changes));

describe('a draft', () => {
  it('is admitted where nothing is wrong', () => {
    expect(judgeLines('100201/PR +1.00 400208/PR -1.00')).toEqual([]);
    expect(judgeLines('100201/PR +1.00 100201/PS +2.00 400208/PR -1.00 400101/PS -2.00')).toEqual([]);
  });

  it.each<[string, string, string[], DraftExtras?]>([
    ['one line', '100201/PR +1.00', ['VOUCHER_LINES_TOO_FEW lines', 'VOUCHER_UNBALANCED lines']],
    [
      'zero',
      '100201/PR +0.00 400208/PR -0.00',
      ['LINE_AMOUNT_ZERO lines[0].amount', 'LINE_AMOUNT_ZERO lines[1].amount'],
    ],
    [
      'a negative amount',
      '100201/PR +red1.00 400208/PR -red1.00',
      ['LINE_AMOUNT_NEGATIVE lines[0].amount', 'LINE_AMOUNT_NEGATIVE lines[1].amount'],
    ],
    ['a red amount in red', '100201/PR +red1.00 400208/PR -red1.00', [], { kind: 'red' }],
    ['a red amount in a difference', '100201/PR +red1.00 400208/PR -red1.00', [], { kind: 'difference' }],
    ['an unknown account', '100299/PR +1.00 400208/PR -1.00', ['ACCOUNT_UNKNOWN lines[0].account']],
    [
      'an unknown fund',
      '100201/XX +1.00 400208/XX -1.00',
      ['FUND_UNKNOWN lines[0].fund', 'FUND_UNKNOWN lines[1].fund'],
    ],
    [
      'both unknown',
      '9/XX +1.00 400208/PR -1.00',
      [
        'ACCOUNT_UNKNOWN lines[0].account',
        'FUND_UNKNOWN lines[0].fund',
        'FUND_UNBALANCED lines',
        'FUND_UNBALANCED lines',
      ],
    ],
    ['a restricted account', '100201/PR +1.00 400101/PR -1.00', ['ACCOUNT_REFUSES_FUND lines[1].fund']],
    ['a restricted cash account', '100203/PR +1.00 400208/PR -1.00', ['ACCOUNT_REFUSES_FUND lines[0].fund']],
    ['unequal sides', '100201/PR +2.00 400208/PR -1.00', ['VOUCHER_UNBALANCED lines']],
    [
      'unequal funds',
      '100201/PR +2.00 400208/PR -1.00 100201/PS +1.00 400101/PS -2.00',
      ['FUND_UNBALANCED lines', 'FUND_UNBALANCED lines'],
    ],
    [
      'unequal funds and sides',
      '100201/PR +2.00 400208/PR -1.00 100201/PS +1.00 400101/PS -1.00',
      ['VOUCHER_UNBALANCED lines', 'FUND_UNBALANCED lines'],
    ],
    [
      'cash between funds',
      '5009/PR +1.00 100201/PR -1.00 100201/WF +1.00 4010/WF -1.00',
      ['BETWEEN_FUNDS_ACCOUNTS lines', 'BETWEEN_FUNDS_RESOLUTION refs'],
    ],
    [
      'cash between funds by cash accounts of two kinds',
      '5009/PR +1.00 1001/PR -1.00 101201/WF +1.00 4010/WF -1.00',
      ['BETWEEN_FUNDS_ACCOUNTS lines'],
      { refs: [RESOLUTION] },
    ],
    ['a transfer', '5901/PR +1.00 100201/PR -1.00 100201/WF +1.00 4901/WF -1.00', [], { refs: [RESOLUTION] }],
    [
      'a transfer without a resolution',
      '5901/PR +1.00 100201/PR -1.00 100201/WF +1.00 4901/WF -1.00',
      ['BETWEEN_FUNDS_RESOLUTION refs'],
    ],
    [
      'a transfer with another reference',
      '5901/PR +1.00 100201/PR -1.00 100201/WF +1.00 4901/WF -1.00',
      ['BETWEEN_FUNDS_RESOLUTION refs'],
      { refs: [['contract', 'c-1']] },
    ],
    ['half a transfer', '100201/PR +1.00 4901/PR -1.00', ['TRANSFER_NOT_NETTED lines'], { refs: [RESOLUTION] }],
    [
      'a transfer of a child account',
      '590101/PR +1.00 100201/PR -1.00',
      ['ACCOUNT_UNKNOWN lines[0].account', 'TRANSFER_NOT_NETTED lines', 'BETWEEN_FUNDS_RESOLUTION refs'],
    ],
    [
      'a transfer taken back in red',
      '5901/PR +red1.00 100201/PR -red1.00 100201/WF +red1.00 4901/WF -red1.00',
      [],
      { kind: 'red' },
    ],
    ['a year-end transfer of one fund', '4901/WF +1.00 3103/WF -1.00', [], { kind: 'closing' }],
    [
      'a year-end transfer that touches cash',
      '4901/WF +1.00 100201/WF -1.00',
      ['TRANSFER_NOT_NETTED lines', 'BETWEEN_FUNDS_RESOLUTION refs'],
      { kind: 'closing' },
    ],
    [
      'a year-end transfer that lends',
      '1225/WF +1.00 3103/WF -1.00',
      ['BETWEEN_FUNDS_RESOLUTION refs'],
      { kind: 'closing' },
    ],
    ['suspense received', '100201/SUSPENSE +1.00 224104/SUSPENSE -1.00', []],
    ['cash out of the trust account', '1001/PS +1.00 100202/PS -1.00', ['CASH_FROM_TRUST_ACCOUNT lines[0].account']],
    ['cash into the trust account', '100202/PS +1.00 1001/PS -1.00', []],
    ['a transfer out of the trust account', '100201/PS +1.00 100202/PS -1.00', []],
    ['cash out of the trust account taken back', '1001/PS +red1.00 100202/PS -red1.00', [], { kind: 'red' }],
    ['suspense resolved', '224104/SUSPENSE +1.00 100201/SUSPENSE -1.00 100201/PR +1.00 400208/PR -1.00', []],
    ['suspense as income', '100201/SUSPENSE +1.00 400208/SUSPENSE -1.00', ['SUSPENSE_MISUSED lines[1].account']],
    [
      'suspense filled from a fund',
      '100201/SUSPENSE +1.00 224104/SUSPENSE -1.00 5009/PR +1.00 100201/PR -1.00',
      ['BETWEEN_FUNDS_ACCOUNTS lines'],
      { refs: [RESOLUTION] },
    ],
    ['an empty summary', '100201/PR +1.00 400208/PR -1.00', ['SUMMARY_EMPTY summary'], { summary: '  ' }],
    [
      'a room in the summary',
      '100201/PR +1.00 400208/PR -1.00',
      ['PUBLIC_TEXT_PRIVATE summary'],
      { summary: '收4-101物业费' },
    ],
    ['a long summary', '100201/PR +1.00 400208/PR -1.00', ['TEXT_TOO_LONG summary'], { summary: '长'.repeat(201) }],
    [
      'a phone in a reference',
      '100201/PR +1.00 400208/PR -1.00',
      ['PUBLIC_TEXT_PRIVATE refs[0]'],
      { refs: [['contract', '13800138000']] },
    ],
  ])('with %s', (_name, text, ...[expected, extras]) => {
    expect(judgeLines(text, extras)).toEqual(expected);
  });

  it('may carry up to the limit a line', () => {
    const at = (fen: bigint): string[] =>
      judge(
        draftOf(
          content('2025-05-10', [
            { ...line('100201/PR', '+1.00'), fen },
            { ...line('400208/PR', '-1.00'), fen },
          ]),
        ),
      );
    expect(at(MAX_FEN)).toEqual([]);
    expect(at(MAX_FEN + 1n)).toEqual([
      'LINE_AMOUNT_TOO_LARGE lines[0].amount',
      'LINE_AMOUNT_TOO_LARGE lines[1].amount',
    ]);
  });

  it('has happened, and not before the books were opened', () => {
    const on = (date: string): string[] => judge(draftOf(content(date, lines('100201/PR +1.00 400208/PR -1.00'))));
    expect([on('2020-01-01'), on(TODAY)]).toEqual([[], []]);
    expect(on('2019-12-31')).toEqual(['EVENT_BEFORE_BOOKS eventOn']);
    expect(on('2026-07-01')).toEqual(['EVENT_IN_FUTURE eventOn']);
  });

  it('names rooms nowhere in public, and in a hidden dimension only', () => {
    const of = (dimension: string): string[] =>
      judge(
        draftOf(
          content('2025-05-10', [line('100201/PS', '+1.00', [[dimension, '4-101']]), line('400101/PS', '-1.00')]),
        ),
      );
    expect(of('unit')).toEqual([]);
    expect(of('project')).toEqual(['PUBLIC_TEXT_PRIVATE lines[0].dimensions[0]']);
  });

  it('cannot pay a trustee where there is none', () => {
    const draft = draftOf(content('2025-05-10', lines('5002/PS +1.00 100201/PS -1.00')));
    expect(judge(draft, 'SELF_MANAGED')).toEqual(['ACCOUNT_NOT_POSTABLE lines[0].account']);
    expect(judge(draft)).toEqual([]);
  });

  it.each<[Partial<VoucherDraft>, string[]]>([
    [{ preparer: PEOPLE.trustee }, []],
    [{ approver: PEOPLE.preparer }, ['SECOND_PERSON_REQUIRED approver', 'ROLE_REQUIRED approver']],
    [{ preparer: PEOPLE.approver }, ['SECOND_PERSON_REQUIRED approver', 'ROLE_REQUIRED preparer']],
    [{ preparer: PEOPLE.auditor }, ['ROLE_REQUIRED preparer']],
    [{ approver: PEOPLE.trustee }, ['ROLE_REQUIRED approver']],
    [{ approver: NONE_RECORDED }, ['ROLE_REQUIRED preparer']],
    [{ preparer: PEOPLE.operator, approver: NONE_RECORDED }, []],
    [{ approver: POSTED_BY_AGENT }, ['ROLE_REQUIRED preparer']],
    [{ preparer: PEOPLE.agent, approver: POSTED_BY_AGENT }, []],
    [{ preparer: PEOPLE.agent }, ['ROLE_REQUIRED preparer']],
  ])('by %j', (who, expected) => {
    expect(judgeLines('100201/PR +1.00 400208/PR -1.00', {}, who)).toEqual(expected);
  });

  it('hears of everything at once', () => {
    const draft = draftOf(content('2026-07-01', lines('9/PR +1.00 400208/PR -2.00'), { summary: '' }), {
      approver: PEOPLE.preparer,
    });
    expect(judge(draft).map((found) => found.split(' ')[0])).toEqual([
      ...[
        'SUMMARY_EMPTY',
        'ACCOUNT_UNKNOWN',
        'VOUCHER_UNBALANCED',
        'EVENT_IN_FUTURE',
        'SECOND_PERSON_REQUIRED',
        'ROLE_REQUIRED',
      ],
    ]);
  });

  it('tells the amounts of what does not balance', () => {
    const [found] = admitVoucher(
      draftOf(content('2025-05-10', lines('100201/PR +2.00 400208/PR -1.50'))),
      structureOf(),
      TODAY,
    );
    expect(found?.facts).toEqual({ debit: '2.00', credit: '1.50', difference: '0.50' });
    expect([...imbalanceByFund(lines('100201/PR +2.00 400208/PR -1.50 100201/PS +1.00'))]).toEqual([
      ['PR', 50n],
      ['PS', 100n],
    ]);
  });

  it('may move on the very day in Shanghai', () => {
    expect(
      admitVoucher(
        draftOf(content('2025-05-10', lines('100201/PR +1.00 400208/PR -1.00'))),
        structureOf(),
        day('2025-05-10'),
      ),
    ).toEqual([]);
  });
});
