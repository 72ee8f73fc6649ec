-- What was said on a ticket, to whom, and how it went.

create table messages (
  workspace_id uuid not null default current_workspace() references workspaces,
  ticket_id uuid not null,
  id uuid not null,
  direction text not null check (direction in ('inbound', 'outbound', 'note')),
  author_id uuid,
  author_name text not null,
  address text,
  -- The customer whom the sender's address belongs to; null where nobody but the ticket's own could have written.
  customer_id uuid,
  subject text,
  -- What the writer wrote now; what they quoted and signed with is folded away beside it.
  text text not null,
  quoted text,
  signature text,
  html text,
  language text,
  automatic boolean not null default false,
  received_mail_id uuid,
  outgoing_mail_id uuid,
  -- The header by which an answer finds its way back.
  mail_message_id text,
  template_key text,
  delivery text check (delivery in ('held', 'queued', 'sent', 'failed', 'bounced', 'withdrawn')),
  held_until timestamptz,
  failure text,
  -- What an undo brings back.
  undo jsonb,
  created_at timestamptz not null,
  sent_at timestamptz,
  primary key (workspace_id, ticket_id, id),
  unique (workspace_id, id),
  unique (workspace_id, received_mail_id),
  unique (workspace_id, outgoing_mail_id),
  foreign key (workspace_id, ticket_id) references tickets,
  foreign key (workspace_id, author_id) references members,
  foreign key (workspace_id, customer_id) references customers
);
create index messages_by_mail_id on messages (workspace_id, mail_message_id) where mail_message_id is not null;
select protect('messages');

create table message_attachments (
  workspace_id uuid not null default current_workspace(),
  message_id uuid not null,
  id uuid not null,
  filename text not null,
  content_type text not null,
  size bigint not null,
  sha256 text not null,
  content_id text,
  inline boolean not null default false,
  primary key (workspace_id, message_id, id),
  foreign key (workspace_id, message_id) references messages (workspace_id, id)
);
select protect('message_attachments');

-- Files that a member has added to a letter not yet sent.
create table uploads (
  workspace_id uuid not null default current_workspace() references workspaces,
  id uuid not null,
  member_id uuid not null,
  filename text not null,
  content_type text not null,
  size bigint not null,
  sha256 text not null,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, member_id) references members
);
create index uploads_by_age on uploads (workspace_id, created_at);
select protect('uploads');

create table drafts (
  workspace_id uuid not null default current_workspace(),
  ticket_id uuid not null,
  member_id uuid not null,
  direction text not null check (direction in ('outbound', 'note')),
  text text not null,
  template_key text,
  updated_at timestamptz not null,
  primary key (workspace_id, ticket_id, member_id, direction),
  foreign key (workspace_id, ticket_id) references tickets,
  foreign key (workspace_id, member_id) references members
);
create index drafts_by_member on drafts (workspace_id, member_id, updated_at);
select protect('drafts');

-- Where the automatic confirmation is switched off. The nil UUID stands for every store, '*' for every kind.
create table acknowledgement_switches (
  workspace_id uuid not null default current_workspace() references workspaces,
  store_id uuid not null,
  kind text not null,
  enabled boolean not null,
  primary key (workspace_id, store_id, kind)
);
select protect('acknowledgement_switches');

-- What was confirmed automatically, so that no two desks keep one another busy (ENGINEERING M7).
create table acknowledgements (
  workspace_id uuid not null default current_workspace(),
  ticket_id uuid not null,
  address text not null,
  at timestamptz not null,
  primary key (workspace_id, ticket_id, address),
  foreign key (workspace_id, ticket_id) references tickets
);
create index acknowledgements_by_address on acknowledgements (workspace_id, address, at);
create index acknowledgements_by_time on acknowledgements (workspace_id, at);
select protect('acknowledgements');
