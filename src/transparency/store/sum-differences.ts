/** Sums that are compared with their parts inside the database, since there may be as many of them as postings. */
import type { Query } from '../../platform/database/estate-reads.js';
import type { Cells, Difference } from '../rules/derived-rows.js';
import { pages } from './derived-rows.js';

export interface SumDifference {
  readonly difference: Difference;
  /** Dimension, account, fund, day, value; or unit, account, fund, item, month. */
  readonly cells: Cells;
}

/**
 * Sums by dimension that are not the sums of their postings. Compared inside the database, since there may be as many
 * of them as
 * postings; the postings and their dimensions are compared with the leaves themselves.
 */
export async function* dimensionDifferences(query: Query): AsyncGenerator<SumDifference> {
  for await (const page of pages<SumDifference>(query, 'dimension_sums', DIMENSION_SUMS)) yield* page;
}

/** Open items of households that are not the sums of their entries, compared in the same way. */
export async function* unitDifferences(query: Query): AsyncGenerator<SumDifference> {
  for await (const page of pages<SumDifference>(query, 'unit_sums', UNIT_SUMS)) yield* page;
}

const UNIT_SUMS = `
  with expected as (
    select unit, account, fund, item, period, sum(fen) as balance_fen,
           coalesce(sum(fen) filter (where kind in ('charge', 'supplement', 'credit', 'waiver')
             and account like '1122%'), 0) as charged_fen
      from ledger.unit_entry where estate_id = (select log.scope())
     group by 1, 2, 3, 4, 5
  ), actual as (
    select unit, account, fund, item, period, sum(balance_fen) as balance_fen, sum(charged_fen) as charged_fen,
           count(*) as copies
      from ledger.unit_item where estate_id = (select log.scope())
     group by 1, 2, 3, 4, 5
  )
  select case when a.copies is null then 'missing' when e.balance_fen is null or a.copies > 1 then 'extra'
              else 'changed' end as difference,
         json_build_array(unit, account, fund, item, period) as cells
    from expected e full join actual a using (unit, account, fund, item, period)
   where (e.balance_fen, e.charged_fen, 1) is distinct from (a.balance_fen, a.charged_fen, a.copies)`;

const DIMENSION_SUMS = `
  with expected as (
    select d.dimension, d.value, p.account, p.fund, p.event_on, bool_or(d.hidden) as hidden,
      sum(p.debit_fen) as debit_fen,
           sum(p.credit_fen) as credit_fen
      from ledger.posting_dimension d
      join ledger.posting p on p.estate_id = d.estate_id and p.seq = d.seq and p.line_no = d.line_no
     where d.estate_id = (select log.scope())
     group by 1, 2, 3, 4, 5
  ), actual as (
    select dimension, value, account, fund, event_on, bool_or(hidden) as hidden, sum(debit_fen) as debit_fen,
           sum(credit_fen) as credit_fen, count(*) as copies
      from ledger.dimension_turnover where estate_id = (select log.scope())
     group by 1, 2, 3, 4, 5
  )
  select case when a.copies is null then 'missing' when e.hidden is null or a.copies > 1 then 'extra' else 'changed' end
           as difference,
         json_build_array(dimension, account, fund, event_on::text, value) as cells
    from expected e full join actual a using (dimension, value, account, fund, event_on)
   where (e.hidden, e.debit_fen, e.credit_fen, 1) is distinct from (a.hidden, a.debit_fen, a.credit_fen, a.copies)`;
