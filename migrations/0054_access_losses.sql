-- The shipped roles of workspaces that are there already may do what those of new ones may.
do $$
declare
  here uuid;
begin
  for here in select workspace_id from workspaces loop
    perform set_config('amends.workspace', here::text, true);
    update roles set permissions = permissions || '{"losses.read": "all", "losses.correct": "all", "losses.write": "all"}' where shipped and key = 'manager';
    update roles set permissions = permissions || '{"losses.read": "stores"}' where shipped and key = 'supervisor';
    update roles set permissions = permissions || '{"losses.read": "all"}' where shipped and key = 'auditor';
  end loop;
  perform set_config('amends.workspace', '', true);
end $$;
