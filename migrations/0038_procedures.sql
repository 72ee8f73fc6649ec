-- What buyers ask of their orders: each a task with a due time, an outcome, and a letter that tells it.

create table order_tasks (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  ticket_id uuid not null,
  order_id uuid not null,
  -- As it was when the task was begun, like its store: a list needs neither order nor link.
  order_number text not null,
  store_id uuid not null,
  kind text not null check (kind in ('change-address', 'change-item', 'cancel', 'exchange', 'resend', 'invoice')),
  stage text not null
    check (stage in ('checked', 'asked', 'carried-out', 'refused', 'done', 'declined', 'withdrawn')),
  -- Who worked on it last; at first whoever had the ticket.
  assignee_id uuid,
  sku text,
  new_sku text,
  quantity int check (quantity > 0),
  address text,
  reason text,
  asked_of text check (asked_of in ('seller-system', 'warehouse', 'carrier', 'marketplace')),
  -- What proves it done: the number of an invoice, or of the new parcel.
  reference text,
  -- Why it was refused or withdrawn.
  refusal text,
  -- Why the buyer was told nothing.
  not_told text,
  -- The checks that objected and were overridden, and why.
  overridden text[] not null default '{}',
  override_reason text,
  begun_at timestamptz not null,
  due_at timestamptz not null,
  outcome_at timestamptz,
  ended_at timestamptz,
  -- Null while it is open, and where it was withdrawn: it then counts neither for nor against anybody.
  in_time boolean,
  primary key (workspace_id, id),
  foreign key (workspace_id, ticket_id) references tickets on delete cascade,
  foreign key (workspace_id, order_id) references orders on delete cascade,
  foreign key (workspace_id, store_id) references stores,
  foreign key (workspace_id, assignee_id) references members (workspace_id, id),
  check ((stage in ('done', 'declined', 'withdrawn')) = (ended_at is not null)),
  check ((stage in ('done', 'declined')) = (in_time is not null)),
  check ((override_reason is null) = (overridden = '{}'))
);
-- One of a kind at a time: two who begin the same at the same moment would both ask the warehouse.
create unique index order_tasks_open_of_order on order_tasks (workspace_id, order_id, kind) where ended_at is null;
create index order_tasks_of_ticket on order_tasks (workspace_id, ticket_id, id);
create index order_tasks_of_order on order_tasks (workspace_id, order_id);
create index order_tasks_by_due on order_tasks (workspace_id, due_at, id) where ended_at is null;
create index order_tasks_by_end on order_tasks (workspace_id, ended_at, id) where ended_at is not null;
select protect('order_tasks');

-- By when a task of a kind is due, from the first change of what ships on.
create table order_task_limits (
  workspace_id uuid not null default current_workspace(),
  kind text not null check (kind in ('change-address', 'change-item', 'cancel', 'exchange', 'resend', 'invoice')),
  limit_seconds int not null check (limit_seconds between 60 and 7776000),
  -- Null is every hour of every day.
  calendar_id uuid,
  primary key (workspace_id, kind),
  foreign key (workspace_id, calendar_id) references calendars
);
select protect('order_task_limits');
select is_settings('order_task_limits');

-- The shipped roles of workspaces that are there already may do what those of new ones may.
do $$
declare
  here uuid;
begin
  for here in select workspace_id from workspaces loop
    perform set_config('amends.workspace', here::text, true);
    update roles set permissions = permissions || '{"procedures.read": "all", "procedures.work": "all", "procedures.override": "all", "procedures.write": "all"}' where shipped and key in ('manager');
    update roles set permissions = permissions || '{"procedures.read": "stores", "procedures.work": "stores", "procedures.override": "stores"}' where shipped and key in ('supervisor');
    update roles set permissions = permissions || '{"procedures.read": "stores", "procedures.work": "stores"}' where shipped and key in ('agent', 'appeal-specialist', 'mentor');
    update roles set permissions = permissions || '{"procedures.read": "all"}' where shipped and key in ('auditor');
  end loop;
  perform set_config('amends.workspace', '', true);
end $$;
