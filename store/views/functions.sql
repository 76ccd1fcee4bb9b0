-- Small functions the views and questions share.

-- A rating as the papers print it: 20 (Critical). NULL where there is none.
CREATE OR REPLACE MACRO rating_label(score, band) AS
    CASE WHEN score IS NULL THEN band WHEN band IS NULL THEN CAST(score AS VARCHAR) ELSE score || ' (' || band || ')' END;

-- A rating with its factors: impact 4 × likelihood 3 = 12 (High); without them as above, else as it is printed.
CREATE OR REPLACE MACRO kind_rating_label(impact, likelihood, score, band, printed) AS
    CASE WHEN impact IS NULL AND likelihood IS NULL THEN coalesce(rating_label(score, band), printed)
    ELSE concat_ws(' = ', concat_ws(' × ', 'impact ' || impact, 'likelihood ' || likelihood), rating_label(score, band)) END;

-- How alike two texts are, letter by letter: 1 less the edit distance over the longer length, to three places.
CREATE OR REPLACE MACRO likeness(a, b) AS
    round(1 - levenshtein(a, b) / greatest(length(a), length(b), 1), 3);

-- A text with its white space evened out.
CREATE OR REPLACE MACRO evened(t) AS trim(regexp_replace(t, '\s+', ' ', 'g'));

-- Whether a field of a risk or an action is told as reworded where it changed.
CREATE OR REPLACE MACRO is_wording(field) AS
    field IN ('description', 'impact', 'text', 'title', 'cause', 'control');

-- Whether each of some owners, written with commas, is named in a wording; true of none.
CREATE OR REPLACE MACRO all_named(owners, wording) AS
    owners IS NULL OR list_bool_and(
        list_transform(string_split(owners, ', '), lambda owner: contains(lower(coalesce(wording, '')), lower(owner)))
    );

-- The words with which a paper says that it leaves out what an absent `action` or `risk` may be; NULL where it has none.
-- Words about actions explain no absent risk, nor words about risks and scores an absent action whose risk stands.
CREATE OR REPLACE MACRO left_out(leaves_out, item) AS
    'left out: ' || nullif(array_to_string(list_transform(
        list_filter(leaves_out, lambda words: CASE
            WHEN regexp_matches(words, '(?i)\baction') THEN item = 'action'
            WHEN regexp_matches(words, '(?i)\brisk|\bscor|\brat(ed|ing)') THEN item = 'risk'
            ELSE true END),
        lambda words: CASE WHEN words = upper(CAST(words AS VARCHAR)) THEN lower(CAST(words AS VARCHAR)) ELSE words END
    ), '; '), '');

-- How many months one period, such as 2021-07, is after another.
CREATE OR REPLACE MACRO months_apart(earlier, later) AS
    date_diff('month', CAST(earlier || '-01' AS DATE), CAST(later || '-01' AS DATE));

-- A paper reference without the version it ends with; as store/series.py has it.
CREATE OR REPLACE MACRO without_version(reference) AS
    trim(regexp_replace(coalesce(reference, ''), '(?i)[\s_.-]v(?:ersion)?[\s_.]?\d+(?:\.\d+)*\s*$', ''));

-- What tells a paper from others: its reference, else its meeting, else its date.
CREATE OR REPLACE MACRO paper_label(reference, meeting_number, meeting_date, report_date) AS
    coalesce(reference, 'meeting ' || meeting_number, 'meeting of ' || meeting_date, 'dated ' || report_date,
             'no reference');

-- A word as a command line takes it: in quotes where it has other characters than letters, digits and - _ . /
CREATE OR REPLACE MACRO shell_word(word) AS
    CASE WHEN regexp_full_match(word, '[\w./-]+') THEN word ELSE '"' || replace(word, '"', '\"') || '"' END;

-- An action as decisions name it: OPSG-006/2021-07/3, by risk, month and position.
CREATE OR REPLACE MACRO action_name(risk_id, period, position) AS concat_ws('/', risk_id, period, position);

-- A command of `risktrail decide`, with the option that each takes.
CREATE OR REPLACE MACRO decide_command(words) AS 'risktrail decide ' || words || ' --reason TEXT';

-- The command that says that two actions are one.
CREATE OR REPLACE MACRO decide_same(one, other) AS
    decide_command('same ' || shell_word(one) || ' ' || shell_word(other));

-- A fingerprint of a doubt, from what it is about; nth counts doubts that are the same in all of it.
CREATE OR REPLACE MACRO doubt_digest(kind, register, period, risk_id, source_file, page, about, nth) AS
    md5(concat_ws(chr(31), kind, coalesce(register, ''), coalesce(period, ''), coalesce(risk_id, ''),
                  coalesce(source_file, ''), coalesce(page, 0), about, nth));

-- A doubt's id: eight digits of its fingerprint, sixteen where several begin with the same eight.
CREATE OR REPLACE MACRO doubt_id(digest, alike) AS left(digest, CASE alike WHEN 1 THEN 8 ELSE 16 END);
