-- That orders and returned units are of a store is asked once for all rows of a statement, as of their lines in
-- 0041_orders_lighter.sql: a foreign key asks it row by row, which is a tenth of what an imported order costs.

alter table orders drop constraint orders_workspace_id_store_id_fkey;
alter table returned_units drop constraint returned_units_workspace_id_store_id_fkey;

create function rows_have_their_store() returns trigger
  language plpgsql set search_path = public as $$
declare
  named bigint;
  held bigint;
begin
  select count(distinct (workspace_id, store_id)) into named from added;
  -- Held, so that no store goes while something of it comes.
  perform from stores s where (s.workspace_id, s.id) in (select a.workspace_id, a.store_id from added a) for key share;
  get diagnostics held = row_count;
  if held < named then
    raise foreign_key_violation using message = 'rows of a store that is not there', table = tg_table_name;
  end if;
  return null;
end $$;
create trigger orders_have_their_store after insert on orders
  referencing new table as added for each statement execute function rows_have_their_store();
create trigger returned_units_have_their_store after insert on returned_units
  referencing new table as added for each statement execute function rows_have_their_store();

create function rows_stay_with_their_store() returns trigger
  language plpgsql set search_path = public as $$
begin
  raise foreign_key_violation using message = 'rows stay with their store', table = tg_table_name;
end $$;
create trigger orders_stay_with_their_store before update of workspace_id, store_id on orders
  for each row when (old.store_id <> new.store_id or old.workspace_id <> new.workspace_id)
  execute function rows_stay_with_their_store();
create trigger returned_units_stay_with_their_store before update of workspace_id, store_id on returned_units
  for each row when (old.store_id <> new.store_id or old.workspace_id <> new.workspace_id)
  execute function rows_stay_with_their_store();

-- Who takes a whole workspace away defers it: by then nothing of the store is left.
create function stores_keep_their_rows() returns trigger
  language plpgsql set search_path = public as $$
begin
  if exists (select from orders o where o.workspace_id = old.workspace_id and o.store_id = old.id)
    or exists (select from returned_units r where r.workspace_id = old.workspace_id and r.store_id = old.id) then
    raise foreign_key_violation using message = 'a store that has orders or returned units', table = 'stores';
  end if;
  return null;
end $$;
create constraint trigger stores_keep_their_rows after delete on stores deferrable initially immediate
  for each row execute function stores_keep_their_rows();

-- Whose rows are written is asked once a statement, and not of each row, which is as dear as an index.
alter policy workspace_isolation on orders with check (workspace_id = (select current_workspace()));
alter policy workspace_isolation on order_lines with check (workspace_id = (select current_workspace()));
alter policy workspace_isolation on returned_units with check (workspace_id = (select current_workspace()));
