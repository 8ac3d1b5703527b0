import { Injectable } from '@nestjs/common';
import { Refusal, type Violation } from '../kernel/violation.js';
import { EstateReads } from '../platform/database/estate-reads.js';
import { readChargeRun, type RunScope } from './charge-reads.js';
import type { ChargeRun } from './rules/charge-run.js';
import { checkScope } from './rules/charge-scope.js';
import { readTariffGround } from './tariff-reads.js';

/** What a month would charge now. Who may see the households is the door's question. */
@Injectable()
export class PreviewCharges {
  constructor(private readonly reads: EstateReads) {}

  /** @throws Refusal as a charge run itself would be refused. */
  async execute(estateId: string, scope: RunScope): Promise<ChargeRun> {
    return this.reads.read(
      estateId,
      async (query) => {
        const violations = checkScope(scope, await readTariffGround(query, estateId));
        if (violations.length > 0) throw new Refusal(violations as [Violation, ...Violation[]]);
        return readChargeRun(query, estateId, scope);
      },
      { private: true },
    );
  }
}
