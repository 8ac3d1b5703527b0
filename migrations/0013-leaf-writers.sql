-- Why: who may write a leaf of structure (chart, funds, book, bank accounts, the roll, bank statements) was the service's own promise. The
--      database now holds it too, so that a mistake of the service cannot put a stranger's name under an estate's structure.
-- Locks: none; log.append_record is replaced in place.

create table log.leaf_writer (
  leaf_type text not null,
  by_roles text[] not null,
  constraint leaf_writer_pk primary key (leaf_type)
);
revoke all on log.leaf_writer from public;
grant select on log.leaf_writer to xinyi_append;
insert into log.leaf_writer (leaf_type, by_roles) values
  ('xinyi/book/v1', '{OPERATOR}'),
  ('xinyi/accounts/v1', '{OPERATOR}'),
  ('xinyi/funds/v1', '{OPERATOR}'),
  ('xinyi/bank-account/v1', '{OPERATOR}'),
  ('xinyi/roll/v1', '{OPERATOR}'),
  ('xinyi/bank-statement/v1', '{OPERATOR,COMMITTEE_PREPARER,COMMITTEE_APPROVER}');

create or replace function log.append_record(p_estate uuid, p_seq bigint, p_body bytea, p_disclosures text[], p_live boolean) returns void
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_leaf jsonb := log.read_body(p_body);
  v_type text := v_leaf ->> 't';
  v_derive regprocedure;
  v_roles text[];
begin
  select derive into v_derive from log.projection where leaf_type = v_type;
  if v_derive is null then
    raise exception 'LEAF_TYPE: % is not a record of this log', v_type using errcode = 'XY002';
  end if;
  if v_leaf ->> 'estate' is distinct from p_estate::text then
    raise exception 'LEAF_ESTATE: the leaf belongs to another estate' using errcode = 'XY002';
  end if;
  -- A leaf without the field compares as null, which must not pass.
  if p_live and not coalesce(abs(extract(epoch from clock_timestamp() - (v_leaf ->> 'recorded_at')::timestamptz)) <= 60, false) then
    raise exception 'LEAF_CLOCK: recorded_at is not now' using errcode = 'XY002';
  end if;
  if v_type = 'xinyi/genesis/v1' then
    insert into log.head (estate_id, next_seq, structure_seq) values (p_estate, 1, 1);
  else
    update log.head set next_seq = next_seq + 1, structure_seq = next_seq + 1 where estate_id = p_estate and next_seq = p_seq;
  end if;
  if not found or (v_type = 'xinyi/genesis/v1') <> (p_seq = 0) then
    raise exception 'LEAF_POSITION: % is not the next position of this log', p_seq using errcode = 'XY003';
  end if;
  -- Roles stand in the log before the leaf that needs them. The founder is an operator by the genesis leaf itself.
  select by_roles into v_roles from log.leaf_writer where leaf_type = v_type;
  if found and not exists (select 1 from unnest(v_roles) as r(role) where people.holds(p_estate, v_leaf ->> 'by', r.role)) then
    raise exception 'ROLE_REQUIRED: % may not write %', v_leaf ->> 'by', v_type using errcode = 'XY004';
  end if;
  insert into log.leaf (estate_id, seq, body, leaf_hash) values (p_estate, p_seq, p_body, sha256('\x00'::bytea || p_body));
  perform log.keep_private(p_estate, p_seq, v_leaf, coalesce(p_disclosures, '{}'));
  execute format('select %s($1, $2, $3, $4)', v_derive::oid::regproc) using p_estate, p_seq, v_leaf, coalesce(p_disclosures, '{}');
end
$$;
