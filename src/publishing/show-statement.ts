import { Injectable } from '@nestjs/common';
import { fundStatement } from '../../reports/fund-statement/definition.js';
import { Refusal } from '../kernel/violation.js';
import { EstateReads, type Query } from '../platform/database/estate-reads.js';
import { documentDigest } from './document-digest.js';
import { GatherStatement } from './gather-statement.js';
import { withAlarm, withLight } from './rules/publish-rules.js';
import type { ReportDocument } from './rules/report-document.js';
import { parseStatementId, reportPeriod, type ReportPeriod } from './rules/report-period.js';
import type { EarlierStatement, StatementEdition, StatementLight } from './rules/statement-facts.js';
import { publishedLight, versionsOf, type Publication } from './store/publication-store.js';

export interface ShownStatement {
  readonly publication: Publication;
  /** As it was published; with an alarm on it where it could not be made again. */
  readonly document: ReportDocument;
  /** Of the document that is shown. */
  readonly digest: string;
  /** Whether what the records give today is what was published. */
  readonly intact: boolean;
  readonly supersedes?: string;
  /** The newest version, where this is not it. */
  readonly supersededBy?: string;
}

interface Found {
  readonly publication: Publication;
  readonly light: StatementLight | undefined;
  readonly earlier: EarlierStatement | undefined;
  readonly newest: Publication | undefined;
}

/**
 * A published statement, made again from the records at its own log size each time it is shown, and held against the
 * digest that was published. A difference is shown as an alarm, never hidden.
 */
@Injectable()
export class ShowStatement {
  constructor(
    private readonly reads: EstateReads,
    private readonly gather: GatherStatement,
  ) {}

  /** @throws Refusal STATEMENT_NOT_FOUND. */
  async execute(estateId: string, id: string): Promise<ShownStatement> {
    const period = periodOf(id);
    const found = period && (await this.reads.read(estateId, (query) => this.#find(query, estateId, period, id)));
    if (period === undefined || found === undefined) throw notFound(id);
    const { publication, earlier, newest, light } = found;
    const facts = withLight(await this.gather.execute(estateId, period, publication.size), light);
    const made = fundStatement.build(facts, editionOf(publication, earlier));
    const digest = documentDigest(made);
    const intact = digest === publication.digest;
    const document = intact ? made : withAlarm(made, publication.digest, digest);
    return {
      publication,
      document,
      digest: intact ? digest : documentDigest(document),
      intact,
      ...(earlier === undefined ? {} : { supersedes: earlier.id }),
      ...(newest === undefined || newest.id === id ? {} : { supersededBy: newest.id }),
    };
  }

  async #find(query: Query, estateId: string, period: ReportPeriod, id: string): Promise<Found | undefined> {
    const versions = await versionsOf(query, estateId, { report: fundStatement.key, period: period.label });
    const place = versions.findIndex((version) => version.id === id);
    const publication = versions[place];
    if (publication === undefined) return undefined;
    const before = versions[place - 1];
    return {
      publication,
      light: await publishedLight(query, estateId, publication),
      earlier: before && (await this.gather.earlier(query, estateId, period, before)),
      newest: versions.at(-1),
    };
  }
}

function editionOf(publication: Publication, earlier: EarlierStatement | undefined): StatementEdition {
  return {
    id: publication.id,
    version: publication.version,
    publishedAt: publication.publishedAt,
    ...(publication.reason === undefined ? {} : { reason: publication.reason }),
    ...(earlier === undefined ? {} : { supersedes: earlier }),
  };
}

/** The period that an id names, where it is an id of this report. */
function periodOf(id: string): ReportPeriod | undefined {
  const name = parseStatementId(id);
  return name?.report === fundStatement.key ? reportPeriod(name.period) : undefined;
}

function notFound(id: string): Refusal {
  return Refusal.of('STATEMENT_NOT_FOUND', 'id', { id: id.slice(0, 80) });
}
