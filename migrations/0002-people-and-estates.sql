-- Why: who may what, and what an estate is. Rows here are derived from leaves by the projection functions below, never written by hand;
--      only tokens (which are secrets, not facts about the estate) are ordinary rows.
-- Locks: none; every object is new.

create schema people;
create schema estates;
grant usage, create on schema people, estates to xinyi_append;
grant usage on schema people, estates to xinyi_app;

-- The deployment's table of contents: which codes exist. The only estate table that is read without an estate's scope.
create table estates.directory (
  code text not null,
  estate_id uuid not null,
  constraint directory_pk primary key (code),
  constraint directory_estate unique (estate_id),
  constraint directory_code check (code ~ '^[a-z0-9](-?[a-z0-9])*$' and length(code) <= 60)
);
revoke all on estates.directory from public;
grant select on estates.directory to xinyi_app;
grant select, insert on estates.directory to xinyi_append;

create table estates.estate (
  estate_id uuid not null,
  code text not null,
  name text not null,
  address text not null,
  service_mode text not null,
  lifecycle_stage text not null,
  body_kind text not null,
  body_name text not null,
  books_opened_on date not null,
  seq bigint not null,
  constraint estate_pk primary key (estate_id)
);

create table estates.bank_account (
  estate_id uuid not null,
  bank_account_id text not null,
  alias text,
  number text,
  holder_type text not null,
  kind text not null,
  bank text not null,
  account text not null,
  opened_on date,
  closed_on date,
  seq bigint not null,
  constraint bank_account_pk primary key (estate_id, bank_account_id),
  constraint bank_account_one_ledger_account unique (estate_id, account),
  constraint bank_account_one_number unique (estate_id, number),
  constraint bank_account_one_alias unique (estate_id, alias),
  constraint bank_account_person_is_hidden check ((holder_type = 'PERSON') = (number is null) and (holder_type = 'ORG' or alias is not null))
);

-- A person's account number and holder, for those who may see them.
create table estates.bank_account_private (
  estate_id uuid not null,
  bank_account_id text not null,
  number text not null,
  holder_name text not null,
  constraint bank_account_private_pk primary key (estate_id, bank_account_id)
);

-- The public sums of the households' roll; the rows themselves are private.
create table estates.roll (
  estate_id uuid not null,
  seq bigint not null,
  households integer not null,
  area_m2 numeric(14, 4) not null,
  applicants integer not null,
  applicant_area_m2 numeric(14, 4) not null,
  constraint roll_pk primary key (estate_id, seq)
);

create table estates.unit (
  estate_id uuid not null,
  unit text not null,
  building text not null,
  area_m2 numeric(14, 4) not null,
  monthly_fee_fen bigint not null,
  applied boolean not null,
  payment_pattern text not null,
  seq bigint not null,
  constraint unit_pk primary key (estate_id, unit)
);

create table people.person (
  estate_id uuid not null,
  person_id text not null,
  kind text not null,
  seq bigint not null,
  constraint person_pk primary key (estate_id, person_id),
  constraint person_form check (person_id ~ '^p-[0-9a-z-]{2,40}$'),
  constraint person_kind check (kind in ('human', 'agent', 'operator'))
);

create table people.person_name (
  estate_id uuid not null,
  person_id text not null,
  name text not null,
  constraint person_name_pk primary key (estate_id, person_id)
);

create table people.role_grant (
  estate_id uuid not null,
  person_id text not null,
  role text not null,
  granted_seq bigint not null,
  revoked_seq bigint,
  constraint role_grant_pk primary key (estate_id, person_id, role, granted_seq),
  constraint role_grant_known check (role in ('OPERATOR', 'COMMITTEE_PREPARER', 'COMMITTEE_APPROVER', 'TRUSTEE', 'SUPERVISOR', 'AUDITOR',
    'RESIDENT', 'POSTING_AGENT'))
);

-- A bearer token is kept as its hash. It speaks for one person of each estate that it names.
create table people.token (
  token_hash bytea not null,
  token_id uuid not null,
  label text not null,
  issued_at timestamptz not null,
  expires_at timestamptz,
  revoked_at timestamptz,
  constraint token_pk primary key (token_hash),
  constraint token_one_id unique (token_id),
  constraint token_hash_width check (octet_length(token_hash) = 32)
);

create table people.token_person (
  estate_id uuid not null,
  token_hash bytea not null,
  person_id text not null,
  constraint token_person_pk primary key (estate_id, token_hash)
);
create index token_person_by_token on people.token_person (token_hash);

call log.protect('estates.estate', 'select, insert, update');
call log.protect('estates.bank_account', 'select, insert, update');
call log.protect('estates.bank_account_private', 'select, insert', true);
call log.protect('estates.roll', 'select, insert');
call log.protect('estates.unit', 'select, insert, update', true);
call log.protect('people.person', 'select, insert');
call log.protect('people.person_name', 'select, insert', true);
call log.protect('people.role_grant', 'select, insert, update');
revoke all on people.token, people.token_person from public;
grant select, insert on people.token, people.token_person to xinyi_app;
grant update (revoked_at) on people.token to xinyi_app;

create function estates.derive_genesis(p_estate uuid, p_seq bigint, p_leaf jsonb, p_disclosures text[]) returns void
  language sql
  set search_path = pg_catalog, pg_temp
as $$
  insert into estates.directory (code, estate_id) values (p_leaf ->> 'code', p_estate);
  insert into estates.estate (estate_id, code, name, address, service_mode, lifecycle_stage, body_kind, body_name, books_opened_on, seq)
  values (p_estate, p_leaf ->> 'code', p_leaf ->> 'name', p_leaf ->> 'address', p_leaf ->> 'service_mode', p_leaf ->> 'lifecycle_stage',
    p_leaf ->> 'body_kind', p_leaf ->> 'body_name', (p_leaf ->> 'books_opened_on')::date, p_seq);
  -- The founder is the operator who set the estate up; without one nobody could be given a role.
  insert into people.person (estate_id, person_id, kind, seq) values (p_estate, p_leaf ->> 'by', 'operator', p_seq);
  insert into people.role_grant (estate_id, person_id, role, granted_seq) values (p_estate, p_leaf ->> 'by', 'OPERATOR', p_seq);
$$;

create function estates.derive_bank_account(p_estate uuid, p_seq bigint, p_leaf jsonb, p_disclosures text[]) returns void
  language sql
  set search_path = pg_catalog, pg_temp
as $$
  insert into estates.bank_account (estate_id, bank_account_id, alias, number, holder_type, kind, bank, account, opened_on, closed_on, seq)
  values (p_estate, p_leaf ->> 'bank_account', nullif(p_leaf ->> 'alias', ''), nullif(p_leaf ->> 'number', ''), p_leaf ->> 'holder_type',
    p_leaf ->> 'kind', p_leaf ->> 'bank', p_leaf ->> 'account', nullif(p_leaf ->> 'opened_on', '')::date,
    nullif(p_leaf ->> 'closed_on', '')::date, p_seq)
  on conflict (estate_id, bank_account_id) do update
    set alias = excluded.alias, number = excluded.number, holder_type = excluded.holder_type, kind = excluded.kind, bank = excluded.bank,
        account = excluded.account, opened_on = excluded.opened_on, closed_on = excluded.closed_on, seq = excluded.seq;
  insert into estates.bank_account_private (estate_id, bank_account_id, number, holder_name)
  select p_estate, p_leaf ->> 'bank_account',
         max(log.disclosed(d) #>> '{}') filter (where log.disclosed_name(d) = 'number'),
         coalesce(max(log.disclosed(d) #>> '{}') filter (where log.disclosed_name(d) = 'holder'), '')
    from unnest(p_disclosures) as d
  having count(*) filter (where log.disclosed_name(d) = 'number') > 0
  on conflict do nothing;
$$;

create function estates.derive_roll(p_estate uuid, p_seq bigint, p_leaf jsonb, p_disclosures text[]) returns void
  language sql
  set search_path = pg_catalog, pg_temp
as $$
  insert into estates.roll (estate_id, seq, households, area_m2, applicants, applicant_area_m2)
  values (p_estate, p_seq, (p_leaf ->> 'households')::integer, (p_leaf ->> 'area_m2')::numeric, (p_leaf ->> 'applicants')::integer,
    (p_leaf ->> 'applicant_area_m2')::numeric);
  -- A private line is [unit, building, area, monthly fee in fen, applied 0|1, payment pattern].
  insert into estates.unit (estate_id, unit, building, area_m2, monthly_fee_fen, applied, payment_pattern, seq)
  select p_estate, u ->> 0, u ->> 1, (u ->> 2)::numeric, (u ->> 3)::bigint, u ->> 4 = '1', u ->> 5, p_seq
    from unnest(p_disclosures) as d cross join lateral log.disclosed(d) as u
  on conflict (estate_id, unit) do update
    set building = excluded.building, area_m2 = excluded.area_m2, monthly_fee_fen = excluded.monthly_fee_fen, applied = excluded.applied,
        payment_pattern = excluded.payment_pattern, seq = excluded.seq;
$$;

create function people.holds(p_estate uuid, p_person text, p_role text) returns boolean
  language sql stable
  set search_path = pg_catalog, pg_temp
as $$
  select exists (select 1 from people.role_grant
                  where estate_id = p_estate and person_id = p_person and role = p_role and revoked_seq is null)
$$;

create function people.derive_person(p_estate uuid, p_seq bigint, p_leaf jsonb, p_disclosures text[]) returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  if not people.holds(p_estate, p_leaf ->> 'by', 'OPERATOR') then
    raise exception 'ROLE_REQUIRED: only an operator adds a person' using errcode = 'XY004';
  end if;
  insert into people.person (estate_id, person_id, kind, seq) values (p_estate, p_leaf ->> 'person', p_leaf ->> 'kind', p_seq);
  insert into people.person_name (estate_id, person_id, name)
  select p_estate, p_leaf ->> 'person', log.disclosed(d) #>> '{}' from unnest(p_disclosures) as d where log.disclosed_name(d) = 'name';
end
$$;

-- A role is granted and revoked by an operator; a posting agent only by two different people of whom one approves for the committee.
create function people.derive_role(p_estate uuid, p_seq bigint, p_leaf jsonb, p_disclosures text[]) returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  if not people.holds(p_estate, p_leaf ->> 'by', 'OPERATOR') then
    raise exception 'ROLE_REQUIRED: only an operator grants or revokes' using errcode = 'XY004';
  end if;
  if p_leaf ->> 'role' = 'POSTING_AGENT' and p_leaf ->> 'action' = 'grant'
     and (p_leaf ->> 'approver' is not distinct from p_leaf ->> 'by'
          or not people.holds(p_estate, p_leaf ->> 'approver', 'COMMITTEE_APPROVER')) then
    raise exception 'SECOND_PERSON: a posting agent is given by two people' using errcode = 'XY004';
  end if;
  if p_leaf ->> 'action' = 'grant' then
    if not exists (select 1 from people.person where estate_id = p_estate and person_id = p_leaf ->> 'person') then
      raise exception 'PERSON_UNKNOWN: % is not a person of this estate', p_leaf ->> 'person' using errcode = 'XY004';
    end if;
    insert into people.role_grant (estate_id, person_id, role, granted_seq)
    values (p_estate, p_leaf ->> 'person', p_leaf ->> 'role', p_seq);
  else
    update people.role_grant set revoked_seq = p_seq
     where estate_id = p_estate and person_id = p_leaf ->> 'person' and role = p_leaf ->> 'role' and revoked_seq is null;
  end if;
end
$$;

-- Faces for other wings, so that no other wing names these tables.
create function people.roles_now(p_estate uuid) returns jsonb
  language sql stable
  set search_path = pg_catalog, pg_temp
as $$
  select coalesce(jsonb_agg(jsonb_build_array(person_id, role)), '[]') from people.role_grant
   where estate_id = p_estate and revoked_seq is null
$$;

create function estates.service_mode(p_estate uuid) returns text
  language sql stable
  set search_path = pg_catalog, pg_temp
as $$
  select service_mode from estates.estate where estate_id = p_estate
$$;
grant execute on function people.roles_now(uuid), estates.service_mode(uuid) to xinyi_app;

grant execute on function estates.derive_genesis(uuid, bigint, jsonb, text[]), estates.derive_bank_account(uuid, bigint, jsonb, text[]),
  estates.derive_roll(uuid, bigint, jsonb, text[]), people.derive_person(uuid, bigint, jsonb, text[]),
  people.derive_role(uuid, bigint, jsonb, text[]), people.holds(uuid, text, text) to xinyi_append;
insert into log.projection (leaf_type, derive) values
  ('xinyi/genesis/v1', 'estates.derive_genesis(uuid, bigint, jsonb, text[])'),
  ('xinyi/bank-account/v1', 'estates.derive_bank_account(uuid, bigint, jsonb, text[])'),
  ('xinyi/roll/v1', 'estates.derive_roll(uuid, bigint, jsonb, text[])'),
  ('xinyi/person/v1', 'people.derive_person(uuid, bigint, jsonb, text[])'),
  ('xinyi/role/v1', 'people.derive_role(uuid, bigint, jsonb, text[])');
revoke create on schema people, estates from xinyi_append;
