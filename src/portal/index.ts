/** The front door of the pages, for the roof. */
export { portalErrorAnswer, type FailedRequest } from './error-answer.js';
export { LiveModule } from './live/live.module.js';
export { LiveFacts } from './live/live-facts.js';
export { PortalErrorPages } from './portal-error-pages.js';
export { PortalFacts } from './portal-facts.js';
export { PortalModule } from './portal.module.js';
export type { PortalOptions } from './portal-options.js';
export { portalProblems } from './problems.js';
export { fundTone } from './rules/wording.js';
export type * from './view-models.js';
