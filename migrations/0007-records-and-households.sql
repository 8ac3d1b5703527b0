-- Why: two mechanisms that several wings build on. Records: facts of low volume (a tariff, a contract, a match, a sign-off) that are read from
--      their leaves, so that there is nothing derived that could differ; what the database keeps is an index of them and who may write which.
--      The inside of a voucher: one public voucher may stand for many households (or donors), whose lines are private leaves under its `sub`;
--      the households' subsidiary ledger is derived from them, and agrees with the public lines to the fen or the voucher is refused.
-- Locks: none; the new objects are empty. note_dimensions and log.keep_private are replaced in place.

grant usage, create on schema log, ledger to xinyi_append;

-- Which records exist: the type of the leaf, who may write it, and who must stand behind it as the second person (null: nobody need).
create table log.record_type (
  leaf_type text not null,
  by_roles text[] not null,
  approver_roles text[],
  constraint record_type_pk primary key (leaf_type)
);
revoke all on log.record_type from public;
grant select on log.record_type to xinyi_append;

create table log.record (
  estate_id uuid not null,
  leaf_type text not null,
  subject text not null,
  seq bigint not null,
  constraint record_pk primary key (estate_id, leaf_type, subject, seq)
);
create index record_by_seq on log.record (estate_id, leaf_type, seq);
call log.protect('log.record', 'select, insert', false, true);

create function log.derive_record(p_estate uuid, p_seq bigint, p_leaf jsonb, p_disclosures text[]) returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_type log.record_type;
begin
  select * into v_type from log.record_type where leaf_type = p_leaf ->> 't';
  if not exists (select 1 from unnest(v_type.by_roles) as r(role) where people.holds(p_estate, p_leaf ->> 'by', r.role)) then
    raise exception 'ROLE_REQUIRED: % may not write %', p_leaf ->> 'by', p_leaf ->> 't' using errcode = 'XY004';
  end if;
  if v_type.approver_roles is not null
     and (p_leaf ->> 'approver' is not distinct from p_leaf ->> 'by'
          or not exists (select 1 from unnest(v_type.approver_roles) as r(role) where people.holds(p_estate, p_leaf ->> 'approver', r.role))) then
    raise exception 'SECOND_PERSON: % stands on two people', p_leaf ->> 't' using errcode = 'XY004';
  end if;
  if coalesce(p_leaf ->> 'subject', '') = '' or length(p_leaf ->> 'subject') > 200 then
    raise exception 'RECORD_SUBJECT: a record says what it is about' using errcode = 'XY002';
  end if;
  insert into log.record (estate_id, leaf_type, subject, seq) values (p_estate, p_leaf ->> 't', p_leaf ->> 'subject', p_seq);
end
$$;
grant execute on function log.derive_record(uuid, bigint, jsonb, text[]) to xinyi_append;

-- A wing's migration registers its types with this, and the service's own list (src/<wing>/rules/record-types.ts) must say the same.
create procedure log.register_record(p_type text, p_by text[], p_approver text[] default null)
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  insert into log.record_type (leaf_type, by_roles, approver_roles) values (p_type, p_by, p_approver);
  insert into log.projection (leaf_type, derive) values (p_type, 'log.derive_record(uuid, bigint, jsonb, text[])');
end
$$;
revoke all on procedure log.register_record(text, text[], text[]) from public;

-- The households' subsidiary ledger: one row for each inner line of a voucher's private leaf named `household`, whose value is
-- [unit, kind, source, [[account, fund, fen, item, period], ...], [fact, ...]]; fen is debit positive, credit negative.
create table ledger.unit_entry (
  estate_id uuid not null,
  seq bigint not null,
  ordinal integer not null,
  line_no smallint not null,
  unit text not null,
  kind text not null,
  source text not null, -- what must not be booked twice: a payment's serial, say; empty where nothing is
  account text not null,
  fund text not null,
  fen bigint not null,
  item text not null,
  period text not null, -- the month charged for, YYYY-MM, or empty
  event_on date not null,
  constraint unit_entry_pk primary key (estate_id, seq, ordinal, line_no)
);
create index unit_entry_by_unit on ledger.unit_entry (estate_id, unit, event_on, seq);
-- Not partial: a plan that looks a source up from another row could not use it.
create index unit_entry_by_source on ledger.unit_entry (estate_id, source, seq);
create index unit_entry_by_period on ledger.unit_entry (estate_id, period, kind);
create index unit_entry_by_day on ledger.unit_entry (estate_id, event_on);

-- What stands open: charged is what was billed (charges, supplements, credits, waivers), balance what is left of everything.
create table ledger.unit_item (
  estate_id uuid not null,
  unit text not null,
  account text not null,
  fund text not null,
  item text not null,
  period text not null,
  charged_fen bigint not null,
  balance_fen bigint not null,
  constraint unit_item_pk primary key (estate_id, unit, account, fund, item, period)
) with (fillfactor = 80);
create index unit_item_open on ledger.unit_item (estate_id, account, unit) where balance_fen <> 0;

call log.protect('ledger.unit_entry', 'select, insert', true, true);
call log.protect('ledger.unit_item', 'select, insert, update', true);

-- Keeps the inside of a batch voucher: its inner lines add up to the public lines of the same account and fund, a household is one of the
-- roll, a charge is made once, nothing is booked twice from one source, and no household owes less than nothing or has less than nothing in
-- advance. The refusals begin with their code and a colon; the journal writer gives them to the caller.
--
-- Planned anew for each voucher, which costs a few milliseconds: a plan that a connection had made while the households' items were none was
-- kept, and compared every household with every item later on (3,000 households took 17 seconds in their second month instead of one).
create function ledger.note_households(p_estate uuid, p_seq bigint, p_leaf jsonb, p_disclosures text[]) returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
  set plan_cache_mode = force_custom_plan
  set enable_seqscan = off
  set jit = off
as $$
declare
  v_event date := (p_leaf ->> 'event_on')::date;
  v_broken text;
begin
  with opened as materialized (
    select d.ordinal, convert_from(log.from_base64url(d.value), 'UTF8')::jsonb as v from unnest(p_disclosures) with ordinality as d(value, ordinal)
  ), inner_line as (
    select l.v ->> 0 as account, l.v ->> 1 as fund, sum((l.v ->> 2)::bigint) as fen
      from opened as o cross join lateral jsonb_array_elements(o.v -> 2 -> 3) as l(v) group by 1, 2
  )
  select format('INSIDE_UNEQUAL: %s %s', i.account, i.fund) into v_broken
    from inner_line as i
    left join (select account, fund, sum(debit_fen - credit_fen) as fen from ledger.posting
                where estate_id = p_estate and seq = p_seq group by 1, 2) as p using (account, fund)
   where i.fen is distinct from p.fen limit 1;
  if v_broken is not null then
    raise exception '%', v_broken using errcode = 'XY010';
  end if;

  insert into ledger.unit_entry (estate_id, seq, ordinal, line_no, unit, kind, source, account, fund, fen, item, period, event_on)
  select p_estate, p_seq, o.ordinal, l.line_no, o.v -> 2 ->> 0, o.v -> 2 ->> 1, o.v -> 2 ->> 2, l.v ->> 0, l.v ->> 1, (l.v ->> 2)::bigint,
         l.v ->> 3, l.v ->> 4, v_event
    from (select d.ordinal, convert_from(log.from_base64url(d.value), 'UTF8')::jsonb as v
            from unnest(p_disclosures) with ordinality as d(value, ordinal) offset 0) as o
    cross join lateral jsonb_array_elements(o.v -> 2 -> 3) with ordinality as l(v, line_no)
   where o.v ->> 1 = 'household';
  if not found then
    return;
  end if;

  select format('UNIT_UNKNOWN: %s', e.unit) into v_broken from ledger.unit_entry e
   where e.estate_id = p_estate and e.seq = p_seq
     and not exists (select 1 from estates.unit u where u.estate_id = p_estate and u.unit = e.unit) limit 1;
  if v_broken is null and p_leaf ->> 'kind' <> 'red' then
    select format('SOURCE_REPEATED: %s', s.source) into v_broken
      from (select distinct source from ledger.unit_entry where estate_id = p_estate and seq = p_seq and source <> '') as s
      cross join lateral (select sum(e.fen) as fen from ledger.unit_entry e
                           where e.estate_id = p_estate and e.source = s.source and e.seq < p_seq) as before
     where before.fen <> 0 limit 1;
  end if;
  if v_broken is null and p_leaf ->> 'kind' <> 'red' then
    select format('CHARGED_TWICE: %s %s %s', e.unit, e.item, e.period) into v_broken
      from (select unit, account, fund, item, period, count(*) as charges from ledger.unit_entry
             where estate_id = p_estate and seq = p_seq and kind = 'charge' and account like '1122%' group by 1, 2, 3, 4, 5) as e
      left join ledger.unit_item i on i.estate_id = p_estate and i.unit = e.unit and i.account = e.account and i.fund = e.fund
                                  and i.item = e.item and i.period = e.period
     where e.charges > 1 or i.charged_fen <> 0 limit 1;
  end if;
  if v_broken is not null then
    raise exception '%', v_broken using errcode = 'XY010';
  end if;

  with put as (
    insert into ledger.unit_item as t (estate_id, unit, account, fund, item, period, charged_fen, balance_fen)
    select p_estate, unit, account, fund, item, period,
           coalesce(sum(fen) filter (where kind in ('charge', 'supplement', 'credit', 'waiver') and account like '1122%'), 0), sum(fen)
      from ledger.unit_entry where estate_id = p_estate and seq = p_seq group by unit, account, fund, item, period
    on conflict (estate_id, unit, account, fund, item, period) do update
      set charged_fen = t.charged_fen + excluded.charged_fen, balance_fen = t.balance_fen + excluded.balance_fen
    returning t.unit, t.account, t.item, t.period, t.balance_fen
  )
  select format('HOUSEHOLD_OVERDRAWN: %s %s %s %s', unit, account, item, period) into v_broken from put
   where account like '1122%' and balance_fen < 0 or account ~ '^(2203|224101)' and balance_fen > 0 limit 1;
  if v_broken is not null then
    raise exception '%', v_broken using errcode = 'XY010';
  end if;
end
$$;

-- What is kept of the inside of a batch voucher. Wings that put other names inside add theirs here.
create function ledger.note_inside(p_estate uuid, p_seq bigint, p_leaf jsonb, p_disclosures text[]) returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  perform ledger.note_households(p_estate, p_seq, p_leaf, p_disclosures);
end
$$;
grant execute on function ledger.note_households(uuid, bigint, jsonb, text[]), ledger.note_inside(uuid, bigint, jsonb, text[]) to xinyi_append;

-- As before, and the inside of batch vouchers, whose private values are no dimensions.
create or replace function ledger.note_dimensions(p_estates uuid[], p_seqs bigint[], p_bodies bytea[]) returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_item record;
begin
  with noted as materialized (
    select i.estate_id, d ->> 0 as dimension, d ->> 1 as value, i.seq, l.line_no::smallint as line_no, false as hidden
      from unnest(p_estates, p_seqs, p_bodies) as i(estate_id, seq, body)
      cross join lateral jsonb_array_elements(convert_from(i.body, 'UTF8')::jsonb -> 'lines') with ordinality as l(v, line_no)
      cross join lateral jsonb_array_elements(l.v -> 5) as d
    union all
    select i.estate_id, split_part(log.disclosed_name(d.value), '.', 3), log.disclosed(d.value) #>> '{}', i.seq,
           split_part(log.disclosed_name(d.value), '.', 2)::smallint, true
      from unnest(p_estates, p_seqs, p_bodies) as i(estate_id, seq, body)
      join log.disclosure d on d.estate_id = i.estate_id and d.seq = i.seq
     where not convert_from(i.body, 'UTF8')::jsonb ? 'sub' and log.disclosed_name(d.value) ~ '^line\.[0-9]+\.[A-Za-z]+$'
  ), put as (
    insert into ledger.posting_dimension (estate_id, dimension, value, seq, line_no, hidden)
    select estate_id, dimension, value, seq, line_no, hidden from noted
  )
  insert into ledger.dimension_turnover as t (estate_id, dimension, value, account, fund, event_on, hidden, debit_fen, credit_fen)
  select n.estate_id, n.dimension, n.value, p.account, p.fund, p.event_on, bool_or(n.hidden), sum(p.debit_fen), sum(p.credit_fen)
    from noted n join ledger.posting p on p.estate_id = n.estate_id and p.seq = n.seq and p.line_no = n.line_no
   group by 1, 2, 3, 4, 5, 6
  on conflict (estate_id, dimension, value, account, fund, event_on) do update
    set debit_fen = t.debit_fen + excluded.debit_fen, credit_fen = t.credit_fen + excluded.credit_fen;

  -- In the order of the log: what one voucher books, the next one of the batch is judged by.
  for v_item in
    select i.estate_id, i.seq, convert_from(i.body, 'UTF8')::jsonb as leaf
      from unnest(p_estates, p_seqs, p_bodies) as i(estate_id, seq, body)
     where position('"sub":"'::bytea in i.body) > 0 order by i.estate_id, i.seq
  loop
    if v_item.leaf ? 'sub' then
      perform ledger.note_inside(v_item.estate_id, v_item.seq, v_item.leaf,
        array(select value from log.disclosure where estate_id = v_item.estate_id and seq = v_item.seq order by ordinal));
    end if;
  end loop;
end
$$;

call log.register_record('xinyi/occupancy/v1', array['OPERATOR', 'COMMITTEE_PREPARER']);

revoke create on schema log, ledger from xinyi_append;
