import { Injectable } from '@nestjs/common';
import { knownUnits } from '../estates/index.js';
import type { CalendarDate } from '../kernel/calendar.js';
import { Refusal } from '../kernel/violation.js';
import { readUnitEntries, type UnitEntry } from '../ledger/index.js';
import { openInside } from '../ledger/rules/index.js';
import { readDisclosuresAt } from '../log/index.js';
import { EstateReads, type Query } from '../platform/database/estate-reads.js';
import { OwnHousehold } from './own-household.js';
import { readReceiptsOf, type IssuedReceipt } from './receipt-reads.js';
import { householdAccount, type HouseholdAccount } from './rules/household-account.js';
import { PAYMENT, readPaymentFacts, type PaymentNote } from './rules/payment.js';
import { placeText, type PaymentPlace } from './rules/receipt.js';

export interface AccountRange {
  readonly from?: CalendarDate | undefined;
  readonly to?: CalendarDate | undefined;
}

export interface ShownAccount extends HouseholdAccount {
  readonly unit: string;
  /** Who paid and how, by the payment's place; those of who lived there before are not there. */
  readonly notes: ReadonlyMap<string, PaymentNote>;
  readonly receipts: ReadonlyMap<string, readonly IssuedReceipt[]>;
}

/** A household's account. Its cost grows with this household's history alone. */
@Injectable()
export class ShowHouseholdAccount {
  constructor(
    private readonly reads: EstateReads,
    private readonly own: OwnHousehold,
  ) {}

  /** For those who keep the books. @throws Refusal UNIT_UNKNOWN. */
  execute(estateId: string, unit: string, range: AccountRange): Promise<ShownAccount> {
    return this.reads.read(
      estateId,
      async (query) => {
        const known = await knownUnits(query, estateId, [unit]);
        if (!known.has(unit)) throw Refusal.of('UNIT_UNKNOWN', 'unit', { detail: unit });
        return show(query, { estateId, unit }, range);
      },
      { private: true },
    );
  }

  /** For who lives there: the unit's account, and of payments before them the amounts alone. */
  ownOf(estateId: string, person: string, range: AccountRange): Promise<ShownAccount> {
    return this.reads.read(
      estateId,
      async (query) => {
        const { unit, from } = await this.own.find(query, estateId, person);
        return show(query, { estateId, unit, since: from }, range);
      },
      { private: true },
    );
  }
}

interface Shown {
  readonly estateId: string;
  readonly unit: string;
  /** The first day whose payers may be seen; all where absent. */
  readonly since?: CalendarDate;
}

async function show(query: Query, { estateId, unit, since }: Shown, range: AccountRange): Promise<ShownAccount> {
  const { from, to } = range;
  const entries = await readUnitEntries(query, estateId, unit, to === undefined ? {} : { to });
  const account = householdAccount(entries, from);
  const isSeen = (entry: UnitEntry): boolean =>
    entry.kind === PAYMENT &&
    (from === undefined || entry.eventOn >= from) &&
    (since === undefined || entry.eventOn >= since);
  const places = new Map(
    entries.filter(isSeen).map(({ seq, ordinal }) => [placeText({ seq, ordinal }), { seq, ordinal }]),
  );
  const notes = await readNotes(query, estateId, [...places.values()], since);
  const receipts = new Map<string, IssuedReceipt[]>();
  for (const receipt of await readReceiptsOf(query, estateId, [...notes.keys()])) {
    const key = placeText(receipt.place);
    receipts.set(key, [...(receipts.get(key) ?? []), receipt]);
  }
  return { unit, ...account, notes, receipts };
}

/** A payment may have been booked after somebody moved in and yet come from who lived there before. */
async function readNotes(
  query: Query,
  estateId: string,
  places: readonly PaymentPlace[],
  since: CalendarDate | undefined,
): Promise<Map<string, PaymentNote>> {
  const texts = await readDisclosuresAt(query, estateId, places);
  return new Map(
    texts.flatMap(({ text, ...place }) => {
      const leaf = openInside(text);
      if (leaf === undefined) return [];
      const note = readPaymentFacts(leaf.facts);
      return since === undefined || note.receivedOn >= since ? [[placeText(place), note] as const] : [];
    }),
  );
}
