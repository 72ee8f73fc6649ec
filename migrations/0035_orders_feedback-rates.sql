-- What buyers say of the seller in public, order by order (Amazon's report of seller feedback).

create table seller_feedback (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  store_id uuid not null,
  -- By number, as returned units have it: a report of feedback may be read before the order is known.
  order_number text collate "C" not null check (length(order_number) between 1 and 60),
  given_at timestamptz not null,
  rating smallint not null check (rating between 1 and 5),
  comments text not null default '',
  -- What the seller answered in public.
  response text not null default '',
  rater_address text,
  recorded_at timestamptz not null,
  primary key (workspace_id, id),
  -- A buyer rates an order once.
  unique (workspace_id, store_id, order_number),
  foreign key (workspace_id, store_id) references stores
);
create index seller_feedback_of_order on seller_feedback (workspace_id, order_number);
-- Who gave it is found by their address, for an erasure.
create index seller_feedback_of_rater on seller_feedback (workspace_id, lower(rater_address)) where rater_address is not null;
select protect('seller_feedback');

-- What one unit of a currency was worth in another on a day, as somebody has told it: kept as it was told, for amounts are
-- reckoned from it exactly.
create table currency_rates (
  workspace_id uuid not null default current_workspace(),
  from_currency text collate "C" not null check (from_currency ~ '^[A-Z]{3}$'),
  to_currency text collate "C" not null check (to_currency ~ '^[A-Z]{3}$'),
  day date not null,
  rate numeric(18, 10) not null check (rate > 0),
  source text not null,
  recorded_at timestamptz not null,
  primary key (workspace_id, from_currency, to_currency, day),
  check (from_currency <> to_currency)
);
create index currency_rates_by_day on currency_rates (workspace_id, day, from_currency, to_currency);
select protect('currency_rates');

-- Such a report is read in like the others.
alter table imports drop constraint imports_subject_check;
alter table imports add constraint imports_subject_check check (
  subject in ('orders', 'shipments', 'fba-returns', 'mfn-returns', 'settlement', 'refund-feed', 'seller-feedback', 'costs'));
