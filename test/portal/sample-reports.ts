/** The two published documents of the sample estate, rendered as the publishing wing renders them. */
import type { ReportDocument, ReportItem } from '../../src/publishing/rules/report-document.js';
import { renderHtml } from '../../src/publishing/render/html.js';
import type { OpenItemView, ReconciliationView, StatementView } from '../../src/portal/view-models.js';
import { amberLight, BASIC_ACCOUNT, CW, day, estate, PR, PS, sampleHome, WF } from './sample-views.js';

const source = { logPosition: 121, rootHash: sampleHome.log.rootHex, preparedAt: '2025-07-03T02:10:00.000Z' };
const amount = (fen: bigint) => ({ kind: 'amount', fen }) as const;
const words = (text: string) => ({ kind: 'text', text }) as const;

const quarterLines: readonly (readonly [string, bigint, bigint, bigint, bigint])[] = [
  ['公共收益', 2_436_458n, 496_327n, 0n, 2_932_785n],
  ['物业服务资金', 144_134n, 588_366n, 536_596n, 195_904n],
  ['工作经费', 71_400n, 0n, 39_300n, 32_100n],
  ['信义慈善基金', 660_000n, 0n, 0n, 660_000n],
  ['智能门禁众筹', 56_000n, -56_000n, 0n, 0n],
];

const fundStatement: ReportDocument = {
  id: 'fund-statement-2025Q2-v1',
  title: '公共资金收支表',
  estateName: estate.name,
  span: { kind: 'period', text: '2025年第二季度', from: day('2025-04-01'), to: day('2025-06-30') },
  source: { ...source, version: 1 },
  facts: [{ key: 'unit', label: '单位', value: words('元') }],
  sections: [
    {
      title: '各项资金',
      lead: '期初加收入减支出等于期末。',
      body: {
        kind: 'table',
        columns: [
          { key: 'fund', label: '资金', kind: 'text' },
          { key: 'opening', label: '期初', kind: 'amount', summed: true },
          { key: 'income', label: '收入', kind: 'amount', summed: true },
          { key: 'expense', label: '支出', kind: 'amount', summed: true },
          { key: 'closing', label: '期末', kind: 'amount', summed: true },
        ],
        rows: [
          ...quarterLines.map(
            ([name, ...amounts]) => ({ kind: 'normal', cells: [words(name), ...amounts.map(amount)] }) as const,
          ),
          {
            kind: 'total',
            cells: [words('合计'), ...[3_367_992n, 1_028_693n, 575_896n, 3_820_789n].map(amount)],
          },
        ],
        whenEmpty: '本期没有收支。',
      },
    },
  ],
  notes: ['各项资金之间的划转在合计里已经互相抵消。'],
  signatures: [{ label: '编制', text: 'p-19c2' }, { label: '审核' }],
  links: [],
};

export const sampleStatement: StatementView = {
  estate,
  id: fundStatement.id,
  title: fundStatement.title,
  periodLabel: '2025年第二季度',
  version: 1,
  publishedAt: '2025-07-03T02:10:00.000Z',
  supersededBy: null,
  supersedes: null,
  digestHex: '0c7be913'.repeat(8),
  html: renderHtml(fundStatement),
};

export const replacedStatement: StatementView = { ...sampleStatement, supersededBy: 'fund-statement-2025Q2-v2' };

const items: readonly OpenItemView[] = [
  {
    kind: 'A',
    on: day('2025-06-30'),
    amountFen: 19_205n,
    voucher: { number: '202506-0010', summary: '收06月物业费(按月户5户)' },
    daysOpen: 0,
    clearedOn: day('2025-07-01'),
  },
  {
    kind: 'B',
    on: day('2025-06-30'),
    amountFen: 155_520n,
    voucher: { number: '202506-0011', summary: '支付06月钟点服务费及酬金' },
    daysOpen: 0,
    clearedOn: day('2025-07-01'),
  },
  { kind: 'C', on: day('2025-06-30'), amountFen: 57_708n, voucher: null, daysOpen: 0, clearedOn: null },
  { kind: 'D', on: day('2025-06-30'), amountFen: 1_500n, voucher: null, daysOpen: 0, clearedOn: null },
];

const item = (fen: bigint, text: string): ReportItem => ({ on: day('2025-06-30'), text, fen });

const form: ReportDocument = {
  ...fundStatement,
  id: 'bank-reconciliation-2025-06-30',
  title: '银行存款余额调节表',
  span: { kind: 'as-of', text: '截至2025年6月30日', on: day('2025-06-30') },
  facts: [{ key: 'account', label: '账号', value: words(BASIC_ACCOUNT) }],
  sections: [
    {
      title: '调节',
      body: {
        kind: 'form',
        left: {
          title: '银行存款日记账',
          opening: { label: '日记账余额', fen: 3_126_721n },
          adjustments: [
            { sign: 'add', label: '加：银行已收、企业未收', fen: 57_708n, items: [item(57_708n, '银行来款')] },
            { sign: 'subtract', label: '减：银行已付、企业未付', fen: 1_500n, items: [item(1_500n, '银行扣款')] },
          ],
          closing: { label: '调节后余额', fen: 3_182_929n },
        },
        right: {
          title: '银行对账单',
          opening: { label: '对账单余额', fen: 3_319_244n },
          adjustments: [
            { sign: 'add', label: '加：企业已收、银行未收', fen: 19_205n, items: [item(19_205n, '记-202506-0010')] },
            {
              sign: 'subtract',
              label: '减：企业已付、银行未付',
              fen: 155_520n,
              items: [item(155_520n, '记-202506-0011')],
            },
          ],
          closing: { label: '调节后余额', fen: 3_182_929n },
        },
      },
    },
  ],
};

export const sampleReconciliation: ReconciliationView & { readonly bankFen: bigint } = {
  estate,
  account: BASIC_ACCOUNT,
  accountLabel: `基本存款账户 ${BASIC_ACCOUNT}`,
  asOf: day('2025-06-30'),
  light: amberLight,
  bookFen: 3_126_721n,
  bankFen: 3_319_244n,
  items,
  fundSplit: [
    { fund: PR, leftFen: 2_995_785n },
    { fund: PS, leftFen: 98_836n },
    { fund: WF, leftFen: 32_100n },
    { fund: CW, leftFen: 0n },
  ],
  html: renderHtml(form),
};
