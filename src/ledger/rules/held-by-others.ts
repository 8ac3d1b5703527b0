/**
 * Money that somebody else holds for the estate, in sentences that can be read aloud.
 *
 * 1. Four places: a person's card (公款私存), a charity, the authority of the repair fund, and the trustee before.
 * 2. Money on a person's card is a warning until nothing is left there; the person is not named.
 * 3. Each place stands by fund; no sum over funds is made.
 */
import { formatFen } from '../../kernel/fen.js';

export type HolderKind = 'PERSONAL' | 'CHARITY' | 'AUTHORITY' | 'FORMER_TRUSTEE';

export interface HeldElsewhere {
  readonly holder: HolderKind;
  readonly account: string;
  readonly fund: string;
  readonly fen: bigint;
  readonly isWarning: boolean;
  readonly zh: string;
  readonly en: string;
}

const HOLDERS: readonly (readonly [account: string, holder: HolderKind])[] = [
  ['122101', 'PERSONAL'],
  ['122103', 'CHARITY'],
  ['122104', 'FORMER_TRUSTEE'],
  ['122105', 'AUTHORITY'],
];

/** A fund, and who holds its money for it, where that is said. */
export interface HeldFund {
  readonly code: string;
  readonly name: string;
  readonly custodian: string | null;
}

export interface HeldSum {
  readonly account: string;
  readonly fund: string;
  readonly debitFen: bigint;
  readonly creditFen: bigint;
}

export function heldElsewhere(sums: readonly HeldSum[], funds: readonly HeldFund[]): HeldElsewhere[] {
  return HOLDERS.flatMap(([account, holder]) =>
    funds.flatMap((fund): HeldElsewhere[] => {
      const fen = sums
        .filter((sum) => sum.fund === fund.code && sum.account.startsWith(account))
        .reduce((total, sum) => total + sum.debitFen - sum.creditFen, 0n);
      if (fen === 0n) return [];
      const [zh, en] = sentences(holder, fund.name, formatFen(fen), fund.custodian ?? undefined);
      return [{ holder, account, fund: fund.code, fen, isWarning: holder === 'PERSONAL', zh, en }];
    }),
  );
}

function sentences(holder: HolderKind, fund: string, yuan: string, custodian: string | undefined): [string, string] {
  switch (holder) {
    case 'PERSONAL':
      return [
        `注意：${fund}有 ${yuan} 元公款存在个人账户里。单位账户开好以后，应当尽快转入，转完为止都会在这里提示。`,
        `Warning: ${yuan} yuan of ${fund} are on a personal account. They should be moved to the organisation's.`,
      ];
    case 'CHARITY':
      return [
        `${fund}有 ${yuan} 元由${custodian ?? '慈善组织'}代管，钱在对方账户里。`,
        `${yuan} yuan of ${fund} are held by ${custodian ?? 'a charity'} on its own account.`,
      ];
    case 'AUTHORITY':
      return [
        `${fund}有 ${yuan} 元由主管部门代管，使用时按规定申请。`,
        `${yuan} yuan of ${fund} are held by the authority and used on application.`,
      ];
    case 'FORMER_TRUSTEE':
      return [
        `前一家物业公司还有${fund} ${yuan} 元没有移交。`,
        `The former manager has not handed over ${yuan} yuan of ${fund}.`,
      ];
  }
}
