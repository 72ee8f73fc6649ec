-- What is sold, and what one piece of it costs the seller: no marketplace knows that (DOMAIN.md section 5).

create table products (
  workspace_id uuid not null default current_workspace() references workspaces,
  id uuid not null,
  -- The seller's own number of the product, the same in all stores.
  sku text collate "C" not null check (length(sku) between 1 and 120),
  asin text,
  title text not null default '',
  category text not null default '',
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, sku)
);
create index products_by_category on products (workspace_id, category, sku);
select protect('products');

-- From its day on, until the day of the next one.
create table product_costs (
  workspace_id uuid not null default current_workspace(),
  product_id uuid not null,
  valid_from date not null,
  -- Minor units of its currency.
  unit_cost bigint not null check (unit_cost >= 0),
  currency char(3) not null,
  recorded_at timestamptz not null,
  recorded_by uuid,
  primary key (workspace_id, product_id, valid_from),
  foreign key (workspace_id, product_id) references products on delete cascade,
  foreign key (workspace_id, recorded_by) references members (workspace_id, id)
);
select protect('product_costs');
