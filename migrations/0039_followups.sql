-- Planned contacts with customers, what came of them, and what customers suggested.

-- Whom to follow up, every how many weeks, by which way and in which words.
create table follow_up_plans (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  name text not null check (length(name) between 1 and 120),
  active boolean not null,
  weeks int not null check (weeks between 1 and 104),
  -- After how many days a customer who was not reached is tried again.
  again_days int not null check (again_days between 1 and 60),
  way text not null check (way in ('email', 'phone')),
  segment jsonb not null,
  -- By language, what is said: the script of a call, the letter of a mail.
  texts jsonb not null,
  -- How many customers of the segment the last round over all of them found, and what kept it from making follow-ups.
  counts jsonb,
  counted_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (workspace_id, id)
);
select protect('follow_up_plans');

-- One planned contact: open until somebody says what came of it or why it was left out.
create table follow_ups (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  plan_id uuid not null,
  customer_id uuid not null,
  -- Important customers (0) stand before others (1); as it was when the follow-up was made.
  rank int not null check (rank in (0, 1)),
  way text not null check (way in ('email', 'phone')),
  contact_id uuid not null,
  store_id uuid,
  state text not null check (state in ('open', 'done', 'skipped')),
  due_at timestamptz not null,
  assignee_id uuid,
  -- How often they were tried and not reached.
  attempts int not null default 0,
  outcome text check (outcome in ('satisfied', 'neutral', 'dissatisfied', 'not-reached', 'refused')),
  satisfaction int check (satisfaction between 1 and 5),
  ticket_id uuid,
  made_at timestamptz not null,
  closed_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, plan_id) references follow_up_plans (workspace_id, id),
  foreign key (workspace_id, customer_id) references customers (workspace_id, id) on delete cascade,
  foreign key (workspace_id, assignee_id) references members (workspace_id, id),
  foreign key (workspace_id, ticket_id) references tickets (workspace_id, id),
  check ((state = 'open') = (closed_at is null)),
  check (state <> 'done' or outcome is not null)
);
-- Never two at a time for one customer, whoever makes them.
create unique index follow_ups_open on follow_ups (workspace_id, customer_id) where state = 'open';
create index follow_ups_of_customer on follow_ups (workspace_id, customer_id, closed_at);
create index follow_ups_due on follow_ups (workspace_id, rank, due_at, id) where state = 'open';
create index follow_ups_of_assignee on follow_ups (workspace_id, assignee_id, rank, due_at, id) where state = 'open';
create index follow_ups_closed on follow_ups (workspace_id, closed_at, id) where closed_at is not null;
create index follow_ups_of_plan on follow_ups (workspace_id, plan_id, state);
create index follow_ups_of_ticket on follow_ups (workspace_id, ticket_id) where ticket_id is not null;
select protect('follow_ups');

-- Each step of a follow-up, the newest last; none is rewritten, one is taken back by a later one.
create table follow_up_entries (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  follow_up_id uuid not null,
  kind text not null check (kind in ('outcome', 'skipped', 'assigned', 'letter', 'undone')),
  outcome text,
  satisfaction int,
  note text not null default '' check (length(note) <= 2000),
  -- What the follow-up was before, for the way back.
  before jsonb not null,
  undone_at timestamptz,
  at timestamptz not null,
  actor_id uuid not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, follow_up_id) references follow_ups (workspace_id, id) on delete cascade
);
create index follow_up_entries_of_follow_up on follow_up_entries (workspace_id, follow_up_id, id);
select protect('follow_up_entries');

-- What customers suggested.
create table suggestions (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  customer_id uuid not null,
  follow_up_id uuid not null,
  entry_id uuid not null,
  text text not null check (length(text) between 1 and 1000),
  -- The entry that brought it was taken back.
  withdrawn_at timestamptz,
  made_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, customer_id) references customers (workspace_id, id) on delete cascade,
  foreign key (workspace_id, follow_up_id) references follow_ups (workspace_id, id) on delete cascade,
  foreign key (workspace_id, entry_id) references follow_up_entries (workspace_id, id) on delete cascade
);
create index suggestions_of_customer on suggestions (workspace_id, customer_id);
create index suggestions_of_follow_up on suggestions (workspace_id, follow_up_id);
create index suggestions_of_entry on suggestions (workspace_id, entry_id);
select protect('suggestions');

-- How far the round over all customers has come, so that a stopped one goes on where it was.
create table follow_up_rounds (
  workspace_id uuid primary key default current_workspace(),
  -- The last customer looked at, newest first; null at the beginning.
  after_id uuid,
  counts jsonb not null default '{}',
  begun_at timestamptz not null,
  ended_at timestamptz
);
select protect('follow_up_rounds');
