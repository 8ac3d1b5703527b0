-- Why: the ledger's public face for reports and other wings: figures at any (event date, log size), without reading the whole history.
--      A period whose last voucher stands before the asked size counts by its month rows; only the periods that the size cuts through,
--      and the event month that the date cuts through, are read entry by entry. Plain invoker's functions: row-level security holds.
-- Locks: none; every object is new.

-- 记-202411-0003: four digits or more. Null for null.
create function ledger.voucher_number(p_period date, p_no integer) returns text
  language sql immutable
  return '记-' || to_char(p_period, 'YYYYMM') || '-' || lpad(p_no::text, greatest(4, length(p_no::text)), '0');
grant execute on function ledger.voucher_number(date, integer) to xinyi_app;

-- Turnover by account, fund, period, event month and class as the log stood at `p_size` leaves.
create function ledger.figures(p_estate uuid, p_size bigint)
  returns table (account text, fund text, period date, event_month date, class text, debit_fen bigint, credit_fen bigint)
  language sql stable
as $$
  select t.account, t.fund, t.period, t.event_month, t.class, t.debit_fen, t.credit_fen
    from ledger.month_turnover t
    join ledger.period p on p.estate_id = t.estate_id and p.period = t.period
   where t.estate_id = p_estate and p.last_seq < p_size
  union all
  select l.account, l.fund, l.period, date_trunc('month', l.event_on)::date,
         case v.kind when 'opening' then 'opening' when 'closing' then 'closing' else 'normal' end, l.debit_fen, l.credit_fen
    from ledger.period p
    join ledger.voucher v on v.estate_id = p.estate_id and v.period = p.period
    join ledger.posting l on l.estate_id = v.estate_id and l.seq = v.seq
   where p.estate_id = p_estate and p.first_seq < p_size and p.last_seq >= p_size and v.seq < p_size
$$;

-- Turnover by account and fund of everything that happened up to the end of `p_on`, as the log stood at `p_size` leaves.
create function ledger.turnover_through(p_estate uuid, p_on date, p_size bigint)
  returns table (account text, fund text, debit_fen numeric, credit_fen numeric)
  language sql stable
as $$
  select u.account, u.fund, sum(u.debit_fen), sum(u.credit_fen)
    from (
      -- whole months of whole periods
      select t.account, t.fund, t.debit_fen, t.credit_fen
        from ledger.month_turnover t
        join ledger.period p on p.estate_id = t.estate_id and p.period = t.period
       where t.estate_id = p_estate and p.last_seq < p_size and t.event_month < date_trunc('month', p_on)::date
      union all
      -- the month that the date cuts through, at the log's head: by days
      select d.account, d.fund, d.debit_fen, d.credit_fen
        from (select distinct t.account, t.fund from ledger.month_turnover t
               where t.estate_id = p_estate and t.event_month = date_trunc('month', p_on)::date) as m
        join ledger.day_turnover d on d.estate_id = p_estate and d.account = m.account and d.fund = m.fund
         and d.event_on >= date_trunc('month', p_on)::date and d.event_on <= p_on
       where (select h.next_seq <= p_size from log.head h where h.estate_id = p_estate)
      union all
      -- the same month before the head: by entries of the whole periods that touch it
      select l.account, l.fund, l.debit_fen, l.credit_fen
        from ledger.month_turnover t
        join ledger.period p on p.estate_id = t.estate_id and p.period = t.period
        join ledger.posting l on l.estate_id = t.estate_id and l.account = t.account and l.period = t.period and l.fund = t.fund
       where (select h.next_seq > p_size from log.head h where h.estate_id = p_estate)
         and t.estate_id = p_estate and p.last_seq < p_size and t.event_month = date_trunc('month', p_on)::date
         and l.event_on >= t.event_month and l.event_on <= p_on
         and t.class = (select min(o.class) from ledger.month_turnover o
                         where o.estate_id = t.estate_id and o.account = t.account and o.fund = t.fund and o.period = t.period
                           and o.event_month = t.event_month)
      union all
      -- the periods that the size cuts through
      select l.account, l.fund, l.debit_fen, l.credit_fen
        from ledger.period p
        join ledger.voucher v on v.estate_id = p.estate_id and v.period = p.period
        join ledger.posting l on l.estate_id = v.estate_id and l.seq = v.seq
       where p.estate_id = p_estate and p.first_seq < p_size and p.last_seq >= p_size and v.seq < p_size and v.event_on <= p_on
    ) as u
   group by u.account, u.fund
$$;

grant execute on function ledger.figures(uuid, bigint), ledger.turnover_through(uuid, date, bigint) to xinyi_app;

-- What happened on one account, voucher by voucher and fund by fund: the books' side of a reconciliation.
create function ledger.movements(p_estate uuid, p_account text, p_size bigint)
  returns table (seq bigint, number text, event_on date, kind text, summary text, fund text, debit_fen numeric, credit_fen numeric,
    corrects text)
  language sql stable
as $$
  select m.seq, ledger.voucher_number(v.period, v.no), v.event_on, v.kind, v.summary, m.fund, m.debit_fen, m.credit_fen,
         ledger.voucher_number(o.period, o.no)
    from (select l.seq, l.fund, sum(l.debit_fen) as debit_fen, sum(l.credit_fen) as credit_fen
            from ledger.posting l
           where l.estate_id = p_estate and l.account = p_account and l.seq < p_size
           group by l.seq, l.fund) as m
    join ledger.voucher v on v.estate_id = p_estate and v.seq = m.seq
    left join ledger.correction c on c.estate_id = p_estate and c.correcting_seq = m.seq
    left join ledger.voucher o on o.estate_id = p_estate and o.seq = c.original_seq
$$;
grant execute on function ledger.movements(uuid, text, bigint) to xinyi_app;
