-- Which order a ticket is about, who says so and why.

create table order_links (
  workspace_id uuid not null default current_workspace(),
  ticket_id uuid not null,
  -- Null where no order was found, or where a person says that it is about none.
  order_id uuid,
  confidence text check (confidence in ('certain', 'likely', 'low')),
  reasons jsonb not null default '[]',
  -- Other orders that it could be, the likeliest first, each with its reasons.
  others jsonb not null default '[]',
  -- What a person has chosen no rule changes.
  linked_by text not null check (linked_by in ('rule', 'member')),
  member_id uuid,
  linked_at timestamptz not null,
  -- The number in the ticket's own field before a person chose: it comes back when the choice is taken back.
  number_before text,
  primary key (workspace_id, ticket_id),
  foreign key (workspace_id, ticket_id) references tickets on delete cascade,
  foreign key (workspace_id, order_id) references orders on delete cascade,
  foreign key (workspace_id, member_id) references members (workspace_id, id),
  check ((order_id is null) = (confidence is null)),
  check ((linked_by = 'member') = (member_id is not null))
);
create index order_links_of_order on order_links (workspace_id, order_id) where order_id is not null;
select protect('order_links');

-- By what an order that is not here yet would be known as the one of a ticket: a number, an address, a tracking number.
create table order_clues (
  workspace_id uuid not null default current_workspace(),
  clue text collate "C" not null,
  ticket_id uuid not null,
  primary key (workspace_id, clue, ticket_id),
  foreign key (workspace_id, ticket_id) references tickets on delete cascade
);
create index order_clues_of_ticket on order_clues (workspace_id, ticket_id);
select protect('order_clues');
