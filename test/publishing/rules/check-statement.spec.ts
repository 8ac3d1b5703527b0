import { calendarDate, type CalendarDate } from '../../../src/kernel/calendar.js';
import { buildFundStatement } from '../../../src/publishing/rules/build-fund-statement.js';
import { checkDocument } from '../../../src/publishing/rules/check-document.js';
import { checkStatement } from '../../../src/publishing/rules/check-statement.js';
import { flagStatement } from '../../../src/publishing/rules/flag-statement.js';
import { cashMovedInside } from '../../../src/publishing/rules/fund-results.js';
import type { EarlierStatement, FundFigure, StatementFacts } from '../../../src/publishing/rules/statement-facts.js';
import { figure, smallStatement, voucher } from '../fixtures/small-statement.js';

function codes(facts: StatementFacts): readonly string[] {
  return checkStatement(facts).flatMap((check) => check.violations.map((violation) => violation.code));
}

function withFigures(change: (figures: readonly FundFigure[]) => readonly FundFigure[]): StatementFacts {
  const facts = smallStatement();
  return { ...facts, figures: change(facts.figures) };
}

const june = (facts: StatementFacts): EarlierStatement => ({
  id: 'fund-statement-2025-05-v1',
  version: 1,
  publishedOn: calendarDate('2025-06-03') as CalendarDate,
  size: 5n,
  figures: facts.figures,
});

describe('the hard checks', () => {
  it('pass for sound books, and the document adds up', () => {
    expect(codes(smallStatement())).toEqual([]);
    expect(checkDocument(buildFundStatement(smallStatement()))).toEqual([]);
  });

  it('find a fund that does not add up', () => {
    const broken = withFigures((figures) => figures.filter((one) => one.account !== '5009'));
    expect(codes(broken)).toContain('STATEMENT_FUND_EQUATION');
  });

  it('find a line that the ledger does not sum, and the other way round', () => {
    const facts = smallStatement();
    expect(codes({ ...facts, vouchers: facts.vouchers.slice(1) })).toEqual(Array(2).fill('STATEMENT_LINES_DISAGREE'));
    const more = voucher('记-202506-0004', [['1001', 'PR', 1n, 0n]]);
    expect(codes({ ...facts, vouchers: [...facts.vouchers, more] })).toEqual(['STATEMENT_LINES_DISAGREE']);
  });

  it('find sides that are swapped though the balance is right', () => {
    const facts = smallStatement();
    const swapped = voucher('记-202506-0001', [
      ['100201', 'PR', 0n, -3_000n],
      ['400201', 'PR', 0n, 3_000n],
    ]);
    expect(codes({ ...facts, vouchers: [swapped, ...facts.vouchers.slice(1)] })).toEqual(['STATEMENT_LINES_DISAGREE']);
  });

  it('find a balance that the trial balance does not have', () => {
    const facts = smallStatement();
    const ledger = facts.ledger.map((one) => (one.account === '400201' ? { ...one, closingFen: -2_999n } : one));
    expect(codes({ ...facts, ledger })).toEqual(['STATEMENT_LEDGER_DISAGREES']);
  });

  it('find cash of a fund that nobody knows', () => {
    const facts = smallStatement();
    expect(codes({ ...facts, funds: facts.funds.slice(0, 1) })).toEqual(['STATEMENT_CASH_DISAGREES']);
  });

  it('find transfers that do not cancel out', () => {
    const broken = withFigures((figures) =>
      figures.map((one) => (one.account === '4901' ? { ...one, creditFen: 900n } : one)),
    );
    expect(codes(broken)).toContain('STATEMENT_TRANSFERS_DISAGREE');
  });

  it('hold the opening against the closing that was published', () => {
    const facts = smallStatement();
    const closedWith = (fen: bigint): StatementFacts => ({
      ...facts,
      previous: june({ ...facts, figures: [figure('100201', 'PR', { openingFen: fen })] }),
    });
    expect(codes(closedWith(10_000n))).toEqual([]);
    expect(codes(closedWith(9_999n))).toEqual(['STATEMENT_OPENING_CHANGED']);
  });

  it('allow for what an opening voucher of the period brings in', () => {
    const facts = smallStatement();
    const lines = [
      ['100201', 'PR', 400n, 0n],
      ['300102', 'PR', 0n, 400n],
    ] as const;
    const opening = voucher('记-202506-0004', lines, { kind: 'opening' });
    const previous = june({ ...facts, figures: [figure('100201', 'PR', { openingFen: 9_600n })] });
    expect(codes({ ...facts, vouchers: [...facts.vouchers, opening], previous })).toEqual([]);
  });
});

describe('the soft checks', () => {
  const raised = (facts: StatementFacts): readonly string[] =>
    flagStatement(facts)
      .filter((flag) => flag.raised)
      .map((flag) => flag.title);
  const green = { colour: 'green', text: '对得上' } as const;

  it('raise nothing where all is well', () => {
    expect(raised({ ...smallStatement(), light: green })).toEqual([]);
  });

  it('raise a bank that is not known, or not green', () => {
    expect(raised(smallStatement())).toEqual(['银行对账']);
    expect(raised({ ...smallStatement(), light: { colour: 'amber', text: '待入账' } })).toEqual(['银行对账']);
  });

  it('raise expense without documents, unrecorded approval, late vouchers', () => {
    const facts = smallStatement({ light: green });
    const [first, second, third] = facts.vouchers;
    const bare = { ...second!, documents: 0, approver: 'none-recorded', eventOn: '2025-05-30' as CalendarDate };
    expect(raised({ ...facts, vouchers: [first!, bare, third!] })).toEqual(['原始单据', '两人经手', '补记以前的账']);
  });

  it('raise “other” above 5 % and not at it', () => {
    const other = (fen: bigint): StatementFacts => ({
      ...smallStatement({ light: green }),
      figures: [figure('400201', 'PR', { creditFen: 9_500n }), figure('400208', 'PR', { creditFen: fen })],
    });
    expect(raised(other(500n))).toEqual([]);
    expect(raised(other(501n))).toEqual(['“其他”的占比']);
  });

  it('raise public money on a person’s account', () => {
    const facts = smallStatement({ light: green });
    const held = figure('122101', 'PR', { openingFen: 5n, creditFen: 5n });
    expect(raised({ ...facts, figures: [...facts.figures, held] })).toEqual(['个人账户']);
  });
});

describe('money that moved inside', () => {
  it('counts the lesser side between places, and a red copy takes it back', () => {
    const lines = [
      ['100201', 'PR', 0n, 1_000n],
      ['100201', 'WF', 1_000n, 0n],
    ] as const;
    const red = lines.map(([account, fund, debit, credit]) => [account, fund, -debit, -credit] as const);
    expect(cashMovedInside([voucher('记-202506-0001', lines)])).toBe(1_000n);
    expect(cashMovedInside([voucher('记-202506-0001', lines), voucher('记-202506-0002', red)])).toBe(0n);
    const toTheTill = [
      ['1001', 'PR', 300n, 0n],
      ['100201', 'PR', 0n, 300n],
    ] as const;
    expect(cashMovedInside([voucher('记-202506-0003', toTheTill)])).toBe(300n);
    const received = [
      ['100201', 'PR', 30n, 0n],
      ['400201', 'PR', 0n, 30n],
    ] as const;
    expect(cashMovedInside([voucher('记-202506-0004', received)])).toBe(0n);
  });
});
