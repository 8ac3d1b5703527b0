/** View models of the sample estate as its oracle gives it at 2025-06-30, for tests of pages. */
import type { CalendarDate, Period } from '../../src/kernel/calendar.js';
import { fundTone } from '../../src/portal/rules/wording.js';
import type {
  CorrectionView,
  EstateHeading,
  EstatesView,
  FundRef,
  HomeView,
  LightView,
  VoucherRowView,
  VouchersView,
  VoucherView,
} from '../../src/portal/view-models.js';

export const day = (text: string): CalendarDate => text as CalendarDate;
export const month = (text: string): Period => text as Period;

const fund = (code: string, name: string, position: number): FundRef => ({ code, name, tone: fundTone(position) });
export const PS = fund('PS', '物业服务资金', 0);
export const PR = fund('PR', '公共收益', 1);
export const WF = fund('WF', '工作经费', 2);
export const CF = fund('CF', '信义慈善基金', 3);
export const CW = fund('CW-2025-01', '智能门禁众筹', 4);

export const estate: EstateHeading = {
  code: 'yuanye-manor',
  name: '原野庄园',
  place: '成都市新都区桂湖街道施营社区',
  households: 52,
  bodyName: '原野庄园物业管理委员会',
  logNumber: 121,
};

export const BASIC_ACCOUNT = '51050100000000000001';

export const amberLight: LightView = {
  colour: 'amber',
  asOf: day('2025-06-30'),
  bankLinesWithoutVoucher: 2,
  vouchersNotAtBank: 2,
  overdueVouchers: 0,
  gaps: 0,
  differenceFen: 0n,
  account: BASIC_ACCOUNT,
};

export const sampleEstates: EstatesView = {
  estates: [
    {
      code: estate.code,
      name: estate.name,
      place: estate.place,
      leftFen: 3_126_721n,
      asOf: day('2025-06-30'),
      light: amberLight,
      agreedAsOf: day('2025-06-29'),
    },
  ],
};

const row = (
  number: string,
  eventOn: string,
  summary: string,
  amountFen: bigint,
  funds: readonly FundRef[],
  rest: Partial<VoucherRowView> = {},
): VoucherRowView => ({
  number,
  eventOn: day(eventOn),
  period: month(`${number.slice(0, 4)}-${number.slice(4, 6)}`),
  summary,
  movement: 'paid',
  amountFen,
  funds,
  bank: 'at-bank',
  ink: 'normal',
  replacedBy: null,
  ...rest,
});

const received = { movement: 'received' } as const;
const recorded = { movement: 'recorded', bank: 'none' } as const;

export const juneRows: readonly VoucherRowView[] = [
  row('202506-0011', '2025-06-30', '支付06月钟点服务费及酬金', 155_520n, [PS], { bank: 'on-the-way' }),
  row('202506-0010', '2025-06-30', '收06月物业费(按月户5户)', 19_205n, [PS], { ...received, bank: 'on-the-way' }),
  row('202506-0009', '2025-06-28', '06月钟点式物业服务费及酬金(考核暂扣20%)', 158_400n, [PS], recorded),
  row('202506-0008', '2025-06-21', '银行存款季度结息', 1_327n, [PR], received),
  row('202506-0007', '2025-06-20', '售水机、快递柜季度分成', 27_000n, [PR], received),
  row('202506-0006', '2025-06-19', '网格员兼职财务岗位补贴(半年,6×50元)', 30_000n, [WF]),
];

export const novemberRows: readonly VoucherRowView[] = [
  row('202411-0006', '2024-11-11', '订正2024年11月6日记-202411-0003号凭证:支付楼道应急灯12盏×140元', 168_000n, [PR], {
    ink: 'blue',
  }),
  row('202411-0005', '2024-11-11', '注销2024年11月6日记-202411-0003号凭证', -186_000n, [PR], {
    ink: 'red',
    bank: 'washed',
  }),
  row('202411-0004', '2024-11-10', '收11月车位月租26位×60元', 156_000n, [PR], received),
  row('202411-0003', '2024-11-06', '支付楼道应急灯12盏×155元', 186_000n, [PR], {
    ink: 'wrong',
    bank: 'washed',
    replacedBy: '202411-0006',
  }),
  row('202411-0002', '2024-10-31', '补记10月公共照明电费', 21_560n, [PS]),
];

export const sampleHome: HomeView = {
  estate,
  asOf: day('2025-06-30'),
  leftFen: 3_126_721n,
  funds: [
    { fund: PR, leftFen: 2_995_785n },
    { fund: PS, leftFen: 98_836n },
    { fund: WF, leftFen: 32_100n },
    { fund: CW, leftFen: 0n },
  ],
  heldElsewhere: [{ fund: CF, holder: '新都区慈善会', amountFen: 660_000n }],
  light: amberLight,
  agreedAsOf: day('2025-06-29'),
  bankAlerts: [
    '还有 18,640.35 元公款放在个人账户（old-card）里，请尽快转到小区自己的账户。',
    '银行付出了 1 笔钱，账上还没有凭证，共 15.00 元，最早的一笔已经 31 天。',
  ],
  quarter: {
    year: 2025,
    quarter: 2,
    incomeFen: 1_028_693n,
    expenseFen: 575_896n,
    largestExpense: { summary: '06月钟点式物业服务费及酬金', amountFen: 158_400n, number: '202506-0009' },
    arrears: { households: 3, totalFen: 131_628n, smallCell: 3 },
  },
  latest: juneRows,
  voucherCount: 115,
  statements: [
    {
      id: 'fund-statement-2025Q2-v1',
      title: '公共资金收支表',
      periodLabel: '2025年第二季度',
      version: 1,
      publishedOn: day('2025-07-03'),
    },
    {
      id: 'fund-statement-2025Q1-v2',
      title: '公共资金收支表',
      periodLabel: '2025年第一季度',
      version: 2,
      publishedOn: day('2025-04-09'),
    },
  ],
  reconciliations: [
    { account: BASIC_ACCOUNT, label: '基本存款账户', asOf: day('2025-06-30'), colour: 'amber' },
    { account: 'old-card', label: '原个人代存账户', asOf: day('2024-07-15'), colour: 'unknown' },
  ],
  log: {
    rootHex: '9f2c4be1'.repeat(8),
    check: { state: 'intact', checkedTo: 121, at: '2025-07-03T02:10:00.000Z' },
  },
};

export const sampleVouchers: VouchersView = {
  estate,
  query: { fund: null, month: null, cursor: null },
  funds: [PS, PR, WF, CF, CW],
  months: ['2025-06', '2024-11', '2024-07'].map(month),
  count: 115,
  rows: [...juneRows, ...novemberRows],
  nextCursor: 'MjAyNDExLTAwMDI',
};

const byTwo = {
  how: 'two-persons',
  preparer: 'p-19c2',
  preparedAt: '2025-06-30T07:41:00.000Z',
  approver: 'p-7f3a',
  approvedAt: '2025-06-30T12:05:00.000Z',
} as const;

export const sampleVoucher: VoucherView = {
  estate,
  number: '202506-0011',
  eventOn: day('2025-06-30'),
  period: month('2025-06'),
  recordedAt: '2025-06-30T12:05:01.000Z',
  summary: '支付06月钟点服务费及酬金',
  movement: 'paid',
  amountFen: 155_520n,
  ink: 'normal',
  funds: [{ fund: PS, leftFen: 98_836n }],
  signatures: byTwo,
  resolution: '2024-05',
  documents: [],
  references: [],
  bank: { status: 'on-the-way', asOf: day('2025-06-30') },
  lines: [
    { account: '220202', accountName: '应付账款-服务费', fund: PS, side: 'debit', amountFen: 155_520n, summary: '' },
    {
      account: '100201',
      accountName: '银行存款-基本存款账户',
      fund: PS,
      side: 'credit',
      amountFen: 155_520n,
      summary: '',
    },
  ],
  totalInCapitals: '人民币壹仟伍佰伍拾伍元贰角整',
  correction: null,
  proof: { seq: 115, leafHashHex: '5d41aa07'.repeat(8) },
};

const imported = { how: 'import', at: '2025-07-02T01:00:00.000Z' } as const;

export const lampsCorrection: CorrectionView = {
  wrong: {
    number: '202411-0003',
    eventOn: day('2024-11-06'),
    summary: '支付楼道应急灯12盏×155元',
    amountFen: 186_000n,
    signatures: imported,
  },
  red: {
    number: '202411-0005',
    eventOn: day('2024-11-11'),
    summary: '注销2024年11月6日记-202411-0003号凭证',
    amountFen: -186_000n,
    signatures: imported,
  },
  blue: {
    number: '202411-0006',
    eventOn: day('2024-11-11'),
    summary: '订正2024年11月6日记-202411-0003号凭证:支付楼道应急灯12盏×140元',
    amountFen: 168_000n,
    signatures: byTwo,
  },
  reason: '单价看错，应为每盏 140 元。',
};

const lampLines = (amountFen: bigint): VoucherView['lines'] => [
  { account: '5004', accountName: '公共设施更新改造支出', fund: PR, side: 'debit', amountFen, summary: '' },
  { account: '100201', accountName: '银行存款-基本存款账户', fund: PR, side: 'credit', amountFen, summary: '' },
];

/** The red voucher of the lamps: every amount on its own side and negative. */
export const redVoucher: VoucherView = {
  ...sampleVoucher,
  number: '202411-0005',
  eventOn: day('2024-11-11'),
  period: month('2024-11'),
  summary: '注销2024年11月6日记-202411-0003号凭证',
  amountFen: -186_000n,
  ink: 'red',
  funds: [{ fund: PR, leftFen: 1_986_405n }],
  signatures: imported,
  resolution: null,
  references: ['记-202411-0003'],
  bank: { status: 'washed' },
  lines: lampLines(-186_000n),
  totalInCapitals: null,
  correction: lampsCorrection,
  proof: { seq: 44, leafHashHex: '77aa0b1c'.repeat(8) },
};

/** The lamps as first booked: wrong, and struck through ever since. */
export const wrongVoucher: VoucherView = {
  ...redVoucher,
  number: '202411-0003',
  eventOn: day('2024-11-06'),
  summary: '支付楼道应急灯12盏×155元',
  amountFen: 186_000n,
  ink: 'wrong',
  funds: [{ fund: PR, leftFen: 1_644_405n }],
  references: [],
  documents: [{ label: '发票（公开件）', digestHex: 'ab12cd34'.repeat(8), href: null }],
  lines: lampLines(186_000n),
};

/** Happened in October, numbered in November, matched to one bank line. */
export const lateVoucher: VoucherView = {
  ...sampleVoucher,
  number: '202411-0002',
  eventOn: day('2024-10-31'),
  period: month('2024-11'),
  summary: '补记10月公共照明电费',
  amountFen: 21_560n,
  signatures: { how: 'posting-agent', agent: 'agent-bank-feed', at: '2024-11-05T03:00:00.000Z' },
  bank: { status: 'at-bank', lines: [{ on: day('2024-11-05'), direction: 'out', amountFen: 21_560n }] },
};
