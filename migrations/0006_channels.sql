-- Where messages come in and go out.

create table channels (
  workspace_id uuid not null default current_workspace() references workspaces,
  id uuid not null,
  kind text not null check (kind in ('mailbox', 'receiver')),
  name text not null check (length(name) between 1 and 120),
  -- Where buyers write to, in lower case.
  address text not null check (address = lower(address) and address like '%_@_%'),
  store_id uuid,
  -- Servers, ports and user names; never a secret.
  settings jsonb not null default '{}',
  -- The passwords, encrypted under the installation's secret (AES-256-GCM).
  secrets bytea,
  active boolean not null default true,
  state text not null default 'new' check (state in ('new', 'ok', 'failing')),
  problem jsonb,
  checked_at timestamptz,
  -- How far a mailbox was read: {"uidValidity": "…", "uid": 17}.
  progress jsonb,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, address),
  foreign key (workspace_id, store_id) references stores
);
create index channels_of_store on channels (workspace_id, store_id);
select protect('channels');

-- A mail server that hands over a mail knows an address but no workspace; this is all it may ask from outside.
create policy channels_directory on channels for select to current_user using (true);
create index channels_by_address on channels (address) where active;
create function channel_directory(wanted text) returns table (workspace_id uuid, id uuid)
  language sql stable security definer set search_path = public
begin atomic
  select c.workspace_id, c.id from channels c where c.address = wanted and c.active;
end;
revoke execute on function channel_directory(text) from public;
grant execute on function channel_directory(text) to amends_app;

-- Every mail that was accepted, before anything else is done with it; the bytes lie in the store of files.
create table received_mails (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  channel_id uuid not null,
  -- What makes it the same mail when it comes again: UIDVALIDITY and UID, or its content and recipient.
  source_key text not null,
  sha256 text not null,
  size bigint not null,
  envelope_from text,
  envelope_to text not null,
  status text not null default 'received' check (status in ('received', 'done', 'quarantined', 'discarded')),
  reason text,
  -- Learned when it is read: who wrote, about which order or item, and the reference that a marketplace wants to see
  -- in the answer. By these a marketplace's mails, which refer to nothing, find one another.
  sender text,
  message_id text,
  about text,
  relay_id text,
  received_at timestamptz not null,
  settled_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, channel_id, source_key),
  foreign key (workspace_id, channel_id) references channels
);
create index received_mails_by_status on received_mails (workspace_id, status, received_at, id);
create index received_mails_of_sender on received_mails (workspace_id, channel_id, sender, received_at) where about is not null or relay_id is not null;
select protect('received_mails');

-- Two copies of one mail (by two ways, or sent again by a server that missed our answer) become one message.
create table received_contents (
  workspace_id uuid not null default current_workspace(),
  -- The store, or the channel of mail for no store: the same mail to two stores is two conversations.
  scope_id uuid not null,
  content_key text not null,
  received_mail_id uuid not null,
  primary key (workspace_id, scope_id, content_key),
  foreign key (workspace_id, received_mail_id) references received_mails
);
select protect('received_contents');

create table outgoing_mails (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  channel_id uuid not null,
  ticket_id uuid,
  -- Fixed before the first try: whatever happens, it is the same mail.
  message_id text not null,
  recipients text[] not null,
  mail jsonb not null,
  automatic boolean not null default false,
  status text not null check (status in ('queued', 'sending', 'sent', 'failed', 'bounced', 'withdrawn')),
  attempts int not null default 0,
  problem text,
  not_before timestamptz not null,
  created_at timestamptz not null,
  sent_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, message_id),
  foreign key (workspace_id, channel_id) references channels
);
create index outgoing_mails_by_status on outgoing_mails (workspace_id, status, not_before);
create index outgoing_mails_by_age on outgoing_mails (workspace_id, created_at, id);
create index outgoing_mails_of_channel on outgoing_mails (workspace_id, channel_id);
select protect('outgoing_mails');
