/** What the pages are given, for whoever fills them; their rules stand in rules/view-models.ts. */
export type * from './rules/view-models.js';
