/**
 * What an estate is by its leaves: its profile, its bank accounts, and its households' roll.
 *
 * 1. The genesis leaf stands at position 0 and nowhere else.
 * 2. A later leaf about the same bank account or household replaces the earlier row; a person's account number stays
 *    as first told.
 */
import type { ExpectedRow } from './derived-rows.js';
import { fourPlaces, isCount, isDate, isDecimal, isFen, type LeafFields } from './leaf-fields.js';
import { privateRow, type OpenValue } from './open-value.js';

const PROFILE = ['code', 'name', 'address', 'service_mode', 'lifecycle_stage', 'body_kind', 'body_name'];

export class EstateState {
  #code = '';
  #profile: ExpectedRow | undefined;
  readonly #bankAccounts = new Map<string, ExpectedRow>();
  readonly #bankAccountsPrivate = new Map<string, ExpectedRow>();
  readonly #rolls: ExpectedRow[] = [];
  readonly #units = new Map<string, ExpectedRow>();
  /** Rolls of which some household's value is erased. */
  readonly #erasedRolls = new Set<string>();

  get code(): string {
    return this.#code;
  }

  genesis(fields: LeafFields): string {
    const profile = PROFILE.map((key) => fields.text(key));
    this.#code = fields.text('code');
    const opened = fields.text('books_opened_on', isDate);
    this.#profile = { seq: fields.seq, cells: [...profile, opened, String(fields.seq)] };
    return fields.person('by');
  }

  bankAccount(fields: LeafFields, values: readonly OpenValue[]): void {
    const id = fields.text('bank_account', (text) => text !== '');
    const cells = [
      id,
      fields.optional('alias') || null,
      fields.optional('number') || null,
      fields.oneOf('holder_type', ['ORG', 'PERSON']),
      fields.text('kind'),
      fields.text('bank'),
      fields.text('account'),
      fields.optional('opened_on', isDate) || null,
      fields.optional('closed_on', isDate) || null,
      String(fields.seq),
    ];
    this.#bankAccounts.set(id, { seq: fields.seq, cells });
    if (!this.#bankAccountsPrivate.has(id)) this.#keepPrivate(id, fields.seq, values);
  }

  #keepPrivate(id: string, seq: number, values: readonly OpenValue[]): void {
    const isUnknowable = values.some(({ name }) => name === undefined);
    const number = largest(values, 'number');
    if (number === undefined && !isUnknowable) return;
    this.#bankAccountsPrivate.set(id, {
      seq,
      isUnknowable,
      cells: [id, number ?? null, largest(values, 'holder') ?? ''],
    });
  }

  roll(fields: LeafFields, values: readonly OpenValue[]): void {
    const { seq } = fields;
    const cells = [
      String(seq),
      fields.text('households', isCount),
      fourPlaces(fields.text('area_m2', isDecimal) || '0'),
      fields.text('applicants', isCount),
      fourPlaces(fields.text('applicant_area_m2', isDecimal) || '0'),
    ];
    this.#rolls.push({ seq, cells });
    for (const open of values) this.#unit(fields, open);
  }

  #unit(fields: LeafFields, open: OpenValue): void {
    if (open.name === undefined) {
      this.#erasedRolls.add(String(fields.seq));
      return;
    }
    const cells = unitCells(privateRow(open, 6));
    if (cells === undefined) fields.fault(`private[${String(open.ordinal)}]`);
    else this.#units.set(cells[0] ?? '', { seq: fields.seq, cells: [...cells, String(fields.seq)] });
  }

  directoryRows(): ExpectedRow[] {
    return this.#profile === undefined ? [] : [{ seq: 0, cells: [this.#code] }];
  }

  estateRows(): ExpectedRow[] {
    if (this.#profile === undefined) return [];
    const [code = '', ...rest] = this.#profile.cells;
    return [{ seq: 0, cells: [code, ...rest] }];
  }

  bankAccountRows(): Iterable<ExpectedRow> {
    return this.#bankAccounts.values();
  }

  bankAccountPrivateRows(): Iterable<ExpectedRow> {
    return this.#bankAccountsPrivate.values();
  }

  rollRows(): readonly ExpectedRow[] {
    return this.#rolls;
  }

  unitRows(): Iterable<ExpectedRow> {
    return this.#units.values();
  }

  /** Whether a household's row of that roll may stand for a value that is erased. */
  mayBeErased(rollSeq: string | null | undefined): boolean {
    return typeof rollSeq === 'string' && this.#erasedRolls.has(rollSeq);
  }
}

/** As the database takes the largest where a name is disclosed twice. */
function largest(values: readonly OpenValue[], wanted: string): string | undefined {
  const found = values.flatMap(({ name, value }) => (name === wanted && typeof value === 'string' ? [value] : []));
  return found.sort().at(-1);
}

/** A household's private line; "1" stands for one that applied. */
type UnitLine = readonly [
  unit: string,
  building: string,
  area: string,
  feeFen: string,
  applied: string,
  pattern: string,
];

function unitCells(row: readonly string[] | undefined): readonly string[] | undefined {
  if (row === undefined) return undefined;
  const [unit, building, area, feeFen, applied, pattern] = row as UnitLine;
  if (!isDecimal(area) || !isFen(feeFen)) return undefined;
  return [unit, building, fourPlaces(area), feeFen, String(applied === '1'), pattern];
}
