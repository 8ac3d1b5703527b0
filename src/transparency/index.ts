/** The front door of transparency: checking the log, and carrying an estate away and back. */
export { LogWatch, type LogCheck } from './log-watch.js';
export { transparencyProblems } from './problems.js';
export { TransparencyModule } from './transparency.module.js';
export { VerifyEstate, type VerifyReport } from './verify-estate.js';
