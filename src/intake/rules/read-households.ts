/**
 * `households.csv`: one row a household.
 *
 * 1. A code stands once; area is square metres with at most four decimals; the fee is yuan with at most two.
 * 2. `applied_for_pmc` is 1 where the household applied for the committee, else 0.
 * 3. `payment_pattern` is M monthly, Q quarterly, H half-yearly, Y yearly, or ARREARS.
 * 4. Household codes are private: what is read here never goes into public text.
 */
import { fenFromYuan, MAX_FEN } from '../../kernel/fen.js';
import type { Fen } from '../../kernel/fen.js';
import { ProblemList } from './import-problem.js';
import type { ProblemReport } from './import-problem.js';
import type { TextRow } from './text-row.js';

export const householdColumns = [
  'code',
  'building',
  'area_m2',
  'fee_per_month',
  'applied_for_pmc',
  'payment_pattern',
] as const;

type HouseholdColumn = (typeof householdColumns)[number];

export const paymentPatterns = ['M', 'Q', 'H', 'Y', 'ARREARS'] as const;
export type PaymentPattern = (typeof paymentPatterns)[number];

export interface Household {
  /** Line of the file. */
  readonly line: number;
  readonly code: string;
  readonly building: string;
  /** Square metres as a decimal text, "82.35". */
  readonly areaM2: string;
  readonly feePerMonthFen: Fen;
  readonly appliedForCommittee: boolean;
  readonly paymentPattern: PaymentPattern;
}

const AREA = /^(?:0|[1-9]\d{0,6})(?:\.\d{1,4})?$/;
const FILE = 'households.csv';

export class HouseholdFold {
  private readonly list: ProblemList;
  private readonly firstLines = new Map<string, number>();
  private readonly households: Household[] = [];

  constructor(file = FILE) {
    this.list = new ProblemList(file);
  }

  /** Problems of the table itself, found below. */
  readonly note: ProblemList['add'] = (finding) => {
    this.list.add(finding);
  };

  push(row: TextRow): void {
    const { line, cells } = row;
    const [code = '', building = '', areaM2 = '', fee = '', applied = '', pattern = ''] = cells;
    this.checkCode(code, line);
    this.expect(building !== '', line, 'HOUSEHOLD_BUILDING_MISSING', 'building', building);
    this.expect(AREA.test(areaM2) && !/^[0.]*$/.test(areaM2), line, 'HOUSEHOLD_AREA', 'area_m2', areaM2);
    const feePerMonthFen = readFee(fee);
    this.expect(feePerMonthFen !== undefined, line, 'HOUSEHOLD_FEE', 'fee_per_month', fee);
    this.expect(/^[01]$/.test(applied), line, 'HOUSEHOLD_APPLIED', 'applied_for_pmc', applied);
    const paymentPattern = paymentPatterns.find((known) => known === pattern);
    this.expect(paymentPattern !== undefined, line, 'HOUSEHOLD_PATTERN', 'payment_pattern', pattern);
    if (feePerMonthFen === undefined || paymentPattern === undefined) return;
    const appliedForCommittee = applied === '1';
    this.households.push({ line, code, building, areaM2, feePerMonthFen, appliedForCommittee, paymentPattern });
  }

  /** Households are given only where no problem was found. */
  finish(): { readonly households: readonly Household[]; readonly report: ProblemReport } {
    const report = this.list.report();
    return { households: report.problemCount === 0 ? this.households : [], report };
  }

  private checkCode(code: string, line: number): void {
    this.expect(code !== '', line, 'HOUSEHOLD_CODE_MISSING', 'code', code);
    const before = this.firstLines.get(code);
    if (before === undefined) this.firstLines.set(code, line);
    if (before === undefined || code === '') return;
    this.list.add({ code: 'HOUSEHOLD_TWICE', line, column: 'code', value: code, facts: { before: String(before) } });
  }

  private expect(holds: boolean, line: number, code: string, column: HouseholdColumn, value: string): void {
    if (!holds) this.list.add({ code, line, column, value, facts: { patterns: paymentPatterns.join(' ') } });
  }
}

function readFee(text: string): Fen | undefined {
  const fee = fenFromYuan(text);
  return fee !== undefined && fee >= 0n && fee <= MAX_FEN ? fee : undefined;
}

export function readHouseholds(rows: Iterable<TextRow>): ReturnType<HouseholdFold['finish']> {
  const fold = new HouseholdFold();
  for (const row of rows) fold.push(row);
  return fold.finish();
}
