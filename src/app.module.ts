import { Global, Module, type DynamicModule, type Provider } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { EstateDirectory } from './estates/index.js';
import { Clock, SystemClock } from './kernel/clock.js';
import { Randomness, SystemRandomness } from './kernel/ids.js';
import type { ProblemTable } from './kernel/violation.js';
import { logProblems } from './log/problems.js';
import { EstateLookup, PeopleModule } from './people/index.js';
import { peopleProblems } from './people/problems.js';
import { EstateReads } from './platform/database/estate-reads.js';
import { HttpModule } from './platform/http/http.module.js';
import { httpProblems } from './platform/http/problems.js';
import type { NamedProblems } from './platform/http/problems-doc.js';
import type { ServiceLog } from './platform/http/service-log.js';
import { platformProblems } from './platform/problems.js';

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
];

/** Every table of problems, in the order in which `docs/problems.md` tells them. */
export const allProblems: readonly NamedProblems[] = [
  { name: 'platform', problems: { ...platformProblems, ...httpProblems } },
  ...WINGS.flatMap(({ name, problems }) => (problems === undefined ? [] : [{ name, problems }])),
];

/** What has effects and belongs to no wing. */
const effects: readonly Provider[] = [
  { provide: Clock, useClass: SystemClock },
  { provide: Randomness, useClass: SystemRandomness },
  EstateReads,
];

export interface DemoOutcome {
  /** Where the tokens of the sample estate are kept; absent where there are none. */
  readonly tokensFile?: string;
}

/**
 * Fills an empty embedded database with the sample estate; in one that holds an estate it only says where the tokens
 * are.
 */
export abstract class LoadDemo {
  abstract execute(dataFolder: string): Promise<DemoOutcome>;
}

/** Until a wing brings the sample estate. */
class NoDemo extends LoadDemo {
  execute(): Promise<DemoOutcome> {
    return Promise.resolve({});
  }
}

/** Where a wing asks for what a wing to its right knows, the roof ties the two. */
const bindings: readonly Provider[] = [
  EstateDirectory,
  { provide: EstateLookup, useExisting: EstateDirectory },
  { provide: LoadDemo, useClass: NoDemo },
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
        ...more,
      ],
    };
  }
}
