-- Every account of every fund: what stood before the period, what moved in it, what the year-end transfers moved.
-- $1 estate, $2 first day of the first month, $3 first day of the last month, $4 log size (leaves that count).
-- An opening voucher's amount belongs to the opening, also in its own month; year-end transfers are no turnover.
select f.account,
       f.fund,
       coalesce(sum(f.debit_fen - f.credit_fen) filter (where f.period < $2 or f.class = 'opening'), 0) as opening_fen,
       coalesce(sum(f.debit_fen) filter (where f.period >= $2 and f.class = 'normal'), 0) as debit_fen,
       coalesce(sum(f.credit_fen) filter (where f.period >= $2 and f.class = 'normal'), 0) as credit_fen,
       coalesce(sum(f.debit_fen - f.credit_fen) filter (where f.period >= $2 and f.class = 'closing'), 0) as transfer_fen,
       coalesce(sum(f.debit_fen) filter (where f.period >= date_trunc('year', $3::date) and f.class = 'normal'), 0)
         as year_debit_fen,
       coalesce(sum(f.credit_fen) filter (where f.period >= date_trunc('year', $3::date) and f.class = 'normal'), 0)
         as year_credit_fen
  from ledger.figures($1, $4) as f
 where f.period <= $3
 group by f.account, f.fund
 order by f.account, f.fund
