-- Mails that a message refers to and that were not there when it came. Mail does not keep its order: the first of a
-- conversation may arrive after the answer to it, and still belongs on the same ticket.
create table awaited_mails (
  workspace_id uuid not null default current_workspace(),
  mail_message_id text not null,
  ticket_id uuid not null,
  awaited_since timestamptz not null,
  primary key (workspace_id, mail_message_id, ticket_id),
  foreign key (workspace_id, ticket_id) references tickets
);
create index awaited_mails_by_ticket on awaited_mails (workspace_id, ticket_id);
create index awaited_mails_by_age on awaited_mails (workspace_id, awaited_since);
select protect('awaited_mails');
