/** The state of the log that a page was read at, and what the last check found. */
import { Injectable } from '@nestjs/common';
import { EstateReads } from '../../platform/database/estate-reads.js';
import { LogRoots } from '../../publishing/index.js';
import { LogWatch } from '../../transparency/index.js';
import type { LogView } from '../view-models.js';
import type { EstatePage } from './estate-page.js';

@Injectable()
export class LogPage {
  constructor(
    private readonly reads: EstateReads,
    private readonly roots: LogRoots,
    private readonly watch: LogWatch,
  ) {}

  async log(page: EstatePage): Promise<LogView> {
    const rootHex = await this.reads.read(page.estateId, (query) => this.roots.rootAt(query, page.estateId, page.size));
    const last = this.watch.last(page.estateId);
    if (last === undefined) return { rootHex, check: { state: 'not-checked' } };
    const at = last.at.toISOString();
    return last.firstBad === undefined
      ? { rootHex, check: { state: 'intact', checkedTo: Number(last.size), at } }
      : { rootHex, check: { state: 'broken', firstBad: Number(last.firstBad), at } };
  }
}
