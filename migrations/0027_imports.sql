-- Files that were given to be read in, how far that has come, and which of their rows could not be.

create table imports (
  workspace_id uuid not null default current_workspace() references workspaces,
  id uuid not null,
  -- Null until somebody says what the file tells of.
  subject text check (subject in ('orders', 'fba-returns', 'mfn-returns', 'costs')),
  -- Whose orders and returns; costs are of no store.
  store_id uuid,
  filename text not null,
  sha256 text not null,
  size bigint not null,
  -- How the file is written, which of its columns means what, how it writes days and amounts.
  format jsonb not null,
  columns jsonb not null,
  conventions jsonb not null,
  status text not null default 'draft' check (status in ('draft', 'waiting', 'running', 'done', 'failed', 'stopped')),
  problem text,
  -- Rows that are settled: written, unchanged or refused. What was read beyond is read again.
  rows_settled bigint not null default 0,
  bytes_settled bigint not null default 0,
  added bigint not null default 0,
  changed bigint not null default 0,
  unchanged bigint not null default 0,
  refused bigint not null default 0,
  created_by uuid not null,
  created_at timestamptz not null,
  started_at timestamptz,
  ended_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, store_id) references stores,
  foreign key (workspace_id, created_by) references members (workspace_id, id)
);
select protect('imports');

create table import_faults (
  workspace_id uuid not null default current_workspace(),
  import_id uuid not null,
  row_number bigint not null,
  -- As the file heads it; empty where the row as a whole is meant.
  heading text not null,
  code text not null,
  value text not null default '',
  primary key (workspace_id, import_id, row_number, heading),
  foreign key (workspace_id, import_id) references imports on delete cascade
);
select protect('import_faults');
