import type pg from 'pg';
import type { Query } from '../platform/database/estate-reads.js';
import type { ProblemList } from './rules/import-problem.js';

/** What one import writes with: everything inside one transaction of one estate. */
export interface ImportSession {
  readonly client: pg.ClientBase;
  readonly query: Query;
  readonly estateId: string;
  readonly by: string;
  readonly recordedAt: Date;
  readonly problems: ProblemList;
}
