-- A letter waits for the one before it on its ticket: asked at every try, of the few that are on their way.
create index outgoing_mails_on_their_way on outgoing_mails (workspace_id, ticket_id, id) where status in ('queued', 'sending');
