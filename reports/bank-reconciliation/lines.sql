-- The ledger's balance of one bank account by fund at the end of a day: the second source that the reconciliation's book
-- side is held against.
-- $1 estate, $2 day, $3 log size (leaves that count), $4 ledger account of the bank account.
select t.fund, sum(t.debit_fen - t.credit_fen) as balance_fen
  from ledger.turnover_through($1, $2, $3) as t
 where t.account = $4
 group by t.fund
 order by t.fund
