-- The ground under every module: who may see a row is decided by the database, not by the query.

-- The workspace that this connection works for; null (no rows) when none was entered.
create function current_workspace() returns uuid
  language sql stable parallel safe
  return nullif(current_setting('amends.workspace', true), '')::uuid;

-- Puts a table under the law: rows of other workspaces do not exist, not even for the table's owner.
create function protect(target regclass) returns void
  language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy workspace_isolation on %s using (workspace_id = current_workspace()) with check (workspace_id = current_workspace())', target);
  execute format('grant select, insert, update, delete on %s to amends_app', target);
end $$;
revoke execute on function protect(regclass) from public;

-- The answer to a mutation that carried an Idempotency-Key, kept so that the same request has one effect.
create table idempotency_keys (
  workspace_id uuid not null default current_workspace(),
  actor_id uuid not null,
  key text not null check (length(key) between 8 and 200),
  request_hash bytea not null,
  status smallint,
  -- Encrypted under the installation's secret: an answer may show a token or a link that is shown once.
  body bytea,
  created_at timestamptz not null,
  primary key (workspace_id, actor_id, key)
);
create index idempotency_keys_by_age on idempotency_keys (workspace_id, created_at);
select protect('idempotency_keys');
