-- The shipped roles of workspaces that are there already may do what those of new ones may.
do $$
declare
  here uuid;
begin
  for here in select workspace_id from workspaces loop
    perform set_config('amends.workspace', here::text, true);
    update roles set permissions = permissions || '{"products.read": "all", "products.write": "all", "imports.read": "all", "imports.run": "all"}' where shipped and key in ('admin');
    update roles set permissions = permissions || '{"products.read": "all", "products.write": "all", "orders.read": "all", "orders.write": "all", "imports.read": "all", "imports.run": "all"}' where shipped and key in ('manager');
    update roles set permissions = permissions || '{"products.read": "all", "orders.read": "stores", "imports.read": "stores", "imports.run": "stores"}' where shipped and key in ('supervisor');
    update roles set permissions = permissions || '{"products.read": "all", "orders.read": "stores"}' where shipped and key in ('agent', 'appeal-specialist', 'mentor');
    update roles set permissions = permissions || '{"products.read": "all", "orders.read": "all", "imports.read": "all"}' where shipped and key in ('auditor');
  end loop;
  perform set_config('amends.workspace', '', true);
end $$;
