-- The public form of each store, and what was sent by it.

create table web_forms (
  workspace_id uuid not null default current_workspace() references workspaces,
  store_id uuid not null,
  -- What the link of the form names; a new one ends the link before it.
  link_id uuid not null,
  enabled boolean not null,
  changed_at timestamptz not null,
  primary key (workspace_id, store_id),
  unique (workspace_id, link_id),
  foreign key (workspace_id, store_id) references stores on delete cascade
);
select protect('web_forms');

-- Everything that was sent by a form, before anything else is done with it.
create table form_letters (
  workspace_id uuid not null default current_workspace() references workspaces,
  id uuid not null,
  store_id uuid not null,
  -- What makes it the same letter when it comes again: the sender's key, or its content.
  source_key text not null,
  content_hash text not null,
  address text not null,
  -- What was written, until it is a message on a ticket.
  content jsonb,
  ticket_id uuid,
  received_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, store_id, source_key),
  foreign key (workspace_id, store_id) references stores,
  foreign key (workspace_id, ticket_id) references tickets,
  check ((content is null) = (ticket_id is not null))
);
create index form_letters_by_address on form_letters (workspace_id, address, received_at);
create index form_letters_by_time on form_letters (workspace_id, received_at);
select protect('form_letters');
