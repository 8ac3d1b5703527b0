import { Module, type DynamicModule } from '@nestjs/common';
import { PortalFacts } from './portal-facts.js';
import { PORTAL_PROBLEMS, PORTAL_STYLEGUIDE, type PortalOptions } from './portal-options.js';
import { PortalProblemFilter } from './portal-problem.filter.js';
import { PortalController } from './portal.controller.js';
import { portalProblems } from './problems.js';

/** The pages. The roof says where their facts come from. */
@Module({})
export class PortalModule {
  static register({ imports = [], facts, problems, styleguide }: PortalOptions): DynamicModule {
    return {
      module: PortalModule,
      imports,
      controllers: [PortalController],
      providers: [
        { provide: PortalFacts, useClass: facts },
        { provide: PORTAL_PROBLEMS, useValue: { ...problems, ...portalProblems } },
        { provide: PORTAL_STYLEGUIDE, useValue: styleguide },
        PortalProblemFilter,
      ],
    };
  }
}
