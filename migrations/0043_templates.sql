-- Starter letters reach workspaces that exist already.

-- When an update brought the letter; null where the workspace began with it, or wrote it.
alter table templates add column brought_at timestamptz;

-- Which starter letters the workspace has had once: what somebody has taken away since does not come back.
create table starter_letters_brought (
  workspace_id uuid not null default current_workspace() references workspaces,
  key text not null,
  brought_at timestamptz not null,
  primary key (workspace_id, key)
);
select protect('starter_letters_brought');

do $$
declare
  here uuid;
begin
  for here in select workspace_id from workspaces loop
    perform set_config('amends.workspace', here::text, true);
    insert into starter_letters_brought (key, brought_at) select key, created_at from templates where shipped;
  end loop;
  perform set_config('amends.workspace', '', true);
end $$;
