-- The buyers: one profile over all channels, found by the addresses they write from.

create table customers (
  workspace_id uuid not null default current_workspace() references workspaces,
  id uuid not null,
  name text not null default '' check (length(name) <= 200),
  -- The language the customer writes in; null while nobody knows.
  language text,
  vip boolean not null default false,
  vip_reason text not null default '',
  notes text not null default '' check (length(notes) <= 10000),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (workspace_id, id),
  check (not vip or vip_reason <> '')
);
create index customers_vip on customers (workspace_id, id) where vip;
select protect('customers');

-- An address of a customer. An alias belongs to the pair of buyer and store, so the same one in two stores is two people.
create table customer_contacts (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  customer_id uuid not null,
  kind text not null check (kind in ('email', 'amazon-alias', 'ebay-alias', 'phone')),
  -- Folded for comparison; `written` is how the customer wrote it.
  address text not null check (address <> ''),
  written text not null,
  store_id uuid,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, customer_id) references customers (workspace_id, id) on delete cascade,
  foreign key (workspace_id, store_id) references stores (workspace_id, id),
  unique nulls not distinct (workspace_id, kind, address, store_id)
);
create index customer_contacts_by_customer on customer_contacts (workspace_id, customer_id);
create index customer_contacts_by_store on customer_contacts (workspace_id, store_id) where store_id is not null;
select protect('customer_contacts');

-- Under which beginnings a customer is found. Row-level security lets an index answer "=" and "<", never LIKE:
-- so a search is a range of words in byte order.
create table customer_words (
  workspace_id uuid not null default current_workspace(),
  word text collate "C" not null check (length(word) between 1 and 120),
  customer_id uuid not null,
  primary key (workspace_id, word, customer_id),
  foreign key (workspace_id, customer_id) references customers (workspace_id, id) on delete cascade
);
create index customer_words_by_customer on customer_words (workspace_id, customer_id);
select protect('customer_words');
