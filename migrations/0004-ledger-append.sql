-- Why: the only way into the journal. Rows are derived from the leaves' bytes, so that a row cannot differ from what is hashed, and the few
--      things that must hold even if the service is wrong are checked again here: sums per fund, signs, numbers, periods, floors, two persons.
-- Locks: none; every object is new. At run time: the estates' heads (log.head), sorted, from the first call to the commit.

grant create on schema ledger to xinyi_append;

-- Raises the refusal that the service would have given; it reaches a caller only if the service's own check is wrong.
create function ledger.refuse(p_code text, p_detail text) returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  raise exception '%: %', p_code, p_detail using errcode = 'XY010';
end
$$;

-- What a cache of an estate's chart, funds and roles hangs on: the hash of the last leaf that changed them. A position alone would not do: a
-- transaction that is rolled back gives its positions back, and the next one fills them with something else.
create function ledger.structure_version(p_estate uuid, p_structure_seq bigint) returns text
  language sql stable
  set search_path = pg_catalog, pg_temp
as $$
  select encode(leaf_hash, 'hex') from log.leaf where estate_id = p_estate and seq = p_structure_seq - 1
$$;
grant execute on function ledger.structure_version(uuid, bigint) to xinyi_app, xinyi_append;

-- Facts for a batch, read after its heads are locked (this is a later statement, so it sees what the lock waited for).
-- The request and the answer are described in src/ledger/store/batch-facts.ts.
create function ledger.batch_facts(p_request jsonb) returns jsonb
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
  set plan_cache_mode = force_generic_plan
  set jit = off
  set enable_seqscan = off
as $$
declare
  v_estates uuid[] := array(select e::uuid from jsonb_array_elements_text(p_request -> 'estates') as e order by 1);
begin
  perform 1 from log.head where estate_id = any (v_estates) order by estate_id for update;
  return jsonb_build_object(
    'estates', (
      select coalesce(jsonb_agg(jsonb_build_array(h.estate_id, h.next_seq::text, ledger.structure_version(h.estate_id, h.structure_seq),
               ledger.earliest_open(b))), '[]')
        from unnest(v_estates) as e join log.head h on h.estate_id = e join ledger.book b on b.estate_id = e),
    'periods', (
      select coalesce(jsonb_agg(jsonb_build_array(p.estate_id, p.period, p.last_no)), '[]')
        from (select distinct (q ->> 0)::uuid as estate_id, (q ->> 1)::date as period from jsonb_array_elements(p_request -> 'periods') as q
              union
              select b.estate_id, ledger.earliest_open(b) from unnest(v_estates) as e join ledger.book b on b.estate_id = e) as w
        join ledger.period p on p.estate_id = w.estate_id and p.period = w.period),
    'outcomes', (
      select coalesce(jsonb_agg(jsonb_build_array(k.n, encode(o.input_hash, 'hex'), o.outcome)), '[]')
        from jsonb_array_elements(p_request -> 'keys') with ordinality as k(v, n)
        join ledger.outcome o on o.estate_id = (k.v ->> 0)::uuid and o.actor = k.v ->> 1 and o.operation = k.v ->> 2 and o.key = k.v ->> 3),
    'proposals', (
      select coalesce(jsonb_agg(jsonb_build_array(p.proposal_id, p.state, p.preparer)), '[]')
        from jsonb_array_elements(p_request -> 'proposals') as q
        join ledger.proposal p on p.estate_id = (q ->> 0)::uuid and p.proposal_id = (q ->> 1)::uuid),
    'reversed', (
      select coalesce(jsonb_agg(jsonb_build_array(r.estate_id, r.original_seq::text)), '[]')
        from jsonb_array_elements(p_request -> 'originals') as q
        join ledger.correction r on r.estate_id = (q ->> 0)::uuid and r.original_seq = (q ->> 1)::bigint and r.kind = 'red'),
    'cash', (
      select coalesce(jsonb_agg(jsonb_build_array(c.estate_id, c.account, c.fund, c.balance_fen::text,
               case when c.last_on > w.from_on then (
                 select coalesce(jsonb_agg(jsonb_build_array(d.event_on, (d.debit_fen - d.credit_fen)::text)), '[]')
                   from jsonb_array_elements_text(w.months) as t(month)
                   join ledger.day_turnover d
                     on d.estate_id = c.estate_id and d.account = c.account and d.fund = c.fund
                    and d.event_on >= greatest(t.month::date, w.from_on) and d.event_on < (t.month::date + interval '1 month')::date) end,
               case when c.last_on > w.from_on then (
                 select coalesce(jsonb_agg(jsonb_build_array(m.month, m.net_fen::text, m.low_fen::text, m.low_on)), '[]')
                   from ledger.cash_month m
                  where m.estate_id = c.estate_id and m.account = c.account and m.fund = c.fund
                    and m.month > w.from_on and not w.months ? m.month::text) end)), '[]')
        from (select (q ->> 0)::uuid as estate_id, q ->> 1 as account, q ->> 2 as fund, (q ->> 3)::date as from_on, q -> 4 as months
                from jsonb_array_elements(p_request -> 'cash') as q) as w
        join ledger.cash_balance c on c.estate_id = w.estate_id and c.account = w.account and c.fund = w.fund));
end
$$;

-- Refuses if a fund's money in a cash-like account would be below zero at the end of any day from `p_from` on.
create function ledger.check_floor(p_estate uuid, p_account text, p_fund text, p_from date) returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
  set plan_cache_mode = force_generic_plan
  set jit = off
  set enable_seqscan = off
as $$
declare
  v_balance bigint;
  v_last date;
  v_low bigint;
begin
  select balance_fen, last_on into v_balance, v_last from ledger.cash_balance
   where estate_id = p_estate and account = p_account and fund = p_fund;
  if v_balance >= 0 and v_last <= p_from then
    return;
  end if;
  with later as (
    select month, net_fen, low_fen, sum(net_fen) over (order by month desc) as net_from_here
      from ledger.cash_month
     where estate_id = p_estate and account = p_account and fund = p_fund and month > p_from
  ), days as (
    select event_on, sum(debit_fen - credit_fen) over (order by event_on desc rows between unbounded preceding and current row)
             - (debit_fen - credit_fen) as net_after
      from ledger.day_turnover
     where estate_id = p_estate and account = p_account and fund = p_fund and event_on > p_from
       and event_on < (date_trunc('month', p_from) + interval '1 month')::date
  )
  select least(
           v_balance - coalesce((select sum(net_fen) from later), 0)
             - coalesce((select sum(debit_fen - credit_fen) from ledger.day_turnover
                          where estate_id = p_estate and account = p_account and fund = p_fund and event_on > p_from
                            and event_on < (date_trunc('month', p_from) + interval '1 month')::date), 0),
           (select min(v_balance - coalesce((select sum(net_fen) from later), 0) - net_after) from days),
           (select min(v_balance - net_from_here + low_fen) from later),
           v_balance)
    into v_low;
  if v_low < 0 then
    perform ledger.refuse('FUND_BELOW_ZERO', format('%s %s from %s: %s fen', p_account, p_fund, p_from, v_low));
  end if;
end
$$;

create function ledger.keep_floor_promise() returns trigger
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_from date;
begin
  -- Not new.from_on: a later call of the same transaction may have moved the promise to an earlier day.
  delete from ledger.floor_promise where estate_id = new.estate_id and account = new.account and fund = new.fund
    returning from_on into v_from;
  perform ledger.check_floor(new.estate_id, new.account, new.fund, v_from);
  return null;
end
$$;
create constraint trigger floor_promise_kept after insert on ledger.floor_promise
  deferrable initially deferred for each row execute function ledger.keep_floor_promise();

-- Notes what each correcting voucher corrects. A red one must be the exact negative of its original, which must be of the same year, not
-- red itself, and not taken back before.
create function ledger.note_corrections(p_corrections jsonb) returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_item record;
  v_original record;
begin
  for v_item in
    select (c ->> 0)::uuid as estate_id, (c ->> 1)::bigint as seq, c ->> 2 as kind, c ->> 3 as number
      from jsonb_array_elements(p_corrections) as c
  loop
    select seq, kind, period into v_original from ledger.voucher
     where estate_id = v_item.estate_id and period = to_date(substr(v_item.number, 3, 6), 'YYYYMM')
       and no = substr(v_item.number, 10)::integer and seq < v_item.seq;
    if v_original.seq is null then
      perform ledger.refuse('CORRECTION_ORIGINAL', format('%s is not an earlier voucher of this estate', v_item.number));
    end if;
    if v_item.kind = 'red' and v_original.kind = 'red' then
      perform ledger.refuse('CORRECTION_OF_RED', format('%s is itself red', v_item.number));
    end if;
    if v_item.kind = 'red' and exists (
      select 1 from ledger.voucher v where v.estate_id = v_item.estate_id and v.seq = v_item.seq
         and date_trunc('year', v.period) <> date_trunc('year', v_original.period)) then
      perform ledger.refuse('CORRECTION_YEAR', format('%s belongs to another year', v_item.number));
    end if;
    if v_item.kind = 'red' and exists (
      (select account, fund, debit_fen, credit_fen, count(*) from ledger.posting
        where estate_id = v_item.estate_id and seq = v_original.seq group by 1, 2, 3, 4
       except
       select account, fund, -debit_fen, -credit_fen, count(*) from ledger.posting
        where estate_id = v_item.estate_id and seq = v_item.seq group by 1, 2, 3, 4)
      union all
      (select account, fund, -debit_fen, -credit_fen, count(*) from ledger.posting
        where estate_id = v_item.estate_id and seq = v_item.seq group by 1, 2, 3, 4
       except
       select account, fund, debit_fen, credit_fen, count(*) from ledger.posting
        where estate_id = v_item.estate_id and seq = v_original.seq group by 1, 2, 3, 4)) then
      perform ledger.refuse('REVERSAL_NOT_EXACT', format('the red voucher is not the negative of %s', v_item.number));
    end if;
    insert into ledger.correction (estate_id, correcting_seq, original_seq, kind)
    values (v_item.estate_id, v_item.seq, v_original.seq, v_item.kind);
  end loop;
end
$$;

-- Appends vouchers. The caller holds the heads' locks and gives, item by item: estate, expected position, leaf bytes, and the number of the
-- atomic unit the item belongs to (a red voucher and its blue replacement share one). `p_mode`: 'live' checks recorded_at against the clock;
-- 'bulk' (imports, restore) does not, and checks floors once at the commit. Disclosures: [[item (from 1), text], ...]. Outcomes, refusals
-- included: [[estate, actor, operation, key, hash of the input in hex, outcome], ...].
create function ledger.append_vouchers(p_estates uuid[], p_seqs bigint[], p_bodies bytea[], p_units integer[], p_disclosures jsonb,
    p_proposals uuid[], p_outcomes jsonb, p_mode text) returns void
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
  set plan_cache_mode = force_generic_plan
  set jit = off
  set enable_seqscan = off
  set enable_mergejoin = off
as $$
declare
  v_broken text;
  v_has_dimension boolean;
  v_corrections jsonb;
  v_cash record;
  v_item record;
begin
  if p_mode is null or p_mode not in ('live', 'bulk') then
    perform ledger.refuse('APPEND_MODE', format('%s is neither live nor bulk', p_mode));
  end if;
  if p_outcomes is not null then
    insert into ledger.outcome (estate_id, actor, operation, key, input_hash, outcome)
    select (o ->> 0)::uuid, o ->> 1, o ->> 2, o ->> 3, decode(o ->> 4, 'hex'), o -> 5 from jsonb_array_elements(p_outcomes) as o;
  end if;
  if cardinality(p_seqs) = 0 then
    return;
  end if;

  with item as materialized (
    select i.ord::integer as ord, i.estate_id, i.seq, i.body, i.unit, log.read_body(i.body) as leaf
      from unnest(p_estates, p_seqs, p_bodies, p_units) with ordinality as i(estate_id, seq, body, unit, ord)
  ), head as materialized (
    select ord, estate_id, seq, body, unit, leaf,
           (leaf ->> 'event_on')::date as event_on,
           (leaf ->> 'period' || '-01')::date as period,
           substr(leaf ->> 'no', 10)::integer as no,
           leaf ->> 'kind' as kind,
           case leaf ->> 'kind' when 'opening' then 'opening' when 'closing' then 'closing' else 'normal' end as class
      from item
  ), line as materialized (
    select h.ord, h.estate_id, h.seq, h.unit, h.period, h.event_on, h.kind, h.class, l.line_no::smallint as line_no,
           l.v ->> 0 as account, l.v ->> 1 as fund, l.v ->> 2 as side, (l.v ->> 3)::bigint as fen, l.v ->> 3 as fen_text,
           jsonb_array_length(l.v) as parts,
           l.v -> 5 as dimensions,
           case when l.v ->> 2 = 'D' then (l.v ->> 3)::bigint else 0 end as debit_fen,
           case when l.v ->> 2 = 'C' then (l.v ->> 3)::bigint else 0 end as credit_fen,
           a.kind as account_kind, a.fund_kinds, coalesce(a.cash_like, false) as cash_like, f.kind as fund_kind
      from head h
      cross join lateral jsonb_array_elements(h.leaf -> 'lines') with ordinality as l(v, line_no)
      left join ledger.account a on a.estate_id = h.estate_id and a.code = l.v ->> 0
      left join ledger.fund f on f.estate_id = h.estate_id and f.code = l.v ->> 1
  ), voucher_fund as materialized (
    select ord, fund, sum(debit_fen - credit_fen) as imbalance,
           sum((debit_fen - credit_fen) * cash_like::integer) as cash_fen,
           sum((debit_fen - credit_fen) * (account ^@ '4901' or account ^@ '5901')::integer) as transfer_fen,
           bool_or(account ^@ '4901' or account ^@ '5901') as transfers, bool_or(account ^@ '1225' or account ^@ '2245') as lends,
           bool_or(cash_like) as touches_cash,
           bool_or(fund_kind = 'SUSPENSE' and not cash_like and account <> '224104') as suspense_misused,
           bool_or(fund_kind = 'SUSPENSE') as suspense,
           count(*) as lines
      from line group by ord, fund
  ), per_voucher as materialized (
    select ord, bool_or(imbalance <> 0) as unbalanced, sum(transfer_fen) as transfer_fen,
           bool_or(transfers or lends) as between, bool_or(lends or touches_cash) as moves_funds,
           bool_or(suspense_misused) as suspense_misused,
           bool_or(cash_fen > 0) and bool_or(cash_fen < 0 and not suspense) as cash_moves, sum(lines) as lines
      from voucher_fund group by ord
  ), broken as (
    select ord, 'VOUCHER_TYPE' as code from head where leaf ->> 't' is distinct from 'xinyi/voucher/v1'
       or leaf ->> 'estate' is distinct from estate_id::text
       or leaf ->> 'no' is distinct from format('记-%s-%s', to_char(period, 'YYYYMM'), lpad(no::text, greatest(4, length(no::text)), '0'))
    union all
    -- One value, one spelling: what PostgreSQL would also read as a date ("today") or an instant ("now") means something else tomorrow.
    select ord, 'VOUCHER_FORM' from head
     where leaf ->> 'event_on' is distinct from to_char(event_on, 'YYYY-MM-DD')
        or leaf ->> 'period' is distinct from to_char(period, 'YYYY-MM')
        or leaf ->> 'id' is distinct from (leaf ->> 'id')::uuid::text
        or leaf ->> 'recorded_at' is distinct from
           to_char((leaf ->> 'recorded_at')::timestamptz at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
    union all
    select ord, 'LINE_INVALID' from line where parts <> 6 or side not in ('D', 'C') or fen = 0 or fen_text <> fen::text
       or fen < 0 and kind not in ('red', 'difference') or fen not between -10000000000000 and 10000000000000
    union all
    -- A household stands in disclosures only; the first condition is the cheap one.
    select ord, 'DIMENSION_HIDDEN' from line
     where dimensions @> '[["unit"]]' and jsonb_path_exists(dimensions, '$[*] ? (@[0] == "unit")')
    union all
    select ord, 'ACCOUNT_OR_FUND_UNKNOWN' from line where account_kind is null or fund_kind is null
    union all
    select ord, 'ACCOUNT_REFUSES_FUND' from line where fund_kind <> 'SUSPENSE' and not (fund_kind = any (fund_kinds))
    union all
    select ord, 'VOUCHER_UNBALANCED' from per_voucher where unbalanced
    union all
    select ord, 'SUSPENSE_MISUSED' from per_voucher where suspense_misused
    union all
    select h.ord, 'BETWEEN_FUNDS' from head h join per_voucher v on v.ord = h.ord
     where (h.kind <> 'closing' or v.moves_funds) -- a year-end transfer only empties 4901 and 5901
       and (v.transfer_fen <> 0
            or (v.cash_moves and not v.between)
            or ((v.between or v.cash_moves) and h.kind <> 'red'
                and not exists (select 1 from jsonb_array_elements(h.leaf -> 'refs') as r where r ->> 0 = 'resolution')))
    union all
    select h.ord, 'VOUCHER_LINES' from head h left join per_voucher v on v.ord = h.ord where coalesce(v.lines, 0) < 2
    union all
    select h.ord, 'DISCLOSURE_COUNT' from head h
     where h.leaf ? 'sub' and h.leaf ->> 'count' is distinct from '0'
       and not exists (select 1 from jsonb_array_elements(p_disclosures) as d where (d ->> 0)::integer = h.ord)
    union all
    select h.ord, 'EVENT_DATE' from head h join ledger.book b on b.estate_id = h.estate_id
     where h.event_on > (now() at time zone 'Asia/Shanghai')::date or h.event_on < b.opened_on
    union all
    select h.ord, 'PERIOD_WRONG' from head h join ledger.book b on b.estate_id = h.estate_id
     where h.period <> greatest(date_trunc('month', h.event_on)::date, ledger.earliest_open(b))
    union all
    select n.ord, 'NUMBER_GAP'
      from (select h.ord, h.estate_id, h.period, h.no, row_number() over (partition by h.estate_id, h.period order by h.seq) as nth
              from head h) as n
      left join ledger.period p on p.estate_id = n.estate_id and p.period = n.period
     where n.no <> coalesce(p.last_no, 0) + n.nth
    union all
    select n.ord, 'POSITION_GAP'
      from (select h.ord, h.estate_id, h.seq, row_number() over (partition by h.estate_id order by h.ord) as nth from head h) as n
      left join log.head l on l.estate_id = n.estate_id
     where n.seq is distinct from l.next_seq + n.nth - 1
    union all
    select h.ord, 'CLOCK' from head h
     where p_mode = 'live' and abs(extract(epoch from clock_timestamp() - (h.leaf ->> 'recorded_at')::timestamptz)) > 5
    union all
    select h.ord, 'TWO_PERSONS' from head h
      join (select w.*, people.holds(w.estate_id, w.preparer, 'COMMITTEE_PREPARER') or people.holds(w.estate_id, w.preparer, 'TRUSTEE')
                   as prepares, people.holds(w.estate_id, w.approver, 'COMMITTEE_APPROVER') as approves,
                   people.holds(w.estate_id, w.preparer, 'OPERATOR') as operates,
                   people.holds(w.estate_id, w.preparer, 'POSTING_AGENT') as posts
              from (select distinct estate_id, leaf ->> 'preparer' as preparer, leaf ->> 'approver' as approver from head) as w) as w
        on w.estate_id = h.estate_id and w.preparer = h.leaf ->> 'preparer' and w.approver = h.leaf ->> 'approver'
     where not case w.approver
                 when 'none-recorded' then w.operates and p_mode = 'bulk'
                 when 'posting-agent' then w.posts
                 else w.preparer <> w.approver and w.prepares and w.approves end
    union all
    select h.ord, 'PERSON_MISSING' from head h where h.leaf ->> 'preparer' is null or h.leaf ->> 'approver' is null
  ), put_leaf as (
    insert into log.leaf (estate_id, seq, body, leaf_hash)
    select estate_id, seq, body, sha256('\x00'::bytea || body) from head
  ), put_voucher as (
    insert into ledger.voucher (estate_id, seq, period, no, event_on, kind, id, recorded_at, preparer, approver, summary)
    select estate_id, seq, period, no, event_on, kind, (leaf ->> 'id')::uuid, (leaf ->> 'recorded_at')::timestamptz, leaf ->> 'preparer',
           leaf ->> 'approver', leaf ->> 'summary'
      from head
  ), put_posting as (
    insert into ledger.posting (estate_id, seq, line_no, period, event_on, debit_fen, credit_fen, account, fund)
    select estate_id, seq, line_no, period, event_on, debit_fen, credit_fen, account, fund from line
  ), put_day as (
    insert into ledger.day_turnover as t (estate_id, account, fund, event_on, debit_fen, credit_fen)
    select estate_id, account, fund, event_on, sum(debit_fen), sum(credit_fen) from line group by 1, 2, 3, 4
    on conflict (estate_id, account, fund, event_on) do update
      set debit_fen = t.debit_fen + excluded.debit_fen, credit_fen = t.credit_fen + excluded.credit_fen
  ), put_month as (
    insert into ledger.month_turnover as t (estate_id, account, fund, period, event_month, class, debit_fen, credit_fen)
    select estate_id, account, fund, period, date_trunc('month', event_on)::date, class, sum(debit_fen), sum(credit_fen)
      from line group by 1, 2, 3, 4, 5, 6
    on conflict (estate_id, account, fund, period, event_month, class) do update
      set debit_fen = t.debit_fen + excluded.debit_fen, credit_fen = t.credit_fen + excluded.credit_fen
  ), put_cash as (
    insert into ledger.cash_balance as t (estate_id, account, fund, balance_fen, last_on)
    select estate_id, account, fund, sum(debit_fen - credit_fen), max(event_on) from line where cash_like group by 1, 2, 3
    on conflict (estate_id, account, fund) do update
      set balance_fen = t.balance_fen + excluded.balance_fen, last_on = greatest(t.last_on, excluded.last_on)
  ), put_period as (
    insert into ledger.period as t (estate_id, period, last_no, first_seq, last_seq)
    select estate_id, period, max(no), min(seq), max(seq) from head group by 1, 2
    on conflict (estate_id, period) do update set last_no = excluded.last_no, last_seq = excluded.last_seq
  ), put_head as (
    update log.head t set next_seq = t.next_seq + n.items
      from (select estate_id, count(*) as items from head group by 1) as n where t.estate_id = n.estate_id
  )
  select (select format('%s at item %s', code, ord) from broken order by ord limit 1),
         (select bool_or(jsonb_array_length(dimensions) > 0) from line),
         (select jsonb_agg(jsonb_build_array(h.estate_id, h.seq::text, h.kind,
                   (select r ->> 1 from jsonb_array_elements(h.leaf -> 'refs') as r where r ->> 0 in ('reverses', 'corrects') limit 1))
                   order by h.ord)
            from head h where kind in ('red', 'corrected', 'difference', 'prior-year'))
    into v_broken, v_has_dimension, v_corrections;
  if v_broken is not null then
    perform ledger.refuse(split_part(v_broken, ' ', 1), v_broken);
  end if;

  -- The lowest end of a day in each cash month that moved, from its day rows (31 at most).
  insert into ledger.cash_month as t (estate_id, account, fund, month, net_fen, low_fen, low_on)
  select m.estate_id, m.account, m.fund, m.month, d.net_fen, d.low_fen, d.low_on
    from (select distinct p.estate_id, p.account, p.fund, date_trunc('month', p.event_on)::date as month
            from unnest(p_estates, p_seqs) as i(estate_id, seq)
            join ledger.posting p on p.estate_id = i.estate_id and p.seq = i.seq
            join ledger.cash_balance c on c.estate_id = p.estate_id and c.account = p.account and c.fund = p.fund) as m
    cross join lateral (
      select sum(w.net)::bigint as net_fen, min(w.running)::bigint as low_fen,
             (array_agg(w.event_on order by w.running, w.event_on))[1] as low_on
        from (select event_on, debit_fen - credit_fen as net, sum(debit_fen - credit_fen) over (order by event_on) as running
                from ledger.day_turnover
               where estate_id = m.estate_id and account = m.account and fund = m.fund and event_on >= m.month
                 and event_on < (m.month + interval '1 month')::date) as w) as d
  on conflict (estate_id, account, fund, month) do update set net_fen = excluded.net_fen, low_fen = excluded.low_fen, low_on = excluded.low_on;

  -- Floors: only where an atomic unit takes money out, from its first such day on. A unit of red vouchers alone may pass below (decisions 3).
  for v_cash in
    select u.estate_id, u.account, u.fund, min(u.event_on) as from_on
      from (select p.estate_id, i.unit, p.account, p.fund, p.event_on, bool_and(v.kind = 'red') as red_only
              from unnest(p_estates, p_seqs, p_units) as i(estate_id, seq, unit)
              join ledger.voucher v on v.estate_id = i.estate_id and v.seq = i.seq
              join ledger.posting p on p.estate_id = i.estate_id and p.seq = i.seq
              join ledger.cash_balance c on c.estate_id = p.estate_id and c.account = p.account and c.fund = p.fund
             group by p.estate_id, i.unit, p.account, p.fund, p.event_on
            having sum(p.debit_fen - p.credit_fen) < 0) as u
     where not u.red_only
     group by u.estate_id, u.account, u.fund
  loop
    if p_mode = 'bulk' then
      insert into ledger.floor_promise as t (estate_id, account, fund, from_on)
      values (v_cash.estate_id, v_cash.account, v_cash.fund, v_cash.from_on)
      on conflict (estate_id, account, fund) do update set from_on = excluded.from_on where excluded.from_on < t.from_on;
    else
      perform ledger.check_floor(v_cash.estate_id, v_cash.account, v_cash.fund, v_cash.from_on);
    end if;
  end loop;

  if v_corrections is not null then
    perform ledger.note_corrections(v_corrections);
  end if;

  if p_disclosures is not null then
    for v_item in
      select p_estates[(d ->> 0)::integer] as estate_id, p_seqs[(d ->> 0)::integer] as seq, p_bodies[(d ->> 0)::integer] as body,
             array_agg(d ->> 1 order by n) as disclosures
        from jsonb_array_elements(p_disclosures) with ordinality as x(d, n) group by (d ->> 0)::integer
    loop
      perform log.keep_private(v_item.estate_id, v_item.seq, log.read_body(v_item.body), v_item.disclosures);
    end loop;
    v_has_dimension := true;
  end if;

  if v_has_dimension then
    perform ledger.note_dimensions(p_estates, p_seqs, p_bodies);
  end if;

  if p_proposals is not null then
    for v_item in
      select i.estate_id, i.proposal_id, max(i.seq) as seq, min(v.preparer) as preparer, min(v.approver) as approver
        from unnest(p_estates, p_seqs, p_proposals) as i(estate_id, seq, proposal_id)
        join ledger.voucher v on v.estate_id = i.estate_id and v.seq = i.seq
       where i.proposal_id is not null group by 1, 2
    loop
      update ledger.proposal set state = 'approved', decider = v_item.approver, decided_at = clock_timestamp(), seq = v_item.seq
       where estate_id = v_item.estate_id and proposal_id = v_item.proposal_id and state = 'open' and preparer = v_item.preparer;
      if not found then
        perform ledger.refuse('PROPOSAL_DECIDED', v_item.proposal_id::text);
      end if;
    end loop;
  end if;
end
$$;

-- Dimensions: public ones stand in the line, [[dimension, value], ...]; a hidden one is a disclosure named `line.<n>.<dimension>`.
create function ledger.note_dimensions(p_estates uuid[], p_seqs bigint[], p_bodies bytea[]) returns void
  language sql
  set search_path = pg_catalog, pg_temp
as $$
  with noted as materialized (
    select i.estate_id, d ->> 0 as dimension, d ->> 1 as value, i.seq, l.line_no::smallint as line_no, false as hidden
      from unnest(p_estates, p_seqs, p_bodies) as i(estate_id, seq, body)
      cross join lateral jsonb_array_elements(convert_from(i.body, 'UTF8')::jsonb -> 'lines') with ordinality as l(v, line_no)
      cross join lateral jsonb_array_elements(l.v -> 5) as d
    union all
    select i.estate_id, split_part(log.disclosed_name(d.value), '.', 3), log.disclosed(d.value) #>> '{}', i.seq,
           split_part(log.disclosed_name(d.value), '.', 2)::smallint, true
      from unnest(p_estates, p_seqs) as i(estate_id, seq)
      join log.disclosure d on d.estate_id = i.estate_id and d.seq = i.seq
     where log.disclosed_name(d.value) ~ '^line\.[0-9]+\.[A-Za-z]+$'
  ), put as (
    insert into ledger.posting_dimension (estate_id, dimension, value, seq, line_no, hidden)
    select estate_id, dimension, value, seq, line_no, hidden from noted
  )
  insert into ledger.dimension_turnover as t (estate_id, dimension, value, account, fund, event_on, hidden, debit_fen, credit_fen)
  select n.estate_id, n.dimension, n.value, p.account, p.fund, p.event_on, bool_or(n.hidden), sum(p.debit_fen), sum(p.credit_fen)
    from noted n join ledger.posting p on p.estate_id = n.estate_id and p.seq = n.seq and p.line_no = n.line_no
   group by 1, 2, 3, 4, 5, 6
  on conflict (estate_id, dimension, value, account, fund, event_on) do update
    set debit_fen = t.debit_fen + excluded.debit_fen, credit_fen = t.credit_fen + excluded.credit_fen
$$;

-- A proposal is made and returned under the estate's head lock, so that it cannot be decided twice.
create function ledger.propose(p_estate uuid, p_proposal uuid, p_kind text, p_preparer text, p_body jsonb) returns void
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
begin
  perform log.lock_heads(array[p_estate]);
  if not (people.holds(p_estate, p_preparer, 'COMMITTEE_PREPARER') or people.holds(p_estate, p_preparer, 'TRUSTEE')) then
    perform ledger.refuse('ROLE_REQUIRED', 'only a preparer proposes');
  end if;
  insert into ledger.proposal (estate_id, proposal_id, kind, state, preparer, body, proposed_at)
  values (p_estate, p_proposal, p_kind, 'open', p_preparer, p_body, clock_timestamp());
end
$$;

create function ledger.return_proposal(p_estate uuid, p_proposal uuid, p_decider text, p_note text) returns boolean
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
begin
  perform log.lock_heads(array[p_estate]);
  if not people.holds(p_estate, p_decider, 'COMMITTEE_APPROVER') then
    perform ledger.refuse('ROLE_REQUIRED', 'only an approver returns a proposal');
  end if;
  update ledger.proposal set state = 'returned', decider = p_decider, note = p_note, decided_at = clock_timestamp()
   where estate_id = p_estate and proposal_id = p_proposal and state = 'open';
  return found;
end
$$;

-- Marks a proposal that became a record other than a voucher (a period's close or reopening), inside the transaction that appended it.
create function ledger.settle_proposal(p_estate uuid, p_proposal uuid, p_seq bigint) returns void
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
begin
  update ledger.proposal t set state = 'approved', decider = e.approver, decided_at = clock_timestamp(), seq = p_seq
    from ledger.period_event e
   where e.estate_id = p_estate and e.seq = p_seq and t.estate_id = p_estate and t.proposal_id = p_proposal and t.state = 'open'
     and t.preparer = e.preparer and t.kind = e.action;
  if not found then
    perform ledger.refuse('PROPOSAL_DECIDED', p_proposal::text);
  end if;
end
$$;

create function ledger.keep_outcome(p_estate uuid, p_actor text, p_operation text, p_key text, p_input_hash bytea, p_outcome jsonb) returns void
  language sql security definer
  set search_path = pg_catalog, pg_temp
as $$
  insert into ledger.outcome (estate_id, actor, operation, key, input_hash, outcome)
  values (p_estate, p_actor, p_operation, p_key, p_input_hash, p_outcome)
$$;

grant execute on function people.holds(uuid, text, text), log.lock_heads(uuid[]) to xinyi_append;
grant execute on function ledger.refuse(text, text), ledger.check_floor(uuid, text, text, date), ledger.keep_floor_promise(),
  ledger.note_corrections(jsonb), ledger.note_dimensions(uuid[], bigint[], bytea[]) to xinyi_append;
alter function ledger.batch_facts(jsonb) owner to xinyi_append;
alter function ledger.keep_floor_promise() owner to xinyi_append;
alter function ledger.append_vouchers(uuid[], bigint[], bytea[], integer[], jsonb, uuid[], jsonb, text) owner to xinyi_append;
alter function ledger.propose(uuid, uuid, text, text, jsonb) owner to xinyi_append;
alter function ledger.return_proposal(uuid, uuid, text, text) owner to xinyi_append;
alter function ledger.settle_proposal(uuid, uuid, bigint) owner to xinyi_append;
alter function ledger.keep_outcome(uuid, text, text, text, bytea, jsonb) owner to xinyi_append;
grant execute on function ledger.batch_facts(jsonb), ledger.propose(uuid, uuid, text, text, jsonb),
  ledger.append_vouchers(uuid[], bigint[], bytea[], integer[], jsonb, uuid[], jsonb, text),
  ledger.return_proposal(uuid, uuid, text, text), ledger.settle_proposal(uuid, uuid, bigint),
  ledger.keep_outcome(uuid, text, text, text, bytea, jsonb) to xinyi_app;
revoke create on schema ledger from xinyi_append;
