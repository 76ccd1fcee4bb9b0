-- Stalled actions of the risks in the worst band.
-- The rows of `stalled_actions` whose risk is rated of_band at as_of, whatever its case.
-- Needs min_reports reports.
-- Rests on bands.
CREATE OR REPLACE MACRO stalled_critical(
    as_of := NULL, min_reports := 3, of_band := 'Critical', of_register := NULL
) AS TABLE
SELECT * FROM stalled_actions(as_of, min_reports, of_register) WHERE lower(band) = lower(of_band);
