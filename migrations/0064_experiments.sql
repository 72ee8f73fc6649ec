-- Versions of a return policy beside one another: who is in which arm, and what came of it.

create table experiments (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  name text not null check (length(name) between 1 and 120),
  policy_id uuid not null,
  state text not null check (state in ('draft', 'running', 'paused', 'ended')),
  -- What it decides by, planned before the first return.
  goal text not null check (goal in ('loss-share', 'given-up')),
  effect double precision not null check (effect > 0 and effect <= 1),
  alpha double precision not null check (alpha > 0 and alpha <= 0.2),
  power double precision not null check (power >= 0.5 and power < 1),
  deviation double precision not null check (deviation > 0 and deviation <= 2),
  size int not null check (size > 0),
  spares_important boolean not null,
  -- How it ended: what the stop rule said, or that somebody stopped it.
  verdict jsonb,
  stop_reason text not null default '' check (length(stop_reason) <= 2000),
  created_by uuid not null,
  created_at timestamptz not null,
  started_at timestamptz,
  ended_at timestamptz,
  archived_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, policy_id) references return_policies (workspace_id, id),
  check ((state = 'draft') = (started_at is null)),
  check ((state = 'ended') = (ended_at is not null)),
  check (archived_at is null or state in ('draft', 'ended'))
);
-- One at a time of a policy: returns of two experiments would tell nothing of either.
create unique index experiments_open on experiments (workspace_id, policy_id) where state in ('running', 'paused');
create index experiments_of_policy on experiments (workspace_id, policy_id, id);
create index experiments_by_archive on experiments (workspace_id, id) where archived_at is null;
select protect('experiments');

-- The first arm is the control: what is in force when it starts.
create table experiment_arms (
  workspace_id uuid not null default current_workspace(),
  experiment_id uuid not null,
  position int not null check (position between 0 and 3),
  version_id uuid not null,
  weight int not null check (weight between 1 and 99),
  primary key (workspace_id, experiment_id, position),
  unique (workspace_id, experiment_id, version_id),
  foreign key (workspace_id, experiment_id) references experiments (workspace_id, id) on delete cascade,
  foreign key (workspace_id, version_id) references policy_versions (workspace_id, id)
);
create index experiment_arms_of_version on experiment_arms (workspace_id, version_id);
select protect('experiment_arms');

-- Which return began in which arm. Only added to.
create table experiment_assignments (
  workspace_id uuid not null default current_workspace(),
  experiment_id uuid not null,
  request_id uuid not null,
  position int not null,
  assigned_at timestamptz not null,
  primary key (workspace_id, request_id),
  foreign key (workspace_id, experiment_id) references experiments (workspace_id, id)
);
create index experiment_assignments_of_arm on experiment_assignments (workspace_id, experiment_id, position);
select protect('experiment_assignments');

-- What came of each, as it was when the return ended. Only added to, once each.
create table experiment_outcomes (
  workspace_id uuid not null default current_workspace(),
  request_id uuid not null,
  experiment_id uuid not null,
  position int not null,
  -- Minor units; null where something is missing.
  loss bigint,
  currency text not null,
  loss_share double precision,
  is_given_up boolean not null,
  has_claim boolean not null,
  counted_at timestamptz not null,
  primary key (workspace_id, request_id),
  foreign key (workspace_id, request_id) references experiment_assignments (workspace_id, request_id)
);
create index experiment_outcomes_in_order on experiment_outcomes (workspace_id, experiment_id, counted_at, request_id);
select protect('experiment_outcomes');

-- What buyers said of the seller in public after their return began, often long after it has ended; the last word counts.
create table experiment_opinions (
  workspace_id uuid not null default current_workspace(),
  request_id uuid not null,
  experiment_id uuid not null,
  is_satisfied boolean not null,
  heard_at timestamptz not null,
  primary key (workspace_id, request_id),
  foreign key (workspace_id, request_id) references experiment_assignments (workspace_id, request_id)
);
create index experiment_opinions_of on experiment_opinions (workspace_id, experiment_id);
select protect('experiment_opinions');

create function keep_experiment_rows() returns trigger
  language plpgsql as $$
begin
  raise exception 'what an experiment has counted never changes';
end $$;
create trigger assignments_stay before update on experiment_assignments for each row execute function keep_experiment_rows();
create trigger outcomes_stay before update on experiment_outcomes for each row execute function keep_experiment_rows();

-- Where the ranges stood after so many returns: the chart. One row a look that is kept.
create table experiment_looks (
  workspace_id uuid not null default current_workspace(),
  experiment_id uuid not null,
  returns int not null,
  comparisons jsonb not null,
  looked_at timestamptz not null,
  primary key (workspace_id, experiment_id, returns),
  foreign key (workspace_id, experiment_id) references experiments (workspace_id, id) on delete cascade
);
select protect('experiment_looks');
