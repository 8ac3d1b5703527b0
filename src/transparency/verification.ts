import { parseLeaf, type LeafObject } from '../kernel/canonical.js';
import { leafHash } from '../kernel/hash.js';
import { Frontier, verifyLeaf, type LeafVerdict } from '../log/rules/index.js';
import type { Query } from '../platform/database/estate-reads.js';
import { checkRed } from './rules/check-voucher.js';
import {
  DERIVED_TABLES,
  RowComparison,
  rowFacts,
  type Cells,
  type ExpectedRow,
  type TableName,
} from './rules/derived-rows.js';
import { EstateModel, KNOWN_TYPES, VOUCHER } from './rules/estate-model.js';
import { Findings } from './rules/finding.js';
import { checkInsideSums, unitEntryRows } from './rules/inside-rows.js';
import { LeafFields } from './rules/leaf-fields.js';
import { checkOrdinals, isBatchLeaf, openValues, storedDisclosures } from './rules/private-values.js';
import { dimensionRows, expectedRows, isSameText, pushPostingRows, voucherRow } from './rules/voucher-rows.js';
import { readVoucher } from './rules/voucher-reading.js';
import { readRun, readWhole, StepRows, WHOLE_TABLES } from './store/derived-rows.js';
import { dimensionDifferences, unitDifferences } from './store/sum-differences.js';
import { readBodies, readRepeatedIds, readStrayPositions, type LogHead } from './store/estate-log.js';
import type { LeafRow, LedgerBlock, PrivateRow } from './store/read-block.js';

/** What the vouchers of one run should have left behind. */
interface BlockRows {
  readonly vouchers: string[];
  readonly postings: string[];
  readonly dimensions: ExpectedRow[];
  readonly unitEntries: ExpectedRow[];
  /** Vouchers with a private value that is erased. */
  readonly erased: Set<string>;
}

const NO_PRIVATES: readonly PrivateRow[] = [];

/**
 * One verification of one estate: is fed the log run after run, then compares the rows that remain. All reads are of
 * the caller's one
 * snapshot, so that posts which commit meanwhile are neither seen nor missed.
 */
export class Verification {
  readonly findings = new Findings();
  readonly model = new EstateModel(this.findings);
  readonly frontier = new Frontier();
  checkedValues = 0;
  byHashOnly = 0;
  readonly #corrections: StepRows;
  readonly #dimensions: StepRows;
  readonly #statementLines: StepRows;
  readonly #records: StepRows;
  readonly #unitEntries: StepRows;

  constructor(
    private readonly query: Query,
    private readonly estateId: string,
    private readonly head: LogHead,
  ) {
    this.#corrections = new StepRows(query, 'correction');
    this.#dimensions = new StepRows(query, 'postingDimension');
    this.#statementLines = new StepRows(query, 'statementLine');
    this.#records = new StepRows(query, 'record');
    this.#unitEntries = new StepRows(query, 'unitEntry');
  }

  async block(block: LedgerBlock): Promise<void> {
    const rows = noRows();
    const privates = bySeq(block.privates);
    let expected = block.begin;
    for (const row of block.leaves) {
      for (; expected < row.seq; expected += 1) this.findings.error('VERIFY_LEAF_MISSING', expected);
      expected = row.seq + 1;
      this.#leaf(row, privates.get(row.seq) ?? NO_PRIVATES, rows);
      privates.delete(row.seq);
    }
    for (; expected < block.end; expected += 1) this.findings.error('VERIFY_LEAF_MISSING', expected);
    for (const seq of privates.keys()) this.findings.error('VERIFY_STRAY_PRIVATE', seq);
    if (!isSameText(rows.vouchers, block.vouchers)) await this.#run('voucher', rows.vouchers, block);
    if (!isSameText(rows.postings, block.postings)) await this.#run('posting', rows.postings, block);
    await this.#inStep(rows, block.end);
    await this.#checkReds();
  }

  /** A run of rows that is not as a whole what its leaves say: which of them, and where. */
  async #run(table: 'voucher' | 'posting', expected: readonly string[], block: LedgerBlock): Promise<void> {
    this.#compare(table, expectedRows(expected), await readRun(this.query, table, this.estateId, block));
  }

  #leaf(row: LeafRow, privates: readonly PrivateRow[], rows: BlockRows): void {
    const { leaf, checkedValues, byHashOnly, violations } = this.#verdict(row, privates);
    this.checkedValues += checkedValues;
    this.byHashOnly += byHashOnly;
    // The root is over what the bytes say, never over what is written beside them.
    this.frontier.append(violations.length === 0 ? row.hash : leafHash(row.body));
    if (violations.length > 0) this.findings.violations(violations, row.seq);
    if (privates.length > 0) checkOrdinals(privates, row.seq, this.findings);
    if (leaf === undefined) return;
    if (leaf['t'] === VOUCHER) this.#voucher(row.seq, leaf, privates, rows);
    else this.model.record(row.seq, leaf, openValues(privates));
  }

  #verdict({ seq, hash, body }: LeafRow, privates: readonly PrivateRow[]): LeafVerdict {
    const stored = { seq: BigInt(seq), bytes: body, hash };
    const facts = { estate: this.estateId, knownTypes: KNOWN_TYPES };
    // A batch whose whole inside is gone must be noticed, so an empty one is given too.
    if (privates.length === 0) return verifyLeaf({ ...stored, fields: [], batch: [] }, facts);
    const reading = parseLeaf(body);
    const disclosures = storedDisclosures(privates);
    const isBatch = reading.ok && isBatchLeaf(reading.leaf);
    return verifyLeaf({ ...stored, fields: isBatch ? [] : disclosures, batch: isBatch ? disclosures : [] }, facts);
  }

  #voucher(seq: number, leaf: LeafObject, privates: readonly PrivateRow[], rows: BlockRows): void {
    const voucher = this.model.voucher(seq, leaf);
    if (voucher === undefined) return;
    rows.vouchers.push(voucherRow(voucher));
    pushPostingRows(voucher, rows.postings);
    const hasDimension = privates.length > 0 || voucher.lines.some(({ dimensions }) => dimensions.length > 0);
    if (!hasDimension) return;
    const values = openValues(privates);
    rows.dimensions.push(...dimensionRows(voucher, isBatchLeaf(leaf) ? [] : values));
    if (isBatchLeaf(leaf)) {
      rows.unitEntries.push(...unitEntryRows(voucher, values));
      checkInsideSums(voucher, values, this.findings);
    }
    if (privates.some(({ text }) => text === undefined)) rows.erased.add(String(seq));
  }

  /** Rows that are read beside the leaves by position. Without an end, what is left. */
  async #inStep(rows: BlockRows, end?: number): Promise<void> {
    const mayBeErased = (cells: Cells): boolean => cells[4] === 'true' && rows.erased.has(cells[0] ?? '');
    this.#compare('correction', this.model.takeCorrections(), await this.#corrections.before(end));
    this.#compare('postingDimension', rows.dimensions, await this.#dimensions.before(end), mayBeErased);
    this.#compare('statementLine', this.model.takeStatementLines(), await this.#statementLines.before(end));
    this.#compare('record', this.model.takeRecords(), await this.#records.before(end));
    const ofErased = (cells: Cells): boolean => rows.erased.has(cells[0] ?? '');
    this.#compare('unitEntry', rows.unitEntries, await this.#unitEntries.before(end), ofErased);
  }

  #compare(
    table: TableName,
    expected: readonly ExpectedRow[],
    actual: readonly Cells[],
    mayBeErased?: (cells: Cells) => boolean,
  ): void {
    if (expected.length === 0 && actual.length === 0) return;
    const comparison = new RowComparison(DERIVED_TABLES[table], expected, this.findings, mayBeErased);
    for (const cells of actual) comparison.actual(cells);
    comparison.close();
  }

  /** Fetches the originals of the red vouchers of a run by their leaves, not by their rows. */
  async #checkReds(): Promise<void> {
    const reds = this.model.takeReds();
    if (reds.length === 0) return;
    const bodies = await readBodies(this.query, this.estateId, [...new Set(reds.map((one) => one.originalSeq))]);
    for (const { red, originalSeq } of reds) {
      const body = bodies.get(originalSeq);
      const reading = body === undefined ? undefined : parseLeaf(body);
      const original =
        reading?.ok === true ? readVoucher(new LeafFields(originalSeq, reading.leaf, new Findings())) : undefined;
      checkRed(red, original, originalSeq, this.findings);
    }
  }

  /** After the last run: the rows that stand for the whole, and whatever stands where the log does not reach. */
  async close(): Promise<void> {
    await this.#inStep(noRows());
    const { size, structureSeq } = this.head;
    if (this.model.structureSeq !== structureSeq) {
      const facts = { found: String(structureSeq), expected: String(this.model.structureSeq) };
      this.findings.error('VERIFY_STRUCTURE_POSITION', undefined, facts);
    }
    for (const { place, seq } of await readStrayPositions(this.query, this.estateId, size)) {
      this.#stray(place, Number(seq));
    }
    for (const { seq, id } of await readRepeatedIds(this.query, this.estateId)) {
      this.findings.error('VERIFY_VOUCHER_ID_REPEATED', Number(seq), { id });
    }
    this.model.turnover.checkFloors(this.findings);
    for (const table of WHOLE_TABLES) await this.#whole(table);
    for await (const { difference, cells } of dimensionDifferences(this.query)) {
      const table = DERIVED_TABLES.dimensionTurnover;
      this.findings.error(table.code, undefined, rowFacts(table, difference, cells));
    }
    for await (const { difference, cells } of unitDifferences(this.query)) {
      const table = DERIVED_TABLES.unitItem;
      this.findings.error(table.code, undefined, rowFacts(table, difference, cells));
    }
  }

  #stray(place: string, seq: number): void {
    if (place === 'leaf') this.findings.error('VERIFY_LEAF_BEYOND_HEAD', seq, { size: String(this.head.size) });
    else if (place === 'private') this.findings.error('VERIFY_STRAY_PRIVATE', seq);
    else {
      const table = place === 'voucher' ? DERIVED_TABLES.voucher : DERIVED_TABLES.posting;
      this.findings.error(table.code, seq, rowFacts(table, 'extra', [String(seq)]));
    }
  }

  async #whole(name: TableName): Promise<void> {
    const mayBeErased = (cells: Cells): boolean => name === 'unit' && this.model.estate.mayBeErased(cells[6]);
    const comparison = new RowComparison(DERIVED_TABLES[name], this.model.rowsOf(name), this.findings, mayBeErased);
    for await (const cells of readWhole(this.query, name)) comparison.actual(cells);
    comparison.close();
  }
}

function noRows(): BlockRows {
  return { vouchers: [], postings: [], dimensions: [], unitEntries: [], erased: new Set() };
}

function bySeq(rows: readonly PrivateRow[]): Map<number, PrivateRow[]> {
  const groups = new Map<number, PrivateRow[]>();
  for (const row of rows) {
    const group = groups.get(row.seq);
    if (group === undefined) groups.set(row.seq, [row]);
    else group.push(row);
  }
  return groups;
}
