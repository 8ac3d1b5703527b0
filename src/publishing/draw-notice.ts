import { Injectable } from '@nestjs/common';
import { readEstateProfile } from '../estates/index.js';
import { ShowNotices } from '../fees/index.js';
import { shanghaiDate } from '../kernel/calendar.js';
import { Clock } from '../kernel/clock.js';
import { invariant } from '../kernel/invariant.js';
import { Refusal } from '../kernel/violation.js';
import { LogTree, logSize } from '../log/index.js';
import { EstateReads } from '../platform/database/estate-reads.js';
import { documentDigest } from './document-digest.js';
import { buildNotice, buildNoticeList, type NoticeGround } from './rules/notice-document.js';
import type { ReportDocument } from './rules/report-document.js';
import { recordedAt } from './store/leaf-reads.js';

export interface DrawnNotice {
  readonly document: ReportDocument;
  readonly digest: string;
}

/** Reminders on paper, made from what is owed now. */
@Injectable()
export class DrawNotice {
  constructor(
    private readonly notices: ShowNotices,
    private readonly reads: EstateReads,
    private readonly tree: LogTree,
    private readonly clock: Clock,
  ) {}

  /** @throws Refusal REMINDER_NOTHING_OWED. */
  async ofUnit(estateId: string, unit: string): Promise<DrawnNotice> {
    const [notice] = await this.notices.execute(estateId, { unit });
    if (notice === undefined) throw Refusal.of('REMINDER_NOTHING_OWED', 'unit', { unit });
    return drawn(buildNotice(await this.#ground(estateId), notice));
  }

  /** The list of a building, or of the whole estate. */
  async list(estateId: string, building?: string): Promise<DrawnNotice> {
    const notices = await this.notices.execute(estateId, building === undefined ? {} : { building });
    return drawn(buildNoticeList(await this.#ground(estateId), building ?? '', notices));
  }

  async #ground(estateId: string): Promise<NoticeGround> {
    const on = shanghaiDate(this.clock.now());
    return this.reads.read(estateId, async (query) => {
      const profile = await readEstateProfile(query, estateId);
      invariant(profile !== undefined, 'an estate that charges has a profile');
      const size = await logSize(query, estateId);
      const preparedAt = await recordedAt(query, estateId, size - 1n);
      const rootHash = (await this.tree.root(query, estateId, Number(size))).toString('hex');
      const source = { logPosition: size - 1n, rootHash, standing: 'live', preparedAt } as const;
      return { estateName: profile.name, bodyName: profile.bodyName, on, source };
    });
  }
}

function drawn(document: ReportDocument): DrawnNotice {
  return { document, digest: documentDigest(document) };
}
