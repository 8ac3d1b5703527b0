-- Why: which bank line is which voucher, and who put a name under a reconciliation. Both are records: what stands is read from the leaves, a
--      match is undone by a later leaf, and nothing derived could differ from them.
-- Locks: none; rows of the list of records alone are added.

-- Matches that a run made or a person confirmed; lines are named by their place in the log, never by their words.
call log.register_record('xinyi/bank-match/v1', array['OPERATOR', 'COMMITTEE_PREPARER', 'COMMITTEE_APPROVER', 'POSTING_AGENT']);
call log.register_record('xinyi/bank-match-undone/v1', array['COMMITTEE_PREPARER', 'COMMITTEE_APPROVER']);
-- A reconciliation is prepared by one person and reviewed by another.
call log.register_record('xinyi/reconciliation-prepared/v1', array['COMMITTEE_PREPARER']);
call log.register_record('xinyi/reconciliation/v1', array['COMMITTEE_PREPARER'], array['COMMITTEE_APPROVER']);
