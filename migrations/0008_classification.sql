-- What people have taught the desk about letters, and how it decides with it.

-- One row a workspace: which model decides, and how often the workspace's own rules have changed. Read before every decision.
create table classification_state (
  workspace_id uuid not null default current_workspace() references workspaces,
  model_id uuid,
  learnt_at timestamptz,
  learnt_from int not null default 0,
  -- Counts the changes of the workspace's own rules and order numbers, so that a process knows when its copy is old.
  rules_version int not null default 0,
  -- ["AM-######"]: # is a figure, @ a letter.
  order_patterns jsonb not null default '[]',
  primary key (workspace_id)
);
select protect('classification_state');

-- What a person said a letter is. The text is masked: no address, number or link of a person is kept.
create table classification_corrections (
  workspace_id uuid not null default current_workspace() references workspaces,
  id uuid not null,
  ticket_id uuid,
  text text not null check (length(text) <= 4000),
  language text not null check (language ~ '^[a-z]{2}$'),
  kind text not null,
  sub_type text,
  corrected_by uuid not null,
  corrected_at timestamptz not null,
  primary key (workspace_id, id)
);
-- A ticket corrected twice teaches its last word only.
create unique index classification_corrections_by_ticket on classification_corrections (workspace_id, ticket_id)
  where ticket_id is not null;
create index classification_corrections_by_time on classification_corrections (workspace_id, corrected_at desc, id desc);
select protect('classification_corrections');

-- Trained models. The newest decides; the ones before are kept to go back to.
create table classification_models (
  workspace_id uuid not null default current_workspace() references workspaces,
  id uuid not null,
  made_at timestamptz not null,
  learnt_from int not null,
  -- Which shipped examples it was trained with: a model of older ones is trained anew.
  shipped_version text not null,
  packed jsonb not null,
  primary key (workspace_id, id)
);
create index classification_models_by_time on classification_models (workspace_id, made_at desc);
select protect('classification_models');

-- Phrases by which a workspace decides itself.
create table classification_rules (
  workspace_id uuid not null default current_workspace() references workspaces,
  id uuid not null,
  phrase text not null check (length(phrase) between 2 and 120),
  language text check (language ~ '^[a-z]{2}$'),
  kind text not null,
  sub_type text,
  active boolean not null,
  updated_at timestamptz not null,
  primary key (workspace_id, id)
);
create unique index classification_rules_by_phrase on classification_rules (workspace_id, lower(phrase), language)
  nulls not distinct;
select protect('classification_rules');
