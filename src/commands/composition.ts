/** The verbs that commands use, composed by hand: no container, no server. */
import type { DataSource } from 'typeorm';
import {
  ImportStatement,
  MatchAccount,
  PreviewMapping,
  SaveMapping,
  ShowBankJournal,
  ShowBankStatus,
  ShowMapping,
  ShowReconciliation,
  SignReconciliation,
} from '../banking/index.js';
import { RecordDonations, ShowDonations } from '../charity/index.js';
import { EstateDirectory } from '../estates/index.js';
import { ImportFolder, ImportSources } from '../intake/index.js';
import { SystemClock, type Clock } from '../kernel/clock.js';
import { SystemRandomness } from '../kernel/ids.js';
import { ChangePolicy, JournalWriter, ProposeVoucher, ShowBalances } from '../ledger/index.js';
import { AccessCache } from '../people/index.js';
import { AddPerson, GrantRole, IssueToken, ListPeople, RevokeRole, RevokeToken } from '../people/index.js';
import { composeFees } from './compose-fees.js';
import { composeFunds } from './compose-funds.js';
import { composePayments } from './compose-payments.js';
import type { Config } from '../platform/config/config.js';
import { createDataSource } from '../platform/database/data-source.js';
import { EstateReads } from '../platform/database/estate-reads.js';
import { openDatabase, type OpenDatabase } from '../platform/database/open-database.js';
import {
  BankLight,
  documentDigest,
  DrawBankJournal,
  DrawReconciliation,
  GatherStatement,
  PreviewStatement,
  PublishStatement,
  RenderReport,
  ShowStatement,
} from '../publishing/index.js';
import { LogTree } from '../log/index.js';
import { ExportEstate, RestoreEstate, VerifyEstate } from '../transparency/index.js';

export type Verbs = ReturnType<typeof composeVerbs>;

/** A command needs few connections; the service beside it has its own. */
const POOL_SIZE = 4;

function composeVerbs(dataSource: DataSource) {
  const [clock, randomness] = [new SystemClock(), new SystemRandomness()];
  const reads = new EstateReads(dataSource);
  const directory = new EstateDirectory(reads);
  const cache = new AccessCache(clock);
  const writer = new JournalWriter(dataSource, clock, randomness);
  return {
    clock,
    randomness,
    reads,
    directory,
    importFolder: new ImportFolder(reads, writer, directory, new ImportSources(clock, randomness)),
    showBalances: new ShowBalances(reads, clock),
    changePolicy: new ChangePolicy(reads, clock),
    addPerson: new AddPerson(reads, clock, randomness),
    listPeople: new ListPeople(reads),
    grantRole: new GrantRole(reads, clock, cache),
    revokeRole: new RevokeRole(reads, clock, cache),
    issueToken: new IssueToken(reads, clock, randomness),
    revokeToken: new RevokeToken(reads, clock, cache),
    recordDonations: new RecordDonations(new ProposeVoucher(reads, clock, randomness), clock),
    showDonations: new ShowDonations(reads),
    ...composeFees(reads, writer, clock, randomness),
    ...composePayments(reads, writer, clock, randomness),
    ...composeFunds(reads, clock, randomness),
    verifyEstate: new VerifyEstate(reads),
    exportEstate: new ExportEstate(reads),
    restoreEstate: new RestoreEstate(reads),
    importStatement: new ImportStatement(reads, clock, randomness),
    matchAccount: new MatchAccount(reads, clock),
    signReconciliation: new SignReconciliation(reads, clock),
    showBankStatus: new ShowBankStatus(reads, directory, clock),
    previewMapping: new PreviewMapping(reads, clock),
    saveMapping: new SaveMapping(reads, clock),
    showMapping: new ShowMapping(reads),
    ...composePublishing(reads, clock),
  };
}

function composePublishing(reads: EstateReads, clock: Clock) {
  const showReconciliation = new ShowReconciliation(reads, clock);
  const light = new BankLight(showReconciliation);
  const roots = new LogTree();
  const gather = new GatherStatement(reads, roots);
  return {
    showReconciliation,
    drawBankJournal: new DrawBankJournal(reads, new ShowBankJournal(reads), roots, clock),
    drawReconciliation: new DrawReconciliation(reads, showReconciliation, roots),
    previewStatement: new PreviewStatement(gather, light),
    publishStatement: new PublishStatement(reads, gather, light, clock),
    showStatement: new ShowStatement(reads, gather),
    renderReport: new RenderReport(),
    digestOf: documentDigest,
  };
}

/** An open database with the verbs on it. */
export interface Desk {
  readonly verbs: Verbs;
  readonly database: OpenDatabase;
  /** Leaves the database; what was not committed is rolled back. */
  close(): Promise<void>;
  /** The same without waiting for statements that still run. */
  abandon(): Promise<void>;
}

/** @throws StartupError where the database cannot be used. */
export async function openDesk(config: Config): Promise<Desk> {
  const database = await openDatabase(config, { role: 'command' });
  const dataSource = createDataSource({
    url: database.url,
    workload: 'bulk',
    poolSize: POOL_SIZE,
    applicationName: 'xinyi-ledger command',
  });
  try {
    await dataSource.initialize();
  } catch (error) {
    await database.close();
    throw error;
  }
  return {
    verbs: composeVerbs(dataSource),
    database,
    close: async () => {
      await dataSource.destroy();
      await database.close();
    },
    abandon: () => database.close(),
  };
}
