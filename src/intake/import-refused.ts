import type { ProblemReport } from './rules/import-problem.js';

/** A folder that imports nothing, with every problem in it. */
export class ImportRefused extends Error {
  constructor(readonly report: ProblemReport) {
    super(`${report.problemCount} problems: nothing was imported`);
    this.name = 'ImportRefused';
  }
}
