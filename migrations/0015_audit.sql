-- Who did or read what: written with the change it tells of, and never changed afterwards.

create table audit_entries (
  workspace_id uuid not null default current_workspace() references workspaces,
  -- 1, 2, 3 … in each workspace, without a gap.
  sequence bigint not null check (sequence > 0),
  at timestamptz not null,
  action text not null check (action ~ '^[a-z-]+\.[a-z-]+$'),
  actor_kind text not null check (actor_kind in ('member', 'token', 'system', 'buyer', 'nobody')),
  actor_id uuid not null,
  subject_kind text not null,
  subject_id text not null,
  subject_name text not null,
  -- JSON as the text that was hashed: jsonb would write it anew.
  details text not null check (details::jsonb is not null),
  request_id text not null,
  -- SHA-256 over this row, the hash of the row before it included.
  previous_hash bytea not null check (length(previous_hash) = 32),
  hash bytea not null check (length(hash) = 32),
  primary key (workspace_id, sequence)
);
create index audit_entries_by_action on audit_entries (workspace_id, action text_pattern_ops, sequence);
create index audit_entries_by_actor on audit_entries (workspace_id, actor_id, sequence);
create index audit_entries_by_subject on audit_entries (workspace_id, subject_id, sequence);
create index audit_entries_by_time on audit_entries (workspace_id, at);

-- The end of each chain, kept apart, so that rows cut from the end are missed. Sealed with the installation's secret,
-- which the database does not know: who rewrites the rows cannot write the seal.
create table audit_heads (
  workspace_id uuid not null default current_workspace() references workspaces,
  sequence bigint not null check (sequence >= 0),
  hash bytea not null check (length(hash) = 32),
  seal bytea check (length(seal) = 32),
  primary key (workspace_id),
  check ((sequence = 0) = (seal is null))
);
-- Workspaces that are older than the audit begin with an empty chain.
insert into audit_heads (workspace_id, sequence, hash, seal)
  select workspace_id, 0, decode(repeat('00', 32), 'hex'), null from workspaces;

select protect('audit_entries');
select protect('audit_heads');
revoke update, delete on audit_entries from amends_app;
revoke delete on audit_heads from amends_app;
