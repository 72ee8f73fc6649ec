-- What the ledger has still to go over, and its settings.

-- Orders, SKUs and rates of which something new is known, to be gone over by a job. Left by the statement that wrote it, in
-- its transaction, one row for all that it wrote: an import pays next to nothing for it, and nothing is ever missed.
create table loss_dues (
  workspace_id uuid not null default current_workspace(),
  id bigint generated always as identity,
  kind text not null check (kind in ('orders', 'skus', 'rates')),
  store_id uuid,
  -- Numbers of orders of the store, or SKUs.
  names text[] not null default '{}',
  primary key (workspace_id, id)
);
select protect('loss_dues');

create function loss_dues_of_orders() returns trigger
  language plpgsql set search_path = public as $$
begin
  insert into loss_dues (workspace_id, kind, store_id, names)
  select workspace_id, 'orders', store_id, array_agg(distinct order_number)
  from told where order_number is not null group by workspace_id, store_id;
  return null;
end $$;
create trigger losses_due_added after insert on returned_units
  referencing new table as told for each statement execute function loss_dues_of_orders();
create trigger losses_due_changed after update on returned_units
  referencing new table as told for each statement execute function loss_dues_of_orders();
create trigger losses_due_added after insert on money_entries
  referencing new table as told for each statement execute function loss_dues_of_orders();
create trigger losses_due_changed after update on money_entries
  referencing new table as told for each statement execute function loss_dues_of_orders();
create trigger losses_due_added after insert on shipments
  referencing new table as told for each statement execute function loss_dues_of_orders();
create trigger losses_due_changed after update on shipments
  referencing new table as told for each statement execute function loss_dues_of_orders();

-- Of an order only when it was ordered and what stands in its lines: known once it is known.
create function loss_dues_of_new_orders() returns trigger
  language plpgsql set search_path = public as $$
begin
  insert into loss_dues (workspace_id, kind, store_id, names)
  select workspace_id, 'orders', store_id, array_agg(number) from told group by workspace_id, store_id;
  return null;
end $$;
create trigger losses_due_added after insert on orders
  referencing new table as told for each statement execute function loss_dues_of_new_orders();

create function loss_dues_of_costs() returns trigger
  language plpgsql set search_path = public as $$
begin
  insert into loss_dues (workspace_id, kind, names)
  select p.workspace_id, 'skus', array_agg(distinct p.sku)
  from told c join products p on p.workspace_id = c.workspace_id and p.id = c.product_id group by p.workspace_id;
  return null;
end $$;
create trigger losses_due_added after insert on product_costs
  referencing new table as told for each statement execute function loss_dues_of_costs();
create trigger losses_due_changed after update on product_costs
  referencing new table as told for each statement execute function loss_dues_of_costs();

create function loss_dues_of_categories() returns trigger
  language plpgsql set search_path = public as $$
begin
  insert into loss_dues (workspace_id, kind, names)
  select n.workspace_id, 'skus', array_agg(n.sku)
  from told n join before_it o on o.workspace_id = n.workspace_id and o.id = n.id
  where o.category <> n.category group by n.workspace_id;
  return null;
end $$;
create trigger losses_due_changed after update on products
  referencing old table as before_it new table as told for each statement execute function loss_dues_of_categories();

create function loss_dues_of_rates() returns trigger
  language plpgsql set search_path = public as $$
begin
  insert into loss_dues (workspace_id, kind) select distinct workspace_id, 'rates' from told;
  return null;
end $$;
create trigger losses_due_added after insert on currency_rates
  referencing new table as told for each statement execute function loss_dues_of_rates();

-- One at a time works on a workspace's ledger: whoever holds this row.
create table loss_work (
  workspace_id uuid not null default current_workspace() primary key,
  -- When the last of what was due was gone over.
  done_at timestamptz
);
select protect('loss_work');

-- What a workspace has said otherwise than the desk; percent of the cost of goods shipped.
create table loss_settings (
  workspace_id uuid not null default current_workspace() primary key,
  -- By the day of booking, or by the month of the order.
  basis text not null check (basis in ('booked', 'ordered')),
  alarm_all numeric(5, 2) not null check (alarm_all > 0 and alarm_all <= 100),
  alarm_without_quality numeric(5, 2) not null check (alarm_without_quality > 0 and alarm_without_quality <= 100),
  -- By category, both levels: [{"category", "all", "withoutQuality"}].
  categories jsonb not null default '[]',
  updated_at timestamptz not null
);
select protect('loss_settings');

-- What was imported before there was a ledger is gone over like what comes now.
do $$
declare
  here uuid;
begin
  for here in select workspace_id from workspaces loop
    perform set_config('amends.workspace', here::text, true);
    insert into loss_dues (workspace_id, kind, store_id, names)
    select here, 'orders', store_id, array_agg(order_number) from (
      select store_id, order_number, row_number() over (partition by store_id order by order_number) / 400 as part from (
        select store_id, order_number from returned_units union select store_id, order_number from shipments
        union select store_id, order_number from money_entries where order_number is not null) known) parts
    group by store_id, part;
  end loop;
  perform set_config('amends.workspace', '', true);
end $$;
