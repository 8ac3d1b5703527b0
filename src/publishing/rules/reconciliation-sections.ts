/** The sections of the 余额调节表; what they promise stands in build-reconciliation.ts. */
import {
  OPEN_ITEM_TITLES,
  OVERDUE_DAYS,
  type OpenItem,
  type OpenItemKind,
  type Reconciliation,
} from '../../banking/rules/index.js';
import { formatFen, sumFen } from '../../kernel/fen.js';
import { amountCell, countCell, dateCell, row, textCell } from './report-cells.js';
import type { SignatureFacts } from './signature-section.js';
import type { ReportAdjustment, ReportBody, ReportCell, ReportSection } from './report-document.js';

export interface ReconciliationFacts {
  readonly estate: { readonly code: string; readonly name: string; readonly bodyName: string };
  readonly account: {
    /** The organisation's number, or the person's alias. */
    readonly publicName: string;
    readonly holderType: 'ORG' | 'PERSON';
    readonly kind: string;
    readonly bank: string;
  };
  readonly reconciliation: Reconciliation;
  /** The log's size at the figures. */
  readonly size: bigint;
  readonly rootHash: string;
  readonly lastRecordedAt: string;
  readonly fundNames: ReadonlyMap<string, string>;
  /** The ledger's own balance of the account by fund: the second source. */
  readonly ledger: readonly { readonly fund: string; readonly balanceFen: bigint }[];
  /** Who prepared and signed it; absent where nobody did. */
  readonly signOff?: SignatureFacts;
}

export function estatePath(facts: ReconciliationFacts): string {
  return `/e/${encodeURIComponent(facts.estate.code)}`;
}

function adjustment(
  sign: 'add' | 'subtract',
  label: string,
  kind: OpenItemKind,
  facts: ReconciliationFacts,
): ReportAdjustment {
  const items = facts.reconciliation.items.filter((item) => item.kind === kind);
  return {
    sign,
    label,
    fen: facts.reconciliation.totals[kind],
    items: items.map((item) => ({
      on: item.on,
      text: referenceOf(item, facts),
      fen: item.amountFen,
      ...(item.voucherNo === undefined ? {} : { href: voucherPath(item.voucherNo, facts) }),
    })),
  };
}

export function formSection(title: string, facts: ReconciliationFacts): ReportSection {
  const { reconciliation } = facts;
  const { bankFen, adjustedBankFen } = reconciliation;
  if (bankFen === undefined || adjustedBankFen === undefined) {
    return {
      title,
      body: bookOnly(reconciliation),
      notes: ['这个账户的银行流水还没有导入，没有可以核对的对账单余额。'],
    };
  }
  return {
    title,
    lead: '左边从账上的数出发，右边从银行的数出发，各自补上对方已经办了、自己还没有办的，两边应当相等。',
    body: {
      kind: 'form',
      left: {
        title: '单位日记账',
        opening: { label: '日记账余额', fen: reconciliation.bookFen },
        adjustments: [
          adjustment('add', '加：银行已收、企业未收', 'C', facts),
          adjustment('subtract', '减：银行已付、企业未付', 'D', facts),
        ],
        closing: { label: '调节后余额', fen: reconciliation.adjustedBookFen },
      },
      right: {
        title: '银行对账单',
        opening: { label: '对账单余额', fen: bankFen },
        adjustments: [
          adjustment('add', '加：企业已收、银行未收', 'A', facts),
          adjustment('subtract', '减：企业已付、银行未付', 'B', facts),
        ],
        closing: { label: '调节后余额', fen: adjustedBankFen },
      },
    },
  };
}

function bookOnly(reconciliation: Reconciliation): ReportBody {
  return { kind: 'facts', facts: [{ key: 'book', label: '日记账余额', value: amountCell(reconciliation.bookFen) }] };
}

function voucherPath(number: string, facts: ReconciliationFacts): string {
  return `${estatePath(facts)}/vouchers/${number.replace('记-', '')}`;
}

/** A voucher by its number; a bank line by the bank's own serial, where an organisation holds the account. */
function referenceOf(item: OpenItem, { account }: ReconciliationFacts): string {
  if (item.voucherNo !== undefined) return item.voucherNo;
  return account.holderType === 'ORG' ? `银行流水 ${item.reference}` : '银行流水';
}

function referenceCell(item: OpenItem, facts: ReconciliationFacts): ReportCell {
  const text = referenceOf(item, facts);
  return item.voucherNo === undefined ? textCell(text) : textCell(text, voucherPath(item.voucherNo, facts));
}

export function itemSection(title: string, facts: ReconciliationFacts): ReportSection {
  return {
    title,
    lead: '一方已经办了、另一方还没有办的收付，逐笔列出。',
    body: {
      kind: 'table',
      columns: [
        { key: 'kind', label: '类别', kind: 'text' },
        { key: 'on', label: '日期', kind: 'date' },
        { key: 'reference', label: '凭证或流水', kind: 'text' },
        { key: 'reason', label: '原因', kind: 'text' },
        { key: 'days', label: '已过天数', kind: 'count' },
        { key: 'later', label: '后来', kind: 'text' },
        { key: 'amount', label: '金额', kind: 'amount' },
      ],
      rows: facts.reconciliation.items.map((item) =>
        row(
          'normal',
          textCell(OPEN_ITEM_TITLES[item.kind]),
          dateCell(item.on),
          referenceCell(item, facts),
          textCell(item.overdue ? `${item.reason}（超过 ${OVERDUE_DAYS} 天）` : item.reason),
          countCell(item.daysOpen),
          textCell(item.clearedNote ?? '还没有结果'),
          amountCell(item.amountFen),
        ),
      ),
      whenEmpty:
        facts.reconciliation.bankFen === undefined ? '还没有银行流水，无从比较。' : '没有未达账项，账和银行一分不差。',
    },
  };
}

interface FundPlace {
  readonly fund: string;
  readonly bookFen: bigint;
  readonly ledgerFen: bigint;
}

function fundPlaces({ reconciliation, ledger }: ReconciliationFacts): readonly FundPlace[] {
  const codes = new Set([...reconciliation.byFund, ...ledger].map((balance) => balance.fund));
  const of = (list: readonly { readonly fund: string; readonly balanceFen: bigint }[], fund: string): bigint =>
    sumFen(list.filter((balance) => balance.fund === fund).map((balance) => balance.balanceFen));
  return [...codes]
    .map((fund) => ({ fund, bookFen: of(reconciliation.byFund, fund), ledgerFen: of(ledger, fund) }))
    .filter((place) => place.bookFen !== 0n || place.ledgerFen !== 0n);
}

export function fundSection(title: string, facts: ReconciliationFacts): ReportSection {
  const places = fundPlaces(facts);
  const order = [...facts.fundNames.keys()];
  const sorted = [...places].sort((one, other) => order.indexOf(one.fund) - order.indexOf(other.fund));
  const figures = (place: FundPlace): readonly ReportCell[] =>
    [place.bookFen, place.ledgerFen, place.bookFen - place.ledgerFen].map(amountCell);
  const total = sumFen(places.map((place) => place.bookFen));
  const ledgerTotal = sumFen(places.map((place) => place.ledgerFen));
  return {
    title,
    lead: '同一个账户里的钱分属不同的基金，不能互相垫用。',
    body: {
      kind: 'table',
      columns: [
        { key: 'fund', label: '基金', kind: 'text' },
        { key: 'book', label: '日记账', kind: 'amount', summed: true },
        { key: 'ledger', label: '总账', kind: 'amount', summed: true },
        { key: 'difference', label: '相差', kind: 'amount', summed: true },
      ],
      rows:
        places.length === 0
          ? []
          : [
              ...sorted.map((place) =>
                row('normal', textCell(facts.fundNames.get(place.fund) ?? place.fund), ...figures(place)),
              ),
              row('total', textCell('合计'), ...[total, ledgerTotal, total - ledgerTotal].map(amountCell)),
            ],
      whenEmpty: '账上没有余额。',
      equation: { add: ['book'], subtract: ['ledger'], equals: 'difference' },
    },
  };
}

type Finding = readonly [title: string, good: boolean | undefined, detail: string];

function findings(facts: ReconciliationFacts): readonly Finding[] {
  const { reconciliation } = facts;
  const { unexplainedFen, bookFen, gaps, byFund } = reconciliation;
  const fundsFen = sumFen(byFund.map((fund) => fund.balanceFen));
  const ledgerFen = sumFen(facts.ledger.map((balance) => balance.balanceFen));
  const isWhole = fundPlaces(facts).every((place) => place.bookFen === place.ledgerFen);
  const bank: Finding =
    unexplainedFen === undefined
      ? ['调节后账和银行相等', undefined, '还没有银行流水。']
      : ['调节后账和银行相等', unexplainedFen === 0n, differenceWords(reconciliation.adjustedBookFen, unexplainedFen)];
  return [
    bank,
    ['账上余额等于各基金合计', bookFen === fundsFen, differenceWords(bookFen, bookFen - fundsFen)],
    ['账上余额等于总账', isWhole && bookFen === ledgerFen, differenceWords(bookFen, bookFen - ledgerFen)],
    [
      '银行流水前后相接，没有缺口',
      reconciliation.reachesTo === undefined ? undefined : gaps.length === 0,
      gaps.length === 0 ? '每一笔的余额都接得上。' : `有 ${gaps.length} 处接不上，见上面的状态说明。`,
    ],
  ];
}

function differenceWords(agreed: bigint, difference: bigint): string {
  if (difference === 0n) return `都是 ${formatFen(agreed)} 元。`;
  return `相差 ${formatFen(difference < 0n ? -difference : difference)} 元。`;
}

export function checkSection(title: string, facts: ReconciliationFacts): ReportSection {
  const word = (good: boolean | undefined): string => (good === undefined ? '— 不适用' : good ? '✓ 相符' : '✗ 不符');
  return {
    title,
    lead: '账、银行、基金三方应当一致。',
    body: {
      kind: 'table',
      columns: [
        { key: 'check', label: '核对', kind: 'text' },
        { key: 'result', label: '结果', kind: 'text' },
        { key: 'detail', label: '说明', kind: 'text' },
      ],
      rows: findings(facts).map(([name, good, detail]) =>
        row('normal', textCell(name), textCell(word(good)), textCell(detail)),
      ),
      whenEmpty: '没有做核对。',
    },
  };
}

/** Washes gather over the years; the latest are enough to see what they are. */
const WASHES_SHOWN = 20;

export function washSection(title: string, { washes }: Reconciliation): ReportSection {
  const shown = washes.slice(-WASHES_SHOWN);
  const earlier = washes.length - shown.length;
  return {
    title,
    lead: '这些凭证在这个账户上合起来是零，银行流水里没有它们，所以不算未达账项。',
    body: {
      kind: 'table',
      columns: [
        { key: 'vouchers', label: '凭证', kind: 'text' },
        { key: 'explanation', label: '说明', kind: 'text' },
      ],
      rows: shown.map((wash) => row('normal', textCell(wash.voucherNos.join('、')), textCell(wash.explanation))),
      whenEmpty: '没有。',
    },
    ...(earlier === 0 ? {} : { notes: [`更早还有 ${earlier} 组，没有列出。`] }),
  };
}
