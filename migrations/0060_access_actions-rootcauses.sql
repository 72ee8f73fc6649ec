-- The shipped roles of workspaces that are there already may do what those of new ones may.
do $$
declare
  here uuid;
begin
  for here in select workspace_id from workspaces loop
    perform set_config('amends.workspace', here::text, true);
    update roles set permissions = permissions || '{"actions.read": "all", "actions.write": "all"}' where shipped and key = 'admin';
    update roles set permissions = permissions || '{"actions.read": "all", "actions.work": "all", "actions.ask": "all", "actions.write": "all", "rootcauses.read": "all", "rootcauses.work": "all"}' where shipped and key in ('manager', 'supervisor');
    update roles set permissions = permissions || '{"actions.read": "stores", "actions.ask": "stores"}' where shipped and key in ('agent', 'appeal-specialist');
    update roles set permissions = permissions || '{"actions.read": "stores"}' where shipped and key = 'mentor';
    update roles set permissions = permissions || '{"actions.read": "team", "actions.work": "team"}' where shipped and key = 'department-contact';
    update roles set permissions = permissions || '{"actions.read": "all", "rootcauses.read": "all"}' where shipped and key = 'auditor';
  end loop;
  perform set_config('amends.workspace', '', true);
end $$;
