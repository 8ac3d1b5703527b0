-- Why: charity. The records of purposes and of donors' wishes to be named, and what must hold of charity money whoever posts at the same
--      moment: no purpose is spent beyond what was given for it, money without a purpose is not spent beyond what is left of it, and no
--      donation is booked twice from one line of a file.
-- Locks: SHARE ROW EXCLUSIVE on ledger.dimension_turnover and ledger.day_turnover while their triggers are made; note_inside is replaced in
--        place.

grant usage, create on schema ledger to xinyi_append;

-- What money may be given for; a later record of the same subject says whether it has ended. Subject: <fund>/<purpose>.
call log.register_record('xinyi/charity-purpose/v1', array['COMMITTEE_PREPARER', 'COMMITTEE_APPROVER']);
-- Whether a donor wants to be named from now on. Subject: the number of the donation.
call log.register_record('xinyi/donation-naming/v1', array['COMMITTEE_PREPARER', 'COMMITTEE_APPROVER']);

-- Refuses where a purpose of the fund, or what was given for none, is below zero. A fund in which nothing was ever given for a purpose is
-- not looked at: its money is kept by the floors alone.
create function ledger.check_purposes(p_estate uuid, p_fund text) returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
  set jit = off
as $$
declare
  v_purposes bigint;
  v_net bigint;
  v_short text;
begin
  with balance as (
    select value, sum(credit_fen - debit_fen) as fen from ledger.dimension_turnover
     where estate_id = p_estate and dimension = 'purpose' and fund = p_fund and account ~ '^[345]' group by value
  )
  select sum(fen), min(value) filter (where fen < 0) into v_purposes, v_short from balance;
  if v_purposes is null then
    return;
  end if;
  if v_short is null then
    select sum(credit_fen - debit_fen) into v_net from ledger.month_turnover
     where estate_id = p_estate and fund = p_fund and account ~ '^[345]';
    v_short := case when v_net < v_purposes then '未限定用途' end;
  end if;
  if v_short is not null then
    raise exception 'PURPOSE_OVERDRAWN: %', v_short using errcode = 'XY010';
  end if;
end
$$;

-- At the commit, when every line of every voucher is there. Taking a donation back may leave a purpose below zero, as a red correction may
-- leave a fund; what lowers it further is refused until the money is there again.
create function ledger.keep_purposes() returns trigger
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
begin
  perform ledger.check_purposes(new.estate_id, new.fund);
  return null;
end
$$;

create constraint trigger purposes_kept_on_insert after insert on ledger.dimension_turnover deferrable initially deferred
  for each row when (new.dimension = 'purpose' and new.debit_fen > 0) execute function ledger.keep_purposes();
create constraint trigger purposes_kept_on_update after update on ledger.dimension_turnover deferrable initially deferred
  for each row when (new.dimension = 'purpose' and new.debit_fen > old.debit_fen) execute function ledger.keep_purposes();
create constraint trigger charity_kept_on_insert after insert on ledger.day_turnover deferrable initially deferred
  for each row when (left(new.account, 4) in ('5006', '5009', '5901') and new.debit_fen > 0) execute function ledger.keep_purposes();
create constraint trigger charity_kept_on_update after update on ledger.day_turnover deferrable initially deferred
  for each row when (left(new.account, 4) in ('5006', '5009', '5901') and new.debit_fen > old.debit_fen) execute function ledger.keep_purposes();

-- One line of a donation file is booked once, until it is taken back. Donations are few beside charges, so those of the same accounts are
-- looked through.
create function ledger.note_donations(p_estate uuid, p_seq bigint, p_leaf jsonb, p_disclosures text[]) returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
  set jit = off
as $$
declare
  v_twice text;
begin
  if p_leaf ->> 'kind' = 'red' or log.disclosed_name(p_disclosures[1]) is distinct from 'donation' then
    return;
  end if;
  with own as materialized (
    select v ->> 2 as source, v -> 3 as lines from unnest(p_disclosures) as d(value) cross join lateral log.disclosed(d.value) as v
  ), given as (
    select source from own where source <> '' group by 1 having count(*) > 1
    union all
    select o.v ->> 2
      from (select distinct p.seq from ledger.posting p
             where p.estate_id = p_estate and p.seq < p_seq
               and p.account in (select l ->> 0 from own cross join lateral jsonb_array_elements(own.lines) as l)) as e
      join log.disclosure d on d.estate_id = p_estate and d.seq = e.seq and log.disclosed_name(d.value) = 'donation'
      cross join lateral log.disclosed(d.value) as o(v)
     where o.v ->> 2 in (select source from own where source <> '')
     group by 1
    having sum((select sum((l ->> 2)::bigint) from jsonb_array_elements(o.v -> 3) as l)) <> 0
  )
  select source into v_twice from given limit 1;
  if v_twice is not null then
    raise exception 'SOURCE_REPEATED: %', v_twice using errcode = 'XY010';
  end if;
end
$$;

create or replace function ledger.note_inside(p_estate uuid, p_seq bigint, p_leaf jsonb, p_disclosures text[]) returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  perform ledger.note_households(p_estate, p_seq, p_leaf, p_disclosures);
  perform ledger.note_donations(p_estate, p_seq, p_leaf, p_disclosures);
end
$$;

grant execute on function ledger.check_purposes(uuid, text), ledger.keep_purposes(), ledger.note_donations(uuid, bigint, jsonb, text[]),
  ledger.note_inside(uuid, bigint, jsonb, text[]) to xinyi_append;
alter function ledger.keep_purposes() owner to xinyi_append;
revoke create on schema ledger from xinyi_append;
