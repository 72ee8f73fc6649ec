-- Work that is asked of a department, with an owner, a due time and an answer.

create table departments (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  name text not null check (length(name) between 1 and 80),
  -- What it is there for, by which others find it: an anomaly of returns goes to quality or purchasing.
  field text not null
    check (field in ('purchasing', 'quality', 'logistics', 'sales', 'technology', 'finance', 'operations', 'other')),
  -- So much working time an answer may take, unless whoever asks says another day.
  limit_seconds int not null check (limit_seconds between 3600 and 7776000),
  -- Null is every hour of every day.
  calendar_id uuid,
  -- Asked nothing more; what was asked stays.
  active boolean not null default true,
  primary key (workspace_id, id),
  foreign key (workspace_id, calendar_id) references calendars
);
create unique index departments_by_name on departments (workspace_id, lower(name));
create index departments_of_calendar on departments (workspace_id, calendar_id) where calendar_id is not null;
select protect('departments');

create table department_members (
  workspace_id uuid not null default current_workspace(),
  department_id uuid not null,
  member_id uuid not null,
  primary key (workspace_id, department_id, member_id),
  foreign key (workspace_id, department_id) references departments on delete cascade,
  foreign key (workspace_id, member_id) references members (workspace_id, id) on delete cascade
);
create index department_members_of_member on department_members (workspace_id, member_id);
select protect('department_members');

create table actions (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  department_id uuid not null,
  title text not null check (length(title) between 1 and 160),
  ask text not null,
  -- The ticket on which it was asked; then it is of the ticket's store.
  ticket_id uuid,
  store_id uuid,
  -- What speaks for it, as it was when it was asked: figures, SKUs, orders, links, comments of buyers by their unit.
  evidence jsonb not null default '[]',
  stage text not null check (stage in ('open', 'answered', 'closed')),
  outcome text check (outcome in ('accepted', 'withdrawn')),
  asked_by uuid not null,
  owner_id uuid,
  asked_at timestamptz not null,
  due_at timestamptz not null,
  answer text,
  answered_at timestamptz,
  closed_at timestamptz,
  -- When it was said that it is late; null again once the day is another.
  reminded_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, department_id) references departments,
  foreign key (workspace_id, ticket_id) references tickets on delete cascade,
  foreign key (workspace_id, store_id) references stores,
  check ((stage = 'closed') = (closed_at is not null)),
  check ((stage = 'closed') = (outcome is not null)),
  check (stage <> 'answered' or answered_at is not null),
  check ((answer is null) = (answered_at is null))
);
create index actions_by_due on actions (workspace_id, due_at, id) where closed_at is null;
create index actions_of_department on actions (workspace_id, department_id, due_at, id) where closed_at is null;
create index actions_of_owner on actions (workspace_id, owner_id, due_at, id) where closed_at is null;
create index actions_of_asker on actions (workspace_id, asked_by, due_at, id) where closed_at is null;
create index actions_by_end on actions (workspace_id, closed_at, id) where closed_at is not null;
create index actions_of_ticket on actions (workspace_id, ticket_id, id) where ticket_id is not null;
create index actions_of_store on actions (workspace_id, store_id) where store_id is not null;
create index actions_of_any_department on actions (workspace_id, department_id);
-- Who is late and has not been told so.
create index actions_unreminded on actions (workspace_id, due_at, id) where stage = 'open' and reminded_at is null;
select protect('actions');

-- What happened to an action, step by step; written once, never changed but for the mark of having been taken back.
create table action_entries (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  action_id uuid not null,
  kind text not null check (kind in ('asked', 'given', 'answered', 'accepted', 'reopened', 'withdrawn', 'postponed', 'overdue', 'undone')),
  note text not null default '',
  owner_id uuid,
  due_at timestamptz,
  -- What the action was before, for an undo.
  before jsonb,
  undone_at timestamptz,
  actor_id uuid not null,
  at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, action_id) references actions on delete cascade
);
create index action_entries_of_action on action_entries (workspace_id, action_id, id);
select protect('action_entries');
