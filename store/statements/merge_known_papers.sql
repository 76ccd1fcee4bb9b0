-- What a store knows of each paper, as far as two stores may differ in it. {store} is empty, or the name of an attached
-- store with a dot.
SELECT
    p.paper_id, p.sha256, p.first_page, p.last_page, p.name, p.state, p.parser_version, p.reason, r.register, r.period, r.profile, r.profile_sha256,
    o.register, o.period, coalesce(o.accept_unread, false), o.profile, g.removed_at, g.reason
FROM {store}paper AS p
LEFT JOIN {store}report AS r ON r.paper_id = p.paper_id
LEFT JOIN {store}paper_option AS o ON o.paper_id = p.paper_id
LEFT JOIN {store}removed_paper AS g ON g.paper_id = p.paper_id;
