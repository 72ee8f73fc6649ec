-- What returns cost: a ledger that is only ever added to, what was sent out beside it, and the return loss rate of both
-- (REQUIREMENTS R1-R4, PRODUCT.md, "Returns").

-- Lines of one return at one moment, booked together. A mistake is not changed: a booking that reverses it follows.
create table loss_bookings (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  -- What is booked: the same key again is the same thing, told anew.
  key text collate "C" not null check (length(key) between 1 and 300),
  -- Which booking of its key this is, counted from 1; a reversal counts too.
  turn int not null check (turn > 0),
  -- The booking that this one takes back.
  reverses uuid,
  return_request_id uuid,
  store_id uuid not null,
  order_number text collate "C",
  sku text collate "C" not null default '',
  -- When the loss arose; a reversal and what is booked in its place have the moment of what they put right.
  booked_at timestamptz not null,
  currency char(3) not null,
  -- A hash of all that is told above and of the lines: what is told again without a change is known by it.
  told text not null,
  source_kind text not null check (source_kind in ('import', 'letter', 'act', 'person')),
  source_id text not null,
  -- Why a person put it right.
  note text not null default '',
  made_by uuid,
  made_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, key, turn),
  unique (workspace_id, reverses),
  foreign key (workspace_id, store_id) references stores,
  foreign key (workspace_id, reverses) references loss_bookings (workspace_id, id)
);
create index loss_bookings_of_order on loss_bookings (workspace_id, store_id, order_number) where order_number is not null;
create index loss_bookings_of_request on loss_bookings (workspace_id, return_request_id) where return_request_id is not null;
select protect('loss_bookings');
revoke update, delete on loss_bookings from amends_app;

-- One amount: what the loss account bears, and the account that it comes from, so that each line balances in itself and
-- no booking can be out of balance. What a figure is cut by stands beside it.
create table loss_lines (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  booking_id uuid not null,
  kind text not null check (kind in ('refund', 'outbound-shipping', 'return-shipping', 'restocking-cost', 'write-down',
    'replacement', 'marketplace-fee', 'restocking-fee-kept', 'resale-value', 'compensation-received')),
  counter text not null check (counter in ('buyer', 'carrier', 'warehouse', 'stock', 'marketplace')),
  -- 1 of what is booked, -1 of what takes it back: so many lines stand.
  sign smallint not null check (sign in (1, -1)),
  -- Minor units of its currency, a loss above zero; null while nobody has said what a piece costs.
  amount bigint,
  currency char(3) not null,
  -- The workspace's currency at the rate of the day; null while the rate or the amount is not known.
  base_amount bigint,
  -- Digits to be read; the amount was reckoned from the rates themselves.
  rate text,
  rate_day date,
  rate_source text,
  -- The day in the workspace's zone.
  day date not null,
  -- The first day of the month in which it was ordered; 0001-01-01 while the order is not known.
  order_month date not null default '0001-01-01',
  store_id uuid not null,
  sku text collate "C" not null default '',
  category text not null default '',
  -- Empty where nobody has said why.
  reason text not null default '',
  quality text not null check (quality in ('yes', 'no', 'unknown')),
  fault text not null default '',
  -- All zeros where no policy led to it.
  policy_version_id uuid not null default '00000000-0000-0000-0000-000000000000',
  primary key (workspace_id, id),
  foreign key (workspace_id, booking_id) references loss_bookings (workspace_id, id),
  check (amount is not null or base_amount is null)
);
create index loss_lines_of_booking on loss_lines (workspace_id, booking_id);
create index loss_lines_by_day on loss_lines (workspace_id, day, id);
create index loss_lines_of_store on loss_lines (workspace_id, store_id, day, id);
create index loss_lines_of_sku on loss_lines (workspace_id, sku, day, id);
create index loss_lines_of_month on loss_lines (workspace_id, order_month, id);
create index loss_lines_without_rate on loss_lines (workspace_id, currency, day) where amount is not null and base_amount is null;
create index loss_lines_without_cost on loss_lines (workspace_id, day, id) where amount is null;
create index loss_lines_without_month on loss_lines (workspace_id, booking_id) where order_month = '0001-01-01';
select protect('loss_lines');
revoke update, delete on loss_lines from amends_app;
-- What was not known may be learned; what was known is not changed.
grant update (base_amount, rate, rate_day, rate_source, category, order_month) on loss_lines to amends_app;

create function loss_lines_stand() returns trigger
  language plpgsql set search_path = public as $$
begin
  if (new.booking_id, new.kind, new.counter, new.sign, new.amount, new.currency, new.day, new.store_id, new.sku, new.reason,
      new.quality, new.fault, new.policy_version_id)
      is distinct from (old.booking_id, old.kind, old.counter, old.sign, old.amount, old.currency, old.day, old.store_id,
      old.sku, old.reason, old.quality, old.fault, old.policy_version_id)
    or (old.base_amount is not null and (new.base_amount, new.rate, new.rate_day) is distinct from
      (old.base_amount, old.rate, old.rate_day))
    or (old.order_month <> '0001-01-01' and new.order_month <> old.order_month) then
    raise restrict_violation using message = 'a line of the loss ledger stands: reverse its booking', table = 'loss_lines';
  end if;
  return new;
end $$;
create trigger loss_lines_stand before update on loss_lines for each row execute function loss_lines_stand();

-- The product cost of each part of a parcel that left: the denominator of the rate. Its own copy, for costs and rates are
-- those of the day and stay what they were.
create table shipped_costs (
  workspace_id uuid not null default current_workspace(),
  shipment_id uuid not null,
  store_id uuid not null,
  order_number text collate "C" not null,
  sku text collate "C" not null,
  category text not null default '',
  day date not null,
  order_month date not null default '0001-01-01',
  quantity int not null,
  -- Null while nobody has said what a piece costs, or at which rate.
  amount bigint,
  currency char(3),
  base_amount bigint,
  primary key (workspace_id, shipment_id),
  foreign key (workspace_id, store_id) references stores
);
create index shipped_costs_of_order on shipped_costs (workspace_id, store_id, order_number);
create index shipped_costs_of_sku on shipped_costs (workspace_id, sku, day);
create index shipped_costs_by_day on shipped_costs (workspace_id, day, shipment_id);
create index shipped_costs_without_rate on shipped_costs (workspace_id, currency, day) where amount is not null and base_amount is null;
select protect('shipped_costs');
revoke delete on shipped_costs from amends_app;

-- What was added to the ledger and to what was sent out, and does not stand in the figures yet. Only ever added to by those
-- who book, so that none of them waits for another; whoever reads figures adds it to them.
create table loss_deltas (
  workspace_id uuid not null default current_workspace(),
  id bigint generated always as identity,
  side text not null check (side in ('loss', 'shipped')),
  day date not null,
  order_month date not null,
  store_id uuid not null,
  sku text collate "C" not null,
  category text not null,
  reason text not null,
  quality text not null,
  fault text not null,
  policy_version_id uuid not null,
  amount bigint not null,
  items bigint not null,
  without_rate bigint not null,
  without_cost bigint not null,
  primary key (workspace_id, id)
);
select protect('loss_deltas');

-- Sums by day, week, month and month of the order: over all SKUs, and of each SKU. Derived; made anew from the ledger at will.
create table loss_figures (
  workspace_id uuid not null default current_workspace(),
  level text collate "C" not null check (level in ('all', 'sku')),
  grain text collate "C" not null check (grain in ('day', 'week', 'month', 'cohort')),
  start date not null,
  -- A hash of all that the figure is cut by.
  cut uuid not null,
  side text collate "C" not null check (side in ('loss', 'shipped')),
  store_id uuid not null,
  -- Empty on the level of all.
  sku text collate "C" not null,
  category text not null,
  reason text not null,
  quality text not null,
  fault text not null,
  policy_version_id uuid not null,
  -- Minor units of the workspace's currency.
  amount bigint not null,
  items bigint not null,
  without_rate bigint not null,
  without_cost bigint not null,
  primary key (workspace_id, level, grain, start, cut)
);
create index loss_figures_of_sku on loss_figures (workspace_id, sku, grain, start) where level = 'sku';
select protect('loss_figures');

create function loss_lines_added() returns trigger
  language plpgsql set search_path = public as $$
begin
  insert into loss_deltas (workspace_id, side, day, order_month, store_id, sku, category, reason, quality, fault,
    policy_version_id, amount, items, without_rate, without_cost)
  select workspace_id, 'loss', day, order_month, store_id, sku, category, reason, quality, fault, policy_version_id,
    sum(coalesce(base_amount, 0)), sum(sign), coalesce(sum(sign) filter (where base_amount is null and amount is not null), 0),
    coalesce(sum(sign) filter (where amount is null), 0)
  from added group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11;
  return null;
end $$;
create trigger loss_lines_added after insert on loss_lines
  referencing new table as added for each statement execute function loss_lines_added();

create function loss_lines_learned() returns trigger
  language plpgsql set search_path = public as $$
begin
  insert into loss_deltas (workspace_id, side, day, order_month, store_id, sku, category, reason, quality, fault,
    policy_version_id, amount, items, without_rate, without_cost)
  select workspace_id, 'loss', day, order_month, store_id, sku, category, reason, quality, fault, policy_version_id,
    sum(way * coalesce(base_amount, 0)), sum(way * sign),
    coalesce(sum(way * sign) filter (where base_amount is null and amount is not null), 0),
    coalesce(sum(way * sign) filter (where amount is null), 0)
  from (select 1 as way, * from become union all select -1, * from been) each
  group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
  having (sum(way * coalesce(base_amount, 0)), sum(way * sign),
    coalesce(sum(way * sign) filter (where base_amount is null and amount is not null), 0)) is distinct from (0, 0, 0);
  return null;
end $$;
create trigger loss_lines_learned after update on loss_lines
  referencing old table as been new table as become for each statement execute function loss_lines_learned();

create function shipped_costs_added() returns trigger
  language plpgsql set search_path = public as $$
begin
  insert into loss_deltas (workspace_id, side, day, order_month, store_id, sku, category, reason, quality, fault,
    policy_version_id, amount, items, without_rate, without_cost)
  select workspace_id, 'shipped', day, order_month, store_id, sku, category, '', 'unknown', '',
    '00000000-0000-0000-0000-000000000000', sum(coalesce(base_amount, 0)), count(*),
    count(*) filter (where base_amount is null and amount is not null), count(*) filter (where amount is null)
  from added group by 1, 2, 3, 4, 5, 6, 7;
  return null;
end $$;
create trigger shipped_costs_added after insert on shipped_costs
  referencing new table as added for each statement execute function shipped_costs_added();

create function shipped_costs_changed() returns trigger
  language plpgsql set search_path = public as $$
begin
  insert into loss_deltas (workspace_id, side, day, order_month, store_id, sku, category, reason, quality, fault,
    policy_version_id, amount, items, without_rate, without_cost)
  select workspace_id, 'shipped', day, order_month, store_id, sku, category, '', 'unknown', '',
    '00000000-0000-0000-0000-000000000000', sum(way * coalesce(base_amount, 0)), sum(way),
    coalesce(sum(way) filter (where base_amount is null and amount is not null), 0),
    coalesce(sum(way) filter (where amount is null), 0)
  from (select 1 as way, * from become union all select -1, * from been) each
  group by 1, 2, 3, 4, 5, 6, 7;
  return null;
end $$;
create trigger shipped_costs_changed after update on shipped_costs
  referencing old table as been new table as become for each statement execute function shipped_costs_changed();
