import { Global, Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_PIPE } from '@nestjs/core';
import type { ProblemTable } from '../../kernel/violation.js';
import { ContractPipe } from './contract-pipe.js';
import { Metrics } from './metrics.js';
import { ApiDescription } from './openapi.js';
import { ApiDocsController, HealthController } from './platform.controller.js';
import { ProblemDesk, ProblemFilter } from './problem-filter.js';
import { ProblemRegistry } from './problem-registry.js';
import { Readiness } from './readiness.js';
import { RouteTable } from './route-table.js';
import { SERVICE_LOG, type ServiceLog } from './service-log.js';

export interface HttpParts {
  readonly problems: readonly ProblemTable[];
  readonly log: ServiceLog;
}

/** What every door stands on. Global, so that any wing may ask for `Metrics` or the log. */
@Global()
@Module({})
export class HttpModule {
  /** @throws where two tables claim one code. */
  static with({ problems, log }: HttpParts): DynamicModule {
    return {
      module: HttpModule,
      controllers: [HealthController, ApiDocsController],
      providers: [
        { provide: SERVICE_LOG, useValue: log },
        { provide: ProblemRegistry, useValue: new ProblemRegistry(problems) },
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_PIPE, useClass: ContractPipe },
        ApiDescription,
        Metrics,
        ProblemDesk,
        Readiness,
        RouteTable,
      ],
      exports: [SERVICE_LOG, Metrics, ProblemRegistry],
    };
  }
}
