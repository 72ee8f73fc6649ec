-- When people work, how long a ticket may take, and the clocks that run on each.

create table calendars (
  workspace_id uuid not null default current_workspace() references workspaces,
  id uuid not null,
  name text not null check (length(name) between 1 and 120),
  zone text not null,
  always_open boolean not null,
  -- [{"weekday": 1, "from": "09:00", "to": "18:00"}, …]; an end before its beginning is on the next day.
  periods jsonb not null,
  updated_at timestamptz not null,
  primary key (workspace_id, id)
);
create unique index calendars_by_name on calendars (workspace_id, lower(name));
create index calendars_listed on calendars (workspace_id, name, id);
select protect('calendars');

create table calendar_holidays (
  workspace_id uuid not null default current_workspace(),
  calendar_id uuid not null,
  date date not null,
  name text not null check (length(name) between 1 and 120),
  -- The periods in which people work on that date all the same: [{"from": "09:00", "to": "12:00"}]; none when closed.
  open jsonb not null default '[]',
  primary key (workspace_id, calendar_id, date),
  foreign key (workspace_id, calendar_id) references calendars (workspace_id, id) on delete cascade
);
select protect('calendar_holidays');

-- A policy holds for the tickets that agree with everything it names; null names nothing.
create table sla_policies (
  workspace_id uuid not null default current_workspace() references workspaces,
  id uuid not null,
  name text not null check (length(name) between 1 and 120),
  kind text,
  priority text,
  store_id uuid,
  marketplace_kind text,
  channel_kind text,
  ceiling boolean not null,
  active boolean not null,
  updated_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, store_id) references stores (workspace_id, id)
);
-- Two policies about the same tickets would leave open which of them decides.
create unique index sla_policies_by_conditions on sla_policies
  (workspace_id, kind, priority, store_id, marketplace_kind, channel_kind) nulls not distinct;
create index sla_policies_listed on sla_policies (workspace_id, name, id);
create index sla_policies_by_store on sla_policies (workspace_id, store_id) where store_id is not null;
select protect('sla_policies');

create table sla_targets (
  workspace_id uuid not null default current_workspace(),
  policy_id uuid not null,
  measure text not null check (measure in ('first-response', 'next-response', 'solution-proposed', 'promise', 'resolution')),
  limit_seconds int not null check (limit_seconds > 0),
  -- Null: every hour of every day.
  calendar_id uuid,
  pauses_for_buyer boolean not null,
  primary key (workspace_id, policy_id, measure),
  foreign key (workspace_id, policy_id) references sla_policies (workspace_id, id) on delete cascade,
  foreign key (workspace_id, calendar_id) references calendars (workspace_id, id)
);
create index sla_targets_by_calendar on sla_targets (workspace_id, calendar_id) where calendar_id is not null;
select protect('sla_targets');

-- What has happened on a ticket, as far as its clocks go by it; one row a ticket, also the lock on its clocks.
create table sla_courses (
  workspace_id uuid not null default current_workspace() references workspaces,
  ticket_id uuid not null,
  kind text not null,
  priority text not null,
  store_id uuid,
  marketplace_kind text,
  channel_kind text,
  opened_at timestamptz not null,
  answered_at timestamptz,
  unanswered_since timestamptz,
  waiting_since timestamptz,
  proposed_at timestamptz,
  resolved_at timestamptz,
  primary key (workspace_id, ticket_id)
);
select protect('sla_courses');

create table clocks (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  ticket_id uuid not null,
  measure text not null check (measure in ('first-response', 'next-response', 'solution-proposed', 'promise', 'resolution')),
  policy_id uuid,
  calendar_id uuid,
  started_at timestamptz not null,
  limit_ms bigint not null check (limit_ms >= 0),
  pauses_for_buyer boolean not null,
  -- [{"from": ms, "until": ms or null}, …] in milliseconds since 1970.
  pauses jsonb not null default '[]',
  stopped_at timestamptz,
  stopped_how text check (stopped_how in ('met', 'resolved', 'dropped')),
  breached_at timestamptz,
  reminded smallint not null default 0 check (reminded in (0, 50, 80, 100)),
  -- Reckoned from the columns above: when the limit passes, and when the next reminder is due; null while nobody can say.
  due_at timestamptz,
  next_at timestamptz,
  -- Working time from start to stop.
  spent_ms bigint,
  primary key (workspace_id, id),
  foreign key (workspace_id, ticket_id) references sla_courses (workspace_id, ticket_id),
  foreign key (workspace_id, policy_id) references sla_policies (workspace_id, id) on delete set null (policy_id),
  -- A calendar goes only when no running clock counts by it; the done ones keep their figures without it.
  foreign key (workspace_id, calendar_id) references calendars (workspace_id, id) on delete set null (calendar_id),
  check ((stopped_at is null) = (stopped_how is null)),
  check (stopped_at is null or next_at is null)
);
create unique index clocks_one_running on clocks (workspace_id, ticket_id, measure) where stopped_at is null;
create index clocks_of_ticket on clocks (workspace_id, ticket_id, started_at, id);
create index clocks_to_remind on clocks (workspace_id, next_at, id) where next_at is not null;
create index clocks_by_calendar on clocks (workspace_id, calendar_id, id) where calendar_id is not null;
create index clocks_by_policy on clocks (workspace_id, policy_id) where policy_id is not null;
select protect('clocks');
