-- The one work item, and the story of each.

-- People see short numbers; a sequence never waits for another transaction, so numbers may have gaps.
create sequence ticket_numbers start 1001;
grant usage on sequence ticket_numbers to amends_app;

create table tickets (
  workspace_id uuid not null default current_workspace() references workspaces,
  id uuid not null,
  number bigint not null default nextval('ticket_numbers'),
  kind text not null check (kind in ('inquiry', 'order', 'return', 'complaint', 'claim', 'review', 'appeal')),
  sub_type text,
  status text not null default 'open' check (status in ('open', 'waiting', 'snoozed', 'resolved')),
  priority text not null default 'normal' check (priority in ('urgent', 'high', 'normal', 'low')),
  subject text not null,
  -- The buyer's words, shortened, for the list.
  preview text not null default '',
  language text not null,
  store_id uuid,
  channel_id uuid,
  channel_kind text not null,
  marketplace_kind text not null default 'own-shop',
  customer_id uuid,
  order_number text,
  assignee_id uuid,
  tags text[] not null default '{}',
  -- Why the desk thinks it is urgent, angry, of this kind: codes with the quoted words.
  reasons jsonb not null default '[]',
  -- Inbound messages since the last answer.
  unanswered int not null default 0,
  next_due_at timestamptz not null default 'infinity',
  next_measure text,
  snoozed_until timestamptz,
  last_message_at timestamptz not null,
  created_at timestamptz not null,
  resolved_at timestamptz,
  resolution jsonb,
  -- Counts every change; a page that sends an older one is told that somebody was faster.
  version int not null default 1,
  primary key (workspace_id, id),
  unique (workspace_id, number),
  foreign key (workspace_id, store_id) references stores,
  foreign key (workspace_id, channel_id) references channels,
  foreign key (workspace_id, customer_id) references customers,
  foreign key (workspace_id, assignee_id) references members
);
create index tickets_by_due on tickets (workspace_id, status, next_due_at, id);
create index tickets_of_assignee_by_due on tickets (workspace_id, assignee_id, status, next_due_at, id);
create index tickets_unassigned_by_due on tickets (workspace_id, status, next_due_at, id) where assignee_id is null;
create index tickets_of_store_by_due on tickets (workspace_id, store_id, status, next_due_at, id);
create index tickets_by_recency on tickets (workspace_id, last_message_at, id);
create index tickets_of_store_by_recency on tickets (workspace_id, store_id, last_message_at, id);
create index tickets_of_customer on tickets (workspace_id, customer_id, last_message_at, id);
create index tickets_of_order on tickets (workspace_id, order_number) where order_number is not null;
create index tickets_snoozed on tickets (workspace_id, snoozed_until) where status = 'snoozed';
select protect('tickets');

-- The timeline: written in the same transaction as the change it tells of, never changed afterwards.
create table ticket_events (
  workspace_id uuid not null default current_workspace(),
  ticket_id uuid not null,
  id uuid not null,
  kind text not null,
  actor_kind text not null check (actor_kind in ('member', 'token', 'system', 'buyer')),
  actor_id uuid not null,
  details jsonb not null default '{}',
  at timestamptz not null,
  primary key (workspace_id, ticket_id, id),
  foreign key (workspace_id, ticket_id) references tickets
);
select protect('ticket_events');
revoke update, delete on ticket_events from amends_app;

create table ticket_followers (
  workspace_id uuid not null default current_workspace(),
  ticket_id uuid not null,
  member_id uuid not null,
  primary key (workspace_id, ticket_id, member_id),
  foreign key (workspace_id, ticket_id) references tickets,
  foreign key (workspace_id, member_id) references members
);
create index ticket_followers_by_member on ticket_followers (workspace_id, member_id);
select protect('ticket_followers');

-- What a ticket is found by: every word of its subject and messages, cut by the desk's own segmentation.
create table ticket_search (
  workspace_id uuid not null default current_workspace(),
  ticket_id uuid not null,
  tokens tsvector not null,
  primary key (workspace_id, ticket_id),
  foreign key (workspace_id, ticket_id) references tickets
);
create index ticket_search_by_token on ticket_search using gin (tokens);
select protect('ticket_search');

-- Under row-level security no index serves `@@`, as it is not leakproof: every search would read the whole table. This
-- function therefore sees all rows, by policies for its owner alone, and keeps to its workspace by itself. It tells only
-- which tickets a member may open that hold the words, newest first, so many at a time.
create policy ticket_search_by_function on ticket_search for select to current_user using (true);
create policy tickets_by_function on tickets for select to current_user using (true);
create function tickets_with_words(
  wanted tsquery, before_at timestamptz, before_id uuid, most int,
  reach_member uuid, reach_stores uuid[], in_status text, in_store uuid
) returns table (ticket_id uuid, last_message_at timestamptz)
  language plpgsql stable security definer set search_path = public set plan_cache_mode = force_custom_plan as $$
begin
  return query
    select t.id, t.last_message_at
    from tickets t
    join ticket_search s on s.workspace_id = t.workspace_id and s.ticket_id = t.id
    where t.workspace_id = current_workspace() and s.workspace_id = current_workspace() and s.tokens @@ wanted
      and (before_at is null or (t.last_message_at, t.id) < (before_at, before_id))
      and (reach_member is null or t.assignee_id = reach_member or t.store_id = any (reach_stores))
      and (in_status is null or t.status = in_status)
      and (in_store is null or t.store_id = in_store)
    order by t.last_message_at desc, t.id desc
    limit most;
end $$;
revoke execute on function tickets_with_words from public;
grant execute on function tickets_with_words to amends_app;
