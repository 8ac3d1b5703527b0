import type { ModuleMetadata, Type } from '@nestjs/common';
import type { ProblemTable } from '../kernel/violation.js';
import type { PortalFacts } from './portal-facts.js';

/** Token of the table of every wing's problems, which error pages take their words from. */
export const PORTAL_PROBLEMS = Symbol('PORTAL_PROBLEMS');

/** Token of whether `/styleguide` is served. */
export const PORTAL_STYLEGUIDE = Symbol('PORTAL_STYLEGUIDE');

export interface PortalOptions {
  /** Modules that give what the facts are made from. */
  readonly imports?: ModuleMetadata['imports'];
  readonly facts: Type<PortalFacts>;
  /** The tables of all wings, merged; the portal adds its own. */
  readonly problems: ProblemTable;
  /** True in development only. */
  readonly styleguide: boolean;
}
