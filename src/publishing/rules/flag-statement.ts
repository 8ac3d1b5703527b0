/**
 * The soft checks of a fund statement (the quality of what is disclosed): each says what it found, well or not.
 */
import { formatFen, sumFen } from '../../kernel/fen.js';
import { closingOf } from './fund-results.js';
import type { FundFigure, StatementFacts, StatementLight } from './statement-facts.js';
import { isAdjustment, needsDocument } from './statement-lines.js';

export interface StatementFlag {
  readonly title: string;
  /** True where readers must be told. */
  readonly raised: boolean;
  readonly detail: string;
}

/** "Other" above this share of its side is broken out, in hundredths of a per cent. */
const OTHER_LIMIT = 500n;

export function flagStatement(facts: StatementFacts): readonly StatementFlag[] {
  return [
    flagBank(facts.light, facts.period.lastDay),
    flagDocuments(facts),
    flagApproval(facts),
    flagOther(facts),
    flagPersonal(facts),
    flagAdjustments(facts),
  ];
}

function flagBank(light: StatementLight | undefined, lastDay: string): StatementFlag {
  const title = '银行对账';
  if (light === undefined) {
    return { title, raised: true, detail: `截至 ${lastDay} 还没有银行对账结果，账上的钱没有与银行核对。` };
  }
  return { title, raised: light.colour !== 'green', detail: light.text };
}

function flagDocuments(facts: StatementFacts): StatementFlag {
  const spending = facts.vouchers.filter((voucher) => needsDocument(voucher, facts.accounts));
  const bare = spending.filter((voucher) => voucher.documents === 0).length;
  const detail =
    bare === 0
      ? `${spending.length} 张支出凭证都附有原始单据。`
      : `${spending.length} 张支出凭证中有 ${bare} 张未附凭证（系统里还没有单据）。`;
  return { title: '原始单据', raised: bare > 0, detail };
}

function flagApproval(facts: StatementFacts): StatementFlag {
  const imported = facts.vouchers.filter((voucher) => voucher.approver === 'none-recorded').length;
  const automatic = facts.vouchers.filter((voucher) => voucher.approver === 'posting-agent').length;
  const found = [
    ...(imported === 0 ? [] : [`${imported} 张由旧账导入，没有审核人记录`]),
    ...(automatic === 0 ? [] : [`${automatic} 张由系统过账`]),
  ];
  const detail = found.length === 0 ? '每张凭证都由一人制单、另一人审核。' : `${found.join('；')}。`;
  return { title: '两人经手', raised: imported > 0, detail };
}

function flagOther(facts: StatementFacts): StatementFlag {
  const title = '“其他”的占比';
  const found = [otherShare('I', '收入', facts), otherShare('E', '支出', facts)].filter((text) => text !== undefined);
  if (found.length === 0) return { title, raised: false, detail: '笼统记作“其他”的收入、支出都不超过 5%。' };
  return { title, raised: true, detail: `${found.join('；')}。请看逐笔收支里的说明。` };
}

function otherShare(kind: 'I' | 'E', word: string, facts: StatementFacts): string | undefined {
  const own = facts.figures.filter(
    (figure) => facts.accounts.get(figure.account)?.kind === kind && !/^[45]901/.test(figure.account),
  );
  const turnover = (figure: FundFigure): bigint =>
    kind === 'I' ? figure.creditFen - figure.debitFen : figure.debitFen - figure.creditFen;
  const other = own.filter((figure) => (facts.accounts.get(figure.account)?.name ?? '').includes('其他'));
  const [part, whole] = [sumFen(other.map(turnover)), sumFen(own.map(turnover))];
  if (part <= 0n || whole <= 0n || part * 10_000n <= whole * OTHER_LIMIT) return undefined;
  return `${word}里“其他”有 ${formatFen(part)} 元，超过 5%`;
}

function flagPersonal(facts: StatementFacts): StatementFlag {
  const held = facts.figures.filter((figure) => figure.account.startsWith('122101'));
  const used = held.filter(
    (figure) =>
      closingOf(figure) !== 0n || figure.openingFen !== 0n || figure.debitFen !== 0n || figure.creditFen !== 0n,
  );
  if (used.length === 0) return { title: '个人账户', raised: false, detail: '没有公款存放在个人账户。' };
  const left = sumFen(held.map(closingOf));
  const detail =
    left === 0n
      ? '本期有公款经过个人账户，期末已全部转出。'
      : `期末还有 ${formatFen(left)} 元公款存放在个人账户，请尽快转入小区自己的账户。`;
  return { title: '个人账户', raised: true, detail };
}

function flagAdjustments(facts: StatementFacts): StatementFlag {
  const count = facts.vouchers.filter(isAdjustment).length;
  const detail = count === 0 ? '没有补记以前月份的凭证。' : `有 ${count} 张凭证是补记以前月份的事，另列于后。`;
  return { title: '补记以前的账', raised: count > 0, detail };
}
