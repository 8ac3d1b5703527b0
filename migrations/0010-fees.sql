-- Why: the records of property fees: tariffs and their proposals, the facts of single households that fees are reckoned from, reminders that
--      were given, receipts and their voiding. Amounts are not here: those are batch vouchers of the ledger.
-- Locks: none; rows of the list of records alone are added.

-- A tariff is drafted by one person and put in force by another. A later draft of the same code replaces one that nobody approved.
call log.register_record('xinyi/tariff-proposal/v1', array['COMMITTEE_PREPARER', 'TRUSTEE']);
call log.register_record('xinyi/tariff/v1', array['COMMITTEE_PREPARER', 'TRUSTEE'], array['COMMITTEE_APPROVER']);
-- How many of a thing each household has (parking spaces, a meter's reading, vacancy); the households stand inside, privately.
call log.register_record('xinyi/unit-facts/v1', array['COMMITTEE_PREPARER', 'TRUSTEE']);
-- Which households were given a reminder, when and how; privately inside.
call log.register_record('xinyi/reminder/v1', array['COMMITTEE_PREPARER', 'TRUSTEE']);
call log.register_record('xinyi/receipt/v1', array['COMMITTEE_PREPARER', 'COMMITTEE_APPROVER', 'TRUSTEE', 'POSTING_AGENT']);
call log.register_record('xinyi/receipt-void/v1', array['COMMITTEE_PREPARER', 'COMMITTEE_APPROVER']);
