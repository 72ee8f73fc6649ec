-- Offers to customers of own shops who agreed to them, and what came of each letter.

-- A customer may take back what they agreed to by the link in a letter.
alter table customer_consents drop constraint customer_consents_source_check;
alter table customer_consents add constraint customer_consents_source_check
  check (source in ('letter', 'phone', 'form', 'order', 'link', 'other'));

-- What is offered, to whom, in which words; written by one person and approved by another.
create table offers (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  name text not null check (length(name) between 1 and 120),
  kind text not null check (kind in ('new-product', 'coupon')),
  -- The own shop in whose name, and from whose mailbox, it is sent.
  store_id uuid not null,
  -- The code of the coupon, or the product as the shop calls it.
  code text not null check (length(code) <= 60),
  -- By language, the letter.
  letters jsonb not null,
  segment jsonb not null,
  valid_from date not null,
  valid_until date not null,
  -- A customer who had an offer within so many days gets none.
  cap_days int not null check (cap_days between 1 and 365),
  -- So many letters leave within an hour at most.
  per_hour int not null check (per_hour between 1 and 5000),
  state text not null check (state in ('draft', 'approved', 'sending', 'done', 'stopped')),
  -- Who changed it last: never the one who approves it.
  author_id uuid not null,
  approved_by uuid,
  approved_at timestamptz,
  started_at timestamptz,
  ended_at timestamptz,
  -- The last customer looked at, newest first; null at the beginning.
  after_id uuid,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, store_id) references stores (workspace_id, id),
  check (valid_from <= valid_until),
  check (kind <> 'coupon' or length(code) >= 4),
  check ((approved_by is null) = (approved_at is null)),
  check (approved_by <> author_id),
  check (state not in ('approved', 'sending', 'done') or approved_by is not null),
  check ((state in ('done', 'stopped')) = (ended_at is not null))
);
create index offers_of_store on offers (workspace_id, store_id);
create index offers_sending on offers (workspace_id, id) where state = 'sending';
create index offers_by_state on offers (workspace_id, state, id);
select protect('offers');

-- One customer of an offer's segment: the letter they got, or why they got none. Once each.
create table offer_letters (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  offer_id uuid not null,
  customer_id uuid not null,
  state text not null check (state in ('queued', 'sent', 'failed', 'withdrawn', 'skipped')),
  reason text check (reason in ('erasure-asked', 'had-this', 'marketplace-forbids', 'no-address', 'withdrawn', 'not-asked',
    'language-missing', 'had-lately')),
  -- Put into an answer on a ticket by hand.
  by_hand boolean not null default false,
  language text,
  outgoing_mail_id uuid,
  made_at timestamptz not null,
  sent_at timestamptz,
  unsubscribed_at timestamptz,
  -- Their first order within 30 days of the letter.
  bought_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, offer_id, customer_id),
  foreign key (workspace_id, offer_id) references offers (workspace_id, id),
  foreign key (workspace_id, customer_id) references customers (workspace_id, id) on delete cascade,
  check ((state = 'skipped') = (reason is not null)),
  check (state <> 'sent' or sent_at is not null)
);
create index offer_letters_of_customer on offer_letters (workspace_id, customer_id, made_at);
create index offer_letters_by_state on offer_letters (workspace_id, offer_id, state, id);
create index offer_letters_by_reason on offer_letters (workspace_id, offer_id, reason, id) where state = 'skipped';
create index offer_letters_unsubscribed on offer_letters (workspace_id, offer_id, id) where unsubscribed_at is not null;
create index offer_letters_bought on offer_letters (workspace_id, offer_id, id) where bought_at is not null;
create unique index offer_letters_of_mail on offer_letters (workspace_id, outgoing_mail_id) where outgoing_mail_id is not null;
-- How many left within the last hour, and who may still buy.
create index offer_letters_made on offer_letters (workspace_id, offer_id, made_at) where state <> 'skipped';
create index offer_letters_watched on offer_letters (workspace_id, id) where state = 'sent' and bought_at is null;
select protect('offer_letters');
