/** Writes what `estate.json` and `households.csv` say, as leaves, inside the import's transaction. */
import { readBankAccounts, readEstateProfile, readPrivateNumbers, type UnitRow } from '../estates/index.js';
import { decimal, sumDecimals } from '../kernel/decimal.js';
import type { Randomness } from '../kernel/ids.js';
import { foundEstate, openAccounts, openFunds, readAccounts, readFunds, type AccountRow } from '../ledger/index.js';
import { parentOf, type ChartAccount } from '../ledger/rules/index.js';
import { appendRecord } from '../log/index.js';
import { batchPart, makeDisclosure, privateLeafHash, sealFields } from '../log/rules/index.js';
import type { ImportSession } from './import-session.js';
import type { FolderReading } from './read-folder.js';
import type { BankAccountProfile, EstateProfile, Household, NewAccount } from './rules/index.js';

export async function writeProfile(
  session: ImportSession,
  reading: FolderReading,
  isNew: boolean,
  randomness: Randomness,
): Promise<void> {
  const { profile } = reading;
  if (isNew) await found(session, profile);
  else await compareProfile(session, profile);
  await addFunds(session, profile);
  await addBankAccounts(session, profile, randomness);
  await addAccounts(session, reading.journal.newAccounts);
}

async function found(session: ImportSession, profile: EstateProfile): Promise<void> {
  await foundEstate(session.client, {
    estateId: session.estateId,
    code: profile.code,
    name: profile.name,
    address: profile.address ?? '',
    serviceMode: profile.serviceMode,
    lifecycleStage: profile.lifecycleStage ?? '',
    bodyKind: profile.governingBody?.kind ?? '',
    bodyName: profile.governingBody?.name ?? '',
    booksOpenedOn: profile.booksOpenedOn,
    by: session.by,
    recordedAt: session.recordedAt,
  });
}

/** What the books rest on cannot change by an import. */
async function compareProfile(session: ImportSession, profile: EstateProfile): Promise<void> {
  const known = await readEstateProfile(session.query, session.estateId);
  if (known === undefined) return;
  const pairs: [string, string, string][] = [
    ['name', known.name, profile.name],
    ['booksOpenedOn', known.booksOpenedOn, profile.booksOpenedOn],
    ['serviceMode', known.serviceMode, profile.serviceMode],
  ];
  for (const [field, stored, given] of pairs) {
    if (stored !== given) changed(session, field, stored, given);
  }
}

function changed(session: ImportSession, field: string, stored: string, given: string): void {
  const facts = { field, stored, given };
  session.problems.add({ code: 'ESTATE_CHANGED', file: 'estate.json', column: field, value: given, facts });
}

async function addFunds(session: ImportSession, profile: EstateProfile): Promise<void> {
  const known = new Map((await readFunds(session.query, session.estateId)).map((fund) => [fund.code, fund]));
  const fresh = profile.funds.filter((fund) => !known.has(fund.code));
  for (const fund of profile.funds) {
    const stored = known.get(fund.code);
    if (stored !== undefined && stored.kind !== fund.kind)
      changed(session, `funds.${fund.code}`, stored.kind, fund.kind);
  }
  if (fresh.length === 0) return;
  const rows = fresh.map(({ code, name, kind, legalBasis, custodian }) => ({
    code,
    name,
    kind,
    ...(legalBasis === undefined ? {} : { legalBasis }),
    ...(custodian === undefined ? {} : { custodian }),
  }));
  await openFunds(session.client, session.estateId, session.by, session.recordedAt, rows);
}

/** A person's number and holder are private; an organisation's number is its public address. */
async function addBankAccounts(session: ImportSession, profile: EstateProfile, randomness: Randomness): Promise<void> {
  const known = await readBankAccounts(session.query, session.estateId);
  const numbers = await readPrivateNumbers(session.query, session.estateId);
  let next = known.length + 1;
  for (const account of profile.bankAccounts) {
    const stored = known.find((other) => (numbers.get(other.bankAccountId) ?? other.publicName) === account.number);
    if (stored === undefined) await appendBankAccount(session, `ba-${next++}`, account, randomness);
    else if (stored.account !== account.account) {
      changed(session, `bankAccounts.${stored.publicName}.account`, stored.account, account.account);
    } else if (stored.closedOn === undefined && account.closedOn !== undefined) {
      await appendBankAccount(session, stored.bankAccountId, account, randomness);
    }
  }
}

async function appendBankAccount(
  session: ImportSession,
  id: string,
  account: BankAccountProfile,
  randomness: Randomness,
): Promise<void> {
  const isPerson = account.holderType === 'PERSON';
  const fields = [
    { name: 'number', value: account.number },
    { name: 'holder', value: account.holderName },
  ];
  const sealed = isPerson ? sealFields(fields, randomness) : { part: {}, disclosures: [] };
  const leaf = {
    ...sealed.part,
    account: account.account,
    alias: account.alias ?? '',
    bank: account.bank,
    bank_account: id,
    by: session.by,
    closed_on: account.closedOn ?? '',
    holder: isPerson ? '' : account.holderName,
    holder_type: account.holderType,
    kind: account.kind,
    number: isPerson ? '' : account.number,
    opened_on: account.openedOn ?? '',
    recorded_at: session.recordedAt.toISOString(),
    t: 'xinyi/bank-account/v1',
  };
  const disclosures = sealed.disclosures.map((disclosure) => disclosure.text);
  await appendRecord(session.client, { estateId: session.estateId, leaf, disclosures });
}

/**
 * Codes under a charted parent are created with the name that the journal gives them; kind and funds are the parent's.
 */
async function addAccounts(session: ImportSession, accounts: readonly NewAccount[]): Promise<void> {
  const charted = await readAccounts(session.query, session.estateId);
  const fresh = accounts.filter((account) => !charted.has(account.code));
  if (fresh.length === 0) return;
  const rows = fresh.map((account): ChartAccount => {
    const parent = parentOf(account.code, charted);
    return {
      code: account.code,
      name: account.name,
      nameEn: '',
      kind: parent?.kind ?? 'A',
      ...fundKindsOf(parent),
    };
  });
  await openAccounts(session.client, session.estateId, session.by, session.recordedAt, rows);
}

function fundKindsOf(parent: AccountRow | undefined): Pick<ChartAccount, 'fundKinds'> {
  const fundKinds = parent?.fund_kinds ?? undefined;
  return fundKinds === undefined ? {} : { fundKinds };
}

/**
 * A new roll where any household is new or different; those absent from the file stay as they are, and stay counted.
 */
export async function writeRoll(
  session: ImportSession,
  households: readonly Household[],
  known: readonly UnitRow[],
  randomness: Randomness,
): Promise<{ total: number; changed: number }> {
  const stored = new Map(known.map((unit) => [unit.unit, unitRow(unit)]));
  const given = new Map(households.map((household) => [household.code, rollRow(household)]));
  const different = [...given].filter(([code, row]) => stored.get(code)?.join('|') !== row.join('|'));
  const roll = [...new Map([...stored, ...given]).values()];
  if (different.length === 0) return { total: roll.length, changed: 0 };
  const disclosures = roll.map((value) => makeDisclosure({ name: 'unit', value }, randomness).text);
  const area = (rows: readonly (readonly string[])[]): string =>
    sumDecimals(rows.flatMap((row) => decimal(row[2] ?? '') ?? [])).toFixed(4);
  const applicants = roll.filter((row) => row[4] === '1');
  const leaf = {
    applicant_area_m2: area(applicants),
    applicants: String(applicants.length),
    area_m2: area(roll),
    by: session.by,
    ...batchPart(disclosures.map(privateLeafHash)),
    households: String(roll.length),
    recorded_at: session.recordedAt.toISOString(),
    t: 'xinyi/roll/v1',
  };
  await appendRecord(session.client, { estateId: session.estateId, leaf, disclosures });
  return { total: roll.length, changed: different.length };
}

/** [unit, building, area, monthly fee in fen, applied 0|1, payment pattern] */
function rollRow(household: Household): string[] {
  return [
    household.code,
    household.building,
    decimal(household.areaM2)?.toFixed(4) ?? household.areaM2,
    household.feePerMonthFen.toString(),
    household.appliedForCommittee ? '1' : '0',
    household.paymentPattern,
  ];
}

function unitRow(unit: UnitRow): string[] {
  return [
    unit.unit,
    unit.building,
    unit.area_m2,
    unit.monthly_fee_fen.toString(),
    unit.applied ? '1' : '0',
    unit.payment_pattern,
  ];
}
