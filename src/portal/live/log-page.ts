/** The state of the log that a page was read at, and what the last check found. */
import { Injectable } from '@nestjs/common';
import { LogTree } from '../../log/index.js';
import { EstateReads } from '../../platform/database/estate-reads.js';
import { LogWatch } from '../../transparency/index.js';
import type { LogView } from '../view-models.js';
import type { EstatePage } from './estate-page.js';

@Injectable()
export class LogPage {
  constructor(
    private readonly reads: EstateReads,
    private readonly tree: LogTree,
    private readonly watch: LogWatch,
  ) {}

  async log(page: EstatePage): Promise<LogView> {
    const root = await this.reads.read(page.estateId, (query) =>
      this.tree.root(query, page.estateId, Number(page.size)),
    );
    const rootHex = root.toString('hex');
    const last = this.watch.last(page.estateId);
    if (last === undefined) return { rootHex, check: { state: 'not-checked' } };
    const at = last.at.toISOString();
    return last.firstBad === undefined
      ? { rootHex, check: { state: 'intact', checkedTo: Number(last.size), at } }
      : { rootHex, check: { state: 'broken', firstBad: Number(last.firstBad), at } };
  }
}
