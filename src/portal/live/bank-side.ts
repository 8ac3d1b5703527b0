/** What the bank says of an estate's vouchers, worked out once for each state of the log. */
import { Injectable } from '@nestjs/common';
import { ShowReconciliation, type AccountReconciliation } from '../../banking/index.js';
import type { BankLineView, BankMark, LightView, VoucherBankView } from '../view-models.js';

const ESTATES_KEPT = 200;

/** Reconciliations of all accounts, with the mark of every voucher that touches one. */
export interface BankSide {
  readonly accounts: readonly AccountReconciliation[];
  readonly marks: ReadonlyMap<string, VoucherBankView>;
}

/** The log only grows, so its size says whether a kept answer is still the answer. */
@Injectable()
export class BankSides {
  readonly #kept = new Map<string, { readonly size: bigint; readonly side: BankSide }>();

  constructor(private readonly reconciliations: ShowReconciliation) {}

  async of(estateId: string, size: bigint): Promise<BankSide> {
    const kept = this.#kept.get(estateId);
    if (kept?.size === size) return kept.side;
    const accounts = await this.reconciliations.all(estateId);
    const side = { accounts, marks: marksOf(accounts) };
    this.#kept.delete(estateId);
    this.#kept.set(estateId, { size, side });
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > ESTATES_KEPT && oldest !== undefined) this.#kept.delete(oldest);
    return side;
  }
}

function marksOf(accounts: readonly AccountReconciliation[]): Map<string, VoucherBankView> {
  const marks = new Map<string, VoucherBankView>();
  for (const { account, reconciliation, lines } of accounts) {
    if (account.holderType === 'PERSON' && reconciliation.bankFen === undefined) continue;
    const byKey = new Map(lines.map((line) => [line.key, line]));
    for (const wash of reconciliation.washes) {
      for (const number of wash.voucherNos) marks.set(number, { status: 'washed' });
    }
    for (const match of reconciliation.matches) {
      const shown = match.lineKeys.flatMap((key): BankLineView[] => {
        const line = byKey.get(key);
        if (line === undefined) return [];
        const isIn = line.inFen !== 0n;
        return [{ on: line.bookedOn, direction: isIn ? 'in' : 'out', amountFen: isIn ? line.inFen : line.outFen }];
      });
      for (const number of match.voucherNos) marks.set(number, { status: 'at-bank', lines: shown });
    }
    for (const item of reconciliation.items) {
      if (item.voucherNo !== undefined) marks.set(item.voucherNo, { status: 'on-the-way', asOf: reconciliation.on });
    }
  }
  return marks;
}

export function markOf(side: BankSide, number: string): BankMark {
  const status = side.marks.get(number)?.status;
  return status === undefined || status === 'not-compared' ? 'none' : status;
}

/** The light of one account, in the counts that a page can put into words. */
export function lightView({ account, reconciliation }: AccountReconciliation): LightView {
  const waiting = reconciliation.items.filter((item) => item.kind === 'C' || item.kind === 'D');
  const travelling = reconciliation.items.filter((item) => item.kind === 'A' || item.kind === 'B');
  return {
    colour: reconciliation.bankFen === undefined ? 'unknown' : reconciliation.light.colour,
    asOf: reconciliation.bankFen === undefined ? null : reconciliation.on,
    bankLinesWithoutVoucher: waiting.length,
    vouchersNotAtBank: travelling.length,
    overdueVouchers: travelling.filter((item) => item.overdue).length,
    gaps: reconciliation.gaps.length,
    differenceFen: reconciliation.adjustedBookFen - (reconciliation.adjustedBankFen ?? reconciliation.adjustedBookFen),
    account: account.publicName,
  };
}

const GRAVITY = ['red', 'amber', 'unknown', 'green'] as const;

/** The gravest light of the accounts that organisations hold; unknown where there is none. */
export function estateLight(side: BankSide): LightView {
  const lights = side.accounts.filter(({ account }) => account.holderType === 'ORG').map(lightView);
  lights.sort((a, b) => GRAVITY.indexOf(a.colour) - GRAVITY.indexOf(b.colour));
  return (
    lights[0] ?? {
      colour: 'unknown',
      asOf: null,
      bankLinesWithoutVoucher: 0,
      vouchersNotAtBank: 0,
      overdueVouchers: 0,
      gaps: 0,
      differenceFen: 0n,
      account: null,
    }
  );
}
