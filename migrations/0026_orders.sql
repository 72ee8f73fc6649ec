-- What was bought, sent and sent back, as the marketplaces report it.

create table orders (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  store_id uuid not null,
  -- As the marketplace writes it.
  number text collate "C" not null check (length(number) between 1 and 60),
  status text not null check (status in ('pending', 'unshipped', 'shipped', 'delivered', 'cancelled', 'unknown')),
  fulfilment text check (fulfilment in ('marketplace', 'merchant')),
  ordered_at timestamptz not null,
  -- When the marketplace last changed it, where it says so: an older report changes nothing.
  changed_at timestamptz,
  currency char(3) not null,
  buyer_name text not null default '',
  -- Folded as customers.foldAddress has it: the buyer's alias or address, by which the customer is known.
  buyer_address text,
  country text,
  region text not null default '',
  city text not null default '',
  postal_code text not null default '',
  recorded_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, number, store_id),
  foreign key (workspace_id, store_id) references stores
);
create index orders_by_day on orders (workspace_id, ordered_at, id);
create index orders_of_store_by_day on orders (workspace_id, store_id, ordered_at, id);
create index orders_of_buyer on orders (workspace_id, buyer_address, ordered_at) where buyer_address is not null;
select protect('orders');

-- Money is minor units of the order's currency; discounts are what was taken off, so never below nothing.
create table order_lines (
  workspace_id uuid not null default current_workspace(),
  order_id uuid not null,
  -- The SKU and which of the order's lines with it this is: reports that give lines an id and reports that give none meet here.
  line_key text not null,
  -- The marketplace's id of the line, once a report has told it.
  line_id text,
  sku text not null,
  asin text,
  title text not null default '',
  quantity int not null check (quantity >= 0),
  status text not null default '',
  price bigint not null default 0,
  tax bigint not null default 0,
  shipping bigint not null default 0,
  shipping_tax bigint not null default 0,
  gift_wrap bigint not null default 0,
  gift_wrap_tax bigint not null default 0,
  discount bigint not null default 0,
  shipping_discount bigint not null default 0,
  shipped_at timestamptz,
  carrier text not null default '',
  tracking_number text,
  -- Columns of the report that have no place here, as they stood.
  others jsonb,
  -- A hash of the row that told it last: the same row again is known by it.
  told bigint not null,
  primary key (workspace_id, order_id, line_key),
  foreign key (workspace_id, order_id) references orders on delete cascade
);
create index order_lines_of_sku on order_lines (workspace_id, sku, order_id);
create index order_lines_by_tracking on order_lines (workspace_id, tracking_number) where tracking_number is not null;
select protect('order_lines');

-- A unit that came back or was asked to, by the returns reports.
create table returned_units (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  store_id uuid not null,
  source text not null check (source in ('fba', 'mfn')),
  -- What makes it the same when a later report tells of it again.
  unit_key text not null,
  order_number text not null,
  sku text not null,
  asin text,
  title text not null default '',
  quantity int not null check (quantity >= 0),
  returned_at timestamptz not null,
  reason text not null default '',
  status text not null default '',
  disposition text not null default '',
  -- The buyer's words.
  comments text not null default '',
  rma text,
  in_policy boolean,
  has_claim boolean,
  resolution text not null default '',
  label_type text not null default '',
  label_payer text not null default '',
  currency char(3),
  label_cost bigint,
  refunded bigint,
  reimbursed bigint,
  carrier text not null default '',
  tracking_number text,
  others jsonb,
  told bigint not null,
  recorded_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, store_id, source, unit_key),
  foreign key (workspace_id, store_id) references stores
);
create index returned_units_of_order on returned_units (workspace_id, order_number);
create index returned_units_of_sku on returned_units (workspace_id, sku, returned_at);
select protect('returned_units');

-- A table that grows from nothing to a hundred thousand rows within seconds is planned as if it were empty, until the
-- server's own beat counts it: each lookup then reads all of it. Whoever writes many rows has it counted once, early.
create function count_orders_early() returns void
  language plpgsql security definer set search_path = public as $$
declare
  named text;
begin
  foreach named in array array['orders', 'order_lines', 'returned_units'] loop
    if (select reltuples < 1000 from pg_class where oid = named::regclass) then
      execute format('analyze %I', named);
    end if;
  end loop;
end $$;
revoke execute on function count_orders_early() from public;
grant execute on function count_orders_early() to amends_app;
