/**
 * Reads the facts of a batch under its heads' locks (ledger.batch_facts). Amounts and positions travel as text inside
 * JSON, since a
 * JSON number would lose fen above 2^53.
 */
import type pg from 'pg';
import { firstDayOf, periodOf, type CalendarDate, type Period } from '../../kernel/calendar.js';
import { FloorTrack } from '../rules/floor-track.js';
import {
  cashMoves,
  claimAddress,
  floorAddress,
  isRedOnly,
  type BatchFacts,
  type EstateHead,
  type PostUnit,
  type StoredOutcome,
} from '../rules/fold-batch.js';
import type { EstateStructure } from '../rules/structure.js';
import { storedOutcome, type OutcomeRow } from './outcome-rows.js';

interface FactsRow {
  readonly estates: [string, string, string, CalendarDate][];
  readonly periods: [string, CalendarDate, number][];
  readonly outcomes: [number, string, OutcomeRow][];
  readonly proposals: [string, string, string][];
  readonly reversed: [string, string][];
  readonly cash: [
    string,
    string,
    string,
    string,
    [CalendarDate, string][] | null,
    [CalendarDate, string, string, CalendarDate][] | null,
  ][];
}

interface CashPair {
  readonly estateId: string;
  readonly account: string;
  readonly fund: string;
  from: CalendarDate;
  needed: boolean;
  readonly days: Set<CalendarDate>;
}

export type LoadStructure = (estateId: string, version: string) => Promise<EstateStructure>;

/**
 * Locks the heads of the units' estates and reads what the fold needs. Must be the first statement of a transaction.
 */
export async function readBatchFacts(
  client: pg.ClientBase,
  units: readonly PostUnit[],
  need: { readonly today: CalendarDate; readonly floors: boolean },
  loadStructure: LoadStructure,
): Promise<BatchFacts> {
  const pairs = need.floors ? cashPairs(units) : [];
  const claims = units.flatMap((unit) => (unit.claim === undefined ? [] : [{ unit, claim: unit.claim }]));
  const request = {
    estates: [...new Set(units.map((unit) => unit.estateId))],
    periods: distinctPeriods(units),
    keys: claims.map(({ unit, claim }) => [unit.estateId, claim.actor, claim.operation, claim.key]),
    proposals: units.flatMap((unit) => (unit.proposalId === undefined ? [] : [[unit.estateId, unit.proposalId]])),
    originals: units.flatMap((unit) =>
      unit.vouchers.flatMap(({ reverses, amends }) => {
        const original = reverses ?? amends;
        return original === undefined ? [] : [[unit.estateId, original.toString()]];
      }),
    ),
    cash: pairs.map((pair) => [
      pair.estateId,
      pair.account,
      pair.fund,
      pair.from,
      [...new Set([...pair.days].map((day) => firstDayOf(periodOf(day))))],
    ]),
  };
  const result = await client.query<{ facts: FactsRow }>({
    name: 'ledger.batch_facts',
    text: 'select ledger.batch_facts($1::jsonb) as facts',
    values: [JSON.stringify(request)],
  });
  const row = result.rows[0]?.facts;
  if (row === undefined) throw new Error('batch facts gave no row');
  const outcomes = new Map<string, { inputHash: string; outcome: StoredOutcome }>();
  for (const [nth, inputHash, outcome] of row.outcomes) {
    const found = claims[nth - 1];
    if (found === undefined) continue;
    const address = claimAddress(found.unit.estateId, found.claim);
    outcomes.set(address, { inputHash, outcome: storedOutcome(found.unit.estateId, outcome) });
  }
  return {
    today: need.today,
    estates: await estateHeads(row, pairs, loadStructure),
    outcomes,
    proposals: new Map(row.proposals.map(([id, state, preparer]) => [id, { state, preparer }])),
    reversed: new Set(row.reversed.map(([estate, seq]) => `${estate}/${seq}`)),
  };
}

function distinctPeriods(units: readonly PostUnit[]): [string, CalendarDate][] {
  const periods = new Map<string, [string, CalendarDate]>();
  for (const unit of units) {
    for (const { draft } of unit.vouchers) {
      const brought = draft.number === undefined ? [] : [draft.number.period];
      for (const month of [periodOf(draft.eventOn), ...brought].map(firstDayOf)) {
        periods.set(`${unit.estateId} ${month}`, [unit.estateId, month]);
      }
    }
  }
  return [...periods.values()];
}

/**
 * Pairs from which some unit takes money, each from its first such day on, with every day on which the batch touches
 * them.
 */
function cashPairs(units: readonly PostUnit[]): CashPair[] {
  const pairs = new Map<string, CashPair>();
  for (const unit of units) {
    const redOnly = isRedOnly(unit);
    for (const move of cashMoves(unit)) {
      const key = `${unit.estateId} ${floorAddress(move.account, move.fund)}`;
      const takes = move.delta < 0n && !redOnly;
      const pair = pairs.get(key) ?? {
        estateId: unit.estateId,
        account: move.account,
        fund: move.fund,
        from: move.on,
        needed: false,
        days: new Set<CalendarDate>(),
      };
      if (takes && (!pair.needed || move.on < pair.from)) pair.from = move.on;
      pair.needed ||= takes;
      pair.days.add(move.on);
      pairs.set(key, pair);
    }
  }
  return [...pairs.values()].filter((pair) => pair.needed);
}

async function estateHeads(
  row: FactsRow,
  pairs: readonly CashPair[],
  loadStructure: LoadStructure,
): Promise<Map<string, EstateHead>> {
  const floors = floorTracks(row, pairs);
  const lastNo = new Map<string, Map<Period, number>>();
  for (const [estate, month, no] of row.periods) inner(lastNo, estate).set(periodOf(month), no);
  const heads = new Map<string, EstateHead>();
  for (const [estateId, nextSeq, version, earliestOpen] of row.estates) {
    heads.set(estateId, {
      structure: await loadStructure(estateId, version),
      nextSeq: BigInt(nextSeq),
      earliestOpen: periodOf(earliestOpen),
      lastNo: inner(lastNo, estateId),
      floors: inner(floors, estateId),
    });
  }
  return heads;
}

function floorTracks(row: FactsRow, pairs: readonly CashPair[]): Map<string, Map<string, FloorTrack>> {
  const cash = new Map(row.cash.map((item) => [`${item[0]} ${floorAddress(item[1], item[2])}`, item]));
  const floors = new Map<string, Map<string, FloorTrack>>();
  for (const { estateId, account, fund, from } of pairs) {
    const [, , , balance = '0', days, months] = cash.get(`${estateId} ${floorAddress(account, fund)}`) ?? [];
    const track = new FloorTrack({
      from,
      balance: BigInt(balance),
      days: (days ?? []).map(([day, net]) => [day, BigInt(net)]),
      months: (months ?? []).map(([month, net, low, lowOn]) => [month, BigInt(net), BigInt(low), lowOn]),
    });
    inner(floors, estateId).set(floorAddress(account, fund), track);
  }
  return floors;
}

/** The map of one estate inside a map of maps, made where it is missing. */
function inner<K, V>(maps: Map<string, Map<K, V>>, estateId: string): Map<K, V> {
  const found = maps.get(estateId) ?? new Map<K, V>();
  maps.set(estateId, found);
  return found;
}
