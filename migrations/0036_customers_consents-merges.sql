-- What customers have agreed to, and which profiles are one person's.

-- Each word of a customer on what they may be written to about; the last one counts, none is ever rewritten. Only whose it
-- is may change, when two profiles become one.
create table customer_consents (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  customer_id uuid not null,
  purpose text not null check (purpose in ('follow-up-email', 'follow-up-phone', 'offers-email', 'survey')),
  -- `unknown` takes back a word that was recorded by mistake.
  state text not null check (state in ('given', 'withdrawn', 'unknown')),
  source text not null check (source in ('letter', 'phone', 'form', 'order', 'other')),
  note text not null default '' check (length(note) <= 1000),
  -- The letter in which they said so. Messages stand above customers, so nothing here refers to them.
  message_id uuid,
  said_at timestamptz not null,
  recorded_at timestamptz not null,
  actor_kind text not null check (actor_kind in ('member', 'token', 'system', 'buyer')),
  actor_id uuid not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, customer_id) references customers (workspace_id, id) on delete cascade,
  check (state <> 'given' or note <> '' or message_id is not null),
  check (state <> 'unknown' or note <> '')
);
create index customer_consents_of_customer on customer_consents (workspace_id, customer_id, purpose, said_at, id);
select protect('customer_consents');
revoke update on customer_consents from amends_app;
grant update (customer_id) on customer_consents to amends_app;

-- The profile that this one has become part of; its row stays as it was, for the way back.
alter table customers add column merged_into uuid;
alter table customers add foreign key (workspace_id, merged_into) references customers (workspace_id, id);
alter table customers add check (merged_into <> id);
create index customers_merged on customers (workspace_id, merged_into) where merged_into is not null;

-- How two profiles became one, with what the way back needs: the surviving row before and after, and what moved to it.
create table customer_merges (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  survivor_id uuid not null,
  merged_id uuid not null,
  before jsonb not null,
  after jsonb not null,
  -- By kind, the ids of what went over: contacts, consents, tickets, messages.
  moved jsonb not null,
  -- Where addresses of several stores came together, why that was right.
  reason text not null default '' check (length(reason) <= 500),
  crossings jsonb not null default '[]',
  merged_at timestamptz not null,
  merged_by_kind text not null,
  merged_by uuid not null,
  undone_at timestamptz,
  undone_by_kind text,
  undone_by uuid,
  primary key (workspace_id, id),
  foreign key (workspace_id, survivor_id) references customers (workspace_id, id) on delete cascade,
  foreign key (workspace_id, merged_id) references customers (workspace_id, id) on delete cascade,
  check (survivor_id <> merged_id),
  check (crossings = '[]' or reason <> ''),
  check ((undone_at is null) = (undone_by is null))
);
create index customer_merges_of_survivor on customer_merges (workspace_id, survivor_id, id);
-- A profile is part of one other at most.
create unique index customer_merges_standing on customer_merges (workspace_id, merged_id) where undone_at is null;
create index customer_merges_of_merged on customer_merges (workspace_id, merged_id, id);
select protect('customer_merges');

-- Profiles that look alike and are two people's, as somebody has said; the lower id first.
create table customers_apart (
  workspace_id uuid not null default current_workspace(),
  one_id uuid not null,
  other_id uuid not null,
  said_at timestamptz not null,
  actor_kind text not null,
  actor_id uuid not null,
  primary key (workspace_id, one_id, other_id),
  foreign key (workspace_id, one_id) references customers (workspace_id, id) on delete cascade,
  foreign key (workspace_id, other_id) references customers (workspace_id, id) on delete cascade,
  check (one_id < other_id)
);
create index customers_apart_by_other on customers_apart (workspace_id, other_id);
select protect('customers_apart');

-- The form in which two addresses of one person are likely the same; as customers/rules.likeness.ts has it.
alter table customer_contacts add column likeness text collate "C" not null generated always as (
  case
    when kind = 'phone' then 'tel:' || right(regexp_replace(address, '[^0-9]', '', 'g'), 8)
    when kind = 'email' and regexp_replace(address, '^.*@', '') in ('gmail.com', 'googlemail.com') then
      'mail:' || replace(regexp_replace(regexp_replace(address, '@[^@]*$', ''), '(.)\+.*$', '\1'), '.', '') || '@gmail.com'
    when kind = 'email' then
      'mail:' || regexp_replace(regexp_replace(address, '@[^@]*$', ''), '(.)\+.*$', '\1') || '@' || regexp_replace(address, '^.*@', '')
    else 'alias:' || address
  end) stored;
create index customer_contacts_by_likeness on customer_contacts (workspace_id, likeness);

-- What a customer wrote goes with them when two profiles become one.
create index if not exists messages_of_customer on messages (workspace_id, customer_id, id) where customer_id is not null;
