-- What went out, and what of it came to whom: an order's line may go out in several parcels, and its money is booked
-- piece by piece, some of it long after.

-- A part of a line that left in one parcel, by the reports of shipments. Its product cost is the denominator of the
-- return loss rate (GLOSSARY), which is why a parcel is a row and not a column of its line.
create table shipments (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  store_id uuid not null,
  -- By number, as returned units have it: a report of shipments may be read before the order is known.
  order_number text collate "C" not null check (length(order_number) between 1 and 60),
  -- The source's id of this part of the parcel, with that of the parcel where it has one.
  shipment_key text collate "C" not null,
  shipment_id text,
  -- The marketplace's id of the order's line, where the report has told it.
  line_id text,
  sku text not null,
  title text not null default '',
  quantity int not null check (quantity >= 0),
  shipped_at timestamptz not null,
  -- When it is to arrive, as the carrier or the marketplace estimates; and when it has arrived, where somebody tells it.
  arrives_at timestamptz,
  delivered_at timestamptz,
  carrier text not null default '',
  tracking_number text,
  fulfilment_centre text not null default '',
  -- When the source said so: what an older report says changes nothing.
  reported_at timestamptz not null,
  -- A hash of the row that told it last: the same row again is known by it.
  told bigint not null,
  recorded_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, store_id, order_number, shipment_key),
  foreign key (workspace_id, store_id) references stores
);
create index shipments_of_order on shipments (workspace_id, order_number);
create index shipments_of_sku on shipments (workspace_id, sku, shipped_at);
create index shipments_by_tracking on shipments (workspace_id, tracking_number) where tracking_number is not null;
select protect('shipments');

-- Money that was booked, or asked to be. Signed as the seller sees it: what comes in is above zero, what goes out below.
create table money_entries (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  store_id uuid not null,
  source text not null check (source in ('settlement', 'refund-feed')),
  -- A hash of all that the source says of it, and which of those that are the same in all of that it is: what is booked
  -- is never changed, only followed by another entry.
  entry_key text collate "C" not null,
  kind text not null check (kind in ('charge', 'refund', 'fee', 'reimbursement', 'other')),
  -- Null where it is of the store and of no order, such as a subscription.
  order_number text collate "C" check (length(order_number) between 1 and 60),
  line_id text,
  sku text not null default '',
  quantity int check (quantity >= 0),
  -- Minor units of its currency.
  amount bigint not null,
  currency char(3) not null,
  -- Null where the source does not date it.
  booked_at timestamptz,
  settlement_id text,
  -- In the words of the source.
  transaction_type text not null default '',
  amount_type text not null default '',
  description text not null default '',
  recorded_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, store_id, entry_key),
  foreign key (workspace_id, store_id) references stores
);
create index money_entries_of_order on money_entries (workspace_id, order_number) where order_number is not null;
select protect('money_entries');

create or replace function count_orders_early() returns void
  language plpgsql security definer set search_path = public as $$
declare
  named text;
begin
  foreach named in array array['orders', 'order_lines', 'returned_units', 'shipments', 'money_entries'] loop
    if (select reltuples < 1000 from pg_class where oid = named::regclass) then
      execute format('analyze %I', named);
    end if;
  end loop;
end $$;
