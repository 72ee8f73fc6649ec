-- Return policies, their versions, and which version is in force from when.

create table return_policies (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  key text not null check (key ~ '^[a-z][a-z0-9]*(-[a-z0-9]+)*$' and length(key) <= 60),
  -- A return is the first policy's that surely serves it.
  position int not null check (position >= 0),
  shipped boolean not null,
  created_at timestamptz not null,
  -- Serves no new return since; those that run stay on their version.
  archived_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, key)
);
create index return_policies_in_order on return_policies (workspace_id, position, id);
select protect('return_policies');
select is_settings('return_policies');

-- One state of a policy's tree. What has been approved never changes.
create table policy_versions (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  policy_id uuid not null,
  number int not null check (number >= 1),
  state text not null check (state in ('draft', 'review', 'approved', 'discarded')),
  content jsonb not null,
  note text not null default '' check (length(note) <= 2000),
  -- The version that it was written from.
  based_on uuid,
  -- Counts its changes: whoever saves names the one that they saw.
  revision int not null default 1,
  author_id uuid,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  submitted_at timestamptz,
  approved_by uuid,
  approved_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, policy_id, number),
  foreign key (workspace_id, policy_id) references return_policies (workspace_id, id),
  foreign key (workspace_id, based_on) references policy_versions (workspace_id, id),
  check ((state = 'approved') = (approved_at is not null)),
  check (approved_by <> author_id)
);
create index policy_versions_of_policy on policy_versions (workspace_id, policy_id, id);
create index policy_versions_based_on on policy_versions (workspace_id, based_on) where based_on is not null;
-- One open draft of a policy at a time.
create unique index policy_versions_open on policy_versions (workspace_id, policy_id) where state in ('draft', 'review');
select protect('policy_versions');
select is_settings('policy_versions');

create function keep_approved_version() returns trigger
  language plpgsql as $$
begin
  if old.state = 'approved' then
    raise exception 'an approved version never changes';
  end if;
  return new;
end $$;
create trigger approved_stays before update on policy_versions for each row execute function keep_approved_version();

-- From when a version is in force: the newest moment that has passed counts. Going back is a further row.
create table policy_publications (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  policy_id uuid not null,
  version_id uuid not null,
  effective_at timestamptz not null,
  published_by uuid,
  published_at timestamptz not null,
  reason text not null default '' check (length(reason) <= 2000),
  -- Taken back before it came into force.
  cancelled_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, policy_id) references return_policies (workspace_id, id),
  foreign key (workspace_id, version_id) references policy_versions (workspace_id, id),
  check (cancelled_at <= effective_at)
);
create index policy_publications_of_policy on policy_publications (workspace_id, policy_id, effective_at, id);
create index policy_publications_of_version on policy_publications (workspace_id, version_id);
select protect('policy_publications');
select is_settings('policy_publications');
