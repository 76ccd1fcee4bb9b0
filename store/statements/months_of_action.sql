-- The months of an action, and where it stands in each.
SELECT register, period, risk_position, position FROM action_trail WHERE action_id = $action_id ORDER BY ordinal;
