-- Every action of every current report: one row a month, with its trail.
-- action_id is equal in two months exactly where it is the same action. reports_ongoing counts the register's
-- imported reports back from this one in which it is ongoing without a break; reports_unchanged those in which wording
-- and note are the same besides. ongoing_since is the first month of that run. first_due_date is the first due date of
-- the trail, times_moved how often it changed up to this report, reports_same_note the reports back from this one with the
-- same note and date of it. match_method is how it was taken for the action of an earlier month: first (it was not), equal,
-- similar or decided. decided is what decisions of people changed in this row: a value, or what it was taken for.
CREATE OR REPLACE VIEW actions AS
SELECT
    t.register,
    t.period,
    s.report_date,
    t.risk_id,
    t.position,
    t.action_id,
    a.text,
    a.status,
    a.status_text,
    a.note,
    a.owners,
    t.first_seen,
    t.reports_ongoing,
    t.reports_unchanged,
    s.source_file,
    a.page,
    a.source,
    t.ongoing_since,
    t.match_method,
    t.similarity,
    t.unsure,
    t.gap,
    t.text_key,
    t.risk_position,
    t.ordinal,
    t.previous_ordinal,
    t.report_id,
    a.ref,
    a.due_date,
    a.due_text,
    a.completed_date,
    a.percent,
    a.note_date,
    t.first_due_date,
    t.times_moved,
    t.reports_same_note,
    t.decided
FROM action_trail AS t
JOIN action AS a ON a.report_id = t.report_id AND a.risk_position = t.risk_position AND a.position = t.position
JOIN series AS s ON s.report_id = t.report_id;
