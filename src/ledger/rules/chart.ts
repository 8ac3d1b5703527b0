/**
 * The chart of accounts (科目表) that a new estate starts with. 4-2-2 coding; assets and liabilities borrow the numbers
 * of 小企业会计准则,
 * 3/4/5 are net assets, income and expense, as in the repair-fund and non-profit systems. An estate adds accounts
 * under these.
 *
 * A row: code, name, English name, kind, kinds of fund that it takes ("" for every fund).
 */
import type { Account, AccountKind, FundKind } from './structure.js';

type ChartRow = readonly [code: string, name: string, nameEn: string, kind: AccountKind, funds: string];

const FUND_KINDS: Readonly<Record<string, FundKind>> = {
  PS: 'PROPERTY_FEE',
  PR: 'COMMON',
  WF: 'WORKING',
  RF: 'REPAIR',
  CF: 'CHARITY',
  CW: 'CAMPAIGN',
};

const ROWS: readonly ChartRow[] = [
  ['1001', '库存现金', 'Cash on hand', 'A', ''],
  ['1002', '银行存款', 'Bank deposits', 'A', ''],
  ['100201', '基本存款账户', 'Basic account', 'A', ''],
  ['100202', '信托资金专用存款账户', 'Trust special account', 'A', 'PS PR'],
  ['100203', '维修资金专户(自管)', 'Self-managed repair fund account', 'A', 'RF'],
  ['100204', '定期存款', 'Term deposits', 'A', ''],
  ['1012', '其他货币资金', 'Other monetary funds', 'A', ''],
  ['101201', '微信', 'WeChat', 'A', ''],
  ['101202', '支付宝', 'Alipay', 'A', ''],
  ['101203', '聚合支付在途', 'Settlement in transit', 'A', ''],
  ['1122', '应收业主款', 'Owner receivables', 'A', 'PS PR CW'],
  ['112201', '应收物业费', 'Property fees receivable', 'A', 'PS'],
  ['112202', '应收车位费', 'Parking receivable', 'A', 'PS PR'],
  ['112203', '应收公摊', 'Shared utilities receivable', 'A', 'PS PR'],
  ['112204', '众筹认缴', 'Pledges receivable', 'A', 'CW'],
  ['1123', '预付账款', 'Prepayments', 'A', ''],
  ['1221', '其他应收款', 'Other receivables', 'A', ''],
  ['122101', '个人代存公款', 'Public money in personal accounts', 'A', ''],
  ['122102', '备用金', 'Petty-cash advances', 'A', 'WF'],
  ['122103', '慈善托管机构代管款', 'Held by charity custodian', 'A', 'CF'],
  ['122104', '应收前受托人移交款', 'Due from outgoing trustee', 'A', ''],
  ['122105', '主管部门代管维修资金', 'Repair fund held by authority', 'A', 'RF'],
  ['1225', '应收其他基金款', 'Due from other funds', 'A', ''],
  ['1601', '公共设施(登记)', 'Common facilities register', 'A', ''],
  ['2202', '应付账款', 'Payables', 'L', ''],
  ['220201', '应付工程款', 'Works payable', 'L', ''],
  ['220202', '应付服务费', 'Services payable', 'L', ''],
  ['220203', '质保金', 'Retention', 'L', ''],
  ['2203', '预收账款', 'Advances', 'L', 'PS PR'],
  ['220301', '预收物业费', 'Fee advances', 'L', 'PS'],
  ['220302', '预收车位费', 'Parking advances', 'L', 'PS PR'],
  ['2211', '应付职工薪酬', 'Pay and allowances due', 'L', 'PS WF'],
  ['2221', '应交税费', 'Taxes', 'L', ''],
  ['2241', '其他应付款', 'Other payables', 'L', ''],
  ['224101', '押金保证金', 'Deposits held', 'L', 'PS'],
  ['224102', '代收代付款', 'Pass-through', 'L', 'PS'],
  ['224103', '受托人垫付款', 'Trustee advances', 'L', ''],
  ['224104', '待查来款', 'Unidentified receipts', 'L', ''],
  ['224105', '应退众筹款', 'Campaign refunds due', 'L', 'CW'],
  ['224106', '考核暂扣酬金', 'Withheld remuneration', 'L', 'PS'],
  ['2245', '应付其他基金款', 'Due to other funds', 'L', ''],
  ['3001', '业主共有基金', "Owners' common fund", 'N', ''],
  ['300101', '物业服务资金结余', 'Property-fee fund balance', 'N', 'PS'],
  ['300102', '公共收益结余', 'Public-revenue balance', 'N', 'PR'],
  ['300103', '工作经费结余', 'Working-fund balance', 'N', 'WF'],
  ['3002', '专项维修资金', 'Repair fund balance', 'N', 'RF'],
  ['3003', '慈善基金(限定用途)', 'Charity fund, restricted', 'N', 'CF'],
  ['300301', '微更新', 'Micro-renewal', 'N', 'CF'],
  ['300302', '慰问帮扶', 'Visits and aid', 'N', 'CF'],
  ['300303', '公益活动', 'Public-good activities', 'N', 'CF'],
  ['3004', '众筹项目基金', 'Campaign fund', 'N', 'CW'],
  ['3103', '本期收支结余', 'Current surplus', 'N', ''],
  ['3199', '以前年度调整', 'Prior-year adjustments', 'N', ''],
  ['4001', '物业服务费收入', 'Property-fee income', 'I', 'PS'],
  ['400101', '基础费', 'Base fee', 'I', 'PS'],
  ['400102', '按面积物业费', 'Per-area fee', 'I', 'PS'],
  ['4002', '公共收益', 'Public revenue', 'I', 'PR'],
  ['400201', '临停', 'Temporary parking', 'I', 'PR'],
  ['400202', '车位月租', 'Monthly parking', 'I', 'PR'],
  ['400203', '广告', 'Advertising', 'I', 'PR'],
  ['400204', '场地租赁', 'Site rental', 'I', 'PR'],
  ['400205', '充电桩快递柜售水机', 'Machines and lockers', 'I', 'PR'],
  ['400206', '公共用房租金', 'Room rental', 'I', 'PR'],
  ['400207', '废旧物资', 'Scrap', 'I', 'PR'],
  ['400208', '其他公共收益', 'Other public revenue', 'I', 'PR'],
  ['4003', '捐赠收入', 'Donations', 'I', 'CF'],
  ['400301', '限定性捐赠', 'Restricted donations', 'I', 'CF'],
  ['400302', '非限定性捐赠', 'Unrestricted donations', 'I', 'CF'],
  ['4004', '街道统筹(政府补助)', 'Street grants', 'I', ''],
  ['4005', '居民自筹(众筹)', 'Self-raised', 'I', 'CW'],
  ['4006', '社会赞助', 'Sponsorship', 'I', ''],
  ['4007', '物业让利(非货币)', 'Trustee concession, in kind', 'I', ''],
  ['4008', '利息收入', 'Interest', 'I', ''],
  ['4009', '赔偿违约金', 'Damages', 'I', ''],
  ['4010', '其他收入', 'Other income', 'I', ''],
  ['4901', '基金间转入', 'Transfer in', 'I', ''],
  ['5001', '物业服务支出', 'Service cost', 'E', 'PS'],
  ['500101', '管理服务人员费用', 'Staff', 'E', 'PS'],
  ['500102', '共用部位设施日常运行维护', 'Running and upkeep', 'E', 'PS'],
  ['500103', '清洁卫生', 'Cleaning', 'E', 'PS'],
  ['500104', '绿化养护', 'Greening', 'E', 'PS'],
  ['500105', '秩序维护', 'Order', 'E', 'PS'],
  ['500106', '办公', 'Office', 'E', 'PS'],
  ['500107', '固定资产折旧', 'Depreciation', 'E', 'PS'],
  ['500108', '公众责任险', 'Liability insurance', 'E', 'PS'],
  ['500109', '业主同意的其他', 'Other agreed cost', 'E', 'PS'],
  ['500110', '钟点服务费', 'Hourly service', 'E', 'PS'],
  ['5002', '物业服务酬金', 'Trustee remuneration', 'E', 'PS'],
  ['5003', '公共收益经营成本', 'Cost of public revenue', 'E', 'PR'],
  ['5004', '公共设施更新改造', 'Facility renewal', 'E', 'PR CW RF'],
  ['5005', '维修资金支出', 'Repair-fund expense', 'E', 'RF'],
  ['5006', '慈善支出', 'Charity expense', 'E', 'CF'],
  ['500601', '微更新支出', 'Micro-renewal expense', 'E', 'CF'],
  ['500602', '慰问帮扶支出', 'Visits and aid expense', 'E', 'CF'],
  ['500603', '公益活动支出', 'Public-good expense', 'E', 'CF'],
  ['500604', '慈善管理成本', 'Charity running cost', 'E', 'CF'],
  ['5007', '工作经费', 'Committee cost', 'E', 'WF'],
  ['500701', '会议', 'Meetings', 'E', 'WF'],
  ['500702', '办公及打印', 'Office and printing', 'E', 'WF'],
  ['500703', '津贴补贴', 'Allowances', 'E', 'WF'],
  ['500704', '审计', 'Audit', 'E', 'WF'],
  ['500705', '法律', 'Legal', 'E', 'WF'],
  ['5008', '惠民保险', 'Household insurance', 'E', 'PS PR'],
  ['5009', '手续费', 'Bank fees', 'E', ''],
  ['5010', '税费', 'Taxes paid', 'E', ''],
  ['5011', '业主分配', 'Distribution to owners', 'E', 'PR'],
  ['5901', '基金间转出', 'Transfer out', 'E', ''],
  ['5999', '其他支出', 'Other expense', 'E', ''],
];

export interface ChartAccount extends Account {
  readonly nameEn: string;
}

export const CHART: readonly ChartAccount[] = ROWS.map(([code, name, nameEn, kind, funds]) => {
  const fundKinds = funds.split(' ').flatMap((letters) => FUND_KINDS[letters] ?? []);
  return { code, name, nameEn, kind, ...(fundKinds.length === 0 ? {} : { fundKinds }) };
});

const CODE = /^[1-5]\d{3}(\d{2}){0,4}$/;

/**
 * The charted account under which a new code stands: the longest known code that is its beginning; undefined where
 * there is none.
 */
export function parentOf<T extends { readonly code: string }>(
  code: string,
  charted: ReadonlyMap<string, T>,
): T | undefined {
  if (!CODE.test(code)) return undefined;
  for (let length = code.length - 2; length >= 4; length -= 2) {
    const parent = charted.get(code.slice(0, length));
    if (parent !== undefined) return parent;
  }
  return undefined;
}

/** A row of a `xinyi/accounts/v1` leaf. */
export function accountRow(account: ChartAccount): readonly string[] {
  return [account.code, account.name, account.nameEn, account.kind, (account.fundKinds ?? []).join(' ')];
}
