-- Which SKUs and batches come back abnormally often, and what was done about it.

-- How often a SKU was sent on the orders of a day and what came back of it: kept here, so that looking at a year each
-- day does not read a year of orders each day.
create table sku_days (
  workspace_id uuid not null default current_workspace(),
  sku text collate "C" not null,
  -- Empty where no report names one.
  batch text not null,
  day date not null,
  sent int not null check (sent > 0),
  -- Of those that came back, in how many days and for which kind of reason.
  ages int[] not null,
  reasons text[] not null,
  primary key (workspace_id, sku, batch, day)
);
create index sku_days_by_day on sku_days (workspace_id, day);
select protect('sku_days');

-- How far the counting has come, and what the last look was about.
create table anomaly_looks (
  workspace_id uuid not null default current_workspace() primary key,
  -- What was recorded from then on is counted at the next look.
  counted_at timestamptz,
  looked_at timestamptz,
  -- The share of returns that is back within so many days, as of the last look.
  curve jsonb,
  tested int not null default 0,
  found int not null default 0
);
select protect('anomaly_looks');

create table anomalies (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  sku text collate "C" not null,
  -- Which of its orders: those since a day, a Monday, or those of a batch.
  since date not null,
  batch text,
  stream text not null check (stream in ('all', 'quality', 'description', 'damaged', 'wrong-item')),
  state text not null check (state in ('open', 'asked', 'watched', 'solved', 'dismissed')),
  found_at timestamptz not null,
  -- The natural logarithm of the e-value when it was found, and the rest as of the last look.
  evidence double precision not null,
  observed int not null,
  sent int not null,
  exposure double precision not null,
  expected double precision not null,
  base_rate double precision not null,
  tail double precision not null,
  reasons jsonb not null,
  action_id uuid,
  -- When the department's answer was accepted: orders from then on are compared with those before.
  acted_at timestamptz,
  closed_at timestamptz,
  closed_by uuid,
  close_reason text not null default '',
  weighed_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, action_id) references actions,
  check ((state in ('solved', 'dismissed')) = (closed_at is not null)),
  check (state not in ('asked', 'watched') or action_id is not null),
  check (state <> 'watched' or acted_at is not null)
);
-- One at a time: what is open is not opened again.
create unique index anomalies_open_of_sku on anomalies (workspace_id, sku) where closed_at is null;
create index anomalies_of_sku on anomalies (workspace_id, sku, closed_at);
create index anomalies_by_finding on anomalies (workspace_id, found_at, id);
create index anomalies_open_by_finding on anomalies (workspace_id, found_at, id) where closed_at is null;
create index anomalies_of_action on anomalies (workspace_id, action_id) where action_id is not null;
select protect('anomalies');
