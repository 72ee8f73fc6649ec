-- Every view of the list by an index of its own order: without them "all, the most pressing first" sorted every ticket
-- there is, and "snoozed, the newest first" walked through all tickets until it had met enough snoozed ones.
create index tickets_by_any_due on tickets (workspace_id, next_due_at, id);
create index tickets_by_status_and_recency on tickets (workspace_id, status, last_message_at, id);
-- How much work each member has, asked whenever a ticket is given out: read off the index alone.
create index tickets_open_by_assignee on tickets (workspace_id, assignee_id, priority) where status = 'open';
