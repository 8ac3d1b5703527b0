import { Injectable } from '@nestjs/common';
import { bookedSources, type DecidedOnce } from '../ledger/index.js';
import { ProposeDrafts, type Asking, type Proposed } from './propose-drafts.js';
import { balancesByUnit, fundsOf, unitsOf, waitingDebits } from './read-facts.js';
import {
  checkPassThrough,
  orderItem,
  PASS_THROUGH,
  passSource,
  passThroughDraft,
  type PassThroughAsk,
} from './rules/pass-through.js';

/** A household's own money for a service of its own: in, and on to whoever did the work. */
@Injectable()
export class PassThrough {
  constructor(private readonly propose: ProposeDrafts) {}

  execute(asking: Asking, direction: 'in' | 'out', ask: PassThroughAsk): Promise<DecidedOnce<Proposed<object>>> {
    const { estateId } = asking;
    return this.propose.execute(asking, async (query) => {
      const item = orderItem(ask.order);
      const held = await balancesByUnit(query, estateId, item, { account: PASS_THROUGH, fund: ask.fund });
      const waiting = await waitingDebits(query, estateId, { unit: ask.unit, item, account: PASS_THROUGH });
      const refused = checkPassThrough(direction, ask, {
        funds: await fundsOf(query, estateId),
        roll: await unitsOf(query, estateId),
        heldFen: -(held.get(ask.unit) ?? 0n) - waiting,
        booked: await bookedSources(query, estateId, [passSource(ask)]),
      });
      return refused.length > 0 ? { refused } : { drafts: [passThroughDraft(direction, ask)], told: {} };
    });
  }
}
