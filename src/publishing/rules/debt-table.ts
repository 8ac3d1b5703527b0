import { closingOf, isHeldByOthers, isOwnCash } from './fund-results.js';
import { accountName } from './fund-tables.js';
import { amountCell, row, textCell } from './report-cells.js';
import type { ReportSection } from './report-document.js';
import type { FundFigure, StatementFacts } from './statement-facts.js';

/** What is owed to the estate and by it, account by account. Amounts only: no name, no room, no count of households. */
export function debtSection(title: string, facts: StatementFacts): ReportSection {
  const funds = new Map(facts.funds.map((fund) => [fund.code, fund.name]));
  const kind = (figure: FundFigure): string => facts.accounts.get(figure.account)?.kind ?? '';
  const open = facts.figures.filter(
    (figure) =>
      (kind(figure) === 'L' ||
        (kind(figure) === 'A' && !isOwnCash(figure.account) && !isHeldByOthers(figure.account))) &&
      (figure.openingFen !== 0n || closingOf(figure) !== 0n),
  );
  const rows = open.map((figure) => {
    const isOwed = kind(figure) === 'L';
    const sign = isOwed ? -1n : 1n;
    return row(
      'normal',
      textCell(isOwed ? '小区应付' : '小区应收'),
      textCell(debtName(figure.account, facts)),
      textCell(funds.get(figure.fund) ?? figure.fund),
      amountCell(sign * figure.openingFen),
      amountCell(sign * closingOf(figure)),
    );
  });
  return {
    title,
    lead: '已经算进收支、钱还没有收到或付出的部分。',
    body: {
      kind: 'table',
      columns: [
        { key: 'direction', label: '方向', kind: 'text' },
        { key: 'item', label: '项目', kind: 'text' },
        { key: 'fund', label: '基金', kind: 'text' },
        { key: 'opening', label: '期初', kind: 'amount' },
        { key: 'closing', label: '期末', kind: 'amount' },
      ],
      rows,
      whenEmpty: '没有应收、应付的款项。',
    },
  };
}

function debtName(account: string, facts: StatementFacts): string {
  const name = accountName(account, facts);
  return account.startsWith('112201') ? `${name}（业主欠费合计）` : name;
}
