/** The wing's pure front door. */
export * from './assign-pairs.js';
export * from './bank-journal.js';
export * from './bank-line.js';
export * from './chain-lines.js';
export * from './join-lines.js';
export * from './light.js';
export * from './match-lines.js';
export * from './movement.js';
export * from './open-items.js';
export * from './reconcile.js';
export type * from './statement-problem.js';
