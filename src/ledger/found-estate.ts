import type pg from 'pg';
import type { LeafObject } from '../kernel/canonical.js';
import { appendRecord } from '../log/index.js';
import { accountRow, CHART, type ChartAccount } from './rules/chart.js';
import { SUSPENSE_FUND, type FundKind } from './rules/structure.js';

export interface EstateFounding {
  readonly estateId: string;
  readonly code: string;
  readonly name: string;
  readonly address: string;
  readonly serviceMode: string;
  readonly lifecycleStage: string;
  readonly bodyKind: string;
  readonly bodyName: string;
  /** YYYY-MM-DD */
  readonly booksOpenedOn: string;
  /** The founding operator's person id. */
  readonly by: string;
  readonly recordedAt: Date;
}

export interface NewFund {
  readonly code: string;
  readonly name: string;
  readonly kind: FundKind;
  readonly legalBasis?: string;
  readonly custodian?: string;
}

/** Half the template a leaf: the whole would come close to a leaf's limit in another language. */
const ACCOUNTS_A_LEAF = 60;

/**
 * Starts an estate's log inside the caller's transaction: genesis (which makes the founder its operator), the book,
 * the chart of accounts,
 * and the suspense fund that every estate has.
 */
export async function foundEstate(client: pg.ClientBase, founding: EstateFounding): Promise<void> {
  const { estateId, by } = founding;
  const at = founding.recordedAt.toISOString();
  const append = (leaf: LeafObject): Promise<unknown> =>
    appendRecord(client, { estateId, leaf: { ...leaf, by, recorded_at: at } });
  await append({
    t: 'xinyi/genesis/v1',
    code: founding.code,
    name: founding.name,
    address: founding.address,
    service_mode: founding.serviceMode,
    lifecycle_stage: founding.lifecycleStage,
    body_kind: founding.bodyKind,
    body_name: founding.bodyName,
    books_opened_on: founding.booksOpenedOn,
  });
  await append({ t: 'xinyi/book/v1', opened_on: founding.booksOpenedOn });
  for (let start = 0; start < CHART.length; start += ACCOUNTS_A_LEAF) {
    await append({ t: 'xinyi/accounts/v1', accounts: CHART.slice(start, start + ACCOUNTS_A_LEAF).map(accountRow) });
  }
  await openFunds(client, estateId, by, founding.recordedAt, [
    { code: SUSPENSE_FUND, name: '待查来款', kind: 'SUSPENSE' },
  ]);
}

/** Opens funds, inside the caller's transaction. */
export async function openFunds(
  client: pg.ClientBase,
  estateId: string,
  by: string,
  recordedAt: Date,
  funds: readonly NewFund[],
): Promise<void> {
  const rows = funds.map((fund) => [fund.code, fund.name, fund.kind, fund.legalBasis ?? '', fund.custodian ?? '']);
  const leaf = { t: 'xinyi/funds/v1', funds: rows, by, recorded_at: recordedAt.toISOString() };
  await appendRecord(client, { estateId, leaf });
}

/**
 * Adds accounts to the chart, inside the caller's transaction. Each stands under a charted parent and takes its kind
 * and funds.
 */
export async function openAccounts(
  client: pg.ClientBase,
  estateId: string,
  by: string,
  recordedAt: Date,
  accounts: readonly ChartAccount[],
): Promise<void> {
  for (let start = 0; start < accounts.length; start += ACCOUNTS_A_LEAF) {
    const rows = accounts.slice(start, start + ACCOUNTS_A_LEAF).map(accountRow);
    const leaf = { t: 'xinyi/accounts/v1', accounts: rows, by, recorded_at: recordedAt.toISOString() };
    await appendRecord(client, { estateId, leaf });
  }
}
