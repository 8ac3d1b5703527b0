import { Injectable } from '@nestjs/common';
import { fundStatement } from '../../reports/fund-statement/definition.js';
import { EstateReads } from '../platform/database/estate-reads.js';
import { reportPeriod } from './rules/report-period.js';
import { listPublications, type Publication } from './store/publication-store.js';

export interface ListedStatement extends Publication {
  readonly title: string;
  /** 2025年第二季度 */
  readonly periodText: string;
  /** The newest version of the same report and period, where this is not it. */
  readonly supersededBy?: string;
}

/** Everything that was ever published, the newest first; older versions stay and say what replaced them. */
@Injectable()
export class ListStatements {
  constructor(private readonly reads: EstateReads) {}

  async execute(estateId: string): Promise<readonly ListedStatement[]> {
    const publications = await this.reads.read(estateId, (query) => listPublications(query, estateId));
    const newest = new Map<string, Publication>();
    for (const one of publications) {
      const key = `${one.report} ${one.period}`;
      if ((newest.get(key)?.version ?? 0) < one.version) newest.set(key, one);
    }
    return publications.map((one) => {
      const last = newest.get(`${one.report} ${one.period}`);
      return {
        ...one,
        title: one.report === fundStatement.key ? fundStatement.title : one.report,
        periodText: reportPeriod(one.period)?.text ?? one.period,
        ...(last === undefined || last.id === one.id ? {} : { supersededBy: last.id }),
      };
    });
  }
}
