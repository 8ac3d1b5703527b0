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
-- The request and the answer are described in src/ledger/store/batch-facts.ts. Rows are fetched by laterals with a limit, which can only be
-- index look-ups: a plan made while the tables were small would else go on reading them whole. What was not asked for is not planned for
-- either: preparing to run a statement costs as much as reading a few rows.
create function ledger.batch_facts(p_request jsonb) returns jsonb
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
  set plan_cache_mode = force_generic_plan
  set jit = off
  set enable_seqscan = off
as $$
declare
  v_none constant jsonb := '[]';
  v_asked uuid[] := array(select e::uuid from jsonb_array_elements_text(p_request -> 'estates') as e order by 1);
  v_estates jsonb;
  v_periods jsonb;
  v_outcomes jsonb := v_none;
  v_proposals jsonb := v_none;
  v_reversed jsonb := v_none;
  v_cash jsonb := v_none;
begin
  perform 1 from log.head where estate_id = any (v_asked) order by estate_id for update;
  with estate as materialized (
    select e.id, h.next_seq, h.structure_seq,
           coalesce((b.closed_through + interval '1 month')::date, date_trunc('month', b.opened_on::timestamp)::date) as earliest_open
      from unnest(v_asked) as e(id)
      cross join lateral (select c.next_seq, c.structure_seq from log.head c where c.estate_id = e.id limit 1) as h
      cross join lateral (select c.opened_on, c.closed_through from ledger.book c where c.estate_id = e.id limit 1) as b
  )
  select (select jsonb_agg(jsonb_build_array(e.id, e.next_seq::text, encode(l.leaf_hash, 'hex'), e.earliest_open))
            from estate e
            left join lateral (select c.leaf_hash from log.leaf c where c.estate_id = e.id and c.seq = e.structure_seq - 1 limit 1) as l on true),
         (select jsonb_agg(jsonb_build_array(w.estate_id, w.period, p.last_no))
            from (select (q ->> 0)::uuid as estate_id, (q ->> 1)::date as period from jsonb_array_elements(p_request -> 'periods') as q
                  union
                  select id, earliest_open from estate) as w
            cross join lateral (select c.last_no from ledger.period c where c.estate_id = w.estate_id and c.period = w.period limit 1) as p)
    into v_estates, v_periods;
  if p_request -> 'keys' <> v_none then
    select jsonb_agg(jsonb_build_array(k.n, encode(o.input_hash, 'hex'), o.outcome)) into v_outcomes
      from jsonb_array_elements(p_request -> 'keys') with ordinality as k(v, n)
      cross join lateral (select c.input_hash, c.outcome from ledger.outcome c
                           where c.estate_id = (k.v ->> 0)::uuid and c.actor = k.v ->> 1 and c.operation = k.v ->> 2 and c.key = k.v ->> 3
                           limit 1) as o;
  end if;
  if p_request -> 'proposals' <> v_none then
    select jsonb_agg(jsonb_build_array((q ->> 1)::uuid, p.state, p.preparer)) into v_proposals
      from jsonb_array_elements(p_request -> 'proposals') as q
      cross join lateral (select c.state, c.preparer from ledger.proposal c
                           where c.estate_id = (q ->> 0)::uuid and c.proposal_id = (q ->> 1)::uuid limit 1) as p;
  end if;
  if p_request -> 'originals' <> v_none then
    select jsonb_agg(jsonb_build_array((q ->> 0)::uuid, q ->> 1)) into v_reversed
      from jsonb_array_elements(p_request -> 'originals') as q
      cross join lateral (select 1 from ledger.correction c
                           where c.estate_id = (q ->> 0)::uuid and c.original_seq = (q ->> 1)::bigint and c.kind = 'red' limit 1) as r;
  end if;
  if p_request -> 'cash' <> v_none then
    select jsonb_agg(jsonb_build_array(w.estate_id, w.account, w.fund, c.balance_fen::text,
             case when c.last_on > w.from_on then (
               select coalesce(jsonb_agg(jsonb_build_array(d.event_on, (d.debit_fen - d.credit_fen)::text)), v_none)
                 from jsonb_array_elements_text(w.months) as t(month)
                 join ledger.day_turnover d
                   on d.estate_id = w.estate_id and d.account = w.account and d.fund = w.fund
                  and d.event_on >= greatest(t.month::date, w.from_on) and d.event_on < (t.month::date + interval '1 month')::date) end,
             case when c.last_on > w.from_on then (
               select coalesce(jsonb_agg(jsonb_build_array(m.month, m.net_fen::text, m.low_fen::text, m.low_on)), v_none)
                 from ledger.cash_month m
                where m.estate_id = w.estate_id and m.account = w.account and m.fund = w.fund
                  and m.month > w.from_on and not w.months ? m.month::text) end)) into v_cash
      from (select (q ->> 0)::uuid as estate_id, q ->> 1 as account, q ->> 2 as fund, (q ->> 3)::date as from_on, q -> 4 as months
              from jsonb_array_elements(p_request -> 'cash') as q) as w
      cross join lateral (select c.balance_fen, c.last_on from ledger.cash_balance c
                           where c.estate_id = w.estate_id and c.account = w.account and c.fund = w.fund limit 1) as c;
  end if;
  return jsonb_build_object('estates', coalesce(v_estates, v_none), 'periods', coalesce(v_periods, v_none),
    'outcomes', coalesce(v_outcomes, v_none), 'proposals', coalesce(v_proposals, v_none), 'reversed', coalesce(v_reversed, v_none),
    'cash', coalesce(v_cash, v_none));
end
$$;

-- The lowest end of a day of a fund's money in a cash-like account from `p_from` on: of that day, of the later days of its month, of the later
-- months, and of the head. Months are read instead of days, and days instead of entries. It has no settings of its own, so that a caller's
-- plan takes it in; its callers have them.
create function ledger.lowest_from(p_estate uuid, p_account text, p_fund text, p_from date) returns table (low_fen bigint)
  language sql stable
as $$
  select least(c.balance_fen, c.balance_fen + later.low_fen, c.balance_fen - later.net_fen + days.low_fen,
               c.balance_fen - later.net_fen - days.net_fen)::bigint
    from (select * from ledger.cash_balance b
           where b.estate_id = p_estate and b.account = p_account and b.fund = p_fund limit 1) as c
    cross join lateral (
      select coalesce(sum(w.net_fen), 0) as net_fen, min(w.low_fen - w.net_from_here) as low_fen
        from (select m.net_fen, m.low_fen, sum(m.net_fen) over (order by m.month desc) as net_from_here
                from ledger.cash_month m
               where m.estate_id = c.estate_id and m.account = c.account and m.fund = c.fund and m.month > p_from and c.last_on > p_from) as w
    ) as later
    cross join lateral (
      select coalesce(sum(w.net_fen), 0) as net_fen, min(w.net_fen - w.net_from_here) as low_fen
        from (select d.debit_fen - d.credit_fen as net_fen, sum(d.debit_fen - d.credit_fen) over (order by d.event_on desc) as net_from_here
                from ledger.day_turnover d
               where d.estate_id = c.estate_id and d.account = c.account and d.fund = c.fund and d.event_on > p_from
                 and d.event_on < (date_trunc('month', p_from::timestamp) + interval '1 month')::date and c.last_on > p_from) as w
    ) as days
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
  v_low bigint;
begin
  select low_fen into v_low from ledger.lowest_from(p_estate, p_account, p_fund, p_from);
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

-- A face of people that a plan can take in, as ledger.lowest_from: the roles that a person holds now.
create function people.roles_held(p_estate uuid, p_person text) returns table (role text)
  language sql stable
as $$
  select g.role from people.role_grant g where g.estate_id = p_estate and g.person_id = p_person and g.revoked_seq is null
$$;

-- Appends vouchers. The caller holds the heads' locks and gives, item by item: estate, expected position, leaf bytes, and the number of the
-- atomic unit the item belongs to (a red voucher and its blue replacement share one). `p_mode`: 'live' checks recorded_at against the clock;
-- 'bulk' (imports, restore) does not, and checks floors once at the commit. Disclosures: [[item (from 1), text], ...]. Outcomes, refusals
-- included: [[estate, actor, operation, key, hash of the input in hex, outcome], ...].
--
-- Written for speed, since every voucher passes here. Rows of other tables are fetched by laterals with a limit, which can only be index
-- look-ups: a hash join would read the chart of every estate. Sums go up in steps (line, fund, voucher; line, cell, month), so that each
-- line is visited few times; and the bytes are compared with their own plain form, which costs less than proving their profile.
create function ledger.append_vouchers(p_estates uuid[], p_seqs bigint[], p_bodies bytea[], p_units integer[], p_disclosures jsonb,
    p_proposals uuid[], p_outcomes jsonb, p_mode text) returns void
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
  set plan_cache_mode = force_generic_plan
  set jit = off
  set enable_seqscan = off
  set enable_mergejoin = off
  set datestyle = iso
as $$
declare
  -- Not now(): a transaction that began before midnight may hold what the rules admitted after it.
  v_today date := (clock_timestamp() at time zone 'Asia/Shanghai')::date;
  v_earliest timestamptz := case when p_mode = 'live' then clock_timestamp() - interval '5 seconds' else '-infinity' end;
  v_latest timestamptz := case when p_mode = 'live' then clock_timestamp() + interval '5 seconds' else 'infinity' end;
  v_broken text;
  v_has_dimension boolean;
  v_corrects boolean;
  v_cash_estates uuid[];
  v_cash_accounts text[];
  v_cash_funds text[];
  v_cash_days date[];
  v_cash_takes boolean[];
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

  with head as materialized (
    select i.ord, i.estate_id, i.seq, i.unit, i.body, i.leaf -> 'lines' as lines, i.leaf -> 'refs' as refs,
           i.leaf ->> 't' as leaf_type, i.leaf ->> 'estate' as leaf_estate, i.leaf ->> 'kind' as kind, i.leaf ->> 'no' as number,
           substr(i.leaf ->> 'no', 10)::integer as no, i.leaf ->> 'event_on' as event_text, (i.leaf ->> 'event_on')::date as event_on,
           i.leaf ->> 'period' as period_text, (i.leaf ->> 'period' || '-01')::date as period,
           i.leaf ->> 'id' as id_text, (i.leaf ->> 'id')::uuid as id,
           i.leaf ->> 'recorded_at' as recorded_text, (i.leaf ->> 'recorded_at')::timestamptz as recorded_at,
           i.leaf ->> 'preparer' as preparer, i.leaf ->> 'approver' as approver, i.leaf ->> 'summary' as summary,
           i.leaf ? 'sub' and i.leaf ->> 'count' is distinct from '0' as has_private_lines
      from (select r.ord::integer as ord, r.estate_id, r.seq, r.unit, r.body,
                   case jsonb_typeof(r.leaf) when 'object' then r.leaf else log.read_body(r.body) end as leaf
              from (select u.*, convert_from(u.body, 'UTF8')::jsonb as leaf
                      from unnest(p_estates, p_seqs, p_bodies, p_units) with ordinality as u(estate_id, seq, body, unit, ord) offset 0) as r
            offset 0) as i
  ), line as materialized (
    select x.ord, x.estate_id, x.seq, x.unit, x.period, x.event_on, x.kind, x.line_no, x.account, x.fund, x.side, x.fen_text, x.fen,
           x.parts, x.dimensions, substr(x.account, 1, 4) as stem,
           case x.side when 'D' then x.fen else 0 end as debit_fen, case x.side when 'C' then x.fen else 0 end as credit_fen,
           concat('["', x.account, '","', x.fund, '","', x.side, '","', x.fen_text, '",', to_json(x.summary), ',', x.dimensions, ']')
             as plain,
           a.kind as account_kind, a.fund_kinds, coalesce(a.cash_like, false) as cash_like, f.kind as fund_kind
      from (select h.ord, h.estate_id, h.seq, h.unit, h.period, h.event_on, h.kind, l.line_no::smallint as line_no, l.v ->> 0 as account,
                   l.v ->> 1 as fund, l.v ->> 2 as side, l.v ->> 3 as fen_text, (l.v ->> 3)::bigint as fen, l.v ->> 4 as summary,
                   l.v -> 5 as dimensions, jsonb_array_length(l.v) as parts
              from head h cross join lateral jsonb_array_elements(h.lines) with ordinality as l(v, line_no) offset 0) as x
      left join lateral (select c.kind, c.fund_kinds, c.cash_like from ledger.account c
                          where c.estate_id = x.estate_id and c.code = x.account limit 1) as a on true
      left join lateral (select c.kind from ledger.fund c where c.estate_id = x.estate_id and c.code = x.fund limit 1) as f on true
  ), voucher_fund as (
    select ord, sum(debit_fen - credit_fen) as imbalance, sum(case when cash_like then debit_fen - credit_fen else 0 end) as cash_fen,
           sum(case when stem in ('4901', '5901') then debit_fen - credit_fen else 0 end) as transfer_fen,
           bool_or(stem in ('4901', '5901')) as transfers, bool_or(stem in ('1225', '2245')) as lends, bool_or(cash_like) as touches_cash,
           bool_or(fund_kind = 'SUSPENSE') as suspense, count(*) as lines, string_agg(plain, ',') as plain,
           min(case when parts <> 6 or side not in ('D', 'C') or fen = 0 or fen_text <> fen::text
                      or fen < 0 and kind not in ('red', 'difference') or fen not between -10000000000000 and 10000000000000
                    then 'LINE_INVALID'
                    -- A household stands in disclosures only.
                    when dimensions <> '[]' and jsonb_path_exists(dimensions, '$[*] ? (@[0] == "unit")') then 'DIMENSION_HIDDEN'
                    when account_kind is null or fund_kind is null then 'ACCOUNT_OR_FUND_UNKNOWN'
                    when fund_kind = 'SUSPENSE' then case when not cash_like and account <> '224104' then 'SUSPENSE_MISUSED' end
                    when not fund_kind = any (fund_kinds) then 'ACCOUNT_REFUSES_FUND' end) as code
      from line group by ord, fund
  ), per_voucher as (
    select ord, bool_or(imbalance <> 0) as unbalanced, sum(transfer_fen) as transfer_fen,
           bool_or(transfers or lends) as between, bool_or(lends or touches_cash) as moves_funds,
           bool_or(cash_fen > 0) and bool_or(cash_fen < 0 and not suspense) as cash_moves, sum(lines) as lines,
           string_agg(plain, ',') as plain, min(code) as code
      from voucher_fund group by ord
  ), estate as materialized (
    select g.estate_id, g.first_ord, g.items, g.first_seq, g.last_seq, l.next_seq, b.opened_on,
           coalesce((b.closed_through + interval '1 month')::date, date_trunc('month', b.opened_on::timestamp)::date) as earliest_open
      from (select estate_id, min(ord) as first_ord, count(*) as items, min(seq) as first_seq, max(seq) as last_seq
              from head group by estate_id) as g
      left join lateral (select c.next_seq from log.head c where c.estate_id = g.estate_id limit 1) as l on true
      left join lateral (select c.opened_on, c.closed_through from ledger.book c where c.estate_id = g.estate_id limit 1) as b on true
  ), month as materialized (
    select g.estate_id, g.period, g.first_ord, g.items, g.first_no, g.last_no, g.first_seq, g.last_seq, coalesce(p.last_no, 0) as before_no
      from (select estate_id, period, min(ord) as first_ord, count(*) as items, min(no) as first_no, max(no) as last_no,
                   min(seq) as first_seq, max(seq) as last_seq
              from head group by estate_id, period) as g
      left join lateral (select c.last_no from ledger.period c where c.estate_id = g.estate_id and c.period = g.period limit 1) as p on true
  ), cell as materialized (
    select estate_id, account, fund, period, event_on, case when kind in ('opening', 'closing') then kind else 'normal' end as class, cash_like,
           sum(debit_fen)::bigint as debit_fen, sum(credit_fen)::bigint as credit_fen
      from line group by 1, 2, 3, 4, 5, 6, 7
  ), broken as (
    select h.ord,
           -- One value, one spelling: what PostgreSQL would also read as a date ("today") or an instant ("now") means something else
           -- tomorrow.
           case when h.event_text <> h.event_on::text or h.period_text is distinct from substr(h.period::text, 1, 7)
                  or h.id_text is distinct from h.id::text
                  or h.recorded_text is distinct from to_char(h.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
                then 'VOUCHER_FORM'
                when h.leaf_type is distinct from 'xinyi/voucher/v1' or h.leaf_estate is distinct from h.estate_id::text
                  or h.number is distinct from concat('记-', substr(h.period_text, 1, 4), substr(h.period_text, 6, 2), '-',
                       lpad(h.no::text, greatest(4, length(h.no::text)), '0'))
                then 'VOUCHER_TYPE'
                when coalesce(v.lines, 0) < 2 then 'VOUCHER_LINES'
                when v.code is not null then v.code
                when v.unbalanced then 'VOUCHER_UNBALANCED'
                -- A year-end transfer only empties 4901 and 5901.
                when (h.kind <> 'closing' or v.moves_funds)
                 and (v.transfer_fen <> 0 or v.cash_moves and not v.between and h.kind <> 'red'
                      or (v.between or v.cash_moves) and h.kind <> 'red'
                         and not exists (select 1 from jsonb_array_elements(h.refs) as r where r ->> 0 = 'resolution'))
                then 'BETWEEN_FUNDS'
                when h.has_private_lines
                 and not exists (select 1 from jsonb_array_elements(p_disclosures) as d where (d ->> 0)::integer = h.ord)
                then 'DISCLOSURE_COUNT'
                when h.event_on > v_today or h.event_on < e.opened_on then 'EVENT_DATE'
                -- An import may bring a number of a later month than the event's: old books recorded some bills late.
                when not (h.period between greatest(date_trunc('month', h.event_on::timestamp)::date, e.earliest_open)
                            and case h.approver when 'none-recorded' then date_trunc('month', v_today::timestamp)::date
                                else greatest(date_trunc('month', h.event_on::timestamp)::date, e.earliest_open) end) then 'PERIOD_WRONG'
                when h.recorded_at not between v_earliest and v_latest then 'CLOCK'
                when h.preparer is null or h.approver is null then 'PERSON_MISSING'
                when h.body <> convert_to(concat('{"approver":', to_json(h.approver), ',"docs":[],"estate":"', h.estate_id,
                       '","event_on":"', h.event_text, '","id":"', h.id_text, '","kind":"', h.kind, '","lines":[', v.plain, '],"no":"', h.number,
                       '","period":"', h.period_text, '","preparer":', to_json(h.preparer), ',"recorded_at":"', h.recorded_text,
                       '","refs":[],"summary":', to_json(h.summary), ',"t":"xinyi/voucher/v1"}'), 'UTF8')
                  and log.read_body(h.body) is null
                then 'LEAF_PROFILE' end as code
      from head h join estate e on e.estate_id = h.estate_id left join per_voucher v on v.ord = h.ord
    union all
    select first_ord, 'POSITION_GAP' from estate where first_seq is distinct from next_seq or last_seq - first_seq + 1 <> items
    union all
    -- No number twice (voucher_number), so a span as long as its count has no gap.
    select first_ord, 'NUMBER_GAP' from month where first_no <> before_no + 1 or last_no - first_no + 1 <> items
    union all
    select n.ord, 'NUMBER_GAP'
      from (select ord, no - lag(no) over (partition by estate_id, period order by seq) as step from head) as n where n.step < 1
    union all
    select w.ord, 'TWO_PERSONS'
      from (select g.ord, g.preparer, g.approver, array(select role from people.roles_held(g.estate_id, g.preparer)) as preparer_roles,
                   array(select role from people.roles_held(g.estate_id, g.approver)) as approver_roles
              from (select estate_id, preparer, approver, min(ord) as ord from head group by 1, 2, 3) as g offset 0) as w
     where not case w.approver
                 when 'none-recorded' then p_mode = 'bulk' and 'OPERATOR' = any (w.preparer_roles)
                 when 'posting-agent' then 'POSTING_AGENT' = any (w.preparer_roles)
                 else w.preparer <> w.approver and 'COMMITTEE_APPROVER' = any (w.approver_roles)
                  and w.preparer_roles && array['COMMITTEE_PREPARER', 'TRUSTEE'] end
  ), put_leaf as (
    insert into log.leaf (estate_id, seq, body, leaf_hash)
    select estate_id, seq, body, sha256('\x00'::bytea || body) from head
  ), put_voucher as (
    insert into ledger.voucher (estate_id, seq, period, no, event_on, kind, id, recorded_at, preparer, approver, summary)
    select estate_id, seq, period, no, event_on, kind, id, recorded_at, preparer, approver, summary from head
  ), put_posting as (
    insert into ledger.posting (estate_id, seq, line_no, period, event_on, debit_fen, credit_fen, account, fund)
    select estate_id, seq, line_no, period, event_on, debit_fen, credit_fen, account, fund from line
  ), put_day as (
    insert into ledger.day_turnover as t (estate_id, account, fund, event_on, debit_fen, credit_fen)
    select estate_id, account, fund, event_on, sum(debit_fen), sum(credit_fen) from cell group by 1, 2, 3, 4
    on conflict (estate_id, account, fund, event_on) do update
      set debit_fen = t.debit_fen + excluded.debit_fen, credit_fen = t.credit_fen + excluded.credit_fen
  ), put_month as (
    insert into ledger.month_turnover as t (estate_id, account, fund, period, event_month, class, debit_fen, credit_fen)
    select estate_id, account, fund, period, date_trunc('month', event_on::timestamp)::date, class, sum(debit_fen), sum(credit_fen)
      from cell group by 1, 2, 3, 4, 5, 6
    on conflict (estate_id, account, fund, period, event_month, class) do update
      set debit_fen = t.debit_fen + excluded.debit_fen, credit_fen = t.credit_fen + excluded.credit_fen
  ), put_cash as (
    insert into ledger.cash_balance as t (estate_id, account, fund, balance_fen, last_on)
    select estate_id, account, fund, sum(debit_fen - credit_fen), max(event_on) from cell where cash_like group by 1, 2, 3
    on conflict (estate_id, account, fund) do update
      set balance_fen = t.balance_fen + excluded.balance_fen, last_on = greatest(t.last_on, excluded.last_on)
  ), put_period as (
    insert into ledger.period as t (estate_id, period, last_no, first_seq, last_seq)
    select estate_id, period, last_no, first_seq, last_seq from month
    on conflict (estate_id, period) do update set last_no = excluded.last_no, last_seq = excluded.last_seq
  ), put_head as (
    update log.head t set next_seq = t.next_seq + n.items from estate as n where t.estate_id = n.estate_id
  ), cash as (
    -- The days of cash, and whether an atomic unit takes money out on one. A unit of red vouchers alone may pass below (decisions 3).
    select u.estate_id, u.account, u.fund, u.event_on, bool_or(u.net_fen < 0 and not u.red_only) as takes
      from (select estate_id, unit, account, fund, event_on, sum(debit_fen - credit_fen) as net_fen, bool_and(kind = 'red') as red_only
              from line where cash_like group by 1, 2, 3, 4, 5) as u
     group by 1, 2, 3, 4
  )
  select (select format('%s at item %s', code, ord) from broken where code is not null order by ord limit 1),
         (select bool_or(dimensions <> '[]'::jsonb) from line),
         (select bool_or(kind in ('red', 'corrected', 'difference', 'prior-year')) from head),
         c.estates, c.accounts, c.funds, c.days, c.takes
    into v_broken, v_has_dimension, v_corrects, v_cash_estates, v_cash_accounts, v_cash_funds, v_cash_days, v_cash_takes
    from (select array_agg(estate_id) as estates, array_agg(account) as accounts, array_agg(fund) as funds, array_agg(event_on) as days,
                 array_agg(takes) as takes from cash) as c;
  if v_broken is not null then
    perform ledger.refuse(split_part(v_broken, ' ', 1), v_broken);
  end if;

  -- The lowest end of a day in each cash month that moved, from its day rows (31 at most).
  insert into ledger.cash_month as t (estate_id, account, fund, month, net_fen, low_fen, low_on)
  select m.estate_id, m.account, m.fund, m.month, d.net_fen, d.low_fen, d.low_on
    from (select distinct estate_id, account, fund, date_trunc('month', event_on::timestamp)::date as month
            from unnest(v_cash_estates, v_cash_accounts, v_cash_funds, v_cash_days) as c(estate_id, account, fund, event_on)) as m
    cross join lateral (
      select sum(w.net)::bigint as net_fen, min(w.running)::bigint as low_fen,
             (array_agg(w.event_on order by w.running, w.event_on))[1] as low_on
        from (select event_on, debit_fen - credit_fen as net, sum(debit_fen - credit_fen) over (order by event_on) as running
                from ledger.day_turnover
               where estate_id = m.estate_id and account = m.account and fund = m.fund and event_on >= m.month
                 and event_on < (m.month + interval '1 month')::date) as w) as d
  on conflict (estate_id, account, fund, month) do update
    set net_fen = excluded.net_fen, low_fen = excluded.low_fen, low_on = excluded.low_on;

  -- Floors: only where an atomic unit takes money out, from its first such day on.
  if true = any (v_cash_takes) then
    if p_mode = 'bulk' then
      insert into ledger.floor_promise as t (estate_id, account, fund, from_on)
      select c.estate_id, c.account, c.fund, min(c.event_on)
        from unnest(v_cash_estates, v_cash_accounts, v_cash_funds, v_cash_days, v_cash_takes)
               as c(estate_id, account, fund, event_on, takes)
       where c.takes group by c.estate_id, c.account, c.fund
      on conflict (estate_id, account, fund) do update set from_on = excluded.from_on where excluded.from_on < t.from_on;
    else
      select format('%s %s from %s: %s fen', t.account, t.fund, t.from_on, w.low_fen) into v_broken
        from (select c.estate_id, c.account, c.fund, min(c.event_on) as from_on
                from unnest(v_cash_estates, v_cash_accounts, v_cash_funds, v_cash_days, v_cash_takes)
                       as c(estate_id, account, fund, event_on, takes)
               where c.takes group by c.estate_id, c.account, c.fund) as t
        cross join lateral ledger.lowest_from(t.estate_id, t.account, t.fund, t.from_on) as w
       where w.low_fen < 0 limit 1;
      if v_broken is not null then
        perform ledger.refuse('FUND_BELOW_ZERO', v_broken);
      end if;
    end if;
  end if;

  if v_corrects then
    perform ledger.note_corrections(
      (select jsonb_agg(jsonb_build_array(i.estate_id, i.seq::text, v.kind,
                (select r ->> 1 from jsonb_array_elements(convert_from(i.body, 'UTF8')::jsonb -> 'refs') as r
                  where r ->> 0 in ('reverses', 'corrects') limit 1)) order by i.ord)
         from unnest(p_estates, p_seqs, p_bodies) with ordinality as i(estate_id, seq, body, ord)
         cross join lateral (select c.kind from ledger.voucher c where c.estate_id = i.estate_id and c.seq = i.seq limit 1) as v
        where v.kind in ('red', 'corrected', 'difference', 'prior-year')));
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

grant execute on function people.holds(uuid, text, text), people.roles_held(uuid, text), log.lock_heads(uuid[]) to xinyi_append;
grant execute on function ledger.refuse(text, text), ledger.lowest_from(uuid, text, text, date),
  ledger.check_floor(uuid, text, text, date), ledger.keep_floor_promise(),
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
