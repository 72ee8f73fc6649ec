-- Who may come in, and what they may do.

create table workspaces (
  workspace_id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9][a-z0-9-]{1,39}$'),
  name text not null check (length(name) between 1 and 120),
  zone text not null,
  currency char(3) not null,
  language text not null check (language in ('zh-CN', 'en')),
  is_demo boolean not null default false,
  created_at timestamptz not null
);
select protect('workspaces');

-- The sign-in page knows an address but not yet a workspace; this is the one thing it may ask from outside.
create policy workspaces_directory on workspaces for select to current_user using (true);
create function workspace_directory() returns table (workspace_id uuid, slug text, name text, is_demo boolean)
  language sql stable security definer set search_path = public
begin atomic
  select w.workspace_id, w.slug, w.name, w.is_demo from workspaces w order by w.created_at;
end;
revoke execute on function workspace_directory() from public;
grant execute on function workspace_directory() to amends_app;

create table teams (
  workspace_id uuid not null default current_workspace() references workspaces,
  id uuid not null,
  name text not null check (length(name) between 1 and 80),
  primary key (workspace_id, id),
  unique (workspace_id, name)
);
select protect('teams');

-- A role is a set of named permissions, each with its reach: {"tickets.read": "stores", ...}.
create table roles (
  workspace_id uuid not null default current_workspace() references workspaces,
  id uuid not null,
  key text not null,
  name_zh text not null,
  name_en text not null,
  permissions jsonb not null,
  shipped boolean not null default false,
  primary key (workspace_id, id),
  unique (workspace_id, key)
);
select protect('roles');

create table members (
  workspace_id uuid not null default current_workspace() references workspaces,
  id uuid not null,
  email text not null check (email = lower(email) and email like '%_@_%'),
  name text not null check (length(name) between 1 and 80),
  password_hash text,
  state text not null check (state in ('invited', 'active', 'deactivated')),
  language text not null check (language in ('zh-CN', 'en')),
  zone text not null,
  -- Languages the member answers buyers in, e.g. {en,de}.
  speaks text[] not null default '{}',
  all_stores boolean not null default true,
  store_ids uuid[] not null default '{}',
  preferences jsonb not null default '{}',
  failed_sign_ins int not null default 0,
  locked_until timestamptz,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, email)
);
select protect('members');

create table member_roles (
  workspace_id uuid not null default current_workspace(),
  member_id uuid not null,
  role_id uuid not null,
  primary key (workspace_id, member_id, role_id),
  foreign key (workspace_id, member_id) references members on delete cascade,
  foreign key (workspace_id, role_id) references roles
);
create index member_roles_by_role on member_roles (workspace_id, role_id);
select protect('member_roles');

create table member_teams (
  workspace_id uuid not null default current_workspace(),
  member_id uuid not null,
  team_id uuid not null,
  primary key (workspace_id, member_id, team_id),
  foreign key (workspace_id, member_id) references members on delete cascade,
  foreign key (workspace_id, team_id) references teams on delete cascade
);
create index member_teams_by_team on member_teams (workspace_id, team_id);
select protect('member_teams');

-- Only the hash of a session's token is kept: who reads this table cannot sign in with it.
create table sessions (
  workspace_id uuid not null default current_workspace(),
  token_hash bytea not null,
  member_id uuid not null,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  user_agent text not null default '',
  address text not null default '',
  primary key (workspace_id, token_hash),
  foreign key (workspace_id, member_id) references members on delete cascade
);
create index sessions_by_member on sessions (workspace_id, member_id);
create index sessions_by_expiry on sessions (workspace_id, expires_at);
select protect('sessions');

create table api_tokens (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  member_id uuid not null,
  name text not null check (length(name) between 1 and 80),
  token_hash bytea not null,
  permissions text[] not null,
  created_at timestamptz not null,
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, token_hash),
  foreign key (workspace_id, member_id) references members on delete cascade
);
create index api_tokens_by_member on api_tokens (workspace_id, member_id);
select protect('api_tokens');

-- An invitation or a password reset: works once, for a while.
create table invitations (
  workspace_id uuid not null default current_workspace(),
  token_hash bytea not null,
  member_id uuid not null,
  purpose text not null check (purpose in ('join', 'reset')),
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (workspace_id, token_hash),
  foreign key (workspace_id, member_id) references members on delete cascade
);
create index invitations_by_member on invitations (workspace_id, member_id);
select protect('invitations');
