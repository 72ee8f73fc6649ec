-- Who a customer was is taken away on request, or when the marketplace's time is over; what was bought, asked and paid
-- stays, and every figure with it.

alter table customers add column erased_at timestamptz;

-- One request to erase a customer: who asked when, how far it is, what it has reached.
create table erasures (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  customer_id uuid not null,
  status text not null default 'waiting' check (status in ('waiting', 'running', 'done', 'failed')),
  asked_by uuid not null,
  asked_at timestamptz not null,
  started_at timestamptz,
  ended_at timestamptz,
  -- What was there when it was asked for, and what is gone of it so far: counts by kind.
  reach jsonb not null default '{}',
  counts jsonb not null default '{}',
  -- By what the person is found while the work lasts: nothing else knows it any more. Null once it is done.
  whose jsonb,
  -- Why it stands still: the code of a problem.
  problem text,
  primary key (workspace_id, id),
  foreign key (workspace_id, customer_id) references customers,
  check (status <> 'done' or whose is null)
);
create unique index erasures_open on erasures (workspace_id, customer_id) where status <> 'done';
create index erasures_of_customer on erasures (workspace_id, customer_id, id);
select protect('erasures');

-- Files of which an erasure has dropped a row: removed once nobody else holds the same bytes.
create table erasure_files (
  workspace_id uuid not null default current_workspace(),
  erasure_id uuid not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  primary key (workspace_id, erasure_id, sha256),
  foreign key (workspace_id, erasure_id) references erasures on delete cascade
);
select protect('erasure_files');

-- An answer to an access request: everything that is known of a customer, as one file for whoever asked.
create table customer_exports (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  customer_id uuid not null,
  status text not null default 'waiting' check (status in ('waiting', 'running', 'done', 'failed')),
  asked_by uuid not null,
  asked_at timestamptz not null,
  ended_at timestamptz,
  -- Null until it is done, and again when its days are over.
  sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
  size bigint,
  expires_at timestamptz,
  problem text,
  primary key (workspace_id, id),
  foreign key (workspace_id, customer_id) references customers
);
create unique index customer_exports_open on customer_exports (workspace_id, customer_id) where status in ('waiting', 'running');
create index customer_exports_of_customer on customer_exports (workspace_id, customer_id, id);
create index customer_exports_by_expiry on customer_exports (workspace_id, expires_at) where sha256 is not null;
select protect('customer_exports');

alter table tickets add column erased_at timestamptz;
alter table messages add column erased_at timestamptz;

-- Whose order it was, once nothing else of it says so: the profile's figures go on by it.
alter table orders
  add column customer_id uuid,
  add column redacted_at timestamptz,
  add column redacted_for text check (redacted_for in ('rule', 'request')),
  add constraint orders_workspace_id_customer_id_fkey foreign key (workspace_id, customer_id) references customers (workspace_id, id),
  add constraint orders_redacted check ((redacted_at is null) = (redacted_for is null));
create index orders_of_customer on orders (workspace_id, customer_id, ordered_at) where customer_id is not null;
create index orders_to_redact on orders (workspace_id, store_id, ordered_at, id) where redacted_at is null;

-- What was told without what somebody wrote: codes, ids, numbers and moments stay, free text becomes empty. The names are
-- those under which the desk keeps codes; a text under any other name is taken for somebody's words.
create function without_words(said jsonb, named text default '') returns jsonb
  language plpgsql immutable parallel safe set search_path = public as $$
begin
  if jsonb_typeof(said) = 'object' then
    return (select coalesce(jsonb_object_agg(key, without_words(value, key)), '{}') from jsonb_each(said));
  elsif jsonb_typeof(said) = 'array' then
    return (select coalesce(jsonb_agg(without_words(value, named) order by place), '[]')
      from jsonb_array_elements(said) with ordinality as part (value, place));
  elsif jsonb_typeof(said) = 'string' and named <> all (array['kind', 'subType', 'priority', 'channelKind',
      'marketplaceKind', 'status', 'measure', 'level', 'result', 'customerFeedback', 'templateKey', 'code', 'by',
      'confidence', 'from', 'to', 'number', 'until', 'dueAt', 'language'])
    and said #>> '{}' !~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then
    return '""';
  end if;
  return said;
end $$;

-- Timelines can be added to, never changed (0009_tickets.sql). This is the one exception, and it can only take words away.
create function forget_ticket_lines(wanted uuid[]) returns void
  language sql security definer set search_path = public
begin atomic
  update ticket_events set details = without_words(details)
    where workspace_id = current_workspace() and ticket_id = any (wanted) and details <> without_words(details);
end;
revoke execute on function forget_ticket_lines(uuid[]) from public;
grant execute on function forget_ticket_lines(uuid[]) to amends_app;

-- Shipped roles and rules of workspaces that are there already, as new ones get them.
do $$
declare
  here uuid;
begin
  for here in select workspace_id from workspaces loop
    perform set_config('amends.workspace', here::text, true);
    update roles set permissions = permissions || '{"customers.erase": "all", "customers.export": "all"}' where shipped and key in ('manager');
    insert into marketplace_rules (id, scope, code, value, unit, source_kind, source_text, source_reference, note_zh, note_en, shipped, recorded_at)
    values (gen_random_uuid(), 'amazon', 'buyer-data.kept-for', '30', 'calendar-days', 'official',
      'Amazon Services API Data Protection Policy, “Data Retention”: personal data of buyers is kept no longer than 30 days after the order was delivered.',
      'https://sellercentral.amazon.com/mws/static/policy?documentType=DPP',
      '自订单送达起；到期后清空姓名、地址、邮箱，金额与数量保留。', 'After delivery; then name, address and e-mail are emptied, money and quantities stay.',
      true, now())
    on conflict do nothing;
  end loop;
  perform set_config('amends.workspace', '', true);
end $$;
