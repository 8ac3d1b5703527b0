/** The front door of transparency: checking the log, reading it in public, and carrying an estate away and back. */
export { ExportEstate, type ExportedEstate, type ExportInput } from './export-estate.js';
export { LogWatch, type LogCheck } from './log-watch.js';
export { transparencyProblems } from './problems.js';
export { ReadLog, type ConsistencyProof, type InclusionProof, type LeafPage, type LogRoot } from './read-log.js';
export { RestoreEstate, type RestoredEstate } from './restore-estate.js';
export { TransparencyModule } from './transparency.module.js';
export {
  VerifyEstate,
  type Progress,
  type ProgressOptions,
  type VerifyOptions,
  type VerifyReport,
} from './verify-estate.js';
