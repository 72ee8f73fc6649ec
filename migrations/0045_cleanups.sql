-- Invalid data: found and counted by a job, looked at by a person, cleaned away by another job.

-- How old something must be before it counts, where somebody has said otherwise than the desk.
create table cleanup_settings (
  workspace_id uuid not null default current_workspace(),
  kind text not null,
  days int not null check (days between 1 and 3650),
  primary key (workspace_id, kind)
);
select protect('cleanup_settings');

-- The last look at each kind, and how far it is.
create table cleanup_looks (
  workspace_id uuid not null default current_workspace(),
  kind text not null,
  id uuid not null,
  status text not null check (status in ('waiting', 'running', 'done', 'failed')),
  days int not null,
  -- What was there before this moment counts; what is cleaned away is held against the same one.
  before timestamptz not null,
  -- Where the look goes on: the owner's own mark.
  after_mark text,
  found int not null default 0,
  asked_at timestamptz not null,
  ended_at timestamptz,
  primary key (workspace_id, kind)
);
select protect('cleanup_looks');

-- What a look has found, by the owner's key and nothing else: what it says is read anew each time, so that no name of a
-- customer lies here.
create table cleanup_findings (
  workspace_id uuid not null default current_workspace(),
  kind text not null,
  key text collate "C" not null,
  primary key (workspace_id, kind, key)
);
select protect('cleanup_findings');

create table cleanup_runs (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  kind text not null,
  status text not null default 'waiting' check (status in ('waiting', 'running', 'done', 'failed')),
  days int not null,
  before timestamptz not null,
  -- Null where all that was found is meant; else what is left of what was chosen.
  keys text[],
  chosen int not null,
  cleaned int not null default 0,
  -- What was not invalid any more when its turn came.
  kept int not null default 0,
  -- Files that rows have let go of and that are still to be removed.
  files text[] not null default '{}',
  asked_by uuid not null,
  asked_at timestamptz not null,
  ended_at timestamptz,
  undo_status text check (undo_status in ('waiting', 'running', 'done', 'failed')),
  undone int not null default 0,
  undone_by uuid,
  undo_ended_at timestamptz,
  primary key (workspace_id, id)
);
-- One at a time of a kind, be it cleaning or bringing back.
create unique index cleanup_runs_open on cleanup_runs (workspace_id, kind)
  where status in ('waiting', 'running') or undo_status in ('waiting', 'running');
create index cleanup_runs_of_kind on cleanup_runs (workspace_id, kind, id);
create index cleanup_runs_by_end on cleanup_runs (workspace_id, ended_at);
select protect('cleanup_runs');

-- What the way back needs, in the order in which it went; only of what is nobody's personal data.
create table cleanup_restores (
  workspace_id uuid not null default current_workspace(),
  run_id uuid not null,
  place int not null,
  restore jsonb not null,
  primary key (workspace_id, run_id, place),
  foreign key (workspace_id, run_id) references cleanup_runs on delete cascade
);
select protect('cleanup_restores');

-- The entry of a refund feed that was removed because this one of a settlement tells the same: it stands for no second one.
alter table money_entries add column also_told text collate "C";
create index money_entries_of_feed on money_entries (workspace_id, id) where source = 'refund-feed';
create index money_entries_also_told on money_entries (workspace_id, also_told) where also_told is not null;
create index imports_kept on imports (workspace_id, id) where sha256 <> '';
