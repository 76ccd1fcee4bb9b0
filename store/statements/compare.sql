-- What changed between two months of a register, with the ratings as values.
-- everything: also a row for each risk and action without a change.
SELECT
    register, from_period, to_period, risk_id, item, change, field, before, after, similarity, action_id, from_file,
    from_page, to_file, to_page, text, title, score_before, band_before, score_after, band_after
FROM rated_changes(
    from_period := $from_period, to_period := $to_period, of_register := $register, everything := $everything
);
