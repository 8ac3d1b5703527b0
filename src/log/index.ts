/** The front door of the log. Its pure rules have a door of their own, `rules/index.ts`. */
export * from './leaves.js';
export { LogModule } from './log.module.js';
export { LogTree } from './log-tree.js';
export { logProblems } from './problems.js';
