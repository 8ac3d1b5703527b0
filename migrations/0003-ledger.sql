-- Why: the ledger's rows. All are derived from leaves: vouchers and their postings are frozen, turnover rows are sums that can be recomputed
--      (and are, by verify). A prefix of days or months, not of entries, answers "the balance at any date".
-- Locks: none; every object is new.

create schema ledger;
grant usage, create on schema ledger to xinyi_append;
grant usage on schema ledger to xinyi_app;

create table ledger.book (
  estate_id uuid not null,
  opened_on date not null,
  closed_through date, -- first day of the last closed month; null while none is closed
  reopen_allowed boolean not null default false,
  constraint book_pk primary key (estate_id),
  constraint book_closed_is_month check (closed_through = date_trunc('month', closed_through)::date)
);

create table ledger.account (
  estate_id uuid not null,
  code text not null,
  name text not null,
  name_en text not null,
  kind text not null,
  fund_kinds text[], -- null: every fund
  cash_like boolean not null,
  seq bigint not null,
  constraint account_pk primary key (estate_id, code),
  constraint account_code_form check (code ~ '^[1-5][0-9]{3}([0-9]{2}){0,4}$'),
  constraint account_kind check (kind in ('A', 'L', 'N', 'I', 'E'))
);

create table ledger.fund (
  estate_id uuid not null,
  code text not null,
  name text not null,
  kind text not null,
  legal_basis text,
  custodian text,
  seq bigint not null,
  constraint fund_pk primary key (estate_id, code),
  constraint fund_code_form check (code ~ '^[A-Z][A-Z0-9-]{0,19}$'),
  constraint fund_kind check (kind in ('PROPERTY_FEE', 'COMMON', 'WORKING', 'REPAIR', 'CHARITY', 'CAMPAIGN', 'SUSPENSE'))
);

-- A month's numbers: last_no is the highest number given, first_seq and last_seq the log positions of its first and last voucher.
create table ledger.period (
  estate_id uuid not null,
  period date not null,
  last_no integer not null,
  first_seq bigint not null,
  last_seq bigint not null,
  constraint period_pk primary key (estate_id, period)
) with (fillfactor = 50);

create table ledger.period_event (
  estate_id uuid not null,
  seq bigint not null,
  period date not null,
  action text not null,
  preparer text not null,
  approver text not null,
  constraint period_event_pk primary key (estate_id, seq),
  constraint period_event_action check (action in ('close', 'reopen'))
);

create table ledger.voucher (
  estate_id uuid not null,
  seq bigint not null,
  period date not null,
  no integer not null,
  event_on date not null,
  kind text not null,
  id uuid not null,
  recorded_at timestamptz not null,
  preparer text not null,
  approver text not null,
  summary text not null,
  constraint voucher_pk primary key (estate_id, seq),
  constraint voucher_number unique (estate_id, period, no),
  constraint voucher_id unique (estate_id, id),
  constraint voucher_kind check (kind in ('opening', 'normal', 'accrual', 'transfer', 'interfund', 'refund', 'red', 'corrected',
    'difference', 'prior-year', 'closing'))
);
create index voucher_by_event on ledger.voucher (estate_id, event_on, seq);

create table ledger.posting (
  estate_id uuid not null,
  seq bigint not null,
  line_no smallint not null,
  period date not null,
  event_on date not null,
  debit_fen bigint not null,
  credit_fen bigint not null,
  account text not null,
  fund text not null,
  constraint posting_pk primary key (estate_id, seq, line_no),
  constraint posting_one_side check ((debit_fen = 0) <> (credit_fen = 0))
);
create index posting_by_account on ledger.posting (estate_id, account, period, seq);

-- Which voucher a later one corrects: by a red copy (once at most), its blue replacement, a difference, or a prior-year correction.
create table ledger.correction (
  estate_id uuid not null,
  correcting_seq bigint not null,
  original_seq bigint not null,
  kind text not null,
  constraint correction_pk primary key (estate_id, correcting_seq),
  constraint correction_kind check (kind in ('red', 'corrected', 'difference', 'prior-year')),
  constraint correction_is_later check (correcting_seq > original_seq)
);
create unique index correction_one_red on ledger.correction (estate_id, original_seq) where kind = 'red';
create index correction_by_original on ledger.correction (estate_id, original_seq);

-- Dimensions of a line (supplier, project, bank account ...). `hidden` ones (a household) stand in disclosures, not in the public line.
create table ledger.posting_dimension (
  estate_id uuid not null,
  dimension text not null,
  value text not null,
  seq bigint not null,
  line_no smallint not null,
  hidden boolean not null,
  constraint posting_dimension_pk primary key (estate_id, dimension, value, seq, line_no)
);

-- Turnover by the day on which things happened.
create table ledger.day_turnover (
  estate_id uuid not null,
  account text not null,
  fund text not null,
  event_on date not null,
  debit_fen bigint not null,
  credit_fen bigint not null,
  constraint day_turnover_pk primary key (estate_id, account, fund, event_on)
) with (fillfactor = 70);

-- Turnover by the month of the number and the month of the event (they differ for adjustments only), opening and closing vouchers apart.
create table ledger.month_turnover (
  estate_id uuid not null,
  account text not null,
  fund text not null,
  period date not null,
  event_month date not null,
  class text not null,
  debit_fen bigint not null,
  credit_fen bigint not null,
  constraint month_turnover_pk primary key (estate_id, account, fund, period, event_month, class),
  constraint month_turnover_class check (class in ('opening', 'normal', 'closing'))
) with (fillfactor = 70);

create table ledger.dimension_turnover (
  estate_id uuid not null,
  dimension text not null,
  value text not null,
  account text not null,
  fund text not null,
  event_on date not null,
  hidden boolean not null,
  debit_fen bigint not null,
  credit_fen bigint not null,
  constraint dimension_turnover_pk primary key (estate_id, dimension, value, account, fund, event_on)
) with (fillfactor = 70);

-- A fund's money in one cash-like account: the head balance, the last day it moved, and by event month the net and the lowest end of a
-- day relative to the month's start. So a back-dated payment is checked against every day since by reading months, not entries.
create table ledger.cash_balance (
  estate_id uuid not null,
  account text not null,
  fund text not null,
  balance_fen bigint not null,
  last_on date not null,
  constraint cash_balance_pk primary key (estate_id, account, fund)
) with (fillfactor = 20);

create table ledger.cash_month (
  estate_id uuid not null,
  account text not null,
  fund text not null,
  month date not null,
  net_fen bigint not null,
  low_fen bigint not null,
  low_on date not null, -- the first day that ends so low
  constraint cash_month_pk primary key (estate_id, account, fund, month)
) with (fillfactor = 50);

-- Floors that an atomic unit larger than one call promised to hold by its commit, from the earliest day on that any of its calls touched.
create table ledger.floor_promise (
  estate_id uuid not null,
  account text not null,
  fund text not null,
  from_on date not null,
  constraint floor_promise_pk primary key (estate_id, account, fund)
);

-- What was decided under the lock for an idempotency key. It never expires.
create table ledger.outcome (
  estate_id uuid not null,
  actor text not null,
  operation text not null,
  key text not null,
  input_hash bytea not null,
  outcome jsonb not null,
  constraint outcome_pk primary key (estate_id, actor, operation, key)
);

-- What a preparer proposes and another person decides. A proposal is not a fact of the ledger: it has no number and no leaf.
create table ledger.proposal (
  estate_id uuid not null,
  proposal_id uuid not null,
  kind text not null,
  state text not null,
  preparer text not null,
  decider text,
  body jsonb not null,
  note text,
  proposed_at timestamptz not null,
  decided_at timestamptz,
  seq bigint,
  constraint proposal_pk primary key (estate_id, proposal_id),
  constraint proposal_kind check (kind in ('voucher', 'reversal', 'close', 'reopen')),
  constraint proposal_state check (state in ('open', 'approved', 'returned')),
  constraint proposal_decided check ((state = 'open') = (decider is null) and (state = 'open') = (decided_at is null)),
  constraint proposal_two_persons check (state <> 'approved' or decider <> preparer)
);
create index proposal_open on ledger.proposal (estate_id, state, proposed_at);

call log.protect('ledger.book', 'select, insert, update');
call log.protect('ledger.account', 'select, insert');
call log.protect('ledger.fund', 'select, insert');
call log.protect('ledger.period', 'select, insert, update');
call log.protect('ledger.period_event', 'select, insert', false, true);
call log.protect('ledger.voucher', 'select, insert', false, true);
call log.protect('ledger.posting', 'select, insert', false, true);
call log.protect('ledger.correction', 'select, insert', false, true);
call log.protect('ledger.posting_dimension', 'select, insert', false, true);
call log.protect('ledger.day_turnover', 'select, insert, update');
call log.protect('ledger.month_turnover', 'select, insert, update');
call log.protect('ledger.dimension_turnover', 'select, insert, update');
call log.protect('ledger.cash_balance', 'select, insert, update');
call log.protect('ledger.cash_month', 'select, insert, update');
call log.protect('ledger.floor_promise', 'select, insert, update, delete');
call log.protect('ledger.outcome', 'select, insert', true, true);
call log.protect('ledger.proposal', 'select, insert, update', true);
create policy hidden_stays_hidden on ledger.posting_dimension as restrictive for select to xinyi_app
  using (not hidden or (select log.private_scope()));
create policy hidden_stays_hidden on ledger.dimension_turnover as restrictive for select to xinyi_app
  using (not hidden or (select log.private_scope()));

-- The first month that can still take numbers.
create function ledger.earliest_open(p_book ledger.book) returns date
  language sql immutable
  set search_path = pg_catalog, pg_temp
  return coalesce((p_book.closed_through + interval '1 month')::date, date_trunc('month', p_book.opened_on)::date);

create function ledger.derive_book(p_estate uuid, p_seq bigint, p_leaf jsonb, p_disclosures text[]) returns void
  language sql
  set search_path = pg_catalog, pg_temp
as $$
  insert into ledger.book (estate_id, opened_on) values (p_estate, (p_leaf ->> 'opened_on')::date);
$$;

-- An account row is [code, name, English name, kind, fund kinds separated by spaces or ""].
create function ledger.derive_accounts(p_estate uuid, p_seq bigint, p_leaf jsonb, p_disclosures text[]) returns void
  language sql
  set search_path = pg_catalog, pg_temp
as $$
  insert into ledger.account (estate_id, code, name, name_en, kind, fund_kinds, cash_like, seq)
  select p_estate, a ->> 0, a ->> 1, a ->> 2, a ->> 3, string_to_array(nullif(a ->> 4, ''), ' '),
         a ->> 0 ~ '^(1001|1002|1012|122101|122102|122103|122105)', p_seq
    from jsonb_array_elements(p_leaf -> 'accounts') as a;
$$;

-- A fund row is [code, name, kind, legal basis or "", custodian or ""].
create function ledger.derive_funds(p_estate uuid, p_seq bigint, p_leaf jsonb, p_disclosures text[]) returns void
  language sql
  set search_path = pg_catalog, pg_temp
as $$
  insert into ledger.fund (estate_id, code, name, kind, legal_basis, custodian, seq)
  select p_estate, f ->> 0, f ->> 1, f ->> 2, nullif(f ->> 3, ''), nullif(f ->> 4, ''), p_seq
    from jsonb_array_elements(p_leaf -> 'funds') as f;
$$;

create function ledger.require_two_persons(p_estate uuid, p_preparer text, p_approver text) returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  if p_preparer is not distinct from p_approver then
    raise exception 'SECOND_PERSON: preparer and approver are the same person' using errcode = 'XY004';
  end if;
  if not (people.holds(p_estate, p_preparer, 'COMMITTEE_PREPARER') or people.holds(p_estate, p_preparer, 'TRUSTEE'))
     or not people.holds(p_estate, p_approver, 'COMMITTEE_APPROVER') then
    raise exception 'ROLE_REQUIRED: preparer or approver does not hold the role' using errcode = 'XY004';
  end if;
end
$$;

create function ledger.derive_period(p_estate uuid, p_seq bigint, p_leaf jsonb, p_disclosures text[]) returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_book ledger.book;
  v_period date := (p_leaf ->> 'period' || '-01')::date;
begin
  perform ledger.require_two_persons(p_estate, p_leaf ->> 'preparer', p_leaf ->> 'approver');
  select * into strict v_book from ledger.book where estate_id = p_estate;
  if p_leaf ->> 'action' = 'close' then
    if v_period <> ledger.earliest_open(v_book)
       or (v_period + interval '1 month')::date > (clock_timestamp() at time zone 'Asia/Shanghai')::date then
      raise exception 'PERIOD_ORDER: % is not the next month to close, or is not over', p_leaf ->> 'period' using errcode = 'XY005';
    end if;
    update ledger.book set closed_through = v_period where estate_id = p_estate;
  else
    if not v_book.reopen_allowed or v_period is distinct from v_book.closed_through then
      raise exception 'PERIOD_REOPEN: % cannot be reopened', p_leaf ->> 'period' using errcode = 'XY005';
    end if;
    update ledger.book set closed_through = nullif((v_period - interval '1 month')::date,
        (date_trunc('month', opened_on) - interval '1 month')::date) where estate_id = p_estate;
  end if;
  insert into ledger.period_event (estate_id, seq, period, action, preparer, approver)
  values (p_estate, p_seq, v_period, p_leaf ->> 'action', p_leaf ->> 'preparer', p_leaf ->> 'approver');
end
$$;

create function ledger.derive_policy(p_estate uuid, p_seq bigint, p_leaf jsonb, p_disclosures text[]) returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  if not people.holds(p_estate, p_leaf ->> 'by', 'OPERATOR') or p_leaf ->> 'approver' is not distinct from p_leaf ->> 'by'
     or not people.holds(p_estate, p_leaf ->> 'approver', 'COMMITTEE_APPROVER') then
    raise exception 'SECOND_PERSON: a policy is changed by two people' using errcode = 'XY004';
  end if;
  update ledger.book set reopen_allowed = (p_leaf ->> 'reopen' = 'allowed') where estate_id = p_estate;
end
$$;

grant execute on function ledger.earliest_open(ledger.book), ledger.derive_book(uuid, bigint, jsonb, text[]),
  ledger.derive_accounts(uuid, bigint, jsonb, text[]), ledger.derive_funds(uuid, bigint, jsonb, text[]),
  ledger.derive_period(uuid, bigint, jsonb, text[]), ledger.derive_policy(uuid, bigint, jsonb, text[]),
  ledger.require_two_persons(uuid, text, text) to xinyi_append;
grant execute on function ledger.earliest_open(ledger.book) to xinyi_app;
insert into log.projection (leaf_type, derive) values
  ('xinyi/book/v1', 'ledger.derive_book(uuid, bigint, jsonb, text[])'),
  ('xinyi/accounts/v1', 'ledger.derive_accounts(uuid, bigint, jsonb, text[])'),
  ('xinyi/funds/v1', 'ledger.derive_funds(uuid, bigint, jsonb, text[])'),
  ('xinyi/period/v1', 'ledger.derive_period(uuid, bigint, jsonb, text[])'),
  ('xinyi/policy/v1', 'ledger.derive_policy(uuid, bigint, jsonb, text[])');
revoke create on schema ledger from xinyi_append;
