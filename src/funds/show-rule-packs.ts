import { Injectable } from '@nestjs/common';
import { EstateReads } from '../platform/database/estate-reads.js';
import { latestRecord } from './read-facts.js';
import { THE_ESTATE } from './rules/fund-records.js';
import { RULE_PACK } from './rules/record-types.js';
import { readChoice, type RulePackChoice } from './rules/top-up.js';

/** The local rules that the estate chose, where it chose any. */
@Injectable()
export class ShowRulePacks {
  constructor(private readonly reads: EstateReads) {}

  chosen(estateId: string): Promise<RulePackChoice | undefined> {
    return this.reads.read(estateId, async (query) => {
      const record = await latestRecord(query, estateId, RULE_PACK, THE_ESTATE);
      return record === undefined ? undefined : readChoice(record.leaf);
    });
  }
}
