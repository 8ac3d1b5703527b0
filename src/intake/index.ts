/**
 * The front door of intake: an estate's folder into the ledger. Its pure rules have a door of their own,
 * `rules/index.ts`.
 */
export { ImportFolder, type ImportRequest, type ImportResult } from './import-folder.js';
export { ImportRefused } from './import-refused.js';
export { ImportSources } from './import-sources.js';
export { IntakeModule } from './intake.module.js';
export { LoadSample, type SampleOutcome } from './load-sample.js';
export { intakeProblems } from './problems.js';
