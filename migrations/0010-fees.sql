-- Why: the records of property fees: tariffs and their proposals, the facts of single households that fees are reckoned from, reminders that
--      were given, receipts and their voiding. Amounts are not here: those are batch vouchers of the ledger.
-- Locks: writes to ledger.unit_entry while its new indexes are built; otherwise rows of the list of records alone are added.

-- A tariff is drafted by one person and put in force by another. A later draft of the same code replaces one that nobody approved.
call log.register_record('xinyi/tariff-proposal/v1', array['COMMITTEE_PREPARER', 'TRUSTEE']);
call log.register_record('xinyi/tariff/v1', array['COMMITTEE_PREPARER', 'TRUSTEE'], array['COMMITTEE_APPROVER']);
-- How many of a thing each household has (parking spaces, a meter's reading, vacancy); the households stand inside, privately.
call log.register_record('xinyi/unit-facts/v1', array['COMMITTEE_PREPARER', 'TRUSTEE']);
-- Which households were given a reminder, when and how; privately inside.
call log.register_record('xinyi/reminder/v1', array['COMMITTEE_PREPARER', 'TRUSTEE']);
call log.register_record('xinyi/receipt/v1', array['COMMITTEE_PREPARER', 'COMMITTEE_APPROVER', 'TRUSTEE', 'POSTING_AGENT']);
call log.register_record('xinyi/receipt-void/v1', array['COMMITTEE_PREPARER', 'COMMITTEE_APPROVER']);

-- What a month has charged, and what came since a day: looked up by runs and reports, whatever the length of the history. The
-- table is as young as this file's neighbours and small wherever they are run, so writes wait for the indexes.
-- squawk-ignore require-concurrent-index-creation
create index unit_entry_by_period on ledger.unit_entry (estate_id, period, kind);
-- squawk-ignore require-concurrent-index-creation
create index unit_entry_by_day on ledger.unit_entry (estate_id, event_on);
-- The old index leaves entries without a source out, and so could not be used to look a source up that stands in another row: each payment of
-- a file was compared with every entry of the estate.
drop index ledger.unit_entry_by_source;
-- squawk-ignore require-concurrent-index-creation
create index unit_entry_by_source on ledger.unit_entry (estate_id, source, seq);

-- A plan that a connection had made while the households' items were none was kept, and compared every household with every item later on:
-- 3,000 households took 17 seconds in their second month instead of one. Planning anew costs a few milliseconds a voucher.
alter function ledger.note_inside(uuid, bigint, jsonb, text[]) set plan_cache_mode = force_custom_plan;
alter function ledger.note_inside(uuid, bigint, jsonb, text[]) set enable_seqscan = off;
