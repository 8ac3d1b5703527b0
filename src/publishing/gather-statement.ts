import { Injectable } from '@nestjs/common';
import { shanghaiDate, type CalendarDate } from '../kernel/calendar.js';
import { Refusal } from '../kernel/violation.js';
import {
  journalPage,
  periodFigures,
  readAccounts,
  readFunds,
  type FundRow,
  type StoredVoucher,
} from '../ledger/index.js';
import { parseNumber, SUSPENSE_FUND } from '../ledger/rules/index.js';
import { LogTree, logSize } from '../log/index.js';
import { EstateReads, type Query } from '../platform/database/estate-reads.js';
import { leafAt, recordedAt, textOf } from './store/leaf-reads.js';
import { previousPeriod, type ReportPeriod } from './rules/report-period.js';
import type {
  EarlierStatement,
  FundFigure,
  StatementFacts,
  StatementFund,
  StatementVoucher,
} from './rules/statement-facts.js';
import { versionsOf, type Publication } from './store/publication-store.js';
import { fundFigures } from './store/report-lines.js';

const VOUCHER_PAGE = 500;

/**
 * Reads everything that a fund statement is made of, in one snapshot and at one log size. What stands before a log size
 * never changes, and neither does the name of an account or a fund, so the same size gives the same facts for ever.
 */
@Injectable()
export class GatherStatement {
  constructor(
    private readonly reads: EstateReads,
    private readonly tree: LogTree,
  ) {}

  /** At the log's head where no size is given. @throws Refusal ESTATE_NOT_FOUND, STATEMENT_PERIOD_BEFORE_BOOKS. */
  async execute(estateId: string, period: ReportPeriod, at?: bigint): Promise<StatementFacts> {
    return this.reads.read(estateId, async (query) => {
      const head = await logSize(query, estateId);
      return this.#gather(query, estateId, period, at === undefined || at > head ? head : at);
    });
  }

  /** A publication with the figures that it was made of. */
  async earlier(query: Query, estateId: string, period: ReportPeriod, of: Publication): Promise<EarlierStatement> {
    return {
      id: of.id,
      version: of.version,
      publishedOn: shanghaiDate(new Date(of.publishedAt)),
      size: of.size,
      figures: await fundFigures(query, estateId, { from: period.from, to: period.to, size: of.size }),
    };
  }

  async #gather(query: Query, estateId: string, period: ReportPeriod, size: bigint): Promise<StatementFacts> {
    const range = { from: period.from, to: period.to, size };
    const estate = await estateOf(query, estateId, period);
    const figures = await fundFigures(query, estateId, range);
    const previous = await this.#previous(query, estateId, period, size);
    return {
      estate,
      period,
      size,
      rootHash: (await this.tree.root(query, estateId, Number(size))).toString('hex'),
      lastRecordedAt: await recordedAt(query, estateId, size - 1n),
      funds: namedFunds(await readFunds(query, estateId), figures),
      accounts: await readAccounts(query, estateId),
      figures,
      ledger: (await periodFigures(query, estateId, range)).map((row) => ({
        account: row.account,
        fund: row.fund,
        closingFen: trialClosing(row),
      })),
      vouchers: await vouchersOf(query, estateId, period, size),
      ...(previous === undefined ? {} : { previous }),
    };
  }

  /** Only what had been published when the log had this size, so that an old statement is made again as it was. */
  async #previous(
    query: Query,
    estateId: string,
    period: ReportPeriod,
    size: bigint,
  ): Promise<EarlierStatement | undefined> {
    const before = previousPeriod(period);
    if (before === undefined) return undefined;
    const versions = await versionsOf(query, estateId, { report: 'fund-statement', period: before.label });
    const latest = versions.filter((version) => version.seq < size).at(-1);
    return latest === undefined ? undefined : this.earlier(query, estateId, before, latest);
  }
}

async function estateOf(query: Query, estateId: string, period: ReportPeriod): Promise<StatementFacts['estate']> {
  const genesis = await leafAt(query, estateId, 0n);
  if (genesis === undefined) throw Refusal.of('ESTATE_NOT_FOUND');
  const booksOpenedOn = textOf(genesis, 'books_opened_on') as CalendarDate;
  if (period.lastDay < booksOpenedOn) {
    throw Refusal.of('STATEMENT_PERIOD_BEFORE_BOOKS', 'period', { period: period.text, opened: booksOpenedOn });
  }
  return {
    code: textOf(genesis, 'code'),
    name: textOf(genesis, 'name'),
    bodyName: textOf(genesis, 'body_name'),
    serviceMode: textOf(genesis, 'service_mode'),
    booksOpenedOn,
  };
}

/** The trial balance's own sum of one account and fund. */
function trialClosing(row: Awaited<ReturnType<typeof periodFigures>>[number]): bigint {
  const debit = row.beforeDebitFen + row.openingDebitFen + row.debitFen + row.closingDebitFen;
  return debit - (row.beforeCreditFen + row.openingCreditFen + row.creditFen + row.closingCreditFen);
}

async function vouchersOf(
  query: Query,
  estateId: string,
  period: ReportPeriod,
  size: bigint,
): Promise<StatementVoucher[]> {
  const found: StatementVoucher[] = [];
  const range = { from: period.from, to: period.to, limit: VOUCHER_PAGE };
  let page: StoredVoucher[];
  let after = parseNumber('');
  do {
    page = await journalPage(query, estateId, after === undefined ? range : { ...range, after });
    found.push(...page.filter((voucher) => voucher.seq < size).map(statementVoucher));
    after = parseNumber(page.at(-1)?.content.number ?? '');
  } while (page.length === VOUCHER_PAGE);
  return found;
}

function statementVoucher({ seq, content }: StoredVoucher): StatementVoucher {
  return {
    seq,
    number: content.number,
    period: content.period,
    eventOn: content.eventOn as CalendarDate,
    kind: content.kind,
    summary: content.summary,
    approver: content.approver,
    refs: content.refs,
    documents: content.docs.length,
    lines: content.lines.map((line) => ({
      account: line.account,
      fund: line.fund,
      debitFen: line.side === 'D' ? line.fen : 0n,
      creditFen: line.side === 'C' ? line.fen : 0n,
    })),
  };
}

/**
 * The order in which every statement names the funds, whatever other pages do: it is part of a publication's bytes.
 * By kind, then by code.
 */
const KINDS = ['COMMON', 'PROPERTY_FEE', 'WORKING', 'REPAIR', 'CAMPAIGN', 'CHARITY', 'SUSPENSE'];

/** The suspense fund is named only where the figures do: an empty one is nobody's news. */
function namedFunds(funds: readonly FundRow[], figures: readonly FundFigure[]): StatementFund[] {
  const isUsed = figures.some((figure) => figure.fund === SUSPENSE_FUND);
  const place = (fund: FundRow): number => KINDS.indexOf(fund.kind);
  return funds
    .filter((fund) => fund.code !== SUSPENSE_FUND || isUsed)
    .sort((one, other) => place(one) - place(other) || (one.code < other.code ? -1 : 1))
    .map(({ code, name, kind, custodian }) => ({
      code,
      name,
      kind,
      ...(custodian === null ? {} : { custodian }),
    }));
}
