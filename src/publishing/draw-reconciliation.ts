import { Injectable } from '@nestjs/common';
import { bankReconciliation } from '../../reports/bank-reconciliation/definition.js';
import { ShowReconciliation, type AccountReconciliation } from '../banking/index.js';
import { readEstateProfile } from '../estates/index.js';
import type { CalendarDate } from '../kernel/calendar.js';
import { invariant } from '../kernel/invariant.js';
import { Refusal } from '../kernel/violation.js';
import { readFunds } from '../ledger/index.js';
import { LogTree } from '../log/index.js';
import { EstateReads } from '../platform/database/estate-reads.js';
import { documentDigest } from './document-digest.js';
import type { ReportDocument } from './rules/report-document.js';
import { recordedAt } from './store/leaf-reads.js';
import { accountByFund } from './store/report-lines.js';

export interface DrawnReconciliation {
  readonly document: ReportDocument;
  readonly digest: string;
  /** What the document was made from. */
  readonly found: AccountReconciliation;
}

/** The 余额调节表 of one account at the end of a day, made from what is known now. */
@Injectable()
export class DrawReconciliation {
  constructor(
    private readonly reads: EstateReads,
    private readonly reconciliations: ShowReconciliation,
    private readonly tree: LogTree,
  ) {}

  /**
   * `account` is an organisation's number or a person's alias. Without a day: the last one that the bank's lines reach.
   * @throws Refusal RECONCILIATION_ACCOUNT_UNKNOWN.
   */
  async execute(estateId: string, account: string, on?: CalendarDate): Promise<DrawnReconciliation> {
    const found = await this.reconciliations.execute(estateId, account, on);
    if (found === undefined)
      throw Refusal.of('RECONCILIATION_ACCOUNT_UNKNOWN', 'number', { account: account.slice(0, 60) });
    const { reconciliation, at: size } = found;
    const ledgerAccount = found.account.account;
    const document = await this.reads.read(estateId, async (query) => {
      const profile = await readEstateProfile(query, estateId);
      invariant(profile !== undefined, 'an estate with a bank account has a profile');
      const { code, name, bodyName } = profile;
      return bankReconciliation.build({
        estate: { code, name, bodyName },
        account: found.account,
        reconciliation,
        signOff: found.signOff,
        size,
        rootHash: (await this.tree.root(query, estateId, Number(size))).toString('hex'),
        lastRecordedAt: await recordedAt(query, estateId, size - 1n),
        fundNames: new Map((await readFunds(query, estateId)).map((fund) => [fund.code, fund.name])),
        ledger: await accountByFund(query, estateId, { account: ledgerAccount, on: reconciliation.on, size }),
      });
    });
    return { document, digest: documentDigest(document), found };
  }
}
