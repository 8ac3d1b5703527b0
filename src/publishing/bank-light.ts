import { Injectable } from '@nestjs/common';
import { ShowReconciliation } from '../banking/index.js';
import type { CalendarDate } from '../kernel/calendar.js';
import { jointLight } from './rules/publish-rules.js';
import type { StatementLight } from './rules/statement-facts.js';

/** What the bank says at the end of a day, over all accounts that organisations hold. */
@Injectable()
export class BankLight {
  constructor(private readonly reconciliations: ShowReconciliation) {}

  /** `undefined` where the estate has no bank account of its own. */
  async on(estateId: string, day: CalendarDate): Promise<StatementLight | undefined> {
    const found = await this.reconciliations.all(estateId, day);
    const own = found.filter(({ account }) => account.holderType === 'ORG' && (account.openedOn ?? day) <= day);
    return jointLight(
      own.map(({ account, reconciliation: { light } }) => ({
        account: account.publicName,
        colour: light.colour,
        text: light.sentence,
      })),
    );
  }
}
