-- Return requests: how far each is in the policy version with which it began, what was decided by which facts, its parcel
-- and its refund.

create table return_requests (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  -- The number that the buyer writes on the parcel.
  rma text not null check (length(rma) between 1 and 40),
  ticket_id uuid not null,
  store_id uuid not null,
  order_id uuid,
  order_number text,
  sku text not null default '',
  title text not null default '',
  quantity int not null check (quantity >= 1),
  currency char(3) not null,
  -- The same for all returns of one buyer.
  buyer_key text not null,
  policy_id uuid not null,
  version_id uuid not null,
  -- What people have said of it; it stands above what the desk finds by itself.
  stated jsonb not null,
  -- Counts what was decided: whoever decides names the count that they saw.
  revision int not null default 0,
  -- Where it stands, for lists: the step that comes next.
  stage text not null check (stage in ('facts', 'letter', 'waiting', 'answer', 'choice', 'act', 'item', 'supervisor', 'ended')),
  node text not null default '',
  letters int not null default 0,
  outcome text check (outcome in ('withdrawn', 'refunded', 'partly-refunded', 'kept', 'replaced', 'refused', 'delivered', 'marketplace-decided')),
  begun_by uuid,
  begun_at timestamptz not null,
  -- By when the marketplace wants the first answer; none once there was one, or where no rule says so.
  respond_by timestamptz,
  responded_at timestamptz,
  -- By when it must be refunded after the item is back.
  refund_by timestamptz,
  -- Silence means something from then on.
  wait_until timestamptz,
  -- The first of these that counts now.
  due_at timestamptz,
  ended_at timestamptz,
  -- A resolution above somebody's limit, and what became of the asking.
  approval jsonb,
  primary key (workspace_id, id),
  unique (workspace_id, rma),
  foreign key (workspace_id, ticket_id) references tickets (workspace_id, id),
  foreign key (workspace_id, store_id) references stores (workspace_id, id),
  foreign key (workspace_id, order_id) references orders (workspace_id, id),
  foreign key (workspace_id, policy_id) references return_policies (workspace_id, id),
  foreign key (workspace_id, version_id) references policy_versions (workspace_id, id),
  check ((stage = 'ended') = (ended_at is not null)),
  check ((outcome is not null) = (ended_at is not null))
);
create unique index return_requests_open on return_requests (workspace_id, ticket_id) where ended_at is null;
create index return_requests_of_ticket on return_requests (workspace_id, ticket_id, id);
create index return_requests_of_store on return_requests (workspace_id, store_id);
create index return_requests_of_order on return_requests (workspace_id, order_id) where order_id is not null;
create index return_requests_of_order_number on return_requests (workspace_id, store_id, order_number) where order_number is not null;
create index return_requests_of_policy on return_requests (workspace_id, policy_id);
create index return_requests_of_version on return_requests (workspace_id, version_id);
create index return_requests_of_buyer on return_requests (workspace_id, buyer_key);
create index return_requests_due on return_requests (workspace_id, due_at, id) where ended_at is null;
create index return_requests_by_stage on return_requests (workspace_id, stage, due_at, id) where ended_at is null;
create index return_requests_ended on return_requests (workspace_id, ended_at desc, id desc) where ended_at is not null;
create index return_requests_begun on return_requests (workspace_id, begun_at, id);
create index return_requests_silent on return_requests (workspace_id, wait_until, id) where ended_at is null and wait_until is not null;
select protect('return_requests');

-- One node that was passed: the facts by which it was reached, and what came of it. Nothing is ever taken away; what was
-- taken back says so.
create table return_stops (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  request_id uuid not null,
  position int not null check (position >= 0),
  node text not null,
  kind text not null check (kind in ('letter', 'options', 'act', 'wait')),
  outcome text,
  -- As they stood when it was begun, and when it had its outcome.
  facts jsonb not null,
  facts_after jsonb,
  because jsonb not null,
  costs jsonb not null,
  -- The letter that went out with it.
  message_id uuid,
  sent_at timestamptz,
  wait_days int,
  begun_by uuid,
  begun_at timestamptz not null,
  ended_by uuid,
  ended_at timestamptz,
  undone_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, request_id) references return_requests (workspace_id, id),
  check ((outcome is null) = (ended_at is null))
);
-- Two people on one return: one of them is first.
create unique index return_stops_in_order on return_stops (workspace_id, request_id, position) where undone_at is null;
create index return_stops_of_request on return_stops (workspace_id, request_id, id);
create index return_stops_of_message on return_stops (workspace_id, message_id) where message_id is not null;
select protect('return_stops');

-- The way back of the goods, and what they are worth.
create table return_parcels (
  workspace_id uuid not null default current_workspace(),
  request_id uuid not null,
  label_carrier text not null default '' check (length(label_carrier) <= 80),
  label_tracking text check (length(label_tracking) <= 80),
  label_url text check (length(label_url) <= 1000),
  label_cost bigint check (label_cost >= 0),
  label_payer text check (label_payer in ('buyer', 'seller', 'marketplace')),
  labelled_at timestamptz,
  received_at timestamptz,
  condition text check (condition in ('original', 'opened', 'used', 'damaged', 'parts-missing', 'different')),
  -- What is made of the goods.
  disposition text check (disposition in ('resellable', 'refurbish', 'spare-parts', 'supplier', 'disposed')),
  resale_value bigint check (resale_value >= 0),
  graded_by uuid,
  graded_at timestamptz,
  -- Pictures of what came back: content-addressed files.
  photos jsonb not null default '[]',
  note text not null default '' check (length(note) <= 2000),
  primary key (workspace_id, request_id),
  foreign key (workspace_id, request_id) references return_requests (workspace_id, id)
);
-- Which files are still held: few returns have pictures.
create index return_parcels_with_photos on return_parcels (workspace_id, request_id) where photos <> '[]';
select protect('return_parcels');

-- Money given back, as a person recorded it or a file for the marketplace told.
create table return_refunds (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  request_id uuid not null,
  amount bigint not null check (amount > 0),
  currency char(3) not null,
  method text not null check (method in ('by-hand', 'feed', 'connector')),
  reference text not null default '' check (length(reference) <= 200),
  -- What of the price, its tax and the shipping.
  reason text not null default '' check (length(reason) <= 60),
  recorded_by uuid,
  recorded_at timestamptz not null,
  -- When the file that tells the marketplace was made.
  fed_at timestamptz,
  reversed_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, request_id) references return_requests (workspace_id, id)
);
create index return_refunds_of_request on return_refunds (workspace_id, request_id, id);
create index return_refunds_to_feed on return_refunds (workspace_id, recorded_at, id)
  where method = 'feed' and fed_at is null and reversed_at is null;
select protect('return_refunds');

-- What a return costs a store by rule: where to send it, and what nobody reckons for each one.
create table return_terms (
  workspace_id uuid not null default current_workspace(),
  store_id uuid not null,
  return_address text not null default '' check (length(return_address) <= 1000),
  currency char(3) not null,
  outbound_shipping bigint check (outbound_shipping >= 0),
  return_shipping bigint check (return_shipping >= 0),
  restocking_cost bigint check (restocking_cost >= 0),
  primary key (workspace_id, store_id),
  foreign key (workspace_id, store_id) references stores (workspace_id, id)
);
select protect('return_terms');
select is_settings('return_terms');

-- Up to which cost for us a role decides alone.
create table return_limits (
  workspace_id uuid not null default current_workspace(),
  role_id uuid not null,
  currency char(3) not null,
  amount bigint not null check (amount >= 0),
  primary key (workspace_id, role_id),
  foreign key (workspace_id, role_id) references roles (workspace_id, id) on delete cascade
);
select protect('return_limits');
select is_settings('return_limits');
