/** What payments are judged by, as it stands inside the caller's transaction. Needs private scope. */
import { knownUnits, readBankAccounts, type BankAccount } from '../estates/index.js';
import {
  openProposalsWithRef,
  readBook,
  readBookedSources,
  readFunds,
  readOpenDrafts,
  readUnitItems,
  type DraftContent,
} from '../ledger/index.js';
import type { InsideLeaf } from '../ledger/rules/index.js';
import type { Query } from '../platform/database/estate-reads.js';
import { placeKey, type AdvancePlace } from './rules/allocate-payment.js';
import type { PlacedAmount } from './rules/apply-advances.js';
import type { KnownPayment, PaymentGround } from './rules/plan-payments.js';
import { sourceOf, type ReadPayment } from './rules/payment-row.js';
import { readTariffs } from './tariff-reads.js';

export async function readPaymentGround(
  query: Query,
  estateId: string,
  payments: readonly ReadPayment[],
): Promise<PaymentGround> {
  const units = [...new Set(payments.map(({ terms }) => terms.unit))];
  const sources = payments.map(sourceOf).filter((source) => source !== '');
  const waiting = waitingLeaves(await readOpenDrafts(query, estateId));
  const debts = await readDebts(query, estateId, units, waiting);
  const owed = [...debts.values()].flat().map((debt) => [debt.item, debt] as const);
  return {
    openedOn: (await readBook(query, estateId)).openedOn,
    units: await knownUnits(query, estateId, units),
    items: new Map<string, AdvancePlace>([...owed, ...(await readItems(query, estateId))]),
    debts,
    known: new Map([...waitingPayments(waiting), ...(await bookedPayments(query, estateId, sources))]),
    advanceFunds: await readAdvanceFunds(query, estateId),
  };
}

/** What households owe, with what waits for approval taken off: a second payment does not settle the same debt. */
export async function readDebts(
  query: Query,
  estateId: string,
  units: readonly string[],
  waiting: readonly InsideLeaf[],
): Promise<Map<string, readonly PlacedAmount[]>> {
  const items = await readUnitItems(query, estateId, { units, accounts: ['1122'], open: true });
  const taken = takenBy(waiting, '1122', -1n);
  const debts = new Map<string, PlacedAmount[]>();
  for (const { unit, account, fund, item, period, balanceFen } of items) {
    const place = { account, fund, item, period };
    const fen = balanceFen - (taken.get(`${unit}\n${placeKey(place)}`) ?? 0n);
    if (fen <= 0n) continue;
    const known = debts.get(unit);
    if (known === undefined) debts.set(unit, [{ ...place, fen }]);
    else known.push({ ...place, fen });
  }
  return debts;
}

/** Money that a household has with the estate under these accounts, with what waits for approval taken off. */
export async function readHeld(
  query: Query,
  estateId: string,
  unit: string,
  account: string,
): Promise<readonly PlacedAmount[]> {
  const items = await readUnitItems(query, estateId, { units: [unit], accounts: [account], open: true });
  const taken = takenBy(waitingLeaves(await readOpenDrafts(query, estateId)), account, 1n);
  return items
    .map(({ account: code, fund, item, period, balanceFen }) => {
      const place = { account: code, fund, item, period };
      return { ...place, fen: -balanceFen - (taken.get(`${unit}\n${placeKey(place)}`) ?? 0n) };
    })
    .filter(({ fen }) => fen > 0n);
}

/** Reductions by household and place: credits of what is owed, debits of what is held. */
function takenBy(leaves: readonly InsideLeaf[], accounts: string, side: bigint): Map<string, bigint> {
  const taken = new Map<string, bigint>();
  for (const { subject, lines } of leaves) {
    for (const line of lines) {
      const fen = line.fen * side;
      if (fen <= 0n || !line.account.startsWith(accounts)) continue;
      const key = `${subject}\n${placeKey(line)}`;
      taken.set(key, (taken.get(key) ?? 0n) + fen);
    }
  }
  return taken;
}

function waitingLeaves(drafts: readonly DraftContent[]): InsideLeaf[] {
  return drafts.flatMap(({ inside }) => inside ?? []);
}

function waitingPayments(leaves: readonly InsideLeaf[]): [string, KnownPayment][] {
  return leaves
    .filter(({ source }) => source !== '')
    .map(({ source, subject, lines }) => {
      const fen = lines.reduce((sum, line) => sum - line.fen, 0n);
      return [source, { unit: subject, fen, state: 'waiting' }];
    });
}

async function bookedPayments(
  query: Query,
  estateId: string,
  sources: readonly string[],
): Promise<[string, KnownPayment][]> {
  const booked = await readBookedSources(query, estateId, sources);
  return booked.map(({ source, unit, fen }) => [source, { unit, fen: -fen, state: 'booked' }]);
}

/** Items of all tariffs that ever were, with their places. */
async function readItems(query: Query, estateId: string): Promise<Map<string, AdvancePlace>> {
  const versions = await readTariffs(query, estateId);
  return new Map(
    versions.flatMap(({ components }) =>
      components.map(({ code, receivable, fund }) => [code, { account: receivable, fund }] as const),
    ),
  );
}

async function readAdvanceFunds(query: Query, estateId: string): Promise<Map<string, string>> {
  const funds = await readFunds(query, estateId);
  const first = (kind: string): string | undefined => funds.find((fund) => fund.kind === kind)?.code;
  const [fees, common] = [first('PROPERTY_FEE'), first('COMMON')];
  const places = [
    ['220301', fees],
    ['220302', common ?? fees],
  ] as const;
  return new Map(places.flatMap(([account, fund]) => (fund === undefined ? [] : [[account, fund] as const])));
}

export async function readOpenBankAccounts(query: Query, estateId: string): Promise<BankAccount[]> {
  return (await readBankAccounts(query, estateId)).filter(
    ({ holderType, closedOn }) => holderType === 'ORG' && closedOn === undefined,
  );
}

/** Ids of the vouchers of one batch that wait for approval. */
export async function readWaitingBatch(
  query: Query,
  estateId: string,
  ref: readonly [string, string],
): Promise<string[]> {
  const open = await openProposalsWithRef(query, estateId, ref[0]);
  return open.filter(({ refs }) => refs.some(([, value]) => value === ref[1])).map(({ proposalId }) => proposalId);
}
