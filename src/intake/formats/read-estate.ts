/**
 * `estate.json`: the estate, its funds and its bank accounts.
 *
 * 1. Every field that is missing or wrong is named by its path, and what is expected is said in both languages.
 * 2. Codes, account numbers, aliases and ledger accounts stand for one thing each.
 * 3. An account held by a person is personal escrow and has an alias, because its number is shown to nobody.
 * 4. Keys that nobody knows are noted and passed over.
 */
import { isCashLike, SUSPENSE_FUND } from '../rules/cash-accounts.js';
import { jsonErrorAt } from './json-error.js';
import { estateShape, EXPECTED, KNOWN_KEYS } from './estate-shape.js';
import type { BankAccountProfile, EstateProfile } from '../rules/estate-profile.js';
import { ProblemList } from '../rules/import-problem.js';
import type { Finding, ProblemReport } from '../rules/import-problem.js';

export interface EstateReading {
  /** Absent where a problem was found. */
  readonly profile?: EstateProfile;
  readonly report: ProblemReport;
}

const FILE = 'estate.json';

export function readEstate(text: string): EstateReading {
  const list = new ProblemList(FILE);
  const parsed = parseJson(text, list);
  if (parsed === undefined) return { report: list.report() };
  for (const finding of unknownKeys(parsed.value, '')) list.add(finding);
  const result = estateShape.safeParse(parsed.value);
  if (!result.success) {
    for (const issue of result.error.issues) list.add(fieldFinding(parsed.value, issue.path, issue.message));
    return { report: list.report() };
  }
  const profile: EstateProfile = result.data;
  for (const finding of [...fundFindings(profile), ...bankFindings(profile)]) list.add(finding);
  const report = list.report();
  return report.problemCount === 0 ? { profile, report } : { report };
}

function parseJson(text: string, list: ProblemList): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    const line = text.slice(0, jsonErrorAt(text)).split('\n').length;
    list.add({ code: 'ESTATE_JSON_BROKEN', line, value: (text.split('\n')[line - 1] ?? '').trim() });
    return undefined;
  }
}

function fieldFinding(input: unknown, path: readonly PropertyKey[], expected: string): Finding {
  const found = path.reduce<unknown>((value, key) => (isObject(value) ? value[String(key)] : undefined), input);
  const at = pathText(path);
  const [expectedZh, expectedEn] = EXPECTED[expected] ?? [expected, expected];
  const facts = { field: at, expectedZh, expectedEn };
  if (found === undefined) return { code: 'ESTATE_FIELD_MISSING', column: at, facts };
  return { code: 'ESTATE_FIELD_INVALID', column: at, value: JSON.stringify(found), facts };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** funds[2].kind */
function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    return text === '' ? String(key) : `${text}.${String(key)}`;
  }, '');
}

function unknownKeys(value: unknown, place: string, shown = place): Finding[] {
  if (Array.isArray(value)) {
    return value.flatMap((item: unknown, index) => unknownKeys(item, `${place}[]`, `${shown}[${index}]`));
  }
  const known = KNOWN_KEYS.get(place);
  if (!isObject(value) || known === undefined) return [];
  const prefix = shown === '' ? '' : `${shown}.`;
  const unknown = Object.keys(value).filter((key) => !known.has(key));
  const own = unknown.map((key): Finding => {
    const field = `${prefix}${key}`;
    return { code: 'ESTATE_FIELD_UNKNOWN', column: field, facts: { field }, weight: 'notice' };
  });
  const inner = Object.entries(value)
    .filter(([key]) => known.has(key))
    .flatMap(([key, child]) => unknownKeys(child, place === '' ? key : `${place}.${key}`, `${prefix}${key}`));
  return [...own, ...inner];
}

function fundFindings(profile: EstateProfile): Finding[] {
  const findings = repeated(profile.funds, 'funds', 'code', (fund) => fund.code);
  profile.funds.forEach((fund, index) => {
    const column = `funds[${index}]`;
    const facts = { fund: fund.code };
    if (fund.code === SUSPENSE_FUND) {
      findings.push({ code: 'ESTATE_FUND_RESERVED', column: `${column}.code`, value: fund.code, facts });
    }
    if (fund.kind === 'CHARITY' && fund.legalBasis === undefined) {
      findings.push({ code: 'ESTATE_CHARITY_BASIS', column: `${column}.legalBasis`, facts, weight: 'notice' });
    }
  });
  return findings;
}

function bankFindings(profile: EstateProfile): Finding[] {
  const accounts = profile.bankAccounts;
  return [
    ...repeated(accounts, 'bankAccounts', 'number', (account) => account.number),
    ...repeated(accounts, 'bankAccounts', 'alias', (account) => account.alias),
    ...repeated(accounts, 'bankAccounts', 'account', (account) => account.account),
    ...accounts.flatMap(oneBankAccount),
  ];
}

function oneBankAccount(account: BankAccountProfile, index: number): Finding[] {
  const column = `bankAccounts[${index}]`;
  const findings: Finding[] = [];
  const isPerson = account.holderType === 'PERSON';
  if (isPerson !== (account.kind === 'PERSONAL_ESCROW')) {
    findings.push({ code: 'ESTATE_BANK_HOLDER', column: `${column}.kind`, value: account.kind });
  }
  if (isPerson && account.alias === undefined) {
    findings.push({ code: 'ESTATE_BANK_ALIAS_MISSING', column: `${column}.alias` });
  }
  if (!isCashLike(account.account)) {
    findings.push({ code: 'ESTATE_BANK_NOT_CASH', column: `${column}.account`, value: account.account });
  }
  const { openedOn, closedOn } = account;
  if (openedOn !== undefined && closedOn !== undefined && closedOn < openedOn) {
    const facts = { openedOn, closedOn };
    findings.push({ code: 'ESTATE_BANK_DATES', column: `${column}.closedOn`, value: closedOn, facts });
  }
  return findings;
}

function repeated<T>(
  items: readonly T[],
  list: string,
  key: string,
  valueOf: (item: T) => string | undefined,
): Finding[] {
  const first = new Map<string, number>();
  return items.flatMap((item, index): Finding[] => {
    const value = valueOf(item);
    if (value === undefined) return [];
    const before = first.get(value);
    if (before === undefined) {
      first.set(value, index);
      return [];
    }
    const facts = { field: `${list}[${index}].${key}`, before: `${list}[${before}].${key}` };
    return [{ code: 'ESTATE_REPEATED', column: facts.field, value, facts }];
  });
}
