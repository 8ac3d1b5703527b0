-- The ledger's balance of one bank account, whole or of one fund, at the end of the journal's last day: the second
-- source that the journal's last balance is held against.
-- $1 estate, $2 day, $3 log size (leaves that count), $4 ledger account of the bank account, $5 fund or null.
select coalesce(sum(t.debit_fen - t.credit_fen), 0) as balance_fen
  from ledger.turnover_through($1, $2, $3) as t
 where t.account = $4 and ($5::text is null or t.fund = $5)
