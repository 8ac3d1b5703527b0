/**
 * The checks of a fund statement before anybody signs it.
 *
 * 1. Hard: the statement is not published while one of them fails. For every fund opening + income - expense +
 *    adjustments = closing; the vouchers' own bytes give the turnover that the ledger sums; the balances are those of
 *    the trial balance; the funds' cash is the accounts' cash; transfers between funds cancel out; and the opening is
 *    the closing that was published for the period before.
 * 2. Soft: the statement may be published, and says so in the same place and size: expense without a source document,
 *    "other" above 5 %, a bank that is not reconciled to the same day, public money on a person's account.
 * 3. Every check says in one sentence what it found, also when all is well.
 */
import { formatFen, sumFen, yuanFromFen } from '../../kernel/fen.js';
import type { Violation } from '../../kernel/violation.js';
import { closingOf, fundResult, isOwnCash, transfersBetweenFunds } from './fund-results.js';
import type { FundFigure, StatementFacts, StatementVoucher } from './statement-facts.js';

export interface StatementCheck {
  /** What is checked, in words that need no accounting. */
  readonly title: string;
  readonly state: 'passed' | 'failed' | 'not-applicable';
  readonly detail: string;
  readonly violations: readonly Violation[];
}

/** The hard checks, in the order in which they are shown. */
export function checkStatement(facts: StatementFacts): readonly StatementCheck[] {
  return [
    checkEquation(facts),
    checkOpening(facts),
    checkLines(facts),
    checkLedger(facts),
    checkCash(facts),
    checkTransfers(facts),
  ];
}

function check(title: string, passed: string, failed: string, violations: readonly Violation[]): StatementCheck {
  const failing = violations.length > 0;
  return { title, state: failing ? 'failed' : 'passed', detail: failing ? failed : passed, violations };
}

function nameOf(facts: StatementFacts, fund: string): string {
  return facts.funds.find((known) => known.code === fund)?.name ?? fund;
}

function fundsOf(figures: readonly FundFigure[]): readonly string[] {
  return [...new Set(figures.map((figure) => figure.fund))];
}

function checkEquation(facts: StatementFacts): StatementCheck {
  const violations = fundsOf(facts.figures).flatMap((fund): Violation[] => {
    const result = fundResult(fund, facts.figures, facts.accounts);
    const expected = result.openingFen + result.incomeFen - result.expenseFen + result.adjustmentFen;
    if (expected === result.closingFen) return [];
    const figures = {
      fund: nameOf(facts, fund),
      expected: yuanFromFen(expected),
      actual: yuanFromFen(result.closingFen),
    };
    return [{ code: 'STATEMENT_FUND_EQUATION', at: fund, facts: figures }];
  });
  return check('期初加收入减支出等于期末', '每个基金都相等。', '有基金不相等。', violations);
}

function checkOpening(facts: StatementFacts): StatementCheck {
  const title = '本期期初等于上期公示的期末';
  const { previous } = facts;
  if (previous === undefined) {
    return { title, state: 'not-applicable', detail: '上期没有公示过，无从比较。', violations: [] };
  }
  const funds = new Set([...fundsOf(previous.figures), ...fundsOf(facts.figures)]);
  const violations = [...funds].flatMap((fund): Violation[] => {
    const expected = fundResult(fund, previous.figures, facts.accounts).closingFen;
    const actual = fundResult(fund, facts.figures, facts.accounts).openingFen;
    // What an opening voucher of this period brings in was not there to be published before.
    const opened = openedIn(fund, facts);
    if (expected + opened === actual) return [];
    const figures = {
      fund: nameOf(facts, fund),
      previous: previous.id,
      expected: yuanFromFen(expected),
      actual: yuanFromFen(actual),
    };
    return [{ code: 'STATEMENT_OPENING_CHANGED', at: fund, facts: figures }];
  });
  const against = `上期第 ${previous.version} 版`;
  return check(title, `与${against}一致。`, `与${against}不一致。`, violations);
}

function openedIn(fund: string, facts: StatementFacts): bigint {
  const lines = facts.vouchers.filter((voucher) => voucher.kind === 'opening').flatMap((voucher) => voucher.lines);
  const owned = lines.filter(
    (line) => line.fund === fund && 'AL'.includes(facts.accounts.get(line.account)?.kind ?? '-'),
  );
  return sumFen(owned.map((line) => line.debitFen - line.creditFen));
}

function checkLines(facts: StatementFacts): StatementCheck {
  const counted = new Map<string, { debit: bigint; credit: bigint }>();
  const place = (account: string, fund: string): { debit: bigint; credit: bigint } => {
    const key = `${account} ${fund}`;
    const known = counted.get(key) ?? { debit: 0n, credit: 0n };
    counted.set(key, known);
    return known;
  };
  for (const line of facts.vouchers.filter(isTurnover).flatMap((voucher) => voucher.lines)) {
    const sums = place(line.account, line.fund);
    sums.debit += line.debitFen;
    sums.credit += line.creditFen;
  }
  for (const figure of facts.figures) {
    const sums = place(figure.account, figure.fund);
    sums.debit -= figure.debitFen;
    sums.credit -= figure.creditFen;
  }
  const violations = [...counted]
    .filter(([, sums]) => sums.debit !== 0n || sums.credit !== 0n)
    .map(([key, sums]): Violation => {
      const [account = '', fund = ''] = key.split(' ');
      const difference = yuanFromFen(sums.debit === 0n ? sums.credit : sums.debit);
      return { code: 'STATEMENT_LINES_DISAGREE', at: key, facts: { account, fund: nameOf(facts, fund), difference } };
    });
  const passed = `${facts.vouchers.length} 张凭证逐笔相加，与总账发生额相等。`;
  return check('逐笔相加等于总账', passed, '逐笔相加与总账不相等。', violations);
}

function isTurnover(voucher: StatementVoucher): boolean {
  return voucher.kind !== 'opening' && voucher.kind !== 'closing';
}

function checkLedger(facts: StatementFacts): StatementCheck {
  const differences = new Map<string, bigint>();
  const add = (account: string, fund: string, fen: bigint): void => {
    const key = `${account} ${fund}`;
    differences.set(key, (differences.get(key) ?? 0n) + fen);
  };
  for (const figure of facts.figures) add(figure.account, figure.fund, closingOf(figure));
  for (const balance of facts.ledger) add(balance.account, balance.fund, -balance.closingFen);
  const violations = [...differences]
    .filter(([, difference]) => difference !== 0n)
    .map(([key, difference]): Violation => {
      const [account = '', fund = ''] = key.split(' ');
      const named = { account, fund: nameOf(facts, fund), difference: yuanFromFen(difference) };
      return { code: 'STATEMENT_LEDGER_DISAGREES', at: key, facts: named };
    });
  return check('期末余额等于科目余额表', '每个科目、每个基金都相等。', '有科目不相等。', violations);
}

function checkCash(facts: StatementFacts): StatementCheck {
  const known = new Set(facts.funds.map((fund) => fund.code));
  const byFund = sumFen(
    facts.figures.filter((figure) => known.has(figure.fund) && isOwnCash(figure.account)).map(closingOf),
  );
  const byAccount = sumFen(
    facts.ledger.filter((balance) => isOwnCash(balance.account)).map((balance) => balance.closingFen),
  );
  const violations: Violation[] =
    byFund === byAccount
      ? []
      : [
          {
            code: 'STATEMENT_CASH_DISAGREES',
            at: 'cash',
            facts: { funds: yuanFromFen(byFund), accounts: yuanFromFen(byAccount) },
          },
        ];
  return check('各基金的钱合起来等于各账户的钱', `两边都是 ${formatFen(byAccount)} 元。`, '两边不相等。', violations);
}

function checkTransfers(facts: StatementFacts): StatementCheck {
  const { inFen, outFen } = transfersBetweenFunds(facts.figures);
  const violations: Violation[] =
    inFen === outFen
      ? []
      : [
          {
            code: 'STATEMENT_TRANSFERS_DISAGREE',
            at: '4901',
            facts: { in: yuanFromFen(inFen), out: yuanFromFen(outFen) },
          },
        ];
  const passed = inFen === 0n ? '本期没有基金间划转。' : `转入转出都是 ${formatFen(inFen)} 元，合计里已剔除。`;
  return check('基金间划转两边相等', passed, '转入与转出不相等。', violations);
}
