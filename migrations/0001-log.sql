-- Why: the estate log. Everything that changes what people see is a leaf: bytes made once, stored as bytes, hashed as RFC 6962 leaves,
--      numbered without gaps per estate. Private values stand beside it, so that every leaf can be published as it is.
-- Locks: none; every object is new.

create schema log;
grant usage, create on schema log to xinyi_append; -- create: only until its functions are handed over, below

-- Nothing is executable by everyone; each function is granted by name.
alter default privileges revoke execute on functions from public;

-- The estate that a reading transaction speaks of. Unset or empty means none: row-level security then shows nothing.
create function log.scope() returns uuid
  language sql stable
  set search_path = pg_catalog, pg_temp
  return nullif(current_setting('xinyi.estate', true), '')::uuid;

-- Whether the reading transaction asked for private values too. The door decides who may; this keeps a forgotten filter from leaking.
create function log.private_scope() returns boolean
  language sql stable
  set search_path = pg_catalog, pg_temp
  return coalesce(current_setting('xinyi.private', true), '') = 'on';

create function log.refuse_change() returns trigger
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  raise exception 'APPEND_ONLY: % of %.% is not possible', tg_op, tg_table_schema, tg_table_name using errcode = 'XY001';
end
$$;

-- One way to put a table under protection, so that none is forgotten: the service may read the rows of its current estate, the append
-- functions' owner may do what is listed, and nobody else anything. `p_frozen` adds triggers that refuse any change of a row, for the owner
-- and in replica mode too.
create procedure log.protect(p_table regclass, p_append_rights text, p_private boolean default false, p_frozen boolean default false)
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  execute format('alter table %s enable row level security', p_table);
  execute format('create policy service_reads on %s for select to xinyi_app using (estate_id = (select log.scope())%s)', p_table,
    case when p_private then ' and (select log.private_scope())' else '' end);
  execute format('create policy append_acts on %s for all to xinyi_append using (true) with check (true)', p_table);
  execute format('revoke all on %s from public', p_table);
  execute format('grant select on %s to xinyi_app', p_table);
  execute format('grant %s on %s to xinyi_append', p_append_rights, p_table);
  if p_frozen then
    execute format('create trigger frozen before update or delete or truncate on %s for each statement execute function log.refuse_change()',
      p_table);
    execute format('alter table %s enable always trigger frozen', p_table);
  end if;
end
$$;

-- next_seq is the log's size; structure_seq the position after the last leaf that is not a voucher (what caches of chart, funds and roles hang on).
create table log.head (
  estate_id uuid not null,
  next_seq bigint not null,
  structure_seq bigint not null,
  constraint head_pk primary key (estate_id),
  constraint head_not_negative check (next_seq >= 0 and structure_seq between 0 and next_seq)
) with (fillfactor = 20);

create table log.leaf (
  estate_id uuid not null,
  seq bigint not null,
  body bytea not null,
  leaf_hash bytea not null,
  constraint leaf_pk primary key (estate_id, seq),
  constraint leaf_limit check (octet_length(body) <= 16384),
  constraint leaf_is_hashed check (leaf_hash = sha256('\x00'::bytea || body))
);

-- The hash of each private value that a leaf commits to, in the leaf's own order. Kept apart from the value, which may be erased by law.
create table log.private_leaf (
  estate_id uuid not null,
  seq bigint not null,
  ordinal integer not null,
  hash bytea not null,
  constraint private_leaf_pk primary key (estate_id, seq, ordinal),
  constraint private_leaf_width check (octet_length(hash) = 32)
);

create table log.disclosure (
  estate_id uuid not null,
  seq bigint not null,
  ordinal integer not null,
  value text not null,
  constraint disclosure_pk primary key (estate_id, seq, ordinal)
);

-- Which function turns a leaf of a type into the rows that people read. Each wing registers its own types.
create table log.projection (
  leaf_type text not null,
  derive regprocedure not null,
  constraint projection_pk primary key (leaf_type)
);

call log.protect('log.head', 'select, insert, update');
call log.protect('log.leaf', 'select, insert', false, true);
call log.protect('log.private_leaf', 'select, insert', false, true);
call log.protect('log.disclosure', 'select, insert', true);
revoke all on log.projection from public;
grant select on log.projection to xinyi_append;

grant usage on schema log to xinyi_app;
grant execute on function log.scope(), log.private_scope() to xinyi_app, xinyi_append;

-- Where caches of an estate's chart, funds and roles end.
create function log.structure_seq(p_estate uuid) returns bigint
  language sql stable
  set search_path = pg_catalog, pg_temp
as $$
  select structure_seq from log.head where estate_id = p_estate
$$;
grant execute on function log.structure_seq(uuid) to xinyi_app;

-- Bytes to jsonb under the strict profile: an object of strings and arrays (of arrays) of strings, no key twice. Raises otherwise.
create function log.read_body(p_body bytea) returns jsonb
  language plpgsql immutable
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_text text := convert_from(p_body, 'UTF8');
  v_leaf jsonb := v_text::jsonb;
begin
  if jsonb_typeof(v_leaf) <> 'object'
     or jsonb_path_exists(v_leaf, '$.*.** ? (@.type() != "string" && @.type() != "array")')
     or (select count(*) from json_object_keys(v_text::json)) <> (select count(*) from jsonb_object_keys(v_leaf)) then
    raise exception 'LEAF_PROFILE: the bytes are not a leaf of the strict profile' using errcode = 'XY002';
  end if;
  return v_leaf;
end
$$;

-- base64url without padding of 32 bytes, as digests stand in `_sd`.
create function log.base64url(p_bytes bytea) returns text
  language sql immutable
  set search_path = pg_catalog, pg_temp
  return translate(rtrim(encode(p_bytes, 'base64'), '='), E'+/\n', '-_');

create function log.from_base64url(p_text text) returns bytea
  language sql immutable
  set search_path = pg_catalog, pg_temp
  return decode(rpad(translate(p_text, '-_', '+/'), (length(p_text) + 3) / 4 * 4, '='), 'base64');

-- A disclosure is base64url of the UTF-8 of JSON [salt, name, value]; this is its value.
create function log.disclosed(p_disclosure text) returns jsonb
  language sql immutable
  set search_path = pg_catalog, pg_temp
  return (convert_from(log.from_base64url(p_disclosure), 'UTF8')::jsonb) -> 2;

create function log.disclosed_name(p_disclosure text) returns text
  language sql immutable
  set search_path = pg_catalog, pg_temp
  return (convert_from(log.from_base64url(p_disclosure), 'UTF8')::jsonb) ->> 1;

grant execute on function log.base64url(bytea), log.from_base64url(text), log.disclosed(text), log.disclosed_name(text),
  log.read_body(bytea) to xinyi_append;

-- Locks the heads of the estates in ascending order (one order for everybody, so no deadlock) and creates a missing one.
-- The caller reads facts in a *later* statement: waiting here does not refresh this statement's snapshot.
create function log.lock_heads(p_estates uuid[]) returns void
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
begin
  perform 1 from log.head where estate_id = any (p_estates) order by estate_id for update;
end
$$;
grant execute on function log.lock_heads(uuid[]) to xinyi_app, xinyi_append;

-- Stores the private values of one leaf: every one must be committed to by the leaf, in `_sd` (salted digests) or, for a batch leaf,
-- by being counted (`sub` itself is recomputed by verify).
create function log.keep_private(p_estate uuid, p_seq bigint, p_leaf jsonb, p_disclosures text[]) returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  if p_leaf ? 'sub' then
    if coalesce(cardinality(p_disclosures), 0)::text is distinct from p_leaf ->> 'count' then
      raise exception 'DISCLOSURE_COUNT: leaf % commits to % private lines, % were given', p_seq, p_leaf ->> 'count',
        coalesce(cardinality(p_disclosures), 0) using errcode = 'XY002';
    end if;
    insert into log.private_leaf (estate_id, seq, ordinal, hash)
    select p_estate, p_seq, d.ordinal, sha256('\x00'::bytea || convert_to(d.value, 'UTF8'))
      from unnest(p_disclosures) with ordinality as d(value, ordinal);
  else
    if exists (select 1 from unnest(p_disclosures) as d(value)
                where not coalesce(p_leaf -> '_sd', '[]'::jsonb) ? log.base64url(sha256(convert_to(d.value, 'UTF8')))) then
      raise exception 'DISCLOSURE_UNKNOWN: leaf % does not commit to a private value that was given', p_seq using errcode = 'XY002';
    end if;
    insert into log.private_leaf (estate_id, seq, ordinal, hash)
    select p_estate, p_seq, d.ordinal, sha256(convert_to(d.value, 'UTF8'))
      from unnest(p_disclosures) with ordinality as d(value, ordinal);
  end if;
  insert into log.disclosure (estate_id, seq, ordinal, value)
  select p_estate, p_seq, d.ordinal, d.value from unnest(p_disclosures) with ordinality as d(value, ordinal);
end
$$;

-- Appends one leaf that is not a voucher and derives its rows from its bytes. The caller holds the estate's head lock and names the
-- position it expects; a genesis leaf creates the head. A live leaf is recorded now (within a minute); a replayed one when it was.
create function log.append_record(p_estate uuid, p_seq bigint, p_body bytea, p_disclosures text[], p_live boolean) returns void
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_leaf jsonb := log.read_body(p_body);
  v_type text := v_leaf ->> 't';
  v_derive regprocedure;
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
  insert into log.leaf (estate_id, seq, body, leaf_hash) values (p_estate, p_seq, p_body, sha256('\x00'::bytea || p_body));
  perform log.keep_private(p_estate, p_seq, v_leaf, coalesce(p_disclosures, '{}'));
  execute format('select %s($1, $2, $3, $4)', v_derive::oid::regproc) using p_estate, p_seq, v_leaf, coalesce(p_disclosures, '{}');
end
$$;

alter function log.lock_heads(uuid[]) owner to xinyi_append;
alter function log.append_record(uuid, bigint, bytea, text[], boolean) owner to xinyi_append;
grant execute on function log.keep_private(uuid, bigint, jsonb, text[]) to xinyi_append;
grant execute on function log.append_record(uuid, bigint, bytea, text[], boolean) to xinyi_app;
revoke create on schema log from xinyi_append;
