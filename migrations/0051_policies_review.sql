-- Who wrote on a version, and what was done and said on its way to approval.

-- Everybody who saved it: none of them may approve it, whoever saved last.
alter table policy_versions add column editors uuid[] not null default '{}';
alter table policy_versions add constraint policy_versions_second_person check (approved_by <> all (editors));

create table policy_version_steps (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  version_id uuid not null,
  step text not null check (step in ('begun', 'submitted', 'returned', 'approved', 'discarded')),
  taken_by uuid,
  taken_at timestamptz not null,
  note text not null default '' check (length(note) <= 2000),
  primary key (workspace_id, id),
  foreign key (workspace_id, version_id) references policy_versions (workspace_id, id)
);
create index policy_version_steps_of_version on policy_version_steps (workspace_id, version_id, id);
select protect('policy_version_steps');
