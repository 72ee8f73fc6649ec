-- The shipped roles of workspaces that are there already may read the audit log, as those of new ones.
do $$
declare
  here uuid;
begin
  for here in select workspace_id from workspaces loop
    perform set_config('amends.workspace', here::text, true);
    update roles set permissions = permissions || '{"audit.read": "all"}' where shipped and key in ('admin', 'auditor');
  end loop;
  perform set_config('amends.workspace', '', true);
end $$;
