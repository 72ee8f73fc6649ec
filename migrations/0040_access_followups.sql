-- The shipped roles of workspaces that are there already may do what those of new ones may.
do $$
declare
  here uuid;
begin
  for here in select workspace_id from workspaces loop
    perform set_config('amends.workspace', here::text, true);
    update roles set permissions = permissions || '{"followups.read": "all", "followups.work": "all", "followups.plan": "all"}' where shipped and key in ('manager', 'supervisor');
    update roles set permissions = permissions || '{"followups.read": "all", "followups.work": "all"}' where shipped and key in ('agent');
    update roles set permissions = permissions || '{"followups.read": "all"}' where shipped and key in ('mentor', 'auditor');
  end loop;
  perform set_config('amends.workspace', '', true);
end $$;
