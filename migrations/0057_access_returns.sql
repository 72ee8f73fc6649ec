-- The shipped roles of workspaces that are there already may do what those of new ones may.
do $$
declare
  here uuid;
begin
  for here in select workspace_id from workspaces loop
    perform set_config('amends.workspace', here::text, true);
    update roles set permissions = permissions || '{"returns.read": "all", "returns.work": "all", "returns.approve": "all", "returns.override": "all", "returns.write": "all"}' where shipped and key = 'manager';
    update roles set permissions = permissions || '{"returns.read": "stores", "returns.work": "stores", "returns.approve": "stores", "returns.override": "stores"}' where shipped and key = 'supervisor';
    update roles set permissions = permissions || '{"returns.read": "stores", "returns.work": "stores"}' where shipped and key in ('agent', 'mentor');
    update roles set permissions = permissions || '{"returns.read": "stores"}' where shipped and key = 'appeal-specialist';
    update roles set permissions = permissions || '{"returns.read": "all"}' where shipped and key = 'auditor';
  end loop;
  perform set_config('amends.workspace', '', true);
end $$;
