-- Followings of the audit chain that somebody asked for: long logs take minutes, so a job does it and this tells how far it is.

create table audit_verifications (
  workspace_id uuid not null default current_workspace() references workspaces,
  id uuid not null,
  state text not null default 'running' check (state in ('running', 'done', 'failed')),
  -- Entries followed so far, and those there were when it was asked for.
  checked bigint not null default 0,
  total bigint not null,
  breach_count bigint not null default 0,
  -- The first hundred.
  breaches jsonb not null default '[]',
  asked_by uuid not null,
  asked_at timestamptz not null,
  ended_at timestamptz check ((ended_at is null) = (state = 'running')),
  primary key (workspace_id, id)
);
-- One at a time: who asks for another is shown the one that runs.
create unique index audit_verifications_running on audit_verifications (workspace_id) where state = 'running';
create index audit_verifications_newest on audit_verifications (workspace_id, asked_at desc, id desc);
select protect('audit_verifications');
revoke delete on audit_verifications from amends_app;
