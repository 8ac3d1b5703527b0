/**
 * Rows of wallets' bills (Alipay, WeChat).
 *
 * 1. A closed or failed order moved no money, whatever amount stands beside it.
 * 2. Of the rows that the wallet counts neither as income nor as expense, refunds came in, and what was put in or taken
 *    out says so; the others moved money inside the wallet only and are passed over.
 */
import { cleanCell } from './read-cells.js';
import type { StatementRow } from './read-line.js';
import type { PassedRow } from './statement-reading.js';

const CLOSED = /关闭|失败|已取消|已撤销/;
const NEUTRAL = /^(不计收支|中性交易|其他|\/)$/;
const INTO = /退款|充值/;
const OUT_OF = /提现/;

export type WalletRow = 'line' | 'in' | 'out' | PassedRow['why'];

/** What a row of a bill without balances is. */
export function walletRow(row: StatementRow): WalletRow {
  if (CLOSED.test(row.text('status'))) return 'closed';
  const direction = cleanCell(row.text('direction')).normalize('NFKC');
  if (!row.has('direction') || !NEUTRAL.test(direction)) return 'line';
  const words = ['summary', 'status', 'remark'] as const;
  const told = words.map((field) => row.text(field)).join(' ');
  if (OUT_OF.test(told)) return 'out';
  return INTO.test(told) ? 'in' : 'neutral';
}
