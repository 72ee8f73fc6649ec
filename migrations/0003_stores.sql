-- Where the workspace sells, and the rules of those places.

-- One site of a marketplace. Every workspace has its own rows, so each may be corrected without touching another's.
create table marketplaces (
  workspace_id uuid not null default current_workspace() references workspaces,
  code text not null check (code ~ '^[a-z][a-z0-9-]{1,39}$'),
  kind text not null check (kind in ('amazon', 'ebay', 'own-shop')),
  external_id text,
  name_zh text not null,
  name_en text not null,
  country char(2),
  -- Languages of its buyers, the usual one first.
  languages text[] not null check (cardinality(languages) > 0),
  currency char(3) not null,
  zone text not null,
  -- Domains of the anonymised buyer addresses, and those from which the marketplace itself writes.
  mail_domains text[] not null default '{}',
  notice_domains text[] not null default '{}',
  order_number_patterns text[] not null default '{}',
  primary key (workspace_id, code)
);
select protect('marketplaces');

-- The numbers by which a marketplace judges its sellers. A row is never changed but for its end: a new value is a new row.
create table marketplace_rules (
  workspace_id uuid not null default current_workspace() references workspaces,
  id uuid not null,
  -- A marketplace's code, a kind, or * for everywhere.
  scope text not null check (scope ~ '^(\*|[a-z][a-z0-9-]{1,39})$'),
  code text not null,
  value jsonb not null,
  unit text not null,
  currency char(3),
  source_kind text not null check (source_kind in ('official', 'specification', 'guide', 'memory', 'own')),
  source_text text not null check (source_text <> ''),
  source_reference text not null default '',
  note_zh text not null default '',
  note_en text not null default '',
  -- From this day (null: since ever) to the day before valid_to. A row that ends on the day it began never held.
  valid_from date,
  valid_to date,
  shipped boolean not null default false,
  recorded_at timestamptz not null,
  recorded_by uuid,
  primary key (workspace_id, id),
  foreign key (workspace_id, recorded_by) references members (workspace_id, id),
  check (valid_from is null or valid_to is null or valid_from <= valid_to)
);
create index marketplace_rules_by_code on marketplace_rules (workspace_id, scope, code, valid_from);
-- One rule at most begins on a day, and one at most has no end.
create unique index marketplace_rules_begin on marketplace_rules (workspace_id, scope, code, valid_from) nulls not distinct
  where valid_from is null or valid_to is null or valid_from < valid_to;
create unique index marketplace_rules_open on marketplace_rules (workspace_id, scope, code) where valid_to is null;
select protect('marketplace_rules');

-- One seller account on one marketplace.
create table stores (
  workspace_id uuid not null default current_workspace() references workspaces,
  id uuid not null,
  marketplace text not null,
  name text not null check (length(name) between 1 and 120),
  external_seller_id text,
  signature_name text not null check (length(signature_name) between 1 and 120),
  default_language text not null,
  currency char(3) not null,
  zone text not null,
  active boolean not null default true,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, marketplace) references marketplaces (workspace_id, code)
);
create unique index stores_by_name on stores (workspace_id, marketplace, lower(name));
create unique index stores_by_seller on stores (workspace_id, marketplace, external_seller_id) where external_seller_id is not null;
create index stores_listed on stores (workspace_id, name, id);
select protect('stores');
