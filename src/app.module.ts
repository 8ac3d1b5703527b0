import { Global, Module, type DynamicModule, type Provider } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { BankingModule, bankingProblems } from './banking/index.js';
import { CharityModule, charityProblems } from './charity/index.js';
import { EstateDirectory, EstatesModule, estatesProblems } from './estates/index.js';
import { FeesModule, feesProblems } from './fees/index.js';
import { FundsModule, fundsProblems } from './funds/index.js';
import { IntakeModule, intakeProblems } from './intake/index.js';
import { Clock, SystemClock } from './kernel/clock.js';
import { Randomness, SystemRandomness } from './kernel/ids.js';
import type { ProblemTable } from './kernel/violation.js';
import { LedgerModule, ledgerProblems } from './ledger/index.js';
import { logProblems } from './log/index.js';
import { EstateLookup, PeopleModule } from './people/index.js';
import { peopleProblems } from './people/problems.js';
import { EstateReads } from './platform/database/estate-reads.js';
import { ErrorPages } from './platform/http/index.js';
import { HttpModule } from './platform/http/http.module.js';
import { httpProblems } from './platform/http/problems.js';
import type { NamedProblems } from './platform/http/problems-doc.js';
import type { ServiceLog } from './platform/http/service-log.js';
import { platformProblems } from './platform/problems.js';
import { tableProblems } from './platform/tables/index.js';
import { LiveFacts, LiveModule, PortalErrorPages, PortalModule, portalProblems } from './portal/index.js';
import { PublishingModule, publishingProblems } from './publishing/index.js';
import { TransparencyModule, transparencyProblems } from './transparency/index.js';

type ModuleImport = NonNullable<DynamicModule['imports']>[number];

/** A wing as the roof sees it. A new one is one line below. */
interface Wing {
  readonly name: string;
  readonly module?: ModuleImport;
  readonly problems?: ProblemTable;
}

const WINGS: readonly Wing[] = [
  { name: 'log', problems: logProblems },
  { name: 'people', module: PeopleModule, problems: peopleProblems },
  { name: 'estates', module: EstatesModule, problems: estatesProblems },
  { name: 'ledger', module: LedgerModule, problems: ledgerProblems },
  { name: 'funds', module: FundsModule, problems: fundsProblems },
  { name: 'fees', module: FeesModule, problems: feesProblems },
  { name: 'charity', module: CharityModule, problems: charityProblems },
  { name: 'banking', module: BankingModule, problems: bankingProblems },
  { name: 'publishing', module: PublishingModule, problems: publishingProblems },
  { name: 'transparency', module: TransparencyModule, problems: transparencyProblems },
  { name: 'intake', module: IntakeModule, problems: { ...intakeProblems, ...tableProblems } },
  { name: 'portal', problems: portalProblems },
];

/** Every table of problems, in the order in which `docs/problems.md` tells them. */
export const allProblems: readonly NamedProblems[] = [
  { name: 'platform', problems: platformProblems },
  { name: 'platform, at the door', problems: httpProblems },
  ...WINGS.flatMap(({ name, problems }) => (problems === undefined ? [] : [{ name, problems }])),
];

/** What has effects and belongs to no wing. */
const effects: readonly Provider[] = [
  { provide: Clock, useClass: SystemClock },
  { provide: Randomness, useClass: SystemRandomness },
  EstateReads,
];

/** Where a wing asks for what a wing to its right knows, the roof ties the two. */
const bindings: readonly Provider[] = [
  EstateDirectory,
  { provide: EstateLookup, useExisting: EstateDirectory },
  { provide: ErrorPages, useClass: PortalErrorPages },
];

@Global()
@Module({ providers: [...effects, ...bindings], exports: [...effects, ...bindings].map(tokenOf) })
class GroundModule {}

function tokenOf(provider: Provider): NonNullable<DynamicModule['exports']>[number] {
  return typeof provider === 'function' ? provider : provider.provide;
}

export interface Composition {
  readonly dataSource: DataSource;
  readonly log: ServiceLog;
  /** For tests: doors of their own on the same ground. */
  readonly more?: readonly ModuleImport[];
}

@Module({})
export class AppModule {
  static compose({ dataSource, log, more = [] }: Composition): DynamicModule {
    return {
      module: AppModule,
      imports: [
        TypeOrmModule.forRootAsync({
          // The pool is made by the platform, with its time limits and types; Nest opens and closes it.
          useFactory: () => ({ type: 'postgres', retryAttempts: 0 }),
          dataSourceFactory: () => Promise.resolve(dataSource),
        }),
        HttpModule.with({ problems: allProblems.map(({ problems }) => problems), log }),
        GroundModule,
        ...WINGS.flatMap(({ module }) => (module === undefined ? [] : [module])),
        PortalModule.register({
          imports: [LiveModule],
          facts: LiveFacts,
          problems: Object.assign({}, ...allProblems.map(({ problems }) => problems)) as ProblemTable,
          styleguide: process.env['NODE_ENV'] !== 'production',
        }),
        ...more,
      ],
    };
  }
}
