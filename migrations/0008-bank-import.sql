-- Why: what the columns of a bank's export hold is told once by a person and kept as a record, so that export and restore carry it.
-- Locks: none; one row of the list of records is added.

call log.register_record('xinyi/bank-mapping/v1', array['OPERATOR', 'COMMITTEE_PREPARER', 'COMMITTEE_APPROVER']);
