-- What people have confirmed or put right about the meaning of buyers' replies to return letters, to learn from.

-- The text is masked: no address, number or link of a person is kept.
create table classification_intents (
  workspace_id uuid not null default current_workspace() references workspaces,
  id uuid not null,
  message_id uuid,
  ticket_id uuid,
  text text not null check (length(text) <= 4000),
  language text not null check (language ~ '^[a-z]{2}$'),
  proposed text not null,
  confirmed text not null,
  confirmed_by uuid not null,
  confirmed_at timestamptz not null,
  primary key (workspace_id, id)
);
-- A message confirmed twice teaches its last word only.
create unique index classification_intents_by_message on classification_intents (workspace_id, message_id)
  where message_id is not null;
create index classification_intents_by_ticket on classification_intents (workspace_id, ticket_id)
  where ticket_id is not null;
create index classification_intents_by_time on classification_intents (workspace_id, confirmed_at desc, id desc);
select protect('classification_intents');

-- The workspace's own model of intents; without a row the shipped one decides.
create table classification_intent_models (
  workspace_id uuid not null default current_workspace() references workspaces,
  id uuid not null,
  learnt_at timestamptz not null,
  learnt_from int not null,
  -- Which shipped replies it was trained with: a model of older ones is trained anew.
  shipped_version text not null,
  packed jsonb not null,
  primary key (workspace_id)
);
select protect('classification_intent_models');
