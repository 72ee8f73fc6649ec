-- Which letters were made from a template, so that its figures count each of them once.

create table message_letters (
  workspace_id uuid not null default current_workspace(),
  message_id uuid not null,
  text_id uuid not null,
  -- Sent with other words than the template wrote.
  edited boolean not null,
  -- When it left and was counted as a use; null while it is held, for good when it was taken back.
  counted_at timestamptz,
  outcome text check (outcome in ('solved', 'returned')),
  primary key (workspace_id, message_id),
  foreign key (workspace_id, message_id) references messages (workspace_id, id),
  foreign key (workspace_id, text_id) references template_texts (workspace_id, id),
  check (outcome is null or counted_at is not null)
);
create index message_letters_by_text on message_letters (workspace_id, text_id);
select protect('message_letters');
