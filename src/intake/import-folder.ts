import { Injectable } from '@nestjs/common';
import { EstateDirectory, readBankAccounts, readPrivateNumbers, readUnits } from '../estates/index.js';
import { addStatement, makeMatches } from '../banking/index.js';
import { shanghaiDate, type CalendarDate } from '../kernel/calendar.js';
import { uuidV7 } from '../kernel/ids.js';
import { JournalWriter, readAccounts } from '../ledger/index.js';
import { CHART } from '../ledger/rules/index.js';
import { lockHead } from '../log/index.js';
import { EstateReads } from '../platform/database/estate-reads.js';
import { isFoundedMeanwhile, overdrawnRefusal } from './append-errors.js';
import { ImportRefused } from './import-refused.js';
import type { ImportSession } from './import-session.js';
import { ImportSources } from './import-sources.js';
import { postJournal, type JournalPosted } from './post-journal.js';
import { readFolder, type FolderReading } from './read-folder.js';
import { ProblemList, type ProblemReport } from './rules/import-problem.js';
import { writeProfile, writeRoll } from './write-profile.js';

export interface ImportRequest {
  readonly folder: string;
  /** The operator's person id; the founder's for a new estate. */
  readonly as: string;
  readonly onProgress?: (stage: 'read' | 'post', lines: number, total?: number) => void;
}

export interface ImportResult {
  readonly estateId: string;
  readonly code: string;
  readonly name: string;
  readonly isNew: boolean;
  readonly vouchers: JournalPosted;
  readonly journalLines: number;
  readonly bankLines: { readonly added: number; readonly repeated: number };
  readonly households: { readonly total: number; readonly changed: number };
  readonly notices: ProblemReport;
}

/**
 * Imports a folder of an estate: the operator's act, all or nothing. What stands in the ledger already and says the
 * same is passed over; what
 * differs is refused with both versions; what is absent from the folder deletes nothing.
 *
 * What is locked: the estate's head, from the first leaf to the commit. A crash before it leaves nothing.
 */
@Injectable()
export class ImportFolder {
  constructor(
    private readonly reads: EstateReads,
    private readonly writer: JournalWriter,
    private readonly directory: EstateDirectory,
    private readonly sources: ImportSources,
  ) {}

  /** @throws ImportRefused with every problem that was found. */
  async execute(request: ImportRequest): Promise<ImportResult> {
    try {
      return await this.#import(request);
    } catch (error) {
      // Two imports at once may both find no estate of that code; the one that came second finds it now.
      if (!isFoundedMeanwhile(error)) throw overdrawnRefusal(error) ?? error;
      return this.#import(request);
    }
  }

  async #import(request: ImportRequest): Promise<ImportResult> {
    const today = shanghaiDate(this.sources.clock.now());
    const reading = await readFolder(request.folder, {
      today,
      chartOf: (code) => this.#chartOf(code),
      onLines: (lines) => request.onProgress?.('read', lines),
    });
    if (!('profile' in reading)) throw new ImportRefused(reading.report);
    const known = await this.directory.estateIdOf(reading.profile.code);
    const estateId = known ?? uuidV7(this.sources.clock.now(), this.sources.randomness);
    return this.reads.write(estateId, async (query, client) => {
      // Whatever is compared with the ledger below must not move until the commit.
      if (known !== undefined) await lockHead(client, estateId);
      const recordedAt = this.sources.clock.now();
      const problems = new ProblemList('.');
      const session = { client, query, estateId, by: request.as, recordedAt, problems };
      return this.#write(session, reading, { ...request, today, isNew: known === undefined });
    });
  }

  async #write(
    session: ImportSession,
    reading: FolderReading,
    run: ImportRequest & { readonly today: CalendarDate; readonly isNew: boolean },
  ): Promise<ImportResult> {
    const { profile, journal } = reading;
    await writeProfile(session, reading, run.isNew, this.sources.randomness);
    const households = await writeRoll(
      session,
      reading.households,
      await readUnits(session.query, session.estateId),
      this.sources.randomness,
    );
    const vouchers = await postJournal(session, this.writer, reading, {
      folder: run.folder,
      today: run.today,
      onLines: (lines) => run.onProgress?.('post', lines, journal.totals.lines),
    });
    const bankLines = await this.#addStatements(session, reading);
    const report = session.problems.report();
    if (report.problemCount > 0) throw new ImportRefused(report);
    if (bankLines.added > 0) await this.#match(session);
    return {
      estateId: session.estateId,
      code: profile.code,
      name: profile.name,
      isNew: run.isNew,
      vouchers,
      journalLines: journal.totals.lines,
      bankLines,
      households,
      notices: reading.report,
    };
  }

  async #addStatements(session: ImportSession, reading: FolderReading): Promise<{ added: number; repeated: number }> {
    const accounts = await readBankAccounts(session.query, session.estateId);
    const numbers = await readPrivateNumbers(session.query, session.estateId);
    let [added, repeated] = [0, 0];
    for (const bankFile of reading.bankFiles) {
      for (const { accountNumber, lines } of bankFile.statements) {
        const account = accounts.find(
          ({ bankAccountId, publicName }) => (numbers.get(bankAccountId) ?? publicName) === accountNumber,
        );
        if (account === undefined) continue;
        const { estateId, by } = session;
        // A long journal lies between this and the first leaf, and a leaf says when it was written.
        const recordedAt = this.sources.clock.now();
        const { bankAccountId, publicName } = account;
        const place = { estateId, bankAccountId, accountName: publicName, by, recordedAt };
        const statement = { ...place, lines, file: bankFile.file, fileHash: bankFile.hash };
        const outcome = await addStatement(session.client, session.query, statement, this.sources.randomness);
        for (const violation of outcome.violations) session.problems.add({ ...violation, file: bankFile.file });
        added += outcome.added;
        repeated += outcome.repeated;
      }
    }
    return { added, repeated };
  }

  /** What the bank's lines find by themselves is kept, as after the import of a bank's file alone. */
  async #match({ client, query, estateId, by }: ImportSession): Promise<void> {
    await makeMatches(client, query, { estateId, by, recordedAt: this.sources.clock.now() });
  }

  async #chartOf(code: string): Promise<readonly (typeof CHART)[number][]> {
    const estateId = await this.directory.estateIdOf(code);
    if (estateId === undefined) return CHART;
    const accounts = await this.reads.read(estateId, (query) => readAccounts(query, estateId));
    return [...accounts.values()].map((row) => ({
      code: row.code,
      name: row.name,
      nameEn: row.name_en,
      kind: row.kind,
      ...(row.fund_kinds === null ? {} : { fundKinds: row.fund_kinds }),
    }));
  }
}
