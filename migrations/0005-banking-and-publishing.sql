-- Why: what the bank says (statement lines, whole in private, amounts and days readable) and what was published (numbered, frozen
--      statements with the log position and digest that make them recomputable).
-- Locks: none; every object is new.

create schema banking;
create schema publishing;
grant usage, create on schema banking, publishing to xinyi_append;
grant usage on schema banking, publishing to xinyi_app;

create table banking.statement_file (
  estate_id uuid not null,
  seq bigint not null,
  bank_account_id text not null,
  line_count integer not null,
  from_on date not null,
  through_on date not null,
  closing_fen bigint not null,
  constraint statement_file_pk primary key (estate_id, seq)
);

-- One line of the bank's statement, in the bank's view: out is what left the account. Counterparty, remark and the raw row stay private.
create table banking.statement_line (
  estate_id uuid not null,
  bank_account_id text not null,
  seq bigint not null,
  ordinal integer not null,
  booked_on date not null,
  out_fen bigint not null,
  in_fen bigint not null,
  balance_fen bigint not null,
  serial text not null,
  line_key text not null, -- what tells the line from every other of the account
  constraint statement_line_once unique (estate_id, bank_account_id, line_key),
  constraint statement_line_pk primary key (estate_id, bank_account_id, seq, ordinal),
  constraint statement_line_one_way check (out_fen >= 0 and in_fen >= 0 and (out_fen = 0) <> (in_fen = 0))
);
create index statement_line_by_day on banking.statement_line (estate_id, bank_account_id, booked_on);

create table publishing.publication (
  estate_id uuid not null,
  statement_id text not null,
  report text not null,
  period_label text not null,
  version integer not null,
  seq bigint not null,
  as_of_seq bigint not null, -- the log's size at the figures: leaves before this position are in
  digest bytea not null,
  published_by text not null,
  published_at timestamptz not null,
  reason text,
  constraint publication_pk primary key (estate_id, statement_id),
  constraint publication_version unique (estate_id, report, period_label, version),
  constraint publication_digest check (octet_length(digest) = 32)
);

call log.protect('banking.statement_file', 'select, insert', false, true);
call log.protect('banking.statement_line', 'select, insert', false, true);
call log.protect('publishing.publication', 'select, insert', false, true);

-- The private inside has two kinds: `line` is [account number or alias, serial, booked on, out fen, in fen, balance fen, counterparty, its number, summary, remark,
-- [cells of the bank's own row], key]; `file` is [file name, SHA-256 of the file in hex].
create function banking.derive_statement(p_estate uuid, p_seq bigint, p_leaf jsonb, p_disclosures text[]) returns void
  language sql
  set search_path = pg_catalog, pg_temp
as $$
  insert into banking.statement_file (estate_id, seq, bank_account_id, line_count, from_on, through_on, closing_fen)
  values (p_estate, p_seq, p_leaf ->> 'bank_account', (p_leaf ->> 'lines')::integer, (p_leaf ->> 'from')::date,
    (p_leaf ->> 'through')::date, (p_leaf ->> 'closing')::bigint);
  insert into banking.statement_line (estate_id, bank_account_id, seq, ordinal, booked_on, out_fen, in_fen, balance_fen, serial,
    line_key)
  select p_estate, p_leaf ->> 'bank_account', p_seq, d.ordinal, (l ->> 2)::date, (l ->> 3)::bigint, (l ->> 4)::bigint, (l ->> 5)::bigint,
         l ->> 1, l ->> 11
    from unnest(p_disclosures) with ordinality as d(value, ordinal) cross join lateral log.disclosed(d.value) as l
   where log.disclosed_name(d.value) = 'line';
$$;

create function publishing.derive_statement(p_estate uuid, p_seq bigint, p_leaf jsonb, p_disclosures text[]) returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  if not people.holds(p_estate, p_leaf ->> 'by', 'COMMITTEE_APPROVER') then
    raise exception 'ROLE_REQUIRED: only a committee approver publishes' using errcode = 'XY004';
  end if;
  insert into publishing.publication (estate_id, statement_id, report, period_label, version, seq, as_of_seq, digest, published_by,
    published_at, reason)
  values (p_estate, p_leaf ->> 'id', p_leaf ->> 'report', p_leaf ->> 'period', (p_leaf ->> 'version')::integer, p_seq,
    (p_leaf ->> 'as_of')::bigint, decode(p_leaf ->> 'digest', 'hex'), p_leaf ->> 'by', (p_leaf ->> 'recorded_at')::timestamptz,
    nullif(p_leaf ->> 'reason', ''));
end
$$;

grant execute on function banking.derive_statement(uuid, bigint, jsonb, text[]),
  publishing.derive_statement(uuid, bigint, jsonb, text[]) to xinyi_append;
insert into log.projection (leaf_type, derive) values
  ('xinyi/bank-statement/v1', 'banking.derive_statement(uuid, bigint, jsonb, text[])'),
  ('xinyi/statement/v1', 'publishing.derive_statement(uuid, bigint, jsonb, text[])');
revoke create on schema banking, publishing from xinyi_append;
