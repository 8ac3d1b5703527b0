/** Short bank statements and matchings in short, for the tests of the rules. */
import {
  chainLines,
  matchAccount,
  type AccountMatching,
  type KeyedLine,
  type MatchFacts,
  type Movement,
} from '../../../../src/banking/rules/index.js';
import { yuanFromFen } from '../../../../src/kernel/fen.js';
import { line, yuan } from '../../sample-books.js';

interface Words {
  readonly party?: string;
  readonly summary?: string;
  readonly remark?: string;
  readonly isNegative?: boolean;
}

export const SUPPLIER = '某市安和保洁服务有限公司';

/** Lines L1, L2 ... from days, signed yuan and the bank's words. */
export function statement(...steps: readonly (readonly [on: string, net: string, words?: Words])[]): KeyedLine[] {
  let balance = 1_000_000n;
  return steps.map(([on, net, words = {}], index) => {
    const amount = yuan(net);
    balance += amount;
    const made = line(on, net, yuanFromFen(balance), { key: `L${String(index + 1)}` });
    const sides = words.isNegative === true ? { inFen: amount, outFen: yuan('0') } : {};
    const { party = '', summary = '', remark = '' } = words;
    return { ...made, ...sides, counterpartyName: party, summary, remark };
  });
}

export function match(lines: readonly KeyedLine[], movements: readonly Movement[], more: Partial<MatchFacts> = {}) {
  return matchAccount({ lines: chainLines(lines).placed, movements, ...more });
}

/** Each match as "rule: lines = vouchers". */
export function made(matching: AccountMatching): string[] {
  return [...matching.certain, ...matching.linePairs].map(
    (each) => `${each.rule}: ${each.lineKeys.join('+')} = ${each.voucherNos.join('+')}`,
  );
}
