import { Injectable } from '@nestjs/common';
import type pg from 'pg';
import { fundStatement } from '../../reports/fund-statement/definition.js';
import { shanghaiDate } from '../kernel/calendar.js';
import { Clock } from '../kernel/clock.js';
import { Refusal, type Violation } from '../kernel/violation.js';
import { decideOnce, type DecidedOnce, type Decision, type IdempotencyClaim } from '../ledger/index.js';
import { appendRecord } from '../log/index.js';
import { EstateReads, type Query } from '../platform/database/estate-reads.js';
import { BankLight } from './bank-light.js';
import { documentDigest } from './document-digest.js';
import { GatherStatement } from './gather-statement.js';
import { checkDocument } from './rules/check-document.js';
import { checkPublishing, saysTheSame, withLight } from './rules/publish-rules.js';
import type { ReportDocument } from './rules/report-document.js';
import { reportPeriod, statementId, type ReportPeriod } from './rules/report-period.js';
import type { EarlierStatement, StatementEdition, StatementFacts } from './rules/statement-facts.js';
import { publishedLight, STATEMENT_TYPE, versionsOf, type Publication } from './store/publication-store.js';
import { holdsRole } from './store/role-reads.js';

export interface PublishRequest {
  readonly estateId: string;
  /** fund-statement */
  readonly report: string;
  /** 2025Q2, 2025-06, 2025H1, 2025 */
  readonly period: string;
  /** Person id of a committee approver. */
  readonly by: string;
  /** Why a later version is needed. */
  readonly reason?: string;
  readonly claim?: IdempotencyClaim;
}

export interface PublishedStatement {
  readonly id: string;
  readonly version: number;
  /** SHA-256 of the JSON form, hex. */
  readonly digest: string;
  /** Log size of the figures. */
  readonly logSize: string;
  readonly publishedAt: string;
  /** True where this version says the same already, and nothing was added. */
  readonly unchanged: boolean;
}

interface Prepared {
  readonly facts: StatementFacts;
  readonly edition: StatementEdition;
  readonly document: ReportDocument;
  readonly digest: string;
  readonly last?: Publication;
  /** The last version, if it says the same. */
  readonly same?: PublishedStatement;
  readonly violations: readonly Violation[];
}

interface LastVersion {
  readonly last: Publication;
  readonly earlier: EarlierStatement;
  readonly facts: StatementFacts;
}

/** Somebody published in between; what was prepared does not hold. */
class Overtaken extends Error {}

const TRIES = 3;

/**
 * Publishes a statement: makes it at the log's present size, checks it, and appends the leaf that commits to it.
 *
 * What is locked: the estate's head, only while the leaf is appended. The document is made before, at a size that its
 * leaf names, so that a large statement holds up no posting. A crash before the commit leaves nothing; after it the
 * same claim gives the same answer.
 */
@Injectable()
export class PublishStatement {
  constructor(
    private readonly reads: EstateReads,
    private readonly gather: GatherStatement,
    private readonly bank: BankLight,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws Refusal REPORT_UNKNOWN, REPORT_PERIOD_INVALID, STATEMENT_PERIOD_BEFORE_BOOKS, ESTATE_NOT_FOUND,
   * STATEMENT_OVERTAKEN. What the checks and the person's role refuse is an outcome.
   */
  async execute(request: PublishRequest): Promise<DecidedOnce<PublishedStatement>> {
    if (request.report !== fundStatement.key) throw Refusal.of('REPORT_UNKNOWN', 'report', { report: request.report });
    const period = reportPeriod(request.period);
    if (period === undefined) throw Refusal.of('REPORT_PERIOD_INVALID', 'period', { period: request.period });
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      try {
        return await this.#publish(request, period);
      } catch (error) {
        if (!(error instanceof Overtaken)) throw error;
      }
    }
    throw Refusal.of('STATEMENT_OVERTAKEN', 'period', { period: period.text });
  }

  async #publish(request: PublishRequest, period: ReportPeriod): Promise<DecidedOnce<PublishedStatement>> {
    const { estateId, claim } = request;
    const prepared = await this.#prepare(request, period);
    return this.reads.write(estateId, (query, client) =>
      decideOnce(client, estateId, claim, () => this.#decide(query, client, request, prepared)),
    );
  }

  async #prepare(request: PublishRequest, period: ReportPeriod): Promise<Prepared> {
    const { estateId, report } = request;
    const light = await this.bank.on(estateId, period.lastDay);
    const facts = withLight(await this.gather.execute(estateId, period), light);
    const before = await this.#last(estateId, report, period);
    const version = (before?.last.version ?? 0) + 1;
    const reason = (request.reason ?? '').normalize('NFC').trim();
    const edition: StatementEdition = {
      id: statementId({ report, period: period.label, version }),
      version,
      publishedAt: this.clock.now().toISOString(),
      ...(reason === '' ? {} : { reason }),
      ...(before === undefined ? {} : { supersedes: before.earlier }),
    };
    const document = fundStatement.build(facts, edition);
    const isSame = before !== undefined && saysTheSame(fundStatement.build(facts), fundStatement.build(before.facts));
    return {
      facts,
      edition,
      document,
      digest: documentDigest(document),
      ...(before === undefined ? {} : { last: before.last }),
      ...(isSame ? { same: unchangedStatement(before.last) } : {}),
      violations: [...fundStatement.check(facts), ...checkDocument(document)],
    };
  }

  /** The last version with what it was made of; nothing where the period was never published. */
  async #last(estateId: string, report: string, period: ReportPeriod): Promise<LastVersion | undefined> {
    const found = await this.reads.read(estateId, async (query) => {
      const last = (await versionsOf(query, estateId, { report, period: period.label })).at(-1);
      if (last === undefined) return undefined;
      const earlier = await this.gather.earlier(query, estateId, period, last);
      return { last, earlier, light: await publishedLight(query, estateId, last) };
    });
    if (found === undefined) return undefined;
    const { last, earlier, light } = found;
    return { last, earlier, facts: withLight(await this.gather.execute(estateId, period, last.size), light) };
  }

  async #decide(
    query: Query,
    client: pg.ClientBase,
    request: PublishRequest,
    prepared: Prepared,
  ): Promise<Decision<PublishedStatement>> {
    const { estateId, by, report } = request;
    const { facts, edition, last, same } = prepared;
    const now = (await versionsOf(query, estateId, { report, period: facts.period.label })).at(-1);
    if (now?.version !== last?.version) throw new Overtaken();
    const mayPublish = await holdsRole(query, estateId, by, 'COMMITTEE_APPROVER');
    const { version, reason = '' } = edition;
    const today = shanghaiDate(this.clock.now());
    // Saying the same again needs no reason, but it needs the right to ask.
    const own = { period: facts.period, today, reason, mayPublish, version: same === undefined ? version : 1 };
    const violations = [...checkPublishing(own), ...(same === undefined ? prepared.violations : [])];
    if (violations.length > 0) return { refused: violations };
    if (same !== undefined) return { accepted: same };
    await this.#append(client, request, prepared);
    return {
      accepted: {
        id: edition.id,
        version,
        digest: prepared.digest,
        logSize: facts.size.toString(),
        publishedAt: edition.publishedAt,
        unchanged: false,
      },
    };
  }

  async #append(client: pg.ClientBase, request: PublishRequest, prepared: Prepared): Promise<void> {
    const { facts, edition, digest } = prepared;
    const { light } = facts;
    await appendRecord(client, {
      estateId: request.estateId,
      leaf: {
        t: STATEMENT_TYPE,
        id: edition.id,
        report: request.report,
        period: facts.period.label,
        version: String(edition.version),
        form: fundStatement.form,
        as_of: facts.size.toString(),
        root: facts.rootHash,
        digest,
        light: light === undefined ? [] : [light.colour, light.text],
        supersedes: edition.supersedes?.id ?? '',
        reason: edition.reason ?? '',
        by: request.by,
        recorded_at: edition.publishedAt,
      },
    });
  }
}

function unchangedStatement(last: Publication): PublishedStatement {
  return {
    id: last.id,
    version: last.version,
    digest: last.digest,
    logSize: last.size.toString(),
    publishedAt: last.publishedAt,
    unchanged: true,
  };
}
