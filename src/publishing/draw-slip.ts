import { Injectable } from '@nestjs/common';
import { ShowDonations } from '../charity/index.js';
import { logSize, LogTree } from '../log/index.js';
import { EstateReads } from '../platform/database/estate-reads.js';
import { documentDigest } from './document-digest.js';
import type { ReportDocument } from './rules/report-document.js';
import { buildSlip } from './rules/slip-document.js';
import { recordedAt } from './store/leaf-reads.js';

/** The slip of a donation as a document that can be printed. */
@Injectable()
export class DrawSlip {
  constructor(
    private readonly reads: EstateReads,
    private readonly donations: ShowDonations,
    private readonly tree: LogTree,
  ) {}

  /** @throws Refusal DONATION_UNKNOWN. */
  async execute(
    estateId: string,
    number: string,
  ): Promise<{ readonly document: ReportDocument; readonly digest: string }> {
    const slip = await this.donations.slip(estateId, number);
    const document = await this.reads.read(estateId, async (query) => {
      const size = Number(await logSize(query, estateId));
      const rootHash = (await this.tree.root(query, estateId, size)).toString('hex');
      const preparedAt = await recordedAt(query, estateId, BigInt(size - 1));
      return buildSlip({ slip, size, rootHash, preparedAt });
    });
    return { document, digest: documentDigest(document) };
  }
}
