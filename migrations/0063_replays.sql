-- Versions of return policies taken over past returns, and what would have come of it.

create table replays (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  policy_id uuid not null,
  version_id uuid not null,
  -- Days of the workspace's zone, both taken in, and the moments at which they begin and end.
  from_day date not null,
  to_day date not null,
  from_at timestamptz not null,
  to_at timestamptz not null,
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
  -- Past returns taken through so far, and up to which moment of the period.
  seen int not null default 0,
  reached_at timestamptz,
  result jsonb,
  asked_by uuid not null,
  asked_at timestamptz not null,
  ended_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, policy_id) references return_policies (workspace_id, id),
  foreign key (workspace_id, version_id) references policy_versions (workspace_id, id),
  check (from_day <= to_day and from_at < to_at),
  check ((state = 'done') = (result is not null))
);
create index replays_of_policy on replays (workspace_id, policy_id, id);
create index replays_of_version on replays (workspace_id, version_id, id);
-- The same question is not worked at twice at the same time.
create unique index replays_open on replays (workspace_id, version_id, from_day, to_day) where state in ('waiting', 'running');
select protect('replays');
