/** Posts the journal of a folder that was found sound, inside the import's transaction, as it streams. */
import type { CalendarDate } from '../kernel/calendar.js';
import { yuanFromFen } from '../kernel/fen.js';
import { readAccounts, vouchersByNumber, type JournalWriter, type StoredVoucher } from '../ledger/index.js';
import { NONE_RECORDED, parseNumber, type Ref, type VoucherDraft as LedgerDraft } from '../ledger/rules/index.js';
import { stableJson } from '../kernel/stable-json.js';
import type { ImportSession } from './import-session.js';
import { journalDrafts, journalFold, type FolderReading } from './read-folder.js';
import type { VoucherDraft } from './rules/index.js';

export interface JournalPosted {
  readonly added: number;
  /** In the ledger already, saying the same. */
  readonly known: number;
}

export interface JournalRun {
  readonly folder: string;
  readonly today: CalendarDate;
  readonly onLines: (lines: number) => void;
}

/** Vouchers of one append: enough to make a call's fixed cost small, few enough to keep memory flat. */
const CHUNK = 500;

export async function postJournal(
  session: ImportSession,
  writer: JournalWriter,
  reading: FolderReading,
  run: JournalRun,
): Promise<JournalPosted> {
  let [added, known, lines] = [0, 0, 0];
  for await (const chunk of chunks(await orderedDrafts(session, reading, run))) {
    const posted = await postChunk(session, writer, chunk);
    added += posted;
    known += chunk.length - posted;
    lines += chunk.reduce((sum, draft) => sum + draft.lines.length, 0);
    run.onLines(lines);
  }
  return { added, known };
}

/** In number order: as the file streams where it has that order, else sorted in memory. */
async function orderedDrafts(
  session: ImportSession,
  reading: FolderReading,
  run: JournalRun,
): Promise<AsyncIterable<VoucherDraft> | Iterable<VoucherDraft>> {
  const chart = [...(await readAccounts(session.query, session.estateId)).values()].map(
    ({ code, name, kind, fund_kinds }) => ({
      code,
      name,
      kind,
      ...(fund_kinds === null ? {} : { fundKinds: fund_kinds }),
    }),
  );
  const stream = journalDrafts(run.folder, journalFold(reading.profile, chart, run.today));
  if (reading.journal.isOrdered) return stream;
  const all: VoucherDraft[] = [];
  for await (const draft of stream) all.push(draft);
  return all.sort((a, b) => (a.period === b.period ? a.sequence - b.sequence : a.period < b.period ? -1 : 1));
}

async function* chunks(drafts: AsyncIterable<VoucherDraft> | Iterable<VoucherDraft>): AsyncGenerator<VoucherDraft[]> {
  let chunk: VoucherDraft[] = [];
  for await (const draft of drafts) {
    chunk.push(draft);
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}

/** Posts what is new of a chunk and says how many that was. */
async function postChunk(
  session: ImportSession,
  writer: JournalWriter,
  chunk: readonly VoucherDraft[],
): Promise<number> {
  const numbers = chunk.flatMap((draft) => parseNumber(draft.number) ?? []);
  const stored = new Map(
    (await vouchersByNumber(session.query, session.estateId, numbers)).map((voucher) => [
      voucher.content.number,
      voucher,
    ]),
  );
  const fresh: VoucherDraft[] = [];
  for (const draft of chunk) {
    const voucher = stored.get(draft.number);
    if (voucher === undefined) fresh.push(draft);
    else compare(session, draft, voucher);
  }
  // Nothing will be kept any more: what remains is to find everything else that differs.
  if (fresh.length === 0 || session.problems.report().problemCount > 0) return 0;
  const units = fresh.map((draft) => ({
    estateId: session.estateId,
    vouchers: [{ draft: ledgerDraft(session, draft) }],
  }));
  const outcomes = await writer.postWithin(session.client, units, 'bulk');
  const brokenMonths = new Set<string>();
  outcomes.forEach((outcome, index) => {
    const draft = fresh[index];
    if (!('refused' in outcome) || draft === undefined) return;
    for (const { code, facts = {} } of outcome.refused) {
      // Where one voucher of a month is refused, every later number of the month has a gap before it.
      if (code === 'NUMBER_NOT_NEXT' && brokenMonths.has(draft.period)) continue;
      session.problems.add({ code, facts, file: 'journal.csv', line: draft.line, value: draft.number });
    }
    brokenMonths.add(draft.period);
  });
  return fresh.length;
}

function ledgerDraft(session: ImportSession, draft: VoucherDraft): LedgerDraft {
  const number = parseNumber(draft.number);
  return {
    estateId: session.estateId,
    eventOn: draft.eventOn,
    kind: draft.kind,
    summary: draft.summary,
    lines: draft.lines.map((line) => ({
      account: line.account,
      fund: line.fund,
      side: line.side,
      fen: line.amountFen,
      summary: line.summary === draft.summary ? '' : line.summary,
      dimensions: [],
    })),
    refs: refsOf(draft),
    docs: [],
    preparer: session.by,
    approver: NONE_RECORDED,
    ...(number === undefined ? {} : { number }),
  };
}

function refsOf(draft: VoucherDraft): Ref[] {
  const { original } = draft;
  if (original === undefined) return [...draft.refs];
  const others = draft.refs.filter(([kind, value]) => kind !== 'voucher' || value !== original);
  return [[draft.kind === 'red' ? 'reverses' : 'corrects', original], ...others];
}

/** The same number must say the same; both versions are shown where it does not. */
function compare(session: ImportSession, draft: VoucherDraft, voucher: StoredVoucher): void {
  const given = ledgerDraft(session, draft);
  const { content } = voucher;
  const version = (from: Pick<LedgerDraft, 'eventOn' | 'kind' | 'summary' | 'lines' | 'refs'>): string =>
    stableJson({
      eventOn: from.eventOn,
      kind: from.kind,
      summary: from.summary,
      lines: from.lines.map((line) => [line.account, line.fund, line.side, line.fen.toString(), line.summary]),
      refs: from.refs,
    });
  const storedVersion = version({ ...content, eventOn: content.eventOn as CalendarDate });
  if (storedVersion === version(given)) return;
  session.problems.add({
    code: 'VOUCHER_CHANGED',
    file: 'journal.csv',
    line: draft.line,
    value: draft.number,
    facts: { number: draft.number, stored: describe(content), given: describe(given) },
  });
}

function describe(voucher: Pick<LedgerDraft, 'summary' | 'lines'> & { readonly eventOn: string }): string {
  const lines = voucher.lines.map(
    (line) => `${line.account} ${line.fund} ${line.side === 'D' ? '借' : '贷'} ${yuanFromFen(line.fen)}`,
  );
  return `${voucher.eventOn} ${voucher.summary}: ${lines.join('; ')}`;
}
