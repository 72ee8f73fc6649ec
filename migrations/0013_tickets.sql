-- When the clock began that runs out first: how much of its time is left decides how its ticket is marked in the list.

alter table tickets add column next_started_at timestamptz;

-- Both tables are walled even against their owner, who fills the column in for every workspace.
alter table tickets no force row level security;
alter table clocks no force row level security;
update tickets t set next_started_at = coalesce(
  (select max(c.started_at) from clocks c
    where c.workspace_id = t.workspace_id and c.ticket_id = t.id and c.measure = t.next_measure and c.stopped_at is null),
  t.last_message_at)
where t.next_measure is not null;
alter table clocks force row level security;
alter table tickets force row level security;

alter table tickets add check ((next_measure is null) = (next_started_at is null));
