-- Who is there to take work, how much of it, and how it is given out.

create table availabilities (
  workspace_id uuid not null default current_workspace() references workspaces,
  member_id uuid not null,
  state text not null default 'off-duty' check (state in ('on-duty', 'off-duty', 'away')),
  state_since timestamptz not null,
  -- Weighted tickets that the desk gives this member at most; null is the workspace's usual number.
  capacity int check (capacity between 0 and 1000),
  -- The kinds that this member takes; none named is all of them.
  kinds text[] not null default '{}',
  -- When the desk last gave this member something: among equals, who waited longest comes first.
  last_given_at timestamptz,
  primary key (workspace_id, member_id),
  foreign key (workspace_id, member_id) references members (workspace_id, id) on delete cascade
);
create index availabilities_on_duty on availabilities (workspace_id, member_id) where state = 'on-duty';
select protect('availabilities');

-- One row a workspace, from the first change of the shipped settings on.
create table assignment_settings (
  workspace_id uuid not null default current_workspace() references workspaces primary key,
  automatic boolean not null,
  sticky boolean not null,
  substitute boolean not null,
  default_capacity int not null check (default_capacity between 1 and 1000),
  pressing_weight numeric(4, 2) not null check (pressing_weight between 1 and 10)
);
select protect('assignment_settings');
