-- The shipped roles of workspaces that are there already may do what those of new ones may.
do $$
declare
  here uuid;
begin
  for here in select workspace_id from workspaces loop
    perform set_config('amends.workspace', here::text, true);
    update roles set permissions = permissions || '{"replays.read": "all", "replays.run": "all", "experiments.read": "all", "experiments.write": "all"}' where shipped and key in ('manager', 'supervisor');
    update roles set permissions = permissions || '{"replays.read": "all", "experiments.read": "all"}' where shipped and key = 'auditor';
  end loop;
  perform set_config('amends.workspace', '', true);
end $$;
