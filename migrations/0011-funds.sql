-- Why: the records of the funds (revenue contracts, the rule pack of an estate, campaigns, funding plans, household insurance, pledges), and the
--      last guard of public money: once an organisation's account is open, nothing more is received on a person's card (公款私存).
-- Locks: share row exclusive on ledger.posting while its trigger is made; no row is rewritten.

-- A record is drafted by one person (fund-proposal) and put in force by another; a decision says what became of the draft.
call log.register_record('xinyi/fund-proposal/v1', array['COMMITTEE_PREPARER', 'TRUSTEE']);
call log.register_record('xinyi/fund-decision/v1', array['COMMITTEE_APPROVER']);
call log.register_record('xinyi/revenue-contract/v1', array['COMMITTEE_PREPARER', 'TRUSTEE'], array['COMMITTEE_APPROVER']);
call log.register_record('xinyi/rule-pack/v1', array['COMMITTEE_PREPARER', 'TRUSTEE'], array['COMMITTEE_APPROVER']);
call log.register_record('xinyi/campaign/v1', array['COMMITTEE_PREPARER', 'TRUSTEE'], array['COMMITTEE_APPROVER']);
call log.register_record('xinyi/funding-plan/v1', array['COMMITTEE_PREPARER', 'TRUSTEE'], array['COMMITTEE_APPROVER']);
call log.register_record('xinyi/insurance/v1', array['COMMITTEE_PREPARER', 'TRUSTEE'], array['COMMITTEE_APPROVER']);
-- What households promised to a campaign: a memo, no money. The households stand inside, privately.
call log.register_record('xinyi/pledge/v1', array['COMMITTEE_PREPARER', 'TRUSTEE']);

grant usage, create on schema estates, ledger to xinyi_append;

-- The day since which an account in an organisation's name is open; null while there is none.
create function estates.org_account_since(p_estate uuid) returns date
  language sql stable
  set search_path = pg_catalog, pg_temp
as $$
  select min(coalesce(opened_on, '-infinity'::date)) from estates.bank_account
   where estate_id = p_estate and holder_type = 'ORG' and closed_on is null
$$;
grant execute on function estates.org_account_since(uuid) to xinyi_app, xinyi_append;

-- What the books open with, and what a red copy gives back, are no receipts.
create function ledger.refuse_personal_receipt() returns trigger
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_since date := estates.org_account_since(new.estate_id);
begin
  if v_since is not null and new.event_on >= v_since
     and exists (select 1 from ledger.voucher v
                  where v.estate_id = new.estate_id and v.seq = new.seq and v.kind not in ('opening', 'red')) then
    raise exception 'PERSONAL_ACCOUNT_RECEIPT: %', new.event_on using errcode = 'XY010';
  end if;
  return null;
end
$$;
grant execute on function ledger.refuse_personal_receipt() to xinyi_append;
create trigger posting_personal_receipt after insert on ledger.posting for each row
  when (new.debit_fen > 0 and new.account like '122101%') execute function ledger.refuse_personal_receipt();

revoke create on schema estates, ledger from xinyi_append;
